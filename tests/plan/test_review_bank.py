"""The question bank of the whole course: large enough, tied to claims, and giving nothing away.

What one file must look like is tested in tests/ground/test_questions.py.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import combinations

import pytest

from course_lib.chapters import course_map
from course_lib.claims import load_claims
from course_lib.questions import all_questions
from course_lib.quiz_inputs import shuffled

BANK = all_questions()
SINGLE = [q for q in BANK if q.type == "single"]
# Chapters that teach no claim of their own and so bring no questions.
WITHOUT = {"15_review", "90_teaching_this_course"}
# A question that tests no statement of the article, and what it tests instead.
NO_CLAIM = {
    "anatomy-dermatome-navel": "a fact of anatomy that keeps readers from naming a level by feel",
    "breathing-sacs": "the model's own arithmetic: what reaches the air sacs",
    "breathing-same-air": "the model's own arithmetic: small quick breaths",
    "breathing-feet": "the counting of steps, which the article does not mention",
    "breathing-strides": "the counting of steps, which the article does not mention",
    "rhythm-count": "arithmetic of a rhythm of steps",
    "rhythm-deeper": "arithmetic of a rhythm of steps",
    "rhythm-ceiling-quiz": "arithmetic of a rhythm of steps",
    "rhythm-talk": "the talk test, which the article does not mention",
    "rhythm-breathless": "safety: the article has no sentence on being out of breath",
    "start-lab-order": "how a lab of this course works",
}
VERBS = {"choose", "compare", "explain", "find", "judge", "name", "plan", "predict", "rank"}
VERBS |= {"say", "tell", "turn", "use", "weigh", "work"}
NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5}


def words(text):
    return re.findall(r"\w+", text.casefold())


def test_there_are_enough_over_the_course_and_in_every_chapter():
    assert len(BANK) >= 120
    count = Counter(q.notebook for q in BANK if q.use == "check")
    for chapter in course_map().chapters:
        if chapter.open and chapter.stem not in WITHOUT:
            assert count[chapter.stem] >= 5, chapter.stem
    assert set(count) <= {chapter.stem for chapter in course_map().chapters}


@pytest.mark.parametrize("question", BANK, ids=lambda q: q.id)
def test_it_tests_a_claim_or_says_why_not(question):
    assert set(question.claim) <= set(load_claims())
    assert bool(question.claim) != (question.id in NO_CLAIM), (
        f"{question.id} names no claim: tie it to one, or give a reason in NO_CLAIM"
    )


def test_each_exception_is_a_question_that_stands():
    assert set(NO_CLAIM) <= {q.id for q in BANK}


@pytest.mark.parametrize("question", BANK, ids=lambda q: q.id)
def test_the_objective_is_something_that_can_be_done(question):
    assert words(question.objective)[0] in VERBS
    assert not question.objective.endswith(".")


def test_no_two_questions_ask_the_same():
    seen = Counter(" ".join(words(q.stem)) for q in BANK)
    assert [stem for stem, count in seen.items() if count > 1] == []
    alike = []
    for one, other in combinations(BANK, 2):
        mine, theirs = set(words(one.stem)), set(words(other.stem))
        if len(mine & theirs) > 0.8 * len(mine | theirs):
            alike.append((one.id, other.id))
    assert alike == []


@pytest.mark.parametrize("question", BANK, ids=lambda q: q.id)
def test_every_wrong_answer_has_words_of_its_own(question):
    told = [option.feedback for option in question.options if not option.right]
    told += [question.feedback_low, question.feedback_high] if question.type == "numeric" else []
    assert len(set(told)) == len(told)
    for feedback in told:
        assert len(words(feedback)) >= 3
        for option in question.options:
            given_away = option.right and len(words(option.text)) > 2
            assert not given_away or option.text.casefold() not in feedback.casefold()


@pytest.mark.parametrize("question", BANK, ids=lambda q: q.id)
def test_it_has_as_many_right_answers_as_it_says(question):
    right = sum(option.right for option in question.options)
    said = re.search(r"[Ww]hich (two|three|four|five)\b", question.stem)
    if question.type == "multiple":
        assert "all that fit" in question.stem
        assert not said or NUMBERS[said[1]] == right
    else:
        assert "all that fit" not in question.stem
    for option in question.options:
        assert not re.search(r"\b(all|none) of (the above|these)\b", option.text, re.IGNORECASE)


@pytest.mark.parametrize("question", [q for q in BANK if q.type == "numeric"], ids=lambda q: q.id)
def test_a_number_to_be_found_is_not_in_its_question(question):
    assert f"{question.answer:g}" not in re.findall(r"\d+(?:\.\d+)?", question.stem)


def only(question, pick):
    """Say whether the right option is the only longest, or shortest, one."""
    edge = pick(len(option.text) for option in question.options)
    return [o.right for o in question.options if len(o.text) == edge] == [True]


def test_length_says_little_over_the_course():
    for pick in (max, min):
        assert sum(only(q, pick) for q in SINGLE) < 0.4 * len(SINGLE)
    several = [q for q in BANK if q.type == "multiple"]
    for sign in (1, -1):
        apart = [
            min(sign * len(o.text) for o in q.options if o.right)
            > max(sign * len(o.text) for o in q.options if not o.right)
            for q in several
        ]
        assert sum(apart) < 0.5 * len(several)


def test_the_place_of_an_answer_says_little():
    four = [q for q in SINGLE if len(q.options) == 4]
    right = {q.id: next(o.text for o in q.options if o.right) for q in four}
    places = Counter(shuffled(q).index(right[q.id]) for q in four)
    assert all(0.1 * len(four) < places[place] < 0.45 * len(four) for place in range(4))
