"""The safety card: the most urgent first, labelled, and never a probability."""

from __future__ import annotations

import re

from course_lib.screening.card import NOT_REVIEWED, TIERS, safety_card
from course_lib.tables import load_rows

ROWS = load_rows("screening/red_flags")


def test_every_flag_is_shown_once_in_its_tier():
    text = str(safety_card())
    parts = re.split("|".join(re.escape(title) for title, _ in TIERS.values()), text)[1:]
    for tier, part in zip(TIERS, parts, strict=True):
        for row in ROWS:
            assert (row["feature"] in part) == (row["tier"] == tier)


def test_emergencies_come_first_in_the_page():
    page = safety_card()._repr_html_()
    places = [page.index(title) for title, _ in TIERS.values()]
    assert places == sorted(places)


def test_what_no_clinical_source_sorted_is_labelled():
    card = safety_card()
    for line in str(card).splitlines():
        for row in ROWS:
            if row["feature"] in line:
                assert (NOT_REVIEWED in line) == (row["clinically_reviewed"] == "no")
    unsure = sum(row["clinically_reviewed"] == "no" for row in ROWS)
    assert card._repr_html_().count(f"[{NOT_REVIEWED}]") == unsure > 0


def test_the_place_between_the_shoulders_is_itself_on_the_card():
    assert "from the top of your back, between the shoulders" in str(safety_card())


def test_no_probability_and_no_diagnosis():
    text = str(safety_card()).lower()
    assert "%" not in text
    assert "you have" not in text.replace("do you have", "").replace("have you", "")
