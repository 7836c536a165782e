"""Levels of the thorax: what you can feel, what passes the diaphragm, where sources differ.

Every row keeps its source and confidence; rows of one topic stand side by side, so that a
disagreement (the tip of the shoulder blade: T7, or T8 with an SD of 0.9) is shown, not settled.
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from math import isnan

from course_lib.tables import load_rows

VERTEBRAE = ("C7", *(f"T{i}" for i in range(1, 13)), *(f"L{i}" for i in range(1, 6)))


@dataclass(frozen=True)
class Landmark:
    """One fact about a level, as one source gives it.

    Levels as numbers count vertebrae downward: C7 is 0, T1 1 … T12 12, L1 13; halves are discs. For
    the two facts about ribs they are the rib's number.

    Attributes
    ----------
    id : row of the table ``anatomy/landmarks``.
    topic : what is located; rows of one topic can be compared.
    kind : such as "surface landmark" or "dermatome".
    level : the level as the source gives it; "" for the facts about ribs.
    level_low, level_high : its upper and lower end as numbers.
    fact : the fact, in our words.
    mean, sd : mean and standard deviation in ``unit``; None where the source gives no number.
    unit : their unit.
    agreement : "one source", "sources agree" or "sources differ".
    how_to_find : how to find it on your own body.
    population : who or what was measured.
    source_key : citation key.
    confidence : V read in the source, C computed, A abstract, S secondary, GAP not found.
    note : reason or caution.
    """

    id: str
    topic: str
    kind: str
    level: str
    level_low: float
    level_high: float
    fact: str
    mean: float | None
    sd: float | None
    unit: str
    agreement: str
    how_to_find: str
    population: str
    source_key: str
    confidence: str
    note: str


def landmarks(*, kind: str | None = None, topic: str | None = None) -> tuple[Landmark, ...]:
    """Give the landmarks, all of them or those of one kind or topic.

    Parameters
    ----------
    kind : such as "surface landmark", "dermatome" or "diaphragm opening"; all when left out.
    topic : such as "lower tip of the shoulder blade"; all when left out.

    Raises
    ------
    ValueError : no landmark has that kind or topic; the sentence names the nearest or all.

    Examples
    --------
    >>> [mark.level for mark in landmarks(topic="lower tip of the shoulder blade")]
    ['T7', 'T8', 'T8']
    """
    found = tuple(_landmark(row) for row in load_rows("anatomy/landmarks"))
    if kind is not None:
        _require_known("kind", kind, {mark.kind for mark in found})
        found = tuple(mark for mark in found if mark.kind == kind)
    if topic is not None:
        _require_known("topic", topic, {mark.topic for mark in found})
        found = tuple(mark for mark in found if mark.topic == topic)
    return found


def at_level(vertebra: str) -> tuple[Landmark, ...]:
    """Give what lies at one vertebra; facts on ribs stay out.

    Parameters
    ----------
    vertebra : "C7", "T1" to "T12" or "L1" to "L5".

    Raises
    ------
    ValueError : another vertebra; the sentence names them all.

    Examples
    --------
    >>> at_level("T7")[0].fact
    'The lower tip of the shoulder blade lies at the spinous process of T7.'
    """
    if vertebra not in VERTEBRAE:
        raise ValueError(
            f"There is no vertebra {vertebra!r} in this table; choose one of "
            f"{', '.join(VERTEBRAE)}."
        )
    number = VERTEBRAE.index(vertebra)
    return tuple(
        mark
        for mark in landmarks()
        if mark.level and mark.level_low - 0.5 <= number <= mark.level_high + 0.5
    )


def _landmark(row: dict) -> Landmark:
    numbers = {name: None if isnan(row[name]) else row[name] for name in ("mean", "sd")}
    return Landmark(**{**row, **numbers})


def _require_known(what: str, given: str, known: set[str]) -> None:
    if given not in known:
        near = get_close_matches(str(given), known, n=1)
        hint = near[0] if near else ", ".join(sorted(known))
        raise ValueError(f"No landmark has the {what} {given!r}; choose {hint}.")
