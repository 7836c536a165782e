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

    ``level_low`` and ``level_high`` count vertebrae downward: C7 is 0, T1 1 … T12 12, L1 13;
    halves are discs. For the two facts about ribs they are the rib's number and ``level`` is "".
    ``mean`` and ``sd`` are in ``unit``, None where the source gives no number.
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
    kind
        Such as ``"surface landmark"``, ``"dermatome"`` or ``"diaphragm opening"``.
    topic
        Such as ``"inferior angle of the scapula"``.

    Raises
    ------
    ValueError
        When no landmark has that kind or topic; the sentence names the nearest or all kinds.
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
    """Give what lies at one vertebra, for example ``at_level("T4")``; facts on ribs stay out.

    Raises
    ------
    ValueError
        When the vertebra is none of C7, T1 to T12 and L1 to L5.
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


def disagreements() -> dict[str, tuple[Landmark, ...]]:
    """Give the topics on which the sources differ, each with all its rows."""
    found: dict[str, tuple[Landmark, ...]] = {}
    for mark in landmarks():
        if mark.agreement == "sources differ":
            found[mark.topic] = (*found.get(mark.topic, ()), mark)
    return found


def _landmark(row: dict) -> Landmark:
    numbers = {name: None if isnan(row[name]) else row[name] for name in ("mean", "sd")}
    return Landmark(**{**row, **numbers})


def _require_known(what: str, given: str, known: set[str]) -> None:
    if given not in known:
        near = get_close_matches(str(given), known, n=1)
        hint = near[0] if near else ", ".join(sorted(known))
        raise ValueError(f"No landmark has the {what} {given!r}; choose {hint}.")
