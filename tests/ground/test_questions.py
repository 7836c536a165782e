"""Question banks are sound, malformed ones are named, grading is fair, and questions come back."""

import json
import math
import re
from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from course_lib.question_file import Question, QuestionError, parse_bank
from course_lib.questions import (
    AnswerError,
    Grade,
    all_questions,
    grade,
    load_questions,
    read_number,
    read_questions,
    right_answer,
)
from course_lib.spacing import choose_warm_up

CHOICE = {
    "options": [
        {"text": "alpha", "right": True, "feedback": "good alpha"},
        {"text": "beta", "right": False, "feedback": "bad beta"},
        {"text": "gamma", "right": False, "feedback": "bad gamma"},
    ]
}
NUMERIC = {
    "answer": 1.5,
    "tolerance": 0.1,
    "unit": "BW",
    "feedback": "yes",
    "feedback_low": "too low",
    "feedback_high": "too high",
}
ORDER = {"items": ["one", "two", "three"], "feedback": "in order", "feedback_wrong": "a hint"}


def item(kind="single", **changes):
    own = {"single": CHOICE, "multiple": CHOICE, "numeric": NUMERIC, "order": ORDER}[kind]
    base = {
        "id": "q1",
        "notebook": "03_cause_posture",
        "use": "check",
        "claim": "C17",
        "objective": "explain",
        "type": kind,
        "stem": "Why?",
        "explanation": "Because.",
        "source": "mahmoud2019",
        **json.loads(json.dumps(own)),
    }
    if kind == "multiple":
        base["options"][1] |= {"right": True, "feedback": "good beta"}
    return {name: value for name, value in {**base, **changes}.items() if value is not ...}


def parse(*items):
    return parse_bank(yaml.safe_dump(list(items)).encode(), "posture/questions.yml", room="posture")


def one(kind="single", **changes):
    return parse(item(kind, **changes))[0]


def with_option(**changes):
    options = json.loads(json.dumps(CHOICE["options"]))
    options[1] = {k: v for k, v in {**options[1], **changes}.items() if v is not ...}
    return options


# -- the banks of the course --------------------------------------------------------------

BANKS = {room: load_questions(room) for room in sorted({q.room for q in all_questions()})}


def test_every_bank_loads_and_ids_are_unique_over_all():
    everything = all_questions()
    assert {q.room for q in everything} >= {"posture", "screening"}
    assert len({q.id for q in everything}) == len(everything)


def test_the_posture_bank_has_all_types_and_enough_to_check():
    bank = BANKS["posture"]
    assert {q.type for q in bank} == {"single", "multiple", "numeric", "order"}
    assert sum(q.use == "check" for q in bank) >= 6
    assert {q.notebook for q in bank} == {"03_cause_posture"}


REASON = re.compile(r"\b(?:because|since)\b|, (?:as|so) ")


def share_at_edge(questions, pick):
    """Give the share of questions with the right option as the only longest or shortest."""
    choices = [q for q in questions if q.type == "single"]
    hits = 0
    for q in choices:
        edge = pick(len(o.text) for o in q.options)
        hits += [o.right for o in q.options if len(o.text) == edge] == [True]
    return hits / len(choices)


@pytest.mark.parametrize("pick", [max, min])
@pytest.mark.parametrize("room", BANKS)
def test_length_gives_the_right_option_away_neither_by_size_nor_by_its_absence(room, pick):
    assert 0 < share_at_edge(BANKS[room], pick) < 0.4


@pytest.mark.parametrize("pick", [max, min])
def test_the_longest_and_the_shortest_option_are_right_about_as_often_as_by_chance(pick):
    assert 0.15 < share_at_edge(all_questions(), pick) < 0.35


def test_an_option_with_a_reason_is_right_about_as_often_as_by_chance():
    options = [o for q in all_questions() if q.type == "single" for o in q.options]
    chance = sum(o.right for o in options) / len(options)
    reasoned = [o.right for o in options if REASON.search(o.text)]
    assert len(reasoned) > 20
    assert sum(reasoned) / len(reasoned) == pytest.approx(chance, abs=0.1)


