"""The minutes a notebook states fit what it holds: words, things to do, questions to answer.

The method: 200 words a minute; half a minute for a question, a prediction, a step of a task and an
evidence card; one minute for a lab, a picture or a page that opens, and more where DESKS says so.
"""

from __future__ import annotations

import json
import re

import pytest

from course_lib.chapters import course_map
from course_lib.questions import all_questions
from course_lib.tables import load_rows
from tests.notebooks.glossary_links import without_links
from tests.notebooks.pages import NOTEBOOKS
from tests.notebooks.test_hygiene import CLEAN

WORDS_A_MINUTE = 200
SMALL_MIN, LAB_MIN = 0.5, 1.0
WARM_UP_QUESTIONS = 3
TOLERANCE_MIN = 3.0  # what is stated is rounded to five minutes
# Pages that hold more than a lab does.
DESKS = {
    "safety_check": 4.0,  # a dozen questions, answered twice
    "runner_case": 2.2,  # five minutes each, for three or four of the eight
    "schedule_desk": 3.0,  # a schedule to choose and read
    "plan_desk": 4.0,  # six points to answer, a week to read
    "review_session": 8.0,  # ten questions from everywhere, from memory
    "final_quiz": 0.0,  # thirty questions, stated on their own
}
OPENED = re.compile(r"^(?:[a-z_]+\.)?(\w+)\(", re.MULTILINE)
LAB = re.compile(
    r"\w+_(?:lab|explorer|desk|quiz|cards|page)|explorer|compare_levels|LiveFigure|safety_card"
)
STEP = re.compile(r"^\d+\. ", re.MULTILINE)
WORD = re.compile(r"[^\W_][\w'’.-]*")


def visible(markdown: str) -> str:
    """Leave what is read: no notes and sources, no addresses."""
    text = re.sub(r"<!--.*?-->", "", without_links(markdown), flags=re.DOTALL)
    return re.sub(r"\]\([^)]*\)", "]", text)


def minutes_needed(cells: list[dict], *, questions: int, predictions: int) -> float:
    """Work out how long the cells of a notebook take."""
    texts = {c["id"]: visible("".join(c["source"])) for c in cells if c["cell_type"] == "markdown"}
    code = "\n".join("".join(c["source"]) for c in cells if c["cell_type"] == "code")
    opened = OPENED.findall(code)
    words = sum(len(WORD.findall(text)) for text in texts.values())
    steps = sum(len(STEP.findall(text)) for name, text in texts.items() if name != "summary")
    small = questions + predictions + steps + opened.count("evidence_card")
    small += WARM_UP_QUESTIONS * opened.count("warm_up")
    places = sum(DESKS.get(name, LAB_MIN * bool(LAB.fullmatch(name))) for name in opened)
    return words / WORDS_A_MINUTE + SMALL_MIN * small + places


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_the_stated_minutes_fit(path):
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    asked = sum(question.notebook == path.stem for question in all_questions())
    predicted = sum(row["notebook"] == path.stem for row in load_rows("plan/predictions"))
    needed = minutes_needed(cells, questions=asked, predictions=predicted)
    (chapter,) = (one for one in course_map().chapters if one.stem == path.stem)
    assert chapter.minutes == pytest.approx(needed, abs=TOLERANCE_MIN)


def cell(text, kind="markdown", name="here"):
    return {**CLEAN["cells"][0], "cell_type": kind, "id": name, "source": [text]}


@pytest.mark.parametrize(
    ("cells", "minutes"),
    [
        ([cell("word " * 400)], 2.0),
        ([cell("<!-- notes: " + "word " * 400 + "-->")], 0.0),
        ([cell("1. a\n2. b\n\n" + "word " * 94)], 1.5),  # two steps and a hundred words
        ([cell("1. a\n" + "word " * 98, name="summary")], 0.5),
        ([cell("from x import lab\n\nlab.run_lab()", "code")], 1.0),
        ([cell('evidence_card("C01")', "code")], 0.5),
        ([cell('warm_up("03_cause_posture")', "code")], 1.5),
        ([cell("lab.plan_desk()", "code")], 4.0),
        ([cell("lab.final_quiz()", "code")], 0.0),
        ([cell("print(1)", "code")], 0.0),
    ],
)
def test_the_method(cells, minutes):
    assert minutes_needed(cells, questions=0, predictions=0) == pytest.approx(minutes, abs=0.02)
    assert minutes_needed(cells, questions=2, predictions=1) == pytest.approx(
        minutes + 1.5, abs=0.02
    )
