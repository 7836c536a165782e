"""What ipywidgets leaves open for keyboard and screen reader, mended once a page."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import anywidget
import ipywidgets as widgets


class PageManners(anywidget.AnyWidget):
    """Names slider handles and radio groups, and keeps keys with the focused control."""

    _esm = Path(__file__).parent / "manners.js"


@lru_cache(maxsize=1)
def page_manners() -> PageManners:
    """Mend every course card of the page, now and later; one for each kernel is enough."""
    return PageManners()


class Button(widgets.Button):
    """A button with one action; a failing action can be noticed (ipywidgets swallows it).

    Parameters
    ----------
    action : what a press does.
    description : the words on the button.
    """

    def __init__(
        self, action: Callable[[], object], *, description: str, **options: object
    ) -> None:
        options.setdefault("layout", widgets.Layout(width="auto"))
        super().__init__(description=description, **options)
        self._action = action

    def click(self) -> None:
        """Do the action."""
        self._action()
