"""Every word of the glossary is used, linked where it first stands, and told in plain words."""

from __future__ import annotations

import json
import re

import pytest

from course_lib.glossary import glossary, words
from course_lib.tables import load_rows
from tests.notebooks import glossary_links
from tests.notebooks.pages import NOTEBOOKS

TERMS = [word.term for word in words()]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_the_first_use_of_each_word_is_linked_and_no_other(path):
    text, _used = glossary_links.linked(path)
    same = text == path.read_text(encoding="utf-8")
    assert same, "run `python -m tests.notebooks.glossary_links`"


def test_no_word_is_unused_and_each_names_where_it_comes_first():
    assert glossary_links.first_notebooks() == {word.term: word.first_in for word in words()}


def test_the_links_lead_to_the_glossary():
    path = next(path for path in NOTEBOOKS if path.name == glossary_links.HOME)
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    names = [f"#cell-id={cell['id']}" for cell in cells]
    after = cells[names.index(glossary_links.PLACE) + 1]
    assert "glossary()" in "".join(after["source"])


def test_the_number_of_words_is_one_that_can_be_learned():
    assert 25 <= len(TERMS) <= 45
    assert sorted(TERMS, key=str.casefold) == TERMS
    assert len({form for word in words() for form in word.forms}) == sum(
        len(word.forms) for word in words()
    )


@pytest.mark.parametrize("word", words(), ids=lambda word: word.term)
def test_a_meaning_is_one_or_two_short_sentences(word):
    sentences = re.findall(r"[^.]+\.(?:\s|$)", re.sub(r"\d\.\d", "0", word.meaning))
    assert 1 <= len(sentences) <= 2
    assert max(len(sentence.split()) for sentence in sentences) <= 25
    # A meaning is also the title of a link in Markdown, which none of these may break.
    assert not set('"()[]<>|*`') & set(word.meaning)
    assert word.sources or load_rows("glossary")[TERMS.index(word.term)]["confidence"] == "GAP"


# ---- looking a word up ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("SCAPULA", "shoulder blade"),  # another name
        ("vertebrae", "vertebra"),  # another form
        ("air sacs", "air sacs"),
        ("door closer", "dashpot"),  # in the meaning only
    ],
)
def test_a_word_is_found_by_any_of_its_names(search, found):
    assert [word.term for word in glossary(search).words] == [found]


def test_a_muscle_says_what_its_table_says():
    rows = {row["id"]: row for row in load_rows("anatomy/muscles")}
    assert glossary("diaphragm").words[0].meaning == rows["diaphragm"]["in_words"]
    for row in load_rows("glossary"):
        if row["muscle"]:
            assert set(row["source_key"].split(";")) <= set(
                rows[row["muscle"]]["source_key"].split(";")
            )


def test_all_words_stand_in_one_table_with_links():
    html = glossary()._repr_html_()
    assert html.count("<th scope='row'") == len(TERMS)
    assert "<a href='01_spine_and_ribs.ipynb'>01</a>" in html
    assert "also: scapula" in html
    assert str(glossary()).count("\n") == len(TERMS)


def test_nothing_found_is_one_sentence_and_typed_text_stays_text():
    said = glossary("<b>spleen</b>")._repr_html_()
    assert "No word fits “&lt;b&gt;spleen&lt;/b&gt;”: try fewer letters, or glossary()" in said
    assert "<b>" not in said


# ---- the links --------------------------------------------------------------------------------


def linked(*texts, stem="03_cause_posture"):
    cells = [
        {"cell_type": "markdown", "id": f"cell-{n}", "source": text.splitlines(keepends=True)}
        for n, text in enumerate(texts)
    ]
    glossary_links.link_cells(cells, stem)
    return ["".join(cell["source"]) for cell in cells]


LOAD = f'[load](00_start_here.ipynb#cell-id=glossary-head "{glossary("load").words[0].meaning}")'


def test_only_the_first_use_is_linked_and_a_second_run_changes_nothing():
    once = linked("A load.", "Another load.")
    assert once == [f"A {LOAD}.", "Another load."]
    assert linked(*once) == once


def test_an_earlier_use_takes_the_link_over():
    assert linked("The load is here.", f"A {LOAD}.") == [f"The {LOAD} is here.", "A load."]


@pytest.mark.parametrize(
    "quiet",
    [
        "## The load",
        "<!-- notes: the load -->",
        "`load`",
        "```\nload\n```",
        "[the load](x.ipynb)",
        "Move **Bag load** up.",
        "*Strength load*: newtons.",
        "a load-bearing wall",
        "unload",
    ],
)
def test_what_is_not_running_text_is_left_alone(quiet):
    assert linked(quiet, "Then load.") == [quiet, f"Then {LOAD}."]


def test_a_word_in_bold_by_itself_is_being_explained():
    assert linked("A **load** is this.") == [f"A **{LOAD}** is this."]


def test_in_its_own_notebook_the_link_needs_no_address():
    (text,) = linked("A load.", stem="00_start_here")
    assert text.startswith("A [load](#cell-id=glossary-head ")


def test_a_word_that_means_something_else_here_is_left_alone():
    away = next(word for word in words() if word.not_in)
    stem = min(away.not_in)
    assert linked(away.term, stem=stem) == [away.term]
    assert linked(away.term) != [away.term]
