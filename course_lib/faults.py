"""A fault in a callback becomes one plain sentence for the learner, and an error in tests."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager

FALLBACK = "Something went wrong with this step. Press Reset, or run the cell again."


def _strict() -> bool:
    """Say whether faults are raised (tests set COURSE_STRICT=1) instead of told."""
    return os.environ.get("COURSE_STRICT") == "1"


@contextmanager
def told(tell: Callable[[str], None], fallback: str = FALLBACK) -> Iterator[None]:
    """Run a callback; tell the learner one sentence if it fails.

    A ValueError of this library is already such a sentence; anything else gives ``fallback``.

    Parameters
    ----------
    tell : shows a sentence to the learner.
    fallback : the sentence for an error that is not meant for learners.
    """
    try:
        yield
    except Exception as error:
        if _strict():
            raise
        logging.getLogger(__name__).debug("callback failed", exc_info=True)
        tell(str(error) if isinstance(error, ValueError) else fallback)
