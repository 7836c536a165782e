"""What a class answered, counted: per question, per prediction, and who is stuck where.

Nothing in a record is believed beyond what it chose. Questions, options, limits and the model's
value come from the course, so no text of a record reaches the page.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from course_lib.question_file import Question
from course_lib.questions import AnswerError, all_questions, read_number
from course_lib.start.class_answers import ClassAnswers, Event, Learner
from course_lib.start.teaching import Asked, all_predictions

FEW = 5  # below this many learners a person may be recognised by the answers


@dataclass(frozen=True)
class QuestionCount:
    """How a class did at one question.

    Attributes
    ----------
    question : the question.
    asked : learners who answered it.
    right_first : those who were right at the first attempt.
    wrong : the most chosen wrong answer, in the words of the course; empty if there is none.
    wrong_count : how many chose it.
    """

    question: Question
    asked: int
    right_first: int
    wrong: str
    wrong_count: int


@dataclass(frozen=True)
class Stuck:
    """Where one learner is stuck.

    Attributes
    ----------
    learner : who.
    questions : those whose last answer was not right, the latest at the end.
    """

    learner: Learner
    questions: tuple[Question, ...]


@dataclass(frozen=True)
class Guesses:
    """What a class predicted, before the model answered.

    Attributes
    ----------
    asked : the prediction.
    notebook : where it stands first.
    values : one a learner, in the unit of ``asked``; with options the place of the one chosen.
    """

    asked: Asked
    notebook: str
    values: tuple[float, ...]


# ---- per question ---------------------------------------------------------------------------


def _answers_of(learner: Learner) -> Iterator[tuple[Question, Event]]:
    """Give the learner's answers to questions of the course; what makes no sense is passed over."""
    bank = {question.id: question for question in all_questions()}
    for event in learner.events:
        name = event.get("question")
        known = isinstance(name, str) and name in bank
        sound = isinstance(event.get("right"), bool) and event.get("attempt") in (1, 2)
        if event["kind"] == "answer" and known and sound:
            yield bank[name], event


def wrong_choices(question: Question, answer: object) -> list[str]:
    """Say in the course's own words what was wrong in an answer; nothing if it cannot be told.

    Parameters
    ----------
    question : the question that was asked.
    answer : what a record holds as the answer; it may be anything.
    """
    if question.type == "order":
        return ["another order"]
    if question.type == "numeric":
        try:
            given = read_number(answer, question.unit)
        except AnswerError:
            return []
        return ["too low" if given < question.answer else "too high"]
    texts = [answer] if isinstance(answer, str) else answer if isinstance(answer, list) else []
    chosen = [o.text for o in question.options if not o.right and o.text in texts]
    left = [o.text for o in question.options if o.right and o.text not in texts]
    if question.type == "single" or not any(o.text in texts for o in question.options):
        return chosen
    return chosen + [f"left out: {text}" for text in left]


def count_questions(answers: ClassAnswers) -> tuple[QuestionCount, ...]:
    """Count each question at the first attempt of each learner, the hardest first.

    Parameters
    ----------
    answers : result of ``class_answers.read_class``.
    """
    firsts: dict[str, list[tuple[Question, Event]]] = {}
    for learner in answers.learners:
        met = set()
        for question, event in _answers_of(learner):
            if event["attempt"] == 1 and question.id not in met:
                met.add(question.id)
                firsts.setdefault(question.id, []).append((question, event))
    counts = [_count(answered) for answered in firsts.values()]
    return tuple(sorted(counts, key=lambda c: (c.right_first / c.asked, c.question.id)))


def _count(answered: list[tuple[Question, Event]]) -> QuestionCount:
    question = answered[0][0]
    missed = [event for _, event in answered if not event["right"]]
    wrong = Counter(w for e in missed for w in wrong_choices(question, e.get("answer")))
    most = max(wrong.values(), default=0)
    text = min((text for text, count in wrong.items() if count == most), default="")
    return QuestionCount(question, len(answered), len(answered) - len(missed), text, most)


def count_stuck(answers: ClassAnswers) -> tuple[Stuck, ...]:
    """List who is stuck where, the one with most such questions first.

    Parameters
    ----------
    answers : result of ``class_answers.read_class``.
    """
    found = []
    for learner in answers.learners:
        last: dict[str, tuple[Question, bool]] = {}
        for question, event in _answers_of(learner):
            last.pop(question.id, None)  # so that the order is that of the last answers
            last[question.id] = (question, event["right"])
        missed = tuple(question for question, right in last.values() if not right)
        if missed:
            found.append(Stuck(learner, missed))
    return tuple(sorted(found, key=lambda one: (-len(one.questions), one.learner.number)))


# ---- per prediction -------------------------------------------------------------------------


def count_predictions(answers: ClassAnswers) -> tuple[Guesses, ...]:
    """Collect the first prediction of each learner, for each prediction that somebody made.

    Parameters
    ----------
    answers : result of ``class_answers.read_class``.
    """
    places = {
        (one.lab, one.id): (stem, one) for stem, asked in all_predictions().items() for one in asked
    }
    values: dict[tuple[str, str], list[float]] = {}
    for learner in answers.learners:
        met = set()
        for event in learner.events:
            key = (event.get("lab"), event.get("prediction"))
            if event["kind"] != "prediction" or not all(isinstance(part, str) for part in key):
                continue
            if key in places and key not in met and allowed(places[key][1], event.get("given")):
                met.add(key)
                values.setdefault(key, []).append(float(event["given"]))
    return tuple(
        Guesses(one, stem, tuple(values[key]))
        for key, (stem, one) in places.items()
        if key in values
    )


def allowed(asked: Asked, given: object) -> bool:
    """Say whether an answer is one that the lab lets a learner give.

    Parameters
    ----------
    asked : the prediction.
    given : what a record holds as the answer; it may be anything.
    """
    if isinstance(given, bool) or not isinstance(given, int | float) or not math.isfinite(given):
        return False
    whole = not asked.options or given == int(given)
    return whole and asked.low <= given <= asked.high
