"""Questions: read from YAML, checked on load, graded. No widgets here.

To add one, write an item into `data/<room>/questions.yml`; a sentence says what is wrong with it.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from course_lib.plain_error import PlainValueError
from course_lib.question_file import Option, Question, QuestionError, parse_bank

__all__ = [
    "AnswerError",
    "Grade",
    "Option",
    "Question",
    "QuestionError",
    "all_questions",
    "grade",
    "load_questions",
    "read_number",
    "read_questions",
    "right_answer",
]

_NUMBER = re.compile(r"[+-]?([0-9]+([.,][0-9]*)?|[.,][0-9]+)(e[+-]?[0-9]{1,2})?", re.IGNORECASE)


class AnswerError(PlainValueError):
    """An answer that cannot be marked yet, with one sentence on what is missing."""


@dataclass(frozen=True)
class Grade:
    """The mark of one answer.

    Attributes
    ----------
    right : whether the whole answer fits.
    feedback : what to say about this answer; it never gives away more than was chosen.
    partly : whether some of a wrong answer fits.
    """

    right: bool
    feedback: str
    partly: bool = False


def _rooms() -> dict[str, Path]:
    """Return the question file of every room that has one."""
    from course_lib.tables import data_folder

    return {file.parent.name: file for file in sorted(data_folder().glob("*/questions.yml"))}


def load_questions(room: str) -> tuple[Question, ...]:
    """Return the checked questions of one room, in the order of its file.

    Parameters
    ----------
    room : a folder of data/ with a file questions.yml, such as "posture".

    Raises
    ------
    QuestionError : the room has no question file, or the file is malformed.

    Examples
    --------
    >>> load_questions("posture")[0].id
    'posture-lever-arm'
    """
    rooms = _rooms()
    if room not in rooms:
        raise QuestionError(
            f"There are no questions for the room {str(room)[:60]!r}; "
            f"rooms with questions are {', '.join(rooms) or 'none yet'}."
        )
    return read_questions(rooms[room])


def all_questions() -> tuple[Question, ...]:
    """Return the questions of every room."""
    return tuple(question for room in _rooms() for question in load_questions(room))


def read_questions(file: Path) -> tuple[Question, ...]:
    """Return the checked questions of one file; read again only when the file changes.

    Parameters
    ----------
    file : a questions.yml; its folder names the room.

    Raises
    ------
    QuestionError : the file is malformed.
    """
    return _read(file, file.stat().st_mtime_ns)


@lru_cache(maxsize=64)
def _read(file: Path, _changed_ns: int) -> tuple[Question, ...]:
    return parse_bank(file.read_bytes(), f"{file.parent.name}/{file.name}", room=file.parent.name)


def read_number(answer: object, unit: str = "") -> float:
    """Return the number that a learner typed; a comma is a decimal point.

    Parameters
    ----------
    answer : what was typed, with or without the unit.
    unit : the unit of the question, which may follow the number.

    Raises
    ------
    AnswerError : it is not one finite number.

    Examples
    --------
    >>> read_number("25,4 kg", "kg")
    25.4
    """
    text = str(answer).strip().replace("\N{MINUS SIGN}", "-").removesuffix(unit).strip()
    if not _NUMBER.fullmatch(text):
        raise AnswerError(
            f"{str(answer)[:40]!r} is not a number yet; type digits, for example 1.5 or 1,5."
        )
    return float(text.replace(",", "."))


def grade(question: Question, answer: object) -> Grade:
    """Mark an answer.

    Parameters
    ----------
    question : the question asked.
    answer : the chosen text (single), the chosen texts (multiple), a number or its text (numeric),
        or all texts in the learner's order (order).

    Raises
    ------
    AnswerError : the answer is incomplete or of the wrong kind; it is then not counted as an
        attempt.
    """
    marks = {
        "single": _grade_single,
        "multiple": _grade_multiple,
        "numeric": _grade_numeric,
        "order": _grade_order,
    }
    return marks[question.type](question, answer)


def right_answer(question: Question) -> str:
    """Return the right answer in words, for use after the last attempt.

    Parameters
    ----------
    question : one of ``load_questions``, of any type.

    Examples
    --------
    >>> right_answer(next(q for q in load_questions("posture") if q.id == "posture-muscle-force"))
    '100 N'
    """
    if question.type == "numeric":
        return f"{question.answer:g} {question.unit}".strip()
    if question.type == "order":
        return ", then ".join(question.items)
    return "; ".join(option.text for option in question.options if option.right)


def _grade_single(question: Question, answer: object) -> Grade:
    for option in question.options:
        if option.text == answer:
            return Grade(option.right, option.feedback)
    raise AnswerError("Choose one of the answers first.")


def _grade_multiple(question: Question, answer: object) -> Grade:
    texts = _texts(answer)
    chosen = [option for option in question.options if option.text in texts]
    if not chosen or len(chosen) != len(texts):
        raise AnswerError("Choose one or more of the answers first.")
    hits = sum(option.right for option in chosen)
    missing = sum(option.right for option in question.options) - hits
    right = hits == len(chosen) and missing == 0
    words = [option.feedback for option in chosen]
    if hits == len(chosen) and missing:
        words.append("So far so good, and there is more to choose.")
    return Grade(right, " ".join(words), partly=not right and hits > 0)


def _grade_numeric(question: Question, answer: object) -> Grade:
    difference = read_number(answer, question.unit) - question.answer
    # The edge of the tolerance counts as inside, also after floating-point rounding.
    if abs(difference) <= question.tolerance * (1 + 1e-9):
        return Grade(True, question.feedback)
    return Grade(False, question.feedback_low if difference < 0 else question.feedback_high)


def _grade_order(question: Question, answer: object) -> Grade:
    texts = _texts(answer)
    if sorted(texts) != sorted(question.items):
        raise AnswerError("Give every step one place, and use no step twice.")
    hits = sum(a == b for a, b in zip(texts, question.items, strict=True))
    if hits == len(texts):
        return Grade(True, question.feedback)
    words = f"{hits} of {len(texts)} stand in their place. {question.feedback_wrong}"
    return Grade(False, words, partly=hits > 0)


def _texts(answer: object) -> list[str]:
    """Return the texts of an answer that has several."""
    if isinstance(answer, str) or not isinstance(answer, Iterable):
        raise AnswerError("Choose one or more of the answers first.")
    return [text for text in answer if isinstance(text, str) and text]
