"""A reader of about 14 can read every passage, terms of the glossary aside."""

import json

import pytest
import yaml

from tests.notebooks.reading_age import grade, passages, sentences, syllables
from tests.repository.files import ROOT

NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
BANKS = sorted((ROOT / "data").rglob("questions.yml"))
MOST_GRADE, MOST_WHOLE = 9.0, 6.0  # a passage, and a notebook or question bank as a whole
MOST_WORDS = 32  # in one sentence
ENOUGH_WORDS = 20  # the measure says nothing about less
READ = ("stem", "text", "feedback", "feedback_low", "feedback_high", "feedback_wrong")


def notebook_passages(path):
    for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
        if cell["cell_type"] == "markdown":
            yield from passages("".join(cell["source"]))


def bank_passages(path):
    for question in yaml.safe_load(path.read_text(encoding="utf-8")):
        for part in (question, *question.get("options", [])):
            texts = (part.get(key) for key in (*READ, "explanation"))
            yield from (passage for text in texts if text for passage in passages(text))


def too_hard(found):
    """List the passages that ask too much, each with its grade or its longest sentence."""
    for passage in found:
        said = sentences(passage)
        longest, level = max(map(len, said)), grade(passage)
        if sum(map(len, said)) >= ENOUGH_WORDS and level > MOST_GRADE:
            yield f"grade {level:.1f}: {' '.join(passage.split())}"
        elif longest > MOST_WORDS:
            yield f"{longest} words in a sentence: {' '.join(passage.split())}"


@pytest.mark.parametrize("path", [*NOTEBOOKS, *BANKS], ids=lambda p: "/".join(p.parts[-2:]))
def test_a_reader_of_14_can_read_it(path):
    found = list((bank_passages if path in BANKS else notebook_passages)(path))
    assert len(found) > 10
    assert list(too_hard(found)) == []
    assert grade("\n- ".join(found)) <= MOST_WHOLE


def test_a_hard_passage_is_found():
    hard = "Heterogeneity notwithstanding, interventions demonstrated improvements. " * 4
    long = "We do not " + "go on and " * 11 + "stop. " + "Now rest. " * 12
    assert [line[:5] for line in too_hard([hard])] == ["grade"]
    assert [line[:8] for line in too_hard([long])] == ["37 words"]
    assert list(too_hard(["Lean forward and watch the bar. " * 8])) == []


def test_what_is_no_prose_is_left_out():
    markdown = (
        "## A heading\n\nOne *rib*, [two](a.ipynb#x) ([Lee 2014](b)). <!-- cite: lee -->\n\n"
        "| a | table |\n|---|---|\n\n1. First do this.\n2. Then `code`.\n\n<!-- notes: ask -->"
    )
    kept = [" ".join(part.split()) for part in passages(markdown)]
    assert kept == ["One rib , two .", "1. First do this. 2. Then ."]


def test_a_term_of_the_glossary_counts_as_a_short_word():
    assert sentences("The thoracic spine holds.") == [["The", "term", "holds"]]
    assert grade("The thoracic spine holds.") < grade("The complicated thing holds.")


@pytest.mark.parametrize(
    ("word", "count"),
    [("rib", 1), ("muscles", 2), ("pulled", 1), ("people", 2), ("trial", 2), ("movement", 2)],
)
def test_syllables_are_counted(word, count):
    assert syllables(word) == count
