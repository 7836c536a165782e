"""The answers of a class: exported records of many learners, read with care and counted.

Questions, options, limits and the model's value come from the course, so no text of a record
reaches the page. Learners are numbers, from their records' random ids, not from file names.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from course_lib.plain_error import PlainValueError
from course_lib.record_file import MAX_IMPORT_BYTES, RecordError, parse, read_raw, reason

MOST_FILES = 1000
NO_RECORD = "it is not a record of this course, or it was cut or changed"
Event = Mapping[str, Any]


class ClassError(PlainValueError):
    """A folder that cannot be read, in one sentence."""


@dataclass(frozen=True)
class Learner:
    """One learner.

    Attributes
    ----------
    number : counted from 1; it comes from the random ids in the record.
    files : names of the files that make up the record.
    events : its events in order.
    """

    number: int
    files: tuple[str, ...]
    events: tuple[Event, ...]


@dataclass(frozen=True)
class ClassAnswers:
    """All learners of a folder.

    Attributes
    ----------
    learners : those whose record could be read.
    skipped : name of each file that could not be used, and the reason.
    files : number of files that end in .json.
    """

    learners: tuple[Learner, ...]
    skipped: tuple[tuple[str, str], ...]
    files: int


def read_class(folder: Path | str) -> ClassAnswers:
    """Read every exported record (``*.json``) of a folder; what is broken is skipped.

    Parameters
    ----------
    folder : where the files are; folders inside it are not opened.

    Returns
    -------
    ClassAnswers : at most 1000 files are read.

    Raises
    ------
    ClassError : there is no such folder, or it may not be read.
    """
    place = Path(folder).expanduser()
    try:
        paths = sorted(path for path in place.iterdir() if path.suffix.lower() == ".json")
    except (OSError, ValueError) as error:
        raise ClassError(
            f"{plain_name(str(place))} cannot be read ({reason(error)}); give the folder that "
            "holds the exported records."
        ) from error
    found, skipped = [], []
    for path in paths[:MOST_FILES]:
        try:
            found.append((path.name, read_record(path)))
        except (OSError, RecordError) as error:
            skipped.append((path.name, reason(error)))
    skipped += [(path.name, f"only {MOST_FILES} files are read") for path in paths[MOST_FILES:]]
    return ClassAnswers(_learners(found), tuple(skipped), len(paths))


def read_record(path: Path) -> list[dict[str, Any]]:
    """Read the events of one exported record.

    Parameters
    ----------
    path : a file that ``default_record().export_to(...)`` wrote.

    Raises
    ------
    RecordError : it is too large, not a record, or has no events.
    OSError : it is no ordinary file, or cannot be read.
    """
    raw = read_raw(path, limit=MAX_IMPORT_BYTES)
    try:
        events = parse(raw.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:  # its own words would carry text of the file
        raise RecordError(NO_RECORD) from error
    if not events:
        raise RecordError("it holds no events")
    return events


def plain_name(name: str) -> str:
    """Write a file's name so that it can be shown: no control letters, not endless.

    Parameters
    ----------
    name : any name.

    Returns
    -------
    str : at most 80 characters.
    """
    shown = "".join(letter if letter.isprintable() else "?" for letter in name)
    return shown if len(shown) <= 80 else f"{shown[:77]}…"


def _learners(found: list[tuple[str, list[dict[str, Any]]]]) -> tuple[Learner, ...]:
    """Join files that share events: the same learner handed in twice, or went on and came back."""
    owner: dict[str, int] = {}
    files: list[list[str]] = []
    events: list[list[Event]] = []
    for name, record in found:
        place = next((owner[e["id"]] for e in record if e["id"] in owner), len(files))
        if place == len(files):
            files.append([])
            events.append([])
        files[place].append(name)
        new = [event for event in record if event["id"] not in owner]
        events[place] += new
        owner.update({event["id"]: place for event in new})
    # Numbered by their own random ids, so that a list of the files does not give them away.
    order = sorted(range(len(files)), key=lambda n: sha256(events[n][0]["id"].encode()).digest())
    return tuple(
        Learner(number, tuple(files[n]), tuple(events[n])) for number, n in enumerate(order, 1)
    )