def test_words_that_frighten_or_discourage_stay_out():
    banned = ["easily", "just", "simply", "obviously", "damage", "damaged", "crumbling", "tear"]
    for q in all_questions():
        words = [q.stem, q.explanation, q.feedback, q.feedback_low, q.feedback_high]
        words += [q.feedback_wrong, *q.items, *(o.text + " " + o.feedback for o in q.options)]
        found = set(banned) & set(
            "".join(c if c.isalpha() else " " for c in " ".join(words)).split()
        )
        assert not found, q.id


def test_the_number_questions_agree_with_their_own_explanation():
    numbers = {q.id: q.answer for q in BANKS["posture"] if q.type == "numeric"}
    assert numbers == {
        "posture-muscle-force": pytest.approx(50 * 80 / 40),
        "posture-stance-force": pytest.approx(1.27 + 0.105 * 3),
    }
    assert numbers["posture-stance-force"] * math.pi / 2 == pytest.approx(2.5, abs=0.02)


@pytest.mark.parametrize("question", all_questions(), ids=lambda q: q.id)
def test_the_right_answer_of_every_question_is_marked_right_and_others_are_not(question):
    if question.type == "numeric":
        assert grade(question, str(question.answer)).right
        assert not grade(question, question.answer + 3 * question.tolerance).right
    elif question.type == "order":
        assert grade(question, question.items).right
        assert not grade(question, question.items[::-1]).right
    else:
        right = [o.text for o in question.options if o.right]
        for option in question.options:
            chosen = option.text if question.type == "single" else [option.text]
            assert grade(question, chosen).right is (question.type == "single" and option.right)
            assert option.feedback in grade(question, chosen).feedback
        if question.type == "multiple":
            assert grade(question, right).right


# -- malformed files ----------------------------------------------------------------------

Q1 = "posture/questions.yml, question 'q1', "
NOTHING = "found nothing, allowed is a value, because it is required."
NO_TEXT = "allowed is text (put quotes round numbers, yes and no)."
FAULTS = [
    (
        item(type="essay"),
        "field 'type': found 'essay', allowed is single or multiple or numeric or order.",
    ),
    (item(use="exam"), "field 'use': found 'exam', allowed is check or extra."),
    (item(use=["check"]), "field 'use': found ['check'], allowed is check or extra."),
    (item(stem=...), "field 'stem': " + NOTHING),
    (item(stem=" "), "field 'stem': found ' ', " + NO_TEXT),
    (item(stem=5), "field 'stem': found 5, " + NO_TEXT),
    (item(hint="x"), "field 'hint': found an unknown field, allowed is "),
    (item(claim=5), "field 'claim': found 5, allowed is text or a list of texts."),
    (
        item(source="nobody1900"),
        "field 'source': found 'nobody1900', allowed is a key of data/references.json.",
    ),
    (
        item(source=[]),
        "field 'source': found none, allowed is at least one key, because the question tests a "
        "claim.",
    ),
    (item(options="a"), "field 'options': found 'a', allowed is a list of 2 to 7 options."),
    (
        item(options=["a", "b"]),
        "field 'options': found 'a', allowed is named fields: text, right, feedback.",
    ),
    (
        item(options=with_option(right=True)),
        "field 'options': found 2 right options, allowed is exactly 1 for type single.",
    ),
    (
        item(options=with_option()[1:]),
        "field 'options': found 0 right options, allowed is exactly 1 for type single.",
    ),
    (
        item("multiple", **CHOICE),
        "field 'options': found 1 right of 3, allowed is at least 2 right and 1 wrong for type "
        "multiple.",
    ),
    (
        item(options=with_option(text="Alpha")),
        "field 'options': found 'alpha' twice, allowed is each option once.",
    ),
    (item(options=with_option(feedback=...)), "option 2, field 'feedback': " + NOTHING),
    (item(options=with_option(feedback="")), "option 2, field 'feedback': found '', " + NO_TEXT),
    (
        item(options=with_option(right="no")),
        "option 2, field 'right': found 'no', allowed is true or false.",
    ),
    (
        item(options=with_option(why="x")),
        "option 2, field 'why': found an unknown field, allowed is text, right, feedback.",
    ),
    (item("numeric", tolerance=0), "field 'tolerance': found 0, allowed is a number above 0."),
    (item("numeric", tolerance=-1), "field 'tolerance': found -1, allowed is a number above 0."),
    (item("numeric", answer="1,5"), "field 'answer': found '1,5', allowed is a finite number."),
    (
        item("numeric", answer=float("nan")),
        "field 'answer': found nan, allowed is a finite number.",
    ),
    (item("numeric", answer=True), "field 'answer': found True, allowed is a finite number."),
    (item("numeric", feedback_low=...), "field 'feedback_low': " + NOTHING),
    (item("order", items=["a", "b"]), "field 'items': found 2 items, allowed is 3 to 7 items."),
    (
        item("order", items=["a", "b", "a"]),
        "field 'items': found 'a' twice, allowed is each text once.",
    ),
    (item("order", feedback_wrong=...), "field 'feedback_wrong': " + NOTHING),
]


