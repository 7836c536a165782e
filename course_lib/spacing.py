"""Which earlier questions come back in a warm-up: spaced, and the same for the same record and day.

The rule, for three places:

1. Place 1 looks one notebook back, place 2 two or three back, place 3 at the earliest; only
   notebooks that have questions count.
2. Within a place, a question whose last answer was wrong comes first, then one never answered,
   then the one answered right longest ago.
3. A question answered today gives way to any earlier one that was not, from any notebook.
4. A place whose notebooks have nothing left takes from the other earlier notebooks.
5. What is still equal is decided by a hash of the day and the question's id.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from hashlib import sha256
from typing import Any

from course_lib.question_file import Question, QuestionError

PLACES = 3


def choose_warm_up(
    questions: Iterable[Question],
    notebook: str,
    *,
    events: Iterable[Mapping[str, Any]],
    today: date,
) -> tuple[Question, ...]:
    """Return up to three questions from the notebooks before `notebook`.

    Parameters
    ----------
    questions : those of all rooms.
    events : the record's, in their order.
    notebook : the stem of the notebook that asks, such as `03_cause_posture`.
    today : the day in UTC, as in the record.

    Raises
    ------
    QuestionError : `notebook` is not the stem of a notebook.
    """
    _check_stem(notebook)
    left = {question.id: question for question in questions if question.notebook < notebook}
    stems = sorted({question.notebook for question in left.values()})
    last = {str(e["question"]): (n, e) for n, e in enumerate(events) if is_answer(e)}
    chosen = []
    for pool in (stems[-1:], stems[-3:-1], stems[:1])[: min(PLACES, len(left))]:
        best = min(left.values(), key=lambda q: _rank(q, pool, last.get(q.id), today))
        chosen.append(left.pop(best.id))
    return tuple(chosen)


def _check_stem(notebook: object) -> None:
    """Raise `QuestionError` for what is not the stem of a notebook."""
    if not isinstance(notebook, str) or not re.fullmatch("[0-9]{2}_[a-z0-9_]+", notebook):
        raise QuestionError(
            f"{str(notebook)[:60]!r} is not the name of a notebook; "
            "give one without its ending, such as '03_cause_posture'."
        )


def is_answer(event: Mapping[str, Any]) -> bool:
    """Tell whether an event is an answer to a question.

    Parameters
    ----------
    event : one of ``Record.events``.
    """
    return event.get("kind") == "answer" and "question" in event


def shuffle_key(today: date, name: str) -> str:
    """Return what decides between equals: a hash of the day and a name, whatever their order.

    Parameters
    ----------
    today : the day in UTC.
    name : of what is chosen, such as a question's id.
    """
    return sha256(f"{today.isoformat()} {name}".encode()).hexdigest()


def _rank(
    question: Question, pool: list[str], last: tuple[int, Mapping[str, Any]] | None, today: date
) -> tuple[bool, bool, int, int, str]:
    """Return the place in the queue; the smallest comes first."""
    when, event = last or (-1, {})
    seen_today = str(event.get("at", ""))[:10] == today.isoformat()
    status = 1 if last is None else 2 if event.get("right") else 0
    tie = shuffle_key(today, question.id)
    return seen_today, question.notebook not in pool, status, when, tie
