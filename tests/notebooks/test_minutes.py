"""The minutes a notebook states fit what it holds: words, things to do, questions to answer.

The method: 200 words a minute; half a minute for a question, a prediction, a step of a task and an
evidence card; one minute for a lab, a picture or a page that opens, and more where DESKS says so.
A question counts where it is shown: those that come back later count in warm-ups and in the review.
An optional part, "Go deeper", is counted by the same method and stated on its own.
"""

from __future__ import annotations

import ast
import json
import re
from math import ceil

import pytest
import yaml

from course_lib.chapters import course_map
from course_lib.questions import all_questions
from course_lib.tables import load_rows
from tests.notebooks.glossary_links import without_links
from tests.notebooks.pages import NOTEBOOKS
from tests.notebooks.test_hygiene import CLEAN

WORDS_A_MINUTE = 200
SMALL_MIN, LAB_MIN = 0.5, 1.0
WARM_UP_QUESTIONS = 3
TOO_SHORT_MIN, TOO_LONG_MIN = 1.5, 2.5  # what is stated is rounded to five minutes
MOST_MIN, MOST_OPTIONAL_MIN = 25, 5
CASES_A_SITTING = 3  # of the eight; the notebook says so, and what each other one takes
# Pages that hold more than a lab does.
DESKS = {
    "safety_check": 4.0,  # a dozen questions, answered twice
    "runner_case": 5.4,  # the mean of the eight, by the same method (tested below)
    "schedule_desk": 3.0,  # a schedule to choose and read
    "plan_desk": 4.0,  # six points to answer, a week to read
    "review_session": 8.0,  # ten questions from everywhere, from memory
    "final_quiz": 0.0,  # thirty questions, stated on their own
}
OPENED = re.compile(r"^(?:[a-z_]+\.)?(\w+)\(", re.MULTILINE)
LAB = re.compile(
    r"\w+_(?:lab|explorer|desk|quiz|cards|page)|explorer|compare_levels|LiveFigure|safety_card"
)
DEEPER = re.compile(r"## Go deeper \(optional, (\d+) minutes\)$", re.MULTILINE)
CASES = sorted(NOTEBOOKS[0].parents[1].glob("data/cases/0*.yml"))
STEP = re.compile(r"^\d+\. ", re.MULTILINE)
WORD = re.compile(r"[^\W_][\w'’.-]*")


def visible(markdown: str) -> str:
    """Leave what is read: no notes and sources, no addresses."""
    text = re.sub(r"<!--.*?-->", "", without_links(markdown), flags=re.DOTALL)
    return re.sub(r"\]\([^)]*\)", "]", text)


def split(cells: list[dict]) -> tuple[list[dict], list[dict]]:
    """Part the cells into those of the lesson and those of its optional part."""
    parts, place = ([], []), 0
    for cell in cells:
        text = "".join(cell["source"])
        if cell["cell_type"] == "markdown" and text.startswith("## "):
            place = int(bool(DEEPER.match(text)))
        parts[place].append(cell)
    return parts


def code_of(cells: list[dict]) -> str:
    """Join the code of the cells."""
    return "\n".join("".join(c["source"]) for c in cells if c["cell_type"] == "code")


def questions_shown(code: str) -> int:
    """Count the questions that the quizzes in this code show."""
    shown = 0
    for call in ast.walk(ast.parse(code)):
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "quiz":
            room, *ids = map(ast.literal_eval, call.args)
            only = {word.arg: ast.literal_eval(word.value) for word in call.keywords}
            bank = [q for q in all_questions() if q.room == room and q.use == "check"]
            mine = [q for q in bank if only.get("notebook") in (None, q.notebook)]
            shown += len(ids[0] if ids else mine)
    return shown


def predictions_shown(code: str, stem: str) -> int:
    """Count what the labs opened in this code of a notebook ask to predict."""
    opened = {part for name in OPENED.findall(code) for part in name.split("_")}
    rows = [row for row in load_rows("plan/predictions") if row["notebook"] == stem]
    return sum(row["lab"].rpartition("-")[2] in opened for row in rows)


def minutes_needed(cells: list[dict], *, predictions: int) -> float:
    """Work out how long the cells of a notebook take."""
    texts = {c["id"]: visible("".join(c["source"])) for c in cells if c["cell_type"] == "markdown"}
    code = code_of(cells)
    opened = OPENED.findall(code)
    words = sum(len(WORD.findall(text)) for text in texts.values())
    steps = sum(len(STEP.findall(text)) for name, text in texts.items() if name != "summary")
    small = questions_shown(code) + predictions + steps + opened.count("evidence_card")
    small += WARM_UP_QUESTIONS * opened.count("warm_up")
    places = sum(DESKS.get(name, LAB_MIN * bool(LAB.fullmatch(name))) for name in opened)
    places -= DESKS["runner_case"] * max(0, opened.count("runner_case") - CASES_A_SITTING)
    return words / WORDS_A_MINUTE + SMALL_MIN * small + places


