"""The plan generator: never more minutes, never a contraindicated exercise, always valid files."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import vobject
from hypothesis import given, settings
from hypothesis import strategies as st

from course_lib.anatomy.exercises import load_exercises
from course_lib.plan.blocks import EQUIPMENT, NEEDS, load_blocks, load_cautions
from course_lib.plan.model import BLOCKED, DAYS, SAFETY, Wishes, make_plan, run_caps_km
from course_lib.plan.paper import to_calendar, to_html, to_markdown
from course_lib.tables import load_rows

BLOCKS = load_blocks()
IDS = [block.exercise.id for block in BLOCKS]


def some(names):
    return st.lists(st.sampled_from(list(names)), unique=True).map(tuple)


WISHES = st.builds(
    Wishes,
    safety=st.sampled_from(["asked", "clear"]),
    days=some(range(7)),
    minutes=st.integers(2, 60),
    needs=some(NEEDS),
    equipment=some(EQUIPMENT),
    cautions=some(load_cautions()),
    longest_run_km=st.floats(0, 200),
    wished_run_km=st.floats(0, 200),
    leave_out=some(IDS),
)


@given(WISHES)
def test_a_day_never_exceeds_the_minutes(wishes):
    for session in make_plan(wishes).week:
        assert 0 < session.minutes <= wishes.minutes
        assert session.day in wishes.days


@given(WISHES)
def test_no_exercise_that_a_caution_keeps_out_or_that_was_left_out(wishes):
    for session in make_plan(wishes).week:
        for block in session.blocks:
            assert not block.avoid & set(wishes.cautions)
            assert block.exercise.id not in wishes.leave_out
            assert not block.equipment or block.equipment & set(wishes.equipment)


@given(WISHES)
def test_days_a_week_and_days_of_rest_are_kept(wishes):
    week = make_plan(wishes).week
    for block in BLOCKS:
        days = [session.day for session in week if block in session.blocks]
        assert len(days) <= block.days_a_week
        if block.rest_day:
            assert not any((day + 1) % 7 in days for day in days)


@given(wishes=WISHES, caution=st.sampled_from(list(load_cautions())))
def test_a_caution_only_takes_away(wishes, caution):
    before = {b.exercise.id for b in make_plan(wishes).left}
    more = Wishes(**{**wishes.__dict__, "cautions": (*wishes.cautions, caution)})
    assert {b.exercise.id for b in make_plan(more).left} <= before


@given(WISHES, st.sampled_from(list(BLOCKED)))
def test_a_red_flag_or_no_check_blocks_the_plan(wishes, safety):
    plan = make_plan(Wishes(**{**wishes.__dict__, "safety": safety}))
    assert plan.week == ()
    assert plan.blocked == BLOCKED[safety]
    assert "min" not in to_markdown(plan).replace("# My six weeks", "")
    assert plan.blocked in to_html(plan)
    assert b"VEVENT" not in to_calendar(plan, date(2026, 11, 23))


@settings(max_examples=40, deadline=None)
@given(WISHES, st.dates(date(2026, 1, 1), date(2030, 1, 1)))
def test_the_calendar_is_valid_and_complete_for_another_parser(wishes, start):
    plan = make_plan(wishes)
    (calendar,) = vobject.readComponents(to_calendar(plan, start).decode())
    events = list(calendar.contents.get("vevent", []))
    assert len(events) == 6 * len(plan.week)
    monday = start - timedelta(days=start.weekday())
    days = sorted(event.dtstart.value for event in events)
    assert all(monday <= day < monday + timedelta(weeks=6) for day in days)
    for event in events:
        assert event.dtend.value - event.dtstart.value == timedelta(days=1)
        assert event.uid.value
        names = [b.exercise.name for s in plan.week for b in s.blocks]
        assert any(name in event.description.value for name in names)


def test_the_run_cap_is_ten_percent_beyond_the_last_30_days():
    # frandsen2025: more injuries from 10 % on; 20 km -> 22 km, and 24.2 -> 24 km a window later.
    assert run_caps_km(20) == (22, 22, 22, 22, 24, 24)
    assert run_caps_km(0) == ()


@given(st.floats(0.5, 200))
def test_no_run_is_a_spike_against_the_thirty_days_before(longest):
    caps = run_caps_km(longest)
    assert max(caps[:4]) <= 1.1 * longest + 1e-6
    assert max(caps[4:]) <= 1.1 * max(caps[:4]) + 1e-6


def plan_with(**wishes):
    return make_plan(Wishes("clear", (0, 2, 4), **{"minutes": 10} | wishes))


def test_contradictions_are_said():
    assert any(
        "stays at or below 24 km" in n for n in plan_with(longest_run_km=20, wished_run_km=30).notes
    )
    assert any("without it no run can be planned" in n for n in plan_with(wished_run_km=30).notes)
    assert any("no strength work" in n for n in plan_with(needs=("mobility",)).notes)
    assert any("No trial has shown" in n for n in plan_with(needs=("breathing",)).notes)
    nothing = plan_with(needs=("breathing",), cautions=("light_headed",))
    assert nothing.week == ()
    assert "nothing in the list fits" in nothing.notes[0]
    assert "Choose at least one day" in make_plan(Wishes("clear", (), 10)).notes[0]
    assert plan_with(needs=("strength",), equipment=("band",)).notes == ()


def test_strength_comes_first_with_the_dose_that_was_tested():
    week = plan_with(minutes=2, needs=("strength",), equipment=("band",)).week
    assert [s.blocks[0].exercise.id for s in week] == ["ex05"] * 3
    text = to_markdown(plan_with(equipment=("band",)))
    assert "on the card: 2 minutes a day, 5 days a week, 10 weeks" in text
    assert "12 minutes a day" not in text, "the harder version would break the minutes"


def test_paper_says_what_is_not_reviewed_and_when_to_stop():
    for text in (to_markdown(plan_with()), to_html(plan_with())):
        assert "not clinically reviewed" in text
        assert "more than 5 of 10" in text
        assert "a sign of the safety card" in text
    assert "<script" not in to_html(plan_with())
    assert "Take care" in to_html(plan_with())


def test_the_tables_fit_together():
    known = set(load_exercises())
    for row in load_rows("plan/blocks"):
        assert row["exercise"] in known
        assert set(filter(None, row["avoid"].split(";"))) <= set(load_cautions())
        assert set(filter(None, row["equipment"].split("|"))) <= set(EQUIPMENT)
        assert set(row["needs"].split(";")) <= set(NEEDS)
    for block in BLOCKS:
        if block.exercise.caution:
            assert block.avoid or block.exercise.id == "ex18", block.exercise.id


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"minutes": 100}, "minutes was given as 100, but it must be a number from 2 to 60"),
        ({"days": (9,)}, "days was given 9, but it must be one of 0, 1, 2, 3, 4, 5, 6; choose"),
        ({"needs": ("luck",)}, "needs was given 'luck', but it must be one of strength, mobility"),
        ({"safety": "fine"}, "safety was given 'fine', but it must be one of open, sign, asked"),
    ],
)
def test_a_wrong_wish_is_refused_in_a_sentence(wrong, sentence):
    with pytest.raises(ValueError, match=sentence):
        make_plan(Wishes(**{"safety": "clear", "days": (0,), "minutes": 10} | wrong))


def test_words_for_safety_and_days():
    assert set(BLOCKED) < set(SAFETY)
    assert len(DAYS) == 7
