"""The learner's own predictions and answers, in one plain file on their side.

Nothing here ever stops the course: what cannot be saved stays in memory, is tried again with
the next event, and `Record.notice` says so in one sentence.
"""

import contextlib
import copy
import json
import os
import threading
import uuid
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from course_lib.record_file import (
    FORMAT,
    MAX_IMPORT_BYTES,
    MAX_RECORD_BYTES,
    BrokenError,
    RecordError,
    check_facts,
    is_plain,
    read,
    reason,
    write,
)

LOCK_WAIT_S = 2.0
UNSAVED = (
    "Your answers are kept in memory but not on disk yet ({why}); the course goes on and tries "
    "again with your next answer."
)
UNREAD = (
    "Your earlier answers cannot be read now ({why}), so they do not count here; their file is "
    "left as it is and is read again with your next answer."
)

__all__ = ["Record", "RecordError", "default_record"]


class Record:
    """One learner's record.

    Parameters
    ----------
    path : the file; by default the one named by the environment variable COURSE_RECORD, else
        `record.json` in the user's data folder.
    """

    def __init__(self, path: Path | str | None = None) -> None:
        self.path = _whole(path if path is not None else _default_path())
        self._pending: list[dict[str, Any]] = []
        self._known: list[dict[str, Any]] = []
        self._trouble = ""
        self._moved = ""
        self._mutex = threading.RLock()

    @property
    def notice(self) -> str:
        """One or two sentences for the learner, empty when all is well."""
        return " ".join(part for part in (self._moved, self._trouble) if part)

    def add(self, kind: str, /, **facts: Any) -> bool:  # noqa: ANN401 (checked at run time)
        """Append one event and save it; return whether it is on disk.

        Parameters
        ----------
        kind : a word, such as "answer".
        facts : plain JSON by name; "id", "at" and "kind" are taken.

        Raises
        ------
        RecordError : a fact is not plain JSON, or uses a reserved name.
        """
        if not isinstance(kind, str) or not kind or not is_plain(kind):
            raise RecordError(f"The kind of an event is a word such as 'answer', not {kind!r:.60}.")
        check_facts(facts, f"The event {kind!r:.60}")
        at = datetime.now(UTC).isoformat(timespec="milliseconds")
        event = {"id": uuid.uuid4().hex, "at": at, "kind": kind, **json.loads(json.dumps(facts))}
        with self._mutex:
            self._pending.append(event)
            return self._synchronise()

    def events(self, kind: str | None = None) -> list[dict[str, Any]]:
        """Return all events in the order they were recorded, or those of one kind.

        Parameters
        ----------
        kind : a word given to ``add``; None for all.
        """
        with self._mutex:
            if self._pending or self._may_be_there():
                self._synchronise()
            else:
                self._known = []
            everything = self._known + self._pending
            return copy.deepcopy([e for e in everything if kind is None or e["kind"] == kind])

    def export_to(self, path: Path | str) -> Path:
        """Write a copy of the record and return where it is.

        Parameters
        ----------
        path : a file, or a folder that is there.

        Raises
        ------
        RecordError : the copy cannot be written there.
        """
        target = _whole(path)
        try:
            target = target / f"{FORMAT}.json" if target.is_dir() else target
            if target != self.path:
                write(target, self.events())
        except (OSError, ValueError) as error:
            raise RecordError(
                f"The copy could not be written to {target} ({reason(error)}); choose a folder "
                "that you may write to."
            ) from error
        if target == self.path:
            raise RecordError(f"{target} is the record itself; choose another name for the copy.")
        return target

    def import_from(self, path: Path | str) -> int:
        """Merge the events of an exported file; return how many were new.

        Parameters
        ----------
        path : a file that ``export_to`` wrote, 10 MB at most.

        Raises
        ------
        RecordError : the file is missing, too large, or not a record; then nothing is taken from
            it.
        """
        source = _whole(path)
        try:
            found = read(source, limit=MAX_IMPORT_BYTES)
        except (OSError, ValueError) as error:
            raise RecordError(
                f"{source} cannot be imported: {reason(error)}; choose a file that was written "
                "by export_to."
            ) from error
        with self._mutex:
            have = {event["id"] for event in self.events()}
            new = [event for event in found if event["id"] not in have]
            self._pending += new
            self._synchronise()
        return len(new)

    def delete(self) -> bool:
        """Remove the record, its set-aside copies and what is in memory, without asking.

        Returns
        -------
        bool : whether nothing is left on disk; if False, `notice` says what remains.
        """
        with self._mutex:
            self._pending, self._known, self._moved, self._trouble = [], [], "", ""
            try:
                if not self.path.parent.is_dir():
                    return True
                with self._lock():
                    for suffix in ("", ".tmp"):
                        self.path.with_name(self.path.name + suffix).unlink(missing_ok=True)
                    for broken in _set_aside_files(self.path):
                        broken.unlink()
            except (OSError, NotImplementedError) as error:
                self._trouble = f"The record could not be deleted ({reason(error)}): {self.path}."
                return False
            return True

    def _lock(self) -> contextlib.AbstractContextManager:
        """Return the lock that every process takes before it reads and writes."""
        from filelock import FileLock

        return FileLock(self.path.with_name(self.path.name + ".lock"), timeout=LOCK_WAIT_S)

    def _may_be_there(self) -> bool:
        """Tell whether there is something to read, or something that hides it."""
        try:
            return self.path.exists()
        except OSError:
            return True

    def _synchronise(self) -> bool:
        """Read, merge and write under the lock; return whether everything is on disk."""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with self._lock():
                stored = self._read_or_set_aside()
                ids = {event["id"] for event in stored}
                new = [event for event in self._pending if event["id"] not in ids]
                if new:
                    write(self.path, stored + new)
        except (OSError, NotImplementedError) as error:
            self._trouble = UNSAVED.format(why=reason(error)) if self._pending else ""
            try:
                # Reading needs no lock, because a write replaces the file in one step.
                self._known = self._read()
            except (OSError, BrokenError) as unread:
                told = UNREAD.format(why=reason(unread))
                self._trouble = f"{self._trouble} {told}".strip()
            return False
        self._known, self._pending, self._trouble = stored + new, [], ""
        return True

    def _read(self) -> list[dict[str, Any]]:
        """Return the events on disk; raise `BrokenError` for a file that makes no sense."""
        try:
            return read(self.path, limit=MAX_RECORD_BYTES)
        except (FileNotFoundError, NotADirectoryError):
            return []
        except RecordError as error:
            raise BrokenError(str(error)) from error

    def _read_or_set_aside(self) -> list[dict[str, Any]]:
        """Return the events on disk; move a broken file out of the way and start afresh."""
        try:
            return self._read()
        except BrokenError as error:
            stem = f"{self.path.name}.broken-{datetime.now(UTC):%Y%m%dT%H%M%S}"
            names = (stem if n == 0 else f"{stem}-{n}" for n in range(10_000))
            aside = next(p for p in map(self.path.with_name, names) if not p.exists())
            os.replace(self.path, aside)  # noqa: PTH105 (one name to fail in tests)
            self._moved = (
                f"Your record could not be read ({error}), so it was kept as {aside.name} "
                "and a new one was begun."
            )
            return []


def _set_aside_files(path: Path) -> list[Path]:
    """Return the broken copies that were kept beside `path`."""
    return [p for p in path.parent.iterdir() if p.name.startswith(f"{path.name}.broken-")]


def _whole(path: Path | str) -> Path:
    """Return the absolute path; where it makes no sense, reading or writing will say so."""
    try:
        return Path(path).expanduser().resolve()
    except (OSError, ValueError, RuntimeError):  # a link in a circle, nobody's home
        return Path(path).absolute()


def _default_path() -> Path:
    """Return the file that COURSE_RECORD names, else the one in the user's data folder."""
    if named := os.environ.get("COURSE_RECORD"):
        return Path(named)
    from platformdirs import user_data_path

    return user_data_path("upper-back-course", appauthor=False) / "record.json"


@lru_cache(maxsize=1)
def default_record() -> Record:
    """Return the one record that every lab and quiz of this process writes to."""
    return Record()
