"""What a record file looks like: checked when read, written whole or not at all."""

import errno
import json
import math
import os
import re
import stat
from datetime import datetime
from pathlib import Path
from typing import Any

from course_lib.plain_error import PlainValueError

FORMAT = "upper-back-course-record"
VERSION = 1
MAX_IMPORT_BYTES = 10_000_000
MAX_RECORD_BYTES = 50_000_000  # years of learning; beyond it somebody else wrote
MAX_TEXT = 10_000
MAX_DEPTH = 3
RESERVED = ("id", "at", "kind")


class RecordError(PlainValueError):
    """Something that the record cannot keep, read or write, in one sentence."""


class BrokenError(RecordError):
    """The record file itself cannot be understood."""


def is_plain(value: object, depth: int = 0) -> bool:
    """Tell whether `value` is a JSON scalar, or a list of them at most `MAX_DEPTH` deep.

    Parameters
    ----------
    value : anything.
    depth : how many lists it stands in.
    """
    if isinstance(value, list | tuple):
        return depth < MAX_DEPTH and all(is_plain(item, depth + 1) for item in value)
    if isinstance(value, str):
        # A lone surrogate passes json but cannot be shown or sent to a page.
        return len(value) <= MAX_TEXT and not re.search("[\ud800-\udfff]", value)
    if isinstance(value, int):
        return abs(value) < 2**63
    return value is None or (isinstance(value, float) and math.isfinite(value))


def check_facts(facts: dict[str, Any], where: str) -> None:
    """Refuse a name or a value that the file must not carry.

    Parameters
    ----------
    facts : values by name.
    where : what has them, for the message.

    Raises
    ------
    RecordError : a fact that a record cannot keep.
    """
    for name, value in facts.items():
        if not isinstance(name, str) or len(name) > 100 or name in RESERVED:
            raise RecordError(
                f"{where} has a fact called {str(name)[:40]!r}, but the names "
                f"{', '.join(RESERVED)} are taken and a name has at most 100 letters; rename it."
            )
        if not is_plain(value):
            raise RecordError(
                f"{where} has {name!r} of type {type(value).__name__}, but the record keeps only "
                f"finite numbers, text up to {MAX_TEXT} letters, yes/no, nothing, or lists of "
                "these; change it into one of them."
            )


def _is_time(text: object) -> bool:
    """Tell whether `text` is an ISO time."""
    try:
        return bool(datetime.fromisoformat(text))
    except (TypeError, ValueError):
        return False


def _check_event(event: object, number: int) -> dict[str, Any]:
    """Return `event` if it has the shape of one, else raise `RecordError`."""
    where = f"event {number}"
    if not isinstance(event, dict):
        raise RecordError(f"{where} is not a group of named values")
    name = event.get("id")
    if not isinstance(name, str) or not re.fullmatch("[0-9a-f]{32}", name):
        raise RecordError(f"{where} has no id of 32 hexadecimal digits")
    kind = event.get("kind")
    if not isinstance(kind, str) or not kind or not is_plain(kind):
        raise RecordError(f"{where} has no kind in words")
    if not _is_time(event.get("at")):
        raise RecordError(f"{where} has no ISO time under 'at'")
    check_facts({k: v for k, v in event.items() if k not in RESERVED}, where)
    return event


def parse(text: str) -> list[dict[str, Any]]:
    """Read the text of a record file.

    Parameters
    ----------
    text : of a whole file.

    Raises
    ------
    RecordError : text that is not a record, or one of another version.
    """
    try:
        whole = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise RecordError("it is not JSON, or was cut short") from error
    if not isinstance(whole, dict) or whole.get("format") != FORMAT:
        raise RecordError(f"it does not say that its format is {FORMAT!r}")
    if (version := whole.get("version")) != VERSION:
        if isinstance(version, int) and version > VERSION:
            raise RecordError(f"its version {str(version)[:20]} is of a newer course")
        raise RecordError(f"its version is {str(version)[:20]}, not {VERSION}")
    if not isinstance(whole.get("events"), list):
        raise RecordError("it has no list of events")
    events = [_check_event(event, n) for n, event in enumerate(whole["events"], start=1)]
    first: dict[str, dict[str, Any]] = {}
    for event in events:
        first.setdefault(event["id"], event)
    return list(first.values())


def read_raw(path: Path, *, limit: int) -> bytes:
    """Read a file that may be anything.

    Parameters
    ----------
    path : the file; a pipe or a device is refused.
    limit : most bytes that are read.

    Raises
    ------
    RecordError : it is larger.
    OSError : it is missing, no ordinary file, or cannot be read.
    """
    if not stat.S_ISREG(path.stat().st_mode):  # a pipe would never end
        raise OSError(errno.EINVAL, "it is not an ordinary file")
    with path.open("rb") as file:
        raw = file.read(limit + 1)
    if len(raw) > limit:
        raise RecordError(f"it is larger than {limit // 1_000_000} MB")
    return raw


def read(path: Path, *, limit: int) -> list[dict[str, Any]]:
    """Read the events of a record file.

    Parameters
    ----------
    path : the record file.
    limit : most bytes that are read.

    Raises
    ------
    RecordError : a file that is not a record.

    Raises
    ------
    OSError : it is missing, no ordinary file, or cannot be read.
    """
    try:
        return parse(read_raw(path, limit=limit).decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise RecordError("it is not text") from error


def write(path: Path, events: list[dict[str, Any]]) -> None:
    """Write all events into the file, whole or not at all.

    Parameters
    ----------
    path : the record file; its folder exists.
    events : plain JSON each, in their order.

    Raises
    ------
    OSError : the file cannot be written; the old one stays.
    """
    # One fixed name: a process killed here leaves one stale file, overwritten by the next.
    temporary = path.with_name(path.name + ".tmp")
    whole = {"format": FORMAT, "version": VERSION, "events": events}
    with open(temporary, "w", encoding="utf-8") as file:  # noqa: PTH123 (one name to fail in tests)
        json.dump(whole, file, indent=1)
        file.flush()
        os.fsync(file.fileno())
    os.replace(temporary, path)  # noqa: PTH105 (as above)


def reason(error: BaseException) -> str:
    """Return the shortest honest reason, without a stack trace.

    Parameters
    ----------
    error : what reading, writing or waiting for the lock raised.
    """
    from filelock import Timeout

    if isinstance(error, Timeout):
        return "another notebook is using the record"
    words = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return words.rstrip(".")
