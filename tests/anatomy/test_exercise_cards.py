"""The cards as a learner has them: chosen by keyboard, drawn, told, and on paper."""

from __future__ import annotations

import base64
import re

import pytest

from course_lib.anatomy import exercise_figure
from course_lib.anatomy.exercise_drawing import cards_page
from course_lib.anatomy.exercise_figure import exercise_picture, panels
from course_lib.anatomy.exercise_lab import exercise_cards
from course_lib.anatomy.exercise_words import groups
from course_lib.anatomy.exercises import NOT_KNOWN, find_exercises, get_exercise, load_exercises
from course_lib.anatomy.muscle_table import get_muscle
from tests.notebooks.pages import Page
from tests.notebooks.sweep import sweep

ALL = load_exercises()
EVERY = pytest.mark.parametrize("one", ALL.values(), ids=ALL)


class TestWords:
    @EVERY
    def test_what_no_source_states_stands_under_its_heading(self, one):
        ours, theirs = groups(one)
        assert ours.heading.endswith("not clinically reviewed")
        assert {line.label for line in ours.lines} <= {
            "How", "Easier", "Harder", "Take care", "Meant for", "Muscles lit"
        }  # fmt: skip
        assert not any(line.source for line in ours.lines)
        assert "reviewed" not in theirs.heading

    @EVERY
    def test_a_known_dose_has_its_source_and_a_gap_says_so(self, one):
        much = next(line for line in groups(one)[1].lines if line.label == "How much")
        assert (much.text.lower() == NOT_KNOWN) == (not one.dose) == (not much.source)

    def test_a_weak_source_is_marked(self):
        lines = {line.label: line for line in groups(get_exercise("ex13"))[1].lines}
        assert lines["How much"].source.endswith("weak source")


class TestPicture:
    @EVERY
    def test_every_muscle_meant_is_lit_on_the_side_where_it_is_seen(self, one):
        shown = panels(one)
        assert len(shown) <= 2
        for name in one.target_ids:
            view = exercise_figure.VIEW_OF[get_muscle(name).region]
            assert view in [panel.view for panel in shown]
        lit = [trace for panel in shown for trace in panel.lit if trace["x"]]
        assert bool(lit) == bool(one.target_ids or one.lit_bones)

    def test_plates_stand_beside_each_other_and_keep_one_scale(self):
        left, right = panels(get_exercise("ex11"))
        reach = [
            (min(v for t in panel.lit for v in t["x"] if v is not None),
             max(v for t in panel.lit for v in t["x"] if v is not None))
            for panel in (left, right)
        ]  # fmt: skip
        assert reach[0][1] < 0 < reach[1][0]
        layout = exercise_picture(get_exercise("ex11")).figure.layout
        assert layout.yaxis.scaleanchor == "x"
        assert layout.xaxis.range == (-400, 400)

    @EVERY
    def test_the_sentence_names_what_is_lit(self, one):
        said = exercise_picture(one).sentence
        assert said.startswith(f"{one.name}: ")
        assert all(get_muscle(name).name in said for name in one.target_ids)
        if not one.target_ids:
            assert "T1 to T12" in said if one.lit_bones else "none is lit" in said

    def test_the_table_says_that_the_mapping_is_ours(self):
        rows = exercise_picture(get_exercise("ex01")).numbers.rows
        assert rows[0][0] == "trapezius, transverse part (middle)"
        assert rows[-1][1:] == ("not clinically reviewed", "our mapping")

    def test_the_bones_are_drawn_once_for_all_cards(self):
        exercise_figure.bare_bones.cache_clear()
        for one in find_exercises("strength"):
            panels(one)
            exercise_picture(one)
        assert exercise_figure.bare_bones.cache_info().misses <= len(
            set(exercise_figure.VIEW_OF.values())
        )


class TestCards:
    def test_every_control_is_labelled_and_alive(self):
        assert sweep(Page((exercise_cards(),), ())) >= 3

    def test_choosing_a_card_changes_words_and_picture(self):
        cards = exercise_cards("strength")
        assert "Y raise" in cards.card.value
        cards.list.value = "ex03"
        assert "One-arm row" in cards.card.value
        assert "rhomboid major" in cards.figure.picture.sentence

    def test_the_list_can_be_narrowed(self):
        assert [name for _, name in exercise_cards("stretch").list.options] == ["ex11", "ex12"]
        assert [name for _, name in exercise_cards(ids=["ex14"]).list.options] == ["ex14"]
        assert len(exercise_cards().list.options) >= 16

    def test_a_kind_shortens_the_list_and_keeps_the_card_if_it_can(self):
        cards = exercise_cards()
        cards.kind.value = "stretch"
        assert [name for _, name in cards.list.options] == ["ex11", "ex12"]
        assert "Neck and shoulder stretches" in cards.card.value
        cards.list.value = "ex12"
        cards.kind.value = ""
        assert cards.list.value == "ex12"
        assert exercise_cards("stretch").kind.layout.display == "none"

    def test_the_card_is_read_out_and_escaped(self):
        assert "aria-live='polite'" in exercise_cards(ids=["ex05"]).card.value
        assert "What our sources say" in exercise_cards(ids=["ex05"]).card.value

    def test_a_wrong_kind_is_a_sentence(self):
        with pytest.raises(ValueError, match="There is no kind of exercise 'stretchink'"):
            exercise_cards("stretchink")

    def test_the_button_gives_the_page_as_a_file(self):
        cards = exercise_cards("stretch")
        cards.print_button.click()
        packed = re.search(r"base64,([\w+/=]+)'", cards.page.value).group(1)
        page = base64.b64decode(packed).decode()
        assert page == cards_page(find_exercises("stretch"))
        assert "download='exercise-cards.html'" in cards.page.value


class TestPage:
    def test_it_stands_alone_and_holds_every_card(self):
        page = cards_page(find_exercises())
        outside = re.findall(r"(?:src|href)=['\"](?!#|https://)[^'\"]*", page)
        assert outside == []
        assert "<script" not in page
        assert page.count("<section class='card'>") == len(ALL)
        for one in ALL.values():
            assert f"<h2>{one.name}</h2>" in page
        assert page.count("How to do it: not clinically reviewed") == len(ALL)

    def test_bones_stand_in_the_page_once_a_view(self):
        page = cards_page(find_exercises())
        assert page.count("id='bones-posterior'") == 1
        assert page.count("href='#bones-posterior'") > 10
        assert len(page) < 900_000
