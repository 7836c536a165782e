"""The words of an exercise card: first how to do it, then what the sources say."""

from __future__ import annotations

from dataclasses import dataclass

from course_lib.anatomy.exercises import NOT_REVIEWED, Exercise
from course_lib.anatomy.muscle_table import get_muscle
from course_lib.anatomy.words import SURE, told

REVIEW = (
    "The parts marked “not clinically reviewed” were written by the makers of this course: no "
    "source states them and no clinician has checked them. If you are unsure, show them to a "
    "physiotherapist first. Stop what hurts."
)


@dataclass(frozen=True)
class Line:
    """One line of a card.

    Attributes
    ----------
    label : what it is about.
    text : what it says.
    source : who says so and how sure that is; "" where no source states it.
    """

    label: str
    text: str
    source: str = ""


@dataclass(frozen=True)
class Group:
    """Lines of a card under one heading.

    Attributes
    ----------
    heading : its heading.
    lines : its lines.
    """

    heading: str
    lines: tuple[Line, ...]


def groups(exercise: Exercise) -> tuple[Group, Group]:
    """Give the lines of a card, those that no source states apart from those that one does.

    Empty fields leave no line, but a dose that is not known is said to be not known.

    Parameters
    ----------
    exercise : a row of the table, from ``exercises.get_exercise``.
    """
    ours = [
        ("How", exercise.cue),
        ("Easier", exercise.easier),
        ("Harder", exercise.harder),
        ("Take care", exercise.caution),
        ("Meant for", exercise.target),
        ("Muscles lit", muscle_names(exercise)),
    ]
    dose = _source(exercise.dose_source, exercise.dose_confidence)
    evidence = _source((exercise.evidence_source,), exercise.evidence_confidence)
    theirs = [
        ("How much", exercise.how_much, dose),
        ("What was found", exercise.evidence, evidence),
        ("Studied in", exercise.population),
        ("Note", exercise.note),
    ]
    return (
        Group(f"How to do it: {NOT_REVIEWED.lower()}", _lines(ours)),
        Group("What our sources say", _lines(theirs)),
    )


def muscle_names(exercise: Exercise) -> str:
    """Name the muscles of this course that are meant: "rhomboid major; rhomboid minor".

    Parameters
    ----------
    exercise : a row of the table, from ``exercises.get_exercise``.
    """
    return "; ".join(get_muscle(name).name for name in exercise.target_ids)


def _lines(cells: list[tuple[str, ...]]) -> tuple[Line, ...]:
    return tuple(
        Line(label, f"{text[:1].upper()}{text[1:]}", *source)
        for label, text, *source in cells
        if text
    )


def _source(keys: tuple[str, ...], confidence: str) -> str:
    known = tuple(filter(None, keys))
    return f"{told(known)}, {SURE[confidence]}" if known and confidence != "GAP" else ""