@pytest.mark.parametrize(("bad", "sentence"), FAULTS, ids=range(len(FAULTS)))
def test_a_malformed_question_is_named_in_one_sentence(bad, sentence):
    with pytest.raises(QuestionError) as caught:
        parse(bad)
    assert str(caught.value).startswith(Q1 + sentence)
    assert str(caught.value).count("\n") == 0


def test_an_id_used_twice_is_named():
    with pytest.raises(QuestionError) as caught:
        parse(item(), item("numeric"))
    assert str(caught.value) == (
        Q1 + "field 'id': found an id used before, allowed is a new id for each question."
    )


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        (b"- id: a\n  stem: 'x\n", "b/q.yml line 3 is not valid YAML: "),
        (b"- id: a\n  id: b\n", "b/q.yml line 2 is not valid YAML: the key 'id' stands twice"),
        (b"- !!python/object/apply:os.system ['true']\n", "b/q.yml line 1 is not valid YAML: "),
        (b"a: &x [1]\nb: *x\n", "b/q.yml line 2 is not valid YAML: the alias *x is not allowed"),
        (b"- stem: 2026-13-45\n", "b/q.yml is not valid YAML: "),
        (
            b"# " + b"x" * 1_000_000,
            "b/q.yml has 1000002 bytes, allowed are 1000000; split the file.",
        ),
        (b"\xff\xfe\xfa", "b/q.yml is not valid YAML: "),
        (b"", "b/q.yml holds NoneType, allowed is a list of questions."),
        (b"[]", "b/q.yml holds list, allowed is a list of questions."),
        (b"a: 1", "b/q.yml holds dict, allowed is a list of questions."),
        (b"- hello", "b/q.yml, question 1 is 'hello', allowed is named fields."),
        (b"- stem: x", "b/q.yml, question 1, field 'type': found None, allowed is single or"),
    ],
)
def test_a_file_that_is_no_bank_is_named(raw, sentence):
    with pytest.raises(QuestionError) as caught:
        parse_bank(raw, "b/q.yml", room="b")
    assert str(caught.value).startswith(sentence)


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text() | st.just("text"), inner),
    max_leaves=8,
)


@given(st.sampled_from(["single", "multiple", "numeric", "order"]), st.data())
def test_anything_in_any_field_gives_a_question_or_one_sentence(kind, data):
    field = data.draw(st.sampled_from(sorted(item(kind))))
    bad = item(kind, **{field: data.draw(anything)})
    try:
        (question,) = parse(bad)
    except QuestionError as error:
        assert "\n" not in str(error)  # noqa: PT017 (either outcome is right)
    else:
        assert isinstance(question, Question)