def counted(path) -> list[float]:
    """Count the minutes of a notebook's lesson and of its optional part."""
    parts = split(json.loads(path.read_text(encoding="utf-8"))["cells"])
    return [
        minutes_needed(part, predictions=predictions_shown(code_of(part), path.stem))
        for part in parts
    ]


def chapter_of(path):
    """Find the row of the map for a notebook."""
    (chapter,) = (one for one in course_map().chapters if one.stem == path.stem)
    return chapter


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_the_stated_minutes_fit(path):
    lesson, _ = counted(path)
    stated = chapter_of(path).minutes
    assert lesson - TOO_SHORT_MIN <= stated <= lesson + TOO_LONG_MIN
    assert stated <= MOST_MIN


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_the_optional_part_states_its_own_minutes_and_stands_last(path):
    lesson, optional = split(json.loads(path.read_text(encoding="utf-8"))["cells"])
    stated = [int(found) for cell in optional for found in DEEPER.findall("".join(cell["source"]))]
    assert sum(stated) == chapter_of(path).optional_minutes <= MOST_OPTIONAL_MIN
    assert len(stated) <= 1
    assert sum(stated) == ceil(counted(path)[1])
    if optional:
        assert [cell["id"] for cell in lesson[-3:]] == ["summary", "references-head", "references"]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_every_prediction_is_counted_once(path):
    asked = sum(row["notebook"] == path.stem for row in load_rows("plan/predictions"))
    parts = split(json.loads(path.read_text(encoding="utf-8"))["cells"])
    assert sum(predictions_shown(code_of(part), path.stem) for part in parts) == asked


def case_minutes(path) -> float:
    """Count a case: all that is read of it, half of its questions pressed, four steps to take."""
    case = yaml.safe_load(path.read_text(encoding="utf-8"))
    read = [case["history"], case["debrief"], case["rank"]["feedback_wrong"]]
    read += [words for asked in case["ask"] for words in (asked["question"], asked["finding"])]
    read += [words for idea in case["hypotheses"] for words in (idea["name"], idea["why"])]
    read += case.get("thinking", {}).values()
    for step in (case["change_mind"], case["plan"]):
        read += [option["text"] for option in step["options"]] + [step["explanation"]]
        read.append(max((option["feedback"] for option in step["options"]), key=len))
    words = sum(len(WORD.findall(text)) for text in read)
    return words / WORDS_A_MINUTE + SMALL_MIN * (len(case["ask"]) / 2 + 4)


def test_the_cases_say_how_many_are_meant():
    (path,) = (path for path in NOTEBOOKS if path.stem == "13_runner_cases")
    page = path.read_text(encoding="utf-8")
    assert "**Do one of each kind today: three cases.** Each takes 5 to 6 minutes" in page
    minutes = [case_minutes(path) for path in CASES]
    assert page.count('runner_case(\\"') == len(minutes) == 8
    assert DESKS["runner_case"] == pytest.approx(sum(minutes) / len(minutes), abs=0.1)
    assert all(5 <= round(one) <= 6 for one in minutes)


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
        ([cell('quiz("mobility", ["one", "two", "three"])', "code")], 1.5),
        ([cell('runner_case("a")', "code")] * 2, 10.8),
        ([cell('runner_case("a")', "code")] * 8, 16.2),
        ([cell("lab.plan_desk()", "code")], 4.0),
        ([cell("lab.final_quiz()", "code")], 0.0),
        ([cell("print(1)", "code")], 0.0),
    ],
)
def test_the_method(cells, minutes):
    assert minutes_needed(cells, predictions=0) == pytest.approx(minutes, abs=0.02)
    assert minutes_needed(cells, predictions=3) == pytest.approx(minutes + 1.5, abs=0.02)


def test_a_quiz_counts_what_it_shows():
    for stem, room in (("04_cause_tight_muscles", "mobility"), ("01_spine_and_ribs", "anatomy")):
        shown = [q for q in all_questions() if q.notebook == stem and q.use == "check"]
        assert questions_shown(f"quiz('{room}', notebook='{stem}')") == len(shown) > 4
    assert questions_shown("quiz('cases')") == len(
        [q for q in all_questions() if q.room == "cases" and q.use == "check"]
    )


def test_what_is_optional_ends_at_the_next_heading():
    cells = [cell(text) for text in ("# A", "## B", "## Go deeper (optional, 5 minutes)\n\nTry.")]
    lesson, optional = split([*cells, cell("more"), cell("## References")])
    assert [c["source"] for c in optional] == [cells[2]["source"], ["more"]]
    assert len(lesson) == 3
