"""Invented records, to see the summary of a class without one. Nobody answered anything here.

Each invented learner gets a strength from 0.3 to 0.9: the chance of a right answer at the first
try. Wrong answers fall on the wrong options, the first of them more often. Predictions scatter
about the model's value, half of them with a pull towards the low end. All of this is made up by
the generator below; it says nothing about real learners.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np

from course_lib.checks import require_between
from course_lib.question_file import Question
from course_lib.record_file import write
from course_lib.start.teaching import Asked, predictions, questions, taught_chapters

BEGIN = datetime(2026, 1, 12, 9, 0, tzinfo=UTC)
CHAPTERS = 6  # the first of the course; an invented learner has read at least two of them


def make_class(folder: Path | str, learners: int = 30, *, seed: int = 2026) -> Path:
    """Write invented records, and one broken file, into a folder; return the folder.

    Parameters
    ----------
    folder : an existing folder.
    learners : how many, 1 to 500.
    seed : a whole number; the same seed gives the same records.

    Raises
    ------
    ValueError : ``learners`` is outside its range.
    OSError : the folder cannot be written to.
    """
    require_between("learners", learners, low=1, high=500)
    place, chance = Path(folder), np.random.default_rng(seed)
    stems = [chapter.stem for chapter in taught_chapters()][:CHAPTERS]
    for number in range(1, learners + 1):
        read = stems[: int(chance.integers(2, len(stems) + 1))]
        write(place / f"invented_{number:03d}.json", _events(read, chance))
    (place / "broken_on_purpose.json").write_text('{"format": "upper-back', encoding="utf-8")
    return place


def _events(stems: list[str], chance: np.random.Generator) -> list[dict[str, Any]]:
    strength, found = chance.uniform(0.3, 0.9), []
    for stem in stems:
        for asked in predictions(stem):
            given = _guess(asked, chance)
            facts = {"lab": asked.lab, "prediction": asked.id, "given": given, "model": asked.model}
            found.append({"kind": "prediction", **facts})
        for question in questions(stem):
            found += _attempts(question, strength, chance)
    at = BEGIN
    for event in found:
        at += timedelta(seconds=int(chance.integers(20, 120)))
        event.update(id=chance.bytes(16).hex(), at=at.isoformat(timespec="milliseconds"))
    return found


def _attempts(
    question: Question, strength: float, chance: np.random.Generator
) -> list[dict[str, Any]]:
    """Answer a question, and a second time where the first was wrong."""
    events: list[dict[str, Any]] = []
    for attempt in (1, 2):
        right = bool(chance.random() < strength)
        answer = _right(question) if right else _wrong(question, chance)
        facts = {"question": question.id, "right": right, "attempt": attempt, "answer": answer}
        events.append({"kind": "answer", "place": "quiz", **facts})
        if right:
            break
    return events


def _right(question: Question) -> str | float | list[str]:
    if question.type == "numeric":
        return question.answer
    if question.type == "order":
        return list(question.items)
    texts = [option.text for option in question.options if option.right]
    return texts[0] if question.type == "single" else texts


def _wrong(question: Question, chance: np.random.Generator) -> str | float | list[str]:
    if question.type == "numeric":
        return float(question.answer + chance.choice([-3.0, 3.0]) * question.tolerance)
    if question.type == "order":
        return list(question.items[::-1])
    texts = [option.text for option in question.options if not option.right]
    place = min(int(chance.exponential(0.8)), len(texts) - 1)
    return texts[place] if question.type == "single" else [texts[place]]


def _guess(asked: Asked, chance: np.random.Generator) -> float | int:
    if asked.options:
        if chance.random() < 0.4:
            return int(asked.model)
        return int(chance.integers(0, len(asked.options)))
    spread = 0.12 * (asked.high - asked.low)
    middle = asked.model - (0.5 * spread if chance.random() < 0.5 else 0.0)
    value = np.clip(chance.normal(middle, spread), asked.low, asked.high)
    steps = np.round((value - asked.low) / asked.step)
    return float(np.clip(asked.low + steps * asked.step, asked.low, asked.high))