@pytest.mark.parametrize("room", ["kitchen", "../posture", "", None])
def test_an_unknown_room_lists_the_known_ones(room):
    with pytest.raises(QuestionError) as caught:
        load_questions(room)
    assert "rooms with questions are" in str(caught.value)
    assert "posture" in str(caught.value).split("rooms with questions are")[1]


def test_a_changed_file_is_read_again(tmp_path):
    file = tmp_path / "questions.yml"
    file.write_text(yaml.safe_dump([item()]))
    assert read_questions(file)[0].stem == "Why?"
    file.write_text(yaml.safe_dump([item(stem="How?")]))
    import os

    os.utime(file, ns=(1, 1))
    assert read_questions(file)[0].stem == "How?"


def test_questions_are_frozen():
    with pytest.raises(AttributeError):
        one().stem = "other"


# -- grading ------------------------------------------------------------------------------


def test_single():
    assert grade(one(), "alpha") == Grade(True, "good alpha")
    assert grade(one(), "beta") == Grade(False, "bad beta")
    for nothing in ("delta", None, ["alpha"], 3):
        with pytest.raises(AnswerError, match="Choose one of the answers first"):
            grade(one(), nothing)


def test_multiple_says_what_is_missing_without_naming_it():
    question = one("multiple")
    assert grade(question, ["beta", "alpha"]) == Grade(True, "good alpha good beta")
    part = grade(question, ["alpha"])
    assert part == Grade(False, "good alpha So far so good, and there is more to choose.", True)
    mixed = grade(question, ["alpha", "beta", "gamma"])
    assert mixed == Grade(False, "good alpha good beta bad gamma", True)
    assert grade(question, ["gamma"]) == Grade(False, "bad gamma", False)
    for nothing in ([], "alpha", ["alpha", "delta"], None, 3):
        with pytest.raises(AnswerError, match="Choose one or more of the answers first"):
            grade(question, nothing)


@pytest.mark.parametrize(
    ("typed", "right", "words"),
    [
        ("1.5", True, "yes"),
        ("1,5", True, "yes"),
        (" 1,6 BW ", True, "yes"),
        ("1.4", True, "yes"),
        (1.5, True, "yes"),
        ("1.39", False, "too low"),
        ("\N{MINUS SIGN}1.5", False, "too low"),
        ("1.61", False, "too high"),
        ("15e-1", True, "yes"),
        ("1e99", False, "too high"),
    ],
)
def test_numeric(typed, right, words):
    assert grade(one("numeric"), typed) == Grade(right, words)


@pytest.mark.parametrize(
    "typed",
    ["", " ", "one", "1.5.0", "1,500,0", "nan", "inf", "1_0", "0x1", "1e999", None, "<b>1</b>"],
)
def test_text_is_no_wrong_number(typed):
    with pytest.raises(AnswerError, match="is not a number yet; type digits, for example"):
        grade(one("numeric"), typed)


@given(st.floats(-1e6, 1e6), st.booleans())
def test_every_number_can_be_typed_with_point_or_comma(number, comma):
    text = f"{number:.6f}"
    assert read_number(text.replace(".", ",") if comma else text) == float(text)


@given(st.text(max_size=20))
def test_typing_anything_gives_a_finite_number_or_one_sentence(text):
    try:
        number = read_number(text, "kg")
    except AnswerError:
        return
    assert math.isfinite(number)


def test_order():
    question = one("order")
    assert grade(question, ["one", "two", "three"]) == Grade(True, "in order")
    assert grade(question, ("one", "three", "two")) == Grade(
        False, "1 of 3 stand in their place. a hint", True
    )
    assert grade(question, ["two", "three", "one"]) == Grade(
        False, "0 of 3 stand in their place. a hint", False
    )
    for wrong in (["one", "one", "two"], ["one"], ["one", "two", ""]):
        with pytest.raises(AnswerError, match="Give every step one place, and use no step twice"):
            grade(question, wrong)


