"""Screening logic: every set of answers reaches a tier, and a further sign never lowers it."""

from __future__ import annotations

from itertools import combinations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_lib.screening.check import ANSWERS, SELF_CARE_SOON, TIERS, decide, load_flags

FLAGS = load_flags()
IDS = [flag.id for flag in FLAGS]
CALM = dict.fromkeys(IDS, "no")
ANYTHING = st.dictionaries(st.sampled_from(IDS), st.sampled_from(ANSWERS))


def urgency(answers):
    return TIERS.index(decide(answers).tier)


def test_a_no_to_everything_is_the_only_way_to_self_care():
    assert decide(CALM).tier == "self_care"
    assert decide(CALM).soon == SELF_CARE_SOON
    for name in IDS:
        for answer in ("yes", "not sure"):
            assert decide(CALM | {name: answer}).tier != "self_care"
        left_out = {key: value for key, value in CALM.items() if key != name}
        assert decide(left_out).tier != "self_care"


def test_each_sign_alone_reaches_its_own_tier():
    for flag in FLAGS:
        calm = CALM | ({flag.implies: "yes"} if flag.implies else {})
        expected = max(TIERS.index(f.tier) for f in FLAGS if f.id in (flag.id, flag.implies))
        assert urgency(calm | {flag.id: "yes"}) == expected
        assert urgency(CALM | {flag.id: "not sure"}) == TIERS.index(flag.tier)


@pytest.mark.parametrize("tier", TIERS[1:])
def test_every_combination_of_yes_and_no_within_a_tier_is_answered(tier):
    names = [flag.id for flag in FLAGS if flag.tier == tier]
    for answers in product(("yes", "no"), repeat=len(names)):
        given_answers = CALM | dict(zip(names, answers, strict=True))
        advice = decide(given_answers)
        if "yes" in answers:
            assert TIERS.index(advice.tier) >= TIERS.index(tier)
            assert advice.deciding
        else:
            assert advice.tier == "self_care"


def test_every_pair_of_signs_gives_the_more_urgent_one():
    for one, two in combinations(FLAGS, 2):
        for answers in product(ANSWERS, repeat=2):
            counted = [f for f, a in zip((one, two), answers, strict=True) if a != "no"]
            least = max((TIERS.index(f.tier) for f in counted), default=0)
            assert urgency(CALM | {one.id: answers[0], two.id: answers[1]}) >= least


@given(answers=ANYTHING, name=st.sampled_from(IDS))
def test_adding_a_sign_never_lowers_the_urgency(answers, name):
    assert urgency(answers | {name: "yes"}) >= urgency(answers | {name: "no"})


@given(answers=ANYTHING, name=st.sampled_from(IDS))
def test_leaving_a_question_open_is_never_safer_than_a_no(answers, name):
    open_one = {key: value for key, value in answers.items() if key != name}
    assert urgency(open_one) >= urgency(answers | {name: "no"})
    assert urgency(open_one) == urgency(open_one | {name: "not sure"})


@given(answers=ANYTHING)
def test_the_advice_names_its_reasons(answers):
    advice = decide(answers)
    if advice.tier == "self_care":
        assert advice.counted == ()
    else:
        assert advice.soon in {flag.soon for flag in advice.deciding}
        assert {flag.tier for flag in advice.deciding} == {advice.tier}


def test_two_answers_that_do_not_fit_lead_to_the_safer_tier():
    assert decide(CALM | {"rf46": "yes", "rf09": "no"}).tier == "urgent"
    advice = decide(CALM | {"rf46": "yes"})
    assert [(a.id, b.id) for a, b in advice.contradicted] == [("rf46", "rf09")]


def test_emergencies_are_asked_first():
    order = [TIERS.index(flag.tier) for flag in FLAGS]
    assert order == sorted(order, reverse=True)


def test_wrong_input_is_refused_in_a_sentence():
    with pytest.raises(ValueError, match=r"There is no sign 'rf99'; choose from rf0.*screening"):
        decide({"rf99": "yes"})
    with pytest.raises(
        ValueError,
        match=r"The answer to rf01 was given as 'maybe', but it must be one of yes, no, not sure",
    ):
        decide({"rf01": "maybe"})


def test_pain_that_has_lasted_six_weeks_is_not_told_to_wait_six_more():
    assert decide(CALM | {"rf20": "yes"}).soon == "in the next days"
    assert decide(CALM | {"rf20": "yes", "rf48": "yes"}).soon == "in the next days"
    assert decide(CALM | {"rf48": "yes"}).soon == "within some weeks"
