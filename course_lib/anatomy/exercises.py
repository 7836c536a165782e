"""Exercises, stretches and self-care: how, how much, what was found, and which muscles are meant.

A source stands behind the dose and behind what was found. How to do it, the easier and the harder
version, the caution and the muscles are our own mapping: ``not_reviewed`` names these fields, and
whoever shows a card says that no clinician has reviewed them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path

from course_lib.tables import data_folder, load_rows

KINDS = {
    "strength": "Strength",
    "endurance": "Endurance",
    "stretch": "Stretch",
    "mobility": "Mobility",
    "self-massage": "Self-massage",
    "breathing": "Breathing",
    "heat": "Heat",
    "breaks": "Breaks",
}
NOT_KNOWN = "not known from our sources"
NOT_REVIEWED = "Not clinically reviewed"
_LISTS = ("target_ids", "lit_bones", "not_reviewed", "dose_source")


@dataclass(frozen=True)
class Exercise:
    """One row of the table ``anatomy/exercises``; "" is what no source states.

    Attributes
    ----------
    id : number of the exercise, such as "ex01".
    name : name for a reader.
    kind : a key of ``KINDS``.
    cue : how to do it, our mapping.
    dose : how much and how often, as the source has it.
    dose_source : citation keys of the dose.
    dose_confidence : how far the dose may be trusted, as ``confidence``.
    evidence : what was found.
    evidence_source : citation key of what was found.
    evidence_confidence : how far that may be trusted, as ``confidence``.
    easier, harder : an easier and a harder version, our mapping.
    caution : when to stop or leave it out, our mapping.
    target : what it is meant to reach, in the words of the table's source.
    target_ids : the muscles of this course that these words name, our mapping.
    lit_bones : bones to show where a movement is the target.
    not_reviewed : fields of this row that no clinician has reviewed.
    population : who was studied.
    source_keys : citation keys of dose and evidence together.
    confidence : V read, A abstract, S secondary, GAP not known; the better of the two.
    note : reason or caution.
    """

    id: str
    name: str
    kind: str
    cue: str
    dose: str
    dose_source: tuple[str, ...]
    dose_confidence: str
    evidence: str
    evidence_source: str
    evidence_confidence: str
    easier: str
    harder: str
    caution: str
    target: str
    target_ids: tuple[str, ...]
    lit_bones: tuple[str, ...]
    not_reviewed: tuple[str, ...]
    population: str
    source_keys: tuple[str, ...]
    confidence: str
    note: str

    @property
    def how_much(self) -> str:
        """The dose, or that it is not known."""
        return self.dose or NOT_KNOWN


def load_exercises() -> dict[str, Exercise]:
    """Give all exercises by id, in the order of the table.

    Raises
    ------
    DataError : as ``load_table``.
    """
    return dict(_exercises(data_folder()))


def get_exercise(exercise_id: str) -> Exercise:
    """Give one exercise.

    Parameters
    ----------
    exercise_id : such as "ex01".

    Raises
    ------
    ValueError : there is none of this id; the sentence names the nearest.

    Examples
    --------
    >>> get_exercise("ex01").name
    'Y raise, lying face down'
    """
    _require(exercise_id, tuple(load_exercises()), what="exercise")
    return load_exercises()[exercise_id]


def find_exercises(
    kind: str | Sequence[str] | None = None, *, ids: Sequence[str] | None = None
) -> tuple[Exercise, ...]:
    """Choose exercises by kind, by id, or both; in the order of ``ids`` or of the table.

    Parameters
    ----------
    kind : a key of ``KINDS`` such as "strength", or several; all when left out.
    ids : such as ``["ex01", "ex14"]``; all when left out.

    Raises
    ------
    ValueError : there is no such kind or id, or nothing is left; the sentence names what to choose
        from.

    Examples
    --------
    >>> [one.name for one in find_exercises(ids=["ex14", "ex01"])]
    ['Foam roll of the mid back', 'Y raise, lying face down']
    """
    known = load_exercises()
    kinds = (kind,) if isinstance(kind, str) else tuple(kind or KINDS)
    for name in kinds:
        _require(name, tuple(KINDS), what="kind of exercise")
    for name in ids or ():
        _require(name, tuple(known), what="exercise")
    found = tuple(known[name] for name in (known if ids is None else dict.fromkeys(ids)))
    found = tuple(one for one in found if one.kind in kinds)
    if not found:
        raise ValueError(
            "No exercise has both this kind and one of these ids; leave one of the two out."
        )
    return found


@lru_cache(maxsize=2)
def _exercises(folder: Path) -> dict[str, Exercise]:
    """Read the table once; ``folder`` is the key of the cache."""
    return {row["id"]: _exercise(row) for row in load_rows("anatomy/exercises")}


def _exercise(row: dict[str, str]) -> Exercise:
    rest = {key: value for key, value in row.items() if key != "source_key"}
    rest |= {key: _split(row[key]) for key in _LISTS}
    return Exercise(**rest, source_keys=_split(row["source_key"]))


def _split(cell: str) -> tuple[str, ...]:
    return tuple(filter(None, cell.split(";")))


def _require(name: str, known: Sequence[str], *, what: str) -> None:
    if name not in known:
        near = get_close_matches(str(name), known, n=1)
        hint = f"the nearest is {near[0]!r}" if near else f"choose one of {', '.join(known)}"
        raise ValueError(f"There is no {what} {name!r}; {hint}.")