def test_the_right_answer_in_words():
    assert right_answer(one()) == "alpha"
    assert right_answer(one("multiple")) == "alpha; beta"
    assert right_answer(one("numeric")) == "1.5 BW"
    assert right_answer(one("order")) == "one, then two, then three"


# -- what comes back ----------------------------------------------------------------------

DAY = date(2026, 3, 5)
STEMS = ["00_start_here", "01_spine_and_ribs", "02_muscles", "03_cause_posture", "04_cause"]
POOL = [one(id=f"{stem[:2]}{letter}", notebook=stem) for stem in STEMS for letter in "abc"]


def answered(name, right, day="2026-03-01"):
    return {"kind": "answer", "question": name, "right": right, "at": f"{day}T10:00:00+00:00"}


def chosen(stem, *events, pool=POOL, today=DAY):
    return [q.id for q in choose_warm_up(pool, stem, events=events, today=today)]


def test_one_back_then_two_or_three_back_then_the_earliest():
    first, second, third = chosen("04_cause")
    assert first.startswith("03")
    assert second[:2] in ("01", "02")
    assert third.startswith("00")


def test_the_same_record_and_day_give_the_same_and_another_day_varies():
    days = [date(2026, 3, n) for n in range(1, 20)]
    assert chosen("04_cause") == chosen("04_cause", pool=POOL[::-1])
    assert len({tuple(chosen("04_cause", today=day)) for day in days}) > 3


def test_last_answered_wrong_comes_first_then_never_then_longest_ago():
    for wrong in "abc":
        assert chosen("04_cause", answered(f"03{wrong}", False))[0] == f"03{wrong}"
    again = [answered("03a", False), answered("03a", True)]
    assert chosen("04_cause", *again, answered("03b", True))[0] == "03c"
    known = [answered("03b", True), answered("03c", True), answered("03a", True)]
    assert chosen("04_cause", *known)[0] == "03b"


def test_order_in_the_record_counts_and_not_the_clock():
    events = [answered("03a", True, "2030-01-01"), answered("03a", False, "1999-01-01")]
    assert chosen("04_cause", *events)[0] == "03a"


def test_nothing_twice_on_one_day_while_another_exists():
    events, seen = [], []
    for _ in range(4):
        now = chosen("04_cause", *events)
        seen += now
        events += [answered(name, False, DAY.isoformat()) for name in now]
    assert len(seen) == len(set(seen)) == 12
    assert len(chosen("04_cause", *events)) == 3


def test_few_or_no_earlier_questions():
    assert chosen("00_start_here") == []
    assert sorted(chosen("01_spine_and_ribs")) == ["00a", "00b", "00c"]
    assert chosen("01_spine_and_ribs", pool=POOL[:2] + POOL[3:]) in (["00a", "00b"], ["00b", "00a"])


def test_only_earlier_notebooks_are_asked():
    for stem in STEMS:
        assert all(name[:2] < stem[:2] for name in chosen(stem))


def test_other_events_do_not_disturb():
    noise = [{"kind": "prediction", "question": "03a"}, {"kind": "answer"}, answered("gone", False)]
    assert chosen("04_cause", *noise) == chosen("04_cause")


@pytest.mark.parametrize("stem", ["posture", "", None, "03_cause_posture.ipynb", 3])
def test_a_wrong_notebook_name_is_a_sentence(stem):
    with pytest.raises(QuestionError, match="is not the name of a notebook; give one without"):
        chosen(stem)


def test_the_course_has_three_to_warm_up_with_in_the_posture_notebook():
    picked = choose_warm_up(all_questions(), "03_cause_posture", events=[], today=DAY)
    # one from the notebook before, one from those two and three back, one from the first
    assert [q.notebook for q in picked] == ["02_muscles", "01_spine_and_ribs", "00_start_here"]
    assert all(isinstance(q, Question) for q in picked)


def test_question_files_stand_where_the_map_of_the_house_says():
    root = Path(__file__).parents[2] / "data"
    assert {file.parent.name for file in root.glob("*/questions.yml")} == {
        q.room for q in all_questions()
    }
