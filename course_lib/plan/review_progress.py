"""How far a learner has come: each objective and each prediction of the course, from the record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from math import isfinite
from numbers import Real
from typing import Any

from course_lib.chapters import course_map
from course_lib.plan.review import NEVER, Events, Standing, choose_review, day_of, standings
from course_lib.quantities import round_to
from course_lib.question_file import Question
from course_lib.tables import load_rows

# What an objective can be, in the order of the figure, and in words.
STATES = {
    "right": "right at the first try",
    "second": "right at the second try",
    "missed": "missed, comes back",
    "new": "not asked yet",
}
MONTHS = "January February March April May June July August September October November December"
MONTHS = tuple(MONTHS.split())
# The room of a prediction ends where the lab's own rule ends: one step, or a tenth of the truth.
NEAR_SHARE = 0.1


@dataclass(frozen=True)
class Objective:
    """One aim of a chapter, over all questions that test it.

    Attributes
    ----------
    notebook, words : where it is taught, and what you will be able to do.
    asked, first_right : how often it was asked, and right at the first try.
    state : a key of ``STATES``.
    last, due : the day (UTC) it was last asked, and the day it comes back.
    """

    notebook: str
    words: str
    asked: int = 0
    first_right: int = 0
    state: str = "new"
    last: date | None = None
    due: date | None = None


@dataclass(frozen=True)
class Foresight:
    """One prediction of a lab (data/plan/predictions), and what became of it.

    Attributes
    ----------
    notebook : where the lab stands first.
    question : what is asked.
    given, found : the answer and what it was compared with, in words with their unit; empty before.
    against : what it is compared with, such as "model".
    close : whether it was near enough.
    day : the day (UTC) it was made; None before.
    """

    notebook: str
    question: str
    given: str = ""
    found: str = ""
    against: str = "model"
    close: bool = False
    day: date | None = None

    @property
    def made(self) -> bool:
        """Whether the learner has locked a prediction."""
        return self.day is not None

    @property
    def verdict(self) -> str:
        """How near it was, in words."""
        return "not made yet" if not self.made else "close" if self.close else "not close"


@dataclass(frozen=True)
class ChapterProgress:
    """One chapter: its objectives and the predictions of its labs.

    Attributes
    ----------
    stem : name of its notebook.
    title : its title.
    objectives : what it teaches, each with how it stands.
    predictions : the predictions of its labs.
    """

    stem: str
    title: str
    objectives: tuple[Objective, ...]
    predictions: tuple[Foresight, ...]

    @property
    def name(self) -> str:
        """The number and title of the chapter."""
        return f"{self.stem[:2]} {self.title}"

    def count(self, state: str) -> int:
        """Count the objectives in a state.

        Parameters
        ----------
        state : a key of ``STATES``.
        """
        return sum(objective.state == state for objective in self.objectives)


@dataclass(frozen=True)
class Progress:
    """The whole course on one day.

    Attributes
    ----------
    today : the day (UTC).
    chapters : the chapters in their order.
    next_up : notebook and words of each objective in the next review.
    """

    today: date
    chapters: tuple[ChapterProgress, ...]
    next_up: frozenset[tuple[str, str]]

    @property
    def objectives(self) -> list[Objective]:
        """All objectives, chapter by chapter."""
        return [objective for chapter in self.chapters for objective in chapter.objectives]

    @property
    def predictions(self) -> list[Foresight]:
        """All predictions, chapter by chapter."""
        return [foresight for chapter in self.chapters for foresight in chapter.predictions]

    @property
    def begun(self) -> bool:
        """Whether the record holds an answer or a prediction of this course."""
        asked = any(objective.asked for objective in self.objectives)
        return asked or any(foresight.made for foresight in self.predictions)


def day_words(day: date | None) -> str:
    """Write a day as a learner reads it; a dash for none.

    Parameters
    ----------
    day : a day, or None.

    Examples
    --------
    >>> day_words(date(2026, 3, 5))
    '5 March 2026'
    """
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}" if day else "–"


def in_words(result: Progress) -> str:
    """Say in a sentence or two how far a learner has come.

    Parameters
    ----------
    result : result of ``progress``.
    """
    aims, guesses = result.objectives, result.predictions
    if not result.begun:
        return (
            f"{len(aims)} objectives and {len(guesses)} predictions in {len(result.chapters)} "
            "chapters wait here, all still open."
        )
    count = {state: sum(aim.state == state for aim in aims) for state in STATES}
    made = [foresight for foresight in guesses if foresight.made]
    close = sum(foresight.close for foresight in made)
    told = f"you made {len(made)}; {close} came close" if made else "you made none yet"
    return (
        f"You have met {len(aims) - count['new']} of {len(aims)} objectives: {count['right']} "
        f"right at the first try, {count['second']} at the second, {count['missed']} missed. "
        f"Of {len(guesses)} predictions {told}."
    )


def due_words(due: date | None, today: date) -> str:
    """Say when an objective comes back.

    Parameters
    ----------
    due : the day it comes back; None if it was never asked.
    today : the day in UTC.
    """
    if due is None:
        return "not asked yet"
    return "today" if due <= today else day_words(due)


def progress(
    questions: Iterable[Question], *, events: Events, today: date, n: int = 10
) -> Progress:
    """Read the progress from the record.

    Parameters
    ----------
    questions : the questions of all banks, in any order.
    events : the record's events in their order.
    today : the day in UTC, as in the record.
    n : size of the next review, 1 to 100.

    Raises
    ------
    ValueError : ``n`` is not from 1 to 100.
    """
    events, questions = list(events), sorted(questions, key=lambda q: q.notebook)
    known, made = standings(events), _first_predictions(events)
    by_aim: dict[tuple[str, str], list[Standing]] = {}
    for question in questions:
        key = (question.notebook, question.objective)
        by_aim.setdefault(key, []).append(known.get(question.id, NEVER))
    rows = [_foresight(row, made) for row in load_rows("plan/predictions")]
    titles = {chapter.stem: chapter.title for chapter in course_map().chapters}
    chapters = tuple(
        ChapterProgress(
            stem,
            titles.get(stem, stem),
            tuple(_objective(key, by_aim[key], today) for key in by_aim if key[0] == stem),
            tuple(row for row in rows if row.notebook == stem),
        )
        for stem in sorted({key[0] for key in by_aim})
    )
    chosen = choose_review(questions, events=events, today=today, n=n)
    return Progress(today, chapters, frozenset((q.notebook, q.objective) for q in chosen))


def _objective(key: tuple[str, str], standing: list[Standing], today: date) -> Objective:
    """Put the standings of all questions of one objective together."""
    met = [s for s in standing if s.last]
    if not met:
        return Objective(*key)
    missed, second = any(s.missed for s in met), any(not s.streak for s in met)
    return Objective(
        *key,
        asked=sum(s.sittings for s in met),
        first_right=sum(s.first_right for s in met),
        state="missed" if missed else "second" if second else "right",
        last=max(s.last for s in met),
        due=min(s.due_by(today) for s in met),
    )


def _first_predictions(events: Events) -> dict[tuple[str, str], Mapping[str, Any]]:
    """Find the first prediction of each kind: later ones were made knowing the answer."""
    found: dict[tuple[str, str], Mapping[str, Any]] = {}
    for event in events:
        numbers = all(_is_number(event.get(name)) for name in ("given", "model"))
        if event.get("kind") == "prediction" and numbers and day_of(event):
            found.setdefault((str(event.get("lab")), str(event.get("prediction"))), event)
    return found


def _is_number(value: object) -> bool:
    return isinstance(value, Real) and not isinstance(value, bool) and isfinite(value)


def _foresight(row: Mapping[str, Any], made: Mapping[tuple, Mapping[str, Any]]) -> Foresight:
    """Join a row of the register with what the record holds on it."""
    event = made.get((row["lab"], row["prediction"]))
    options = row["options"].split(" | ") if row["options"] else []
    plain = Foresight(row["notebook"], row["question"], against=row["against"])
    if event is None:
        return plain
    given, found = float(event["given"]), float(event["model"])
    places = [n for n in (given, found) if n in range(len(options))]
    if options and len(places) < 2:  # an answer that this version of the lab does not offer
        return plain
    words = [options[int(n)] if options else f"{n:g} {row['unit']}" for n in (given, found)]
    if not options:
        words[1] = f"{round_to(found)} {row['unit']}"
    near = max(row["step"], NEAR_SHARE * abs(found)) if not options else 0.0
    close = abs(given - found) <= near
    return Foresight(row["notebook"], row["question"], *words, row["against"], close, day_of(event))
