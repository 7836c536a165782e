"""The rule of the review: what comes back, in which order, from any record."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_lib.plan.review import (
    GAPS_DAYS,
    NEVER,
    choose_final,
    choose_review,
    gap_days,
    interleave,
    standings,
)
from course_lib.questions import all_questions
from tests.ground.test_questions import one

DAY = date(2026, 3, 20)
ROOMS = {"anatomy": 7, "posture": 5, "thermal": 2, "plan": 1}
BANK = [
    replace(one(id=f"{room}-{n}", stem=f"Why {room} {n}?"), room=room, notebook=f"0{n % 3}_{room}")
    for room, count in ROOMS.items()
    for n in range(count)
]


def answer(name, right=True, *, ago=0, attempt=1):
    at = f"{(DAY - timedelta(days=ago)).isoformat()}T10:00:00+00:00"
    return {"kind": "answer", "question": name, "right": right, "attempt": attempt, "at": at}


def asked(*events, n=10, bank=BANK, today=DAY):
    return [q.id for q in choose_review(bank, events=events, today=today, n=n)]


def never_but(*names):
    """Answer every other question today, so that these are what is left to ask."""
    return [answer(q.id) for q in BANK if q.id not in names]


# ---- any record at all --------------------------------------------------------------------------

answers = st.builds(
    answer,
    st.sampled_from([q.id for q in BANK]),
    st.booleans(),
    ago=st.integers(-2, 60),
    attempt=st.sampled_from([1, 2]),
)
odd = st.fixed_dictionaries(
    {"kind": st.sampled_from(["answer", "prediction", "mind"])},
    optional={
        "question": st.text() | st.lists(st.integers()) | st.sampled_from([q.id for q in BANK]),
        "right": st.none() | st.text() | st.booleans(),
        "at": st.text() | st.sampled_from(["2026-03-20", "0001-01-01T00:00:00+14:00", "20260320"]),
        "attempt": st.none() | st.floats() | st.text(),
    },
)
records = st.lists(answers | odd, max_size=40)
sizes = st.integers(1, 20)


def last_answers(events):
    """Return {id: (day, right)} of the last answer to each question, read in the plain way."""
    last = {}
    for event in events:
        if event["kind"] == "answer" and "question" in event and len(event.get("at", "")) > 20:
            last[event["question"]] = (event["at"][:10], event["right"])
    return last


@given(records, sizes)
def test_it_never_repeats_and_always_finds_as_many_as_there_are(events, n):
    chosen = asked(*events, n=n)
    assert len(chosen) == len(set(chosen)) == min(n, len(BANK))


@given(records, sizes, st.randoms())
def test_the_order_of_the_files_does_not_count(events, n, chance):
    shuffled = chance.sample(BANK, len(BANK))
    assert asked(*events, n=n) == asked(*events, n=n, bank=shuffled)


@given(st.lists(answers, max_size=60), sizes)
def test_what_was_right_today_never_comes_before_what_was_missed(events, n):
    last = last_answers(events)
    right_today = {name for name, seen in last.items() if seen == (DAY.isoformat(), True)}
    missed = {name for name, (_, right) in last.items() if not right}
    chosen = asked(*events, n=n)
    for place, name in enumerate(chosen):
        if name in right_today:
            assert not missed & set(chosen[place:])
            assert missed <= set(chosen)


@given(st.lists(answers, max_size=60), sizes)
def test_nothing_answered_today_while_something_else_is_left(events, n):
    today = {k for k, (day, _) in last_answers(events).items() if day == DAY.isoformat()}
    chosen = asked(*events, n=n)
    if today & set(chosen):
        assert {q.id for q in BANK} - today <= set(chosen)


@given(st.lists(st.sampled_from(BANK), unique_by=lambda q: q.id, max_size=15))
def test_neighbours_are_of_different_rooms_wherever_that_can_be(queue):
    mixed = interleave(queue)
    assert sorted(q.id for q in mixed) == sorted(q.id for q in queue)
    most = max(Counter(q.room for q in queue).values(), default=0)
    alike = sum(a.room == b.room for a, b in pairwise(mixed))
    assert alike == max(0, most - (len(queue) - most) - 1)


@given(records, sizes)
def test_the_mixed_quiz_gives_every_chapter_as_many_as_it_can(events, n):
    chosen = choose_final(BANK, events=events, today=DAY, n=n)
    assert len({q.id for q in chosen}) == len(chosen) == min(n, len(BANK))
    taken = Counter(q.notebook for q in chosen)
    there = Counter(q.notebook for q in BANK)
    most = max(taken.values())
    assert all(taken[stem] >= min(there[stem], most - 1) for stem in there)


# ---- the queue ----------------------------------------------------------------------------------


def test_missed_then_due_then_new_then_not_due():
    events = [
        *never_but("anatomy-0", "posture-0", "thermal-0", "plan-0"),
        answer("anatomy-0", ago=1),  # right yesterday: due in two days
        answer("posture-0", ago=5),  # right five days ago: due two days ago
        answer("thermal-0", False, ago=2),
    ]
    assert asked(*events, n=4) == ["thermal-0", "posture-0", "plan-0", "anatomy-0"]


def test_what_was_answered_today_comes_last_the_missed_first():
    events = [*never_but("plan-0"), answer("anatomy-3", False), answer("posture-1", False)]
    chosen = asked(*events, n=15)
    assert chosen[0] == "plan-0"
    assert set(chosen[1:3]) == {"anatomy-3", "posture-1"}


def test_the_most_overdue_comes_first():
    events = [answer("posture-0", ago=4), answer("anatomy-0", ago=30), answer("thermal-0", ago=9)]
    assert asked(*events, n=3)[:2] == ["anatomy-0", "thermal-0"]
    assert asked(*events, n=5)[:3] == ["anatomy-0", "thermal-0", "posture-0"]


def test_no_room_takes_more_than_half_while_others_have_something():
    events = [answer(f"anatomy-{n}", False, ago=3) for n in range(7)]
    rooms = [name.split("-")[0] for name in asked(*events, n=6)]
    assert rooms.count("anatomy") == 3
    assert all(a != b for a, b in pairwise(rooms))
    assert asked(*events, n=15).count("anatomy-6") == 1


def test_chapters_that_were_begun_come_before_those_that_were_not():
    # Every third question of a room is of the chapter 01_<room>.
    events = [answer("posture-1", ago=1), answer("anatomy-1", ago=1)]
    assert set(asked(*events, n=2)) == {"posture-4", "anatomy-4"}


def test_an_empty_record_asks_from_as_many_rooms_as_there_are():
    assert {name.split("-")[0] for name in asked(n=4)} == set(ROOMS)
    bank = all_questions()
    rooms = {q.room for q in choose_review(bank, events=[], today=DAY)}
    assert len(rooms) == min(10, len({q.room for q in bank}))


def test_the_same_day_gives_the_same_and_other_days_vary():
    days = [DAY + timedelta(days=n) for n in range(10)]
    assert asked() == asked()
    assert len({tuple(asked(today=day, n=3)) for day in days}) > 3
    quizzes = {tuple(choose_final(BANK, events=[], today=day, n=5)) for day in days}
    assert len(quizzes) > 3


def test_one_stem_in_two_banks_is_asked_once():
    twin = replace(BANK[0], id="twin", room="plan", stem=f"  {BANK[0].stem.upper()} ")
    assert len(asked(bank=[*BANK, twin], n=20)) == len(BANK)
    chosen = choose_final([*BANK, twin], events=[], today=DAY, n=20)
    assert len(chosen) == len(BANK)


@pytest.mark.parametrize("choose", [choose_review, choose_final])
@pytest.mark.parametrize("n", [0, 101, "ten", None, float("nan")])
def test_a_number_out_of_range_is_a_sentence(choose, n):
    with pytest.raises(ValueError, match=r"^n was given as .*, but it must be a number from 1 to"):
        choose(BANK, events=[], today=DAY, n=n)


# ---- how one question stands --------------------------------------------------------------------


def stand(*events):
    return standings(events).get("q", NEVER)


def test_the_gap_grows_with_each_day_it_was_right_at_the_first_try():
    events, day, gaps = [], 100, []
    for _ in range(6):
        events.append(answer("q", ago=day))
        now = stand(*events)
        gaps.append((now.due - now.last).days)
        day -= 1
    assert gaps == [3, 7, 16, 35, 35, 35]
    assert [gap_days(n) for n in range(5)] == list(GAPS_DAYS) == sorted(GAPS_DAYS)


def test_a_miss_puts_the_gap_back_to_a_day():
    now = stand(answer("q", ago=9), answer("q", ago=5), answer("q", False, ago=2))
    assert now.missed
    assert now.due == DAY - timedelta(days=1)
    assert (now.sittings, now.first_right, now.streak) == (3, 2, 0)


def test_right_at_the_second_try_is_one_sitting_that_comes_back_tomorrow():
    now = stand(answer("q", False), answer("q", True, attempt=2))
    assert (now.sittings, now.first_right, now.streak, now.missed) == (1, 0, 0, False)
    assert now.due == DAY + timedelta(days=1)


def test_twice_on_one_day_lengthens_the_gap_once():
    assert stand(answer("q"), answer("q")).streak == 1
    assert stand(answer("q", ago=1), answer("q")).streak == 2


def test_a_day_far_ahead_or_long_ago_breaks_nothing():
    far = {**answer("q"), "at": "9999-12-31T23:00:00+00:00"}
    assert stand(far).due == date.max
    assert standings([{**answer("q"), "at": "0001-01-01T00:00:00+14:00"}]) == {}


def test_a_clock_set_back_does_not_put_a_question_off_for_years():
    stands = stand(answer("q", ago=-3650))
    assert stands.due > DAY
    assert stands.due_by(DAY) == DAY
    ahead = answer("anatomy-0", ago=-3650)
    assert asked(ahead, *(answer(q.id, ago=1) for q in BANK if q.id != "anatomy-0"), n=1) == [
        "anatomy-0"
    ]


def test_the_course_fills_both_quizzes_from_all_chapters():
    bank = list(all_questions())
    random.Random(3).shuffle(bank)
    final = choose_final(bank, events=[], today=DAY)
    assert len(final) == 30
    assert {q.notebook for q in final} == {q.notebook for q in bank}
    assert len({(q.notebook, q.objective) for q in final}) == 30
