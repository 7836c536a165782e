"""Progress, its pictures and the summary: from any record, and never more than it holds."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from html import unescape
from html.parser import HTMLParser
from re import findall

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_lib.declared import Prediction
from course_lib.plan.review_chapter_figure import one_chapter
from course_lib.plan.review_figure import overview
from course_lib.plan.review_paper import to_html, to_markdown
from course_lib.plan.review_progress import STATES, in_words, progress
from course_lib.questions import all_questions
from course_lib.tables import load_rows
from tests.ground.test_questions import one
from tests.plan.review_predictions import TABLE, as_csv, collect
from tests.plan.test_review import DAY, answer

HOSTILE = "<img src=x onerror=alert(1)> & | *b* [x](javascript:1) `c`\n# head </td></table>"
BANK = [
    one(id="p1", stem="One?", notebook="03_cause_posture", objective="explain a lever"),
    one(id="p2", stem="Two?", notebook="03_cause_posture", objective="explain a lever"),
    one(id="p3", stem="Three?", notebook="03_cause_posture", objective="name a joint"),
    replace(one(id="t1", stem="Four?", notebook="14_your_plan", objective="plan"), room="plan"),
]


def predicted(lab, name, given_, model, ago=0):
    facts = {"lab": lab, "prediction": name, "given": given_, "model": model}
    return {**answer("x", ago=ago), "kind": "prediction", **facts}


def reason(text):
    return {**answer("x"), "kind": "case_reason", "case": "04_every_hill", "reason": text}


def now(*events, bank=BANK):
    return progress(bank, events=events, today=DAY)


def aim(result, words):
    return next(o for o in result.objectives if o.words == words)


# ---- the register of predictions ----------------------------------------------------------------


def test_the_register_is_that_of_the_notebooks():
    here, there = TABLE.read_text(encoding="utf-8").splitlines(), as_csv(collect()).splitlines()
    changed = sorted(set(here) ^ set(there))
    assert changed == [], "run 'python -m tests.plan.review_predictions', as labs have changed"
    assert here == there


def test_options_can_be_split_again():
    for row in load_rows("plan/predictions"):
        assert bool(row["options"]) != bool(row["step"] > 0), row["prediction"]
        assert row["options"].count("|") == row["options"].count(" | ")


@given(st.floats(-50, 50), st.floats(-50, 50))
def test_close_is_what_the_lab_calls_close(given_, found):
    row = next(r for r in load_rows("plan/predictions") if r["prediction"] == "bag-far")
    lab = Prediction("bag-far", "?", {}, lambda _r: 0.0, "", row["unit"], 0, 9, row["step"])
    event = predicted("start-bag", "bag-far", given_, found)
    seen = now(event, bank=all_questions()).predictions[0]
    assert seen.close == lab.compare(given_, found).endswith("Your prediction was close.")


# ---- objectives ---------------------------------------------------------------------------------


def test_an_objective_stands_as_its_weakest_question():
    result = now(answer("p1", ago=2), answer("p2", False, ago=1), answer("p3", ago=1))
    lever, joint = aim(result, "explain a lever"), aim(result, "name a joint")
    assert (lever.state, lever.asked, lever.first_right) == ("missed", 2, 1)
    assert (lever.last, lever.due) == (DAY - timedelta(days=1), DAY)
    assert (joint.state, joint.due) == ("right", DAY + timedelta(days=2))
    assert aim(result, "plan").state == "new"


def test_right_at_the_second_try_is_said():
    result = now(answer("p3", False), answer("p3", attempt=2))
    assert aim(result, "name a joint").state == "second"
    assert "0 right at the first try, 1 at the second, 0 missed" in in_words(result)
    assert in_words(result).endswith("predictions you made none yet.")


def test_the_next_review_is_ringed():
    assert now().next_up == {(q.notebook, q.objective) for q in BANK}


# ---- predictions --------------------------------------------------------------------------------


def test_the_first_prediction_counts():
    events = [
        predicted("posture-lever", "lever-force", 100.0, 156.2),
        predicted("posture-lever", "lever-force", 156.0, 156.2),
    ]
    (made,) = [one for one in now(*events).predictions if one.made]
    assert (made.given, made.found, made.close) == ("100 N", "160 N", False)


def test_a_choice_is_told_in_words():
    made = now(predicted("plan-spike", "spike-order", 0, 1.0), bank=BANK).predictions
    (mine,) = [one for one in made if one.made]
    assert (mine.given, mine.found) == ("yes, step by step", "no, not step by step")
    assert not mine.close


@pytest.mark.parametrize(
    "facts",
    [
        {"given": 7},
        {"given": "1"},
        {"given": None},
        {"given": True},
        {"model": float("nan")},
        {"at": "noon"},
        {"lab": "gone"},
        {"prediction": ["spike-order"]},
    ],
)
def test_a_prediction_that_makes_no_sense_is_left_out(facts):
    event = predicted("plan-spike", "spike-order", 0, 1.0) | facts
    assert not any(one.made for one in now(event).predictions)


# ---- pictures -----------------------------------------------------------------------------------


def points(picture, name):
    (trace,) = [t for t in picture.figure.data if t.name == name]
    return list(zip(trace.x, trace.y, strict=True))


def test_an_empty_record_shows_every_ring_and_where_to_begin():
    picture = overview(progress(all_questions(), events=[], today=DAY))
    aims = {(q.notebook, q.objective) for q in all_questions()}
    assert len(points(picture, "not asked yet")) == len(aims)
    assert len(points(picture, "not made yet")) == len(load_rows("plan/predictions"))
    assert len(points(picture, "in the next review")) == 10
    assert "wait here, all still open" in picture.sentence
    assert "The squares are where your first review begins" in picture.sentence


def test_a_row_fills_from_the_left():
    picture = overview(now(answer("p3"), answer("t1", False)))
    assert points(picture, STATES["right"]) == [(1, 0)]
    assert points(picture, STATES["missed"]) == [(1, 1)]
    assert points(picture, STATES["new"]) == [(2, 0)]
    assert picture.figure.layout.xaxis.title.text == "objectives<br>(count)"
    assert picture.figure.layout.xaxis2.title.text == "predictions<br>(count)"
    assert picture.numbers.rows[0][:6] == ("03 Cause: posture", "2", "1", "0", "0", "1")
    assert picture.sentence.startswith("You have met 2 of 3 objectives: 1 right at the first try")


def test_a_chapter_shows_each_objective_and_each_time_it_was_asked():
    events = [answer("p1", ago=5), answer("p1", False, ago=4), answer("p2", ago=3)]
    picture = one_chapter(now(*events), "03_cause_posture")
    assert points(picture, "right at the first try") == [(1, 0), (2, 0)]
    assert points(picture, "not at the first try") == [(3, 0)]
    assert points(picture, "not asked yet") == [(0, 1)]
    assert picture.figure.layout.xaxis.title.text == "asked (times)"
    assert [a.text for a in picture.figure.layout.annotations] == ["back today", "not asked yet"]
    assert picture.numbers.rows[0][:3] == ("explain a lever", "3", "2")
    assert "1 of 2 objectives met, asked 3 times, right at the first try twice" in picture.sentence


def test_an_objective_asked_a_hundred_times_keeps_its_shares():
    events = [answer("p3", n % 4 > 0) for n in range(100)]
    picture = one_chapter(now(*events), "03_cause_posture")
    assert len(points(picture, "right at the first try")) == 9
    assert len(points(picture, "not at the first try")) == 3


def test_a_chapter_that_does_not_exist_is_refused_in_one_sentence():
    with pytest.raises(ValueError, match=r"^stem was given as '99_none'; choose one of: 03_cause"):
        one_chapter(now(), "99_none")


def test_a_chapter_never_shows_what_a_lab_has_not_told_yet():
    picture = one_chapter(now(), "14_your_plan")
    guesses = [row for row in picture.numbers.rows if row[3] == "not made yet"]
    assert len(guesses) == 3
    assert all(row[2] == "–" for row in guesses)


# ---- the summary --------------------------------------------------------------------------------


class Reader(HTMLParser):
    """Collects tags and text of a page, as a browser would see them."""

    def __init__(self, page):
        super().__init__()
        self.tags, self.text = [], ""
        self.feed(page)

    def handle_starttag(self, tag, _attributes):
        self.tags.append(tag)

    def handle_data(self, data):
        self.text += data + " "


@given(st.text(min_size=1) | st.just(HOSTILE))
def test_what_a_learner_wrote_stays_text_in_the_page(text):
    page = Reader(to_html(now(), events=[reason(text)]))
    plain = Reader(to_html(now(), events=[reason("x")]))
    assert page.tags == plain.tags
    assert "img" not in page.tags


def test_what_a_learner_wrote_is_there():
    page = Reader(to_html(now(), events=[reason(HOSTILE)]))
    assert HOSTILE in page.text
    assert "04 every hill" in page.text


def test_markdown_keeps_it_text_and_in_its_row():
    text = to_markdown(now(), events=[reason(HOSTILE)])
    (line,) = [line for line in text.splitlines() if "04 every hill" in line]
    assert "<img" not in text
    assert len(findall(r"(?<!\\)\|", line)) == 4
    cell = line.split(" | ", 2)[2].removesuffix(" |")
    assert unescape(cell.replace("\\", "")) == " ".join(HOSTILE.split())
    assert not findall(r"(?<!\\)[*`\[\]]", line)


def test_the_summary_says_what_when_and_what_was_predicted():
    events = [answer("p3", ago=1), answer("t1", False), predicted("start-bag", "bag-far", 9, 11.8)]
    bank = [*BANK, one(id="s", stem="Five?", notebook="00_start_here", objective="use a lab")]
    page = Reader(to_html(now(*events, bank=bank), events=events)).text
    for words in ("22 March 2026", "name a joint", "21 March 2026", "9 N m", "model: 12 N m"):
        assert words in page
    assert "not close" in page
    assert page.index("Not asked yet") < page.index("explain a lever")


def test_what_is_due_today_begins_with_what_was_missed():
    events = [answer("p3", ago=30), answer("t1", False, ago=1)]
    page = to_html(now(*events), events=events)
    assert page.index("<td>plan</td>") < page.index("<td>name a joint</td>")


def test_an_empty_record_gives_a_summary_that_says_so():
    page = Reader(to_html(now(), events=[])).text
    assert page.count("Nothing yet.") == 3
    assert "all still open" in page
    assert to_markdown(now(), events=[]).startswith("# What I know, and what comes back\n")


def test_the_page_needs_nothing_from_elsewhere():
    page = to_html(now(answer("p1")), events=[reason(HOSTILE)])
    assert not findall(r"<(?:script|link|img|iframe)\b", page)
    assert page.startswith("<!doctype html>")


@given(
    st.lists(
        st.dictionaries(
            st.sampled_from(
                ["question", "right", "at", "lab", "given", "case", "reason", "answer"]
            ),
            st.none() | st.text() | st.integers() | st.lists(st.text()) | st.dates().map(str),
        ).flatmap(
            lambda facts: st.sampled_from(["answer", "prediction", "mind", "case_reason", "x"]).map(
                lambda kind: facts | {"kind": kind}
            )
        ),
        max_size=8,
    ),
    st.dates(date(2020, 1, 1), date(2030, 1, 1)),
)
def test_any_record_gives_a_picture_and_a_page(events, today):
    result = progress(BANK, events=events, today=today)
    assert overview(result).sentence
    assert one_chapter(result, "03_cause_posture").numbers.rows
    assert Reader(to_html(result, events=events)).tags.count("h2") == 4
