"""What an instructor needs of each chapter, read out of the course itself."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from course_lib.chapters import Chapter, course_map
from course_lib.places import notebook_stands, notebooks_folder
from course_lib.plain_error import PlainError
from course_lib.quantities import round_to
from course_lib.questions import Question, all_questions
from course_lib.tables import load_rows

HERE = "90_teaching_this_course"
LENGTHS = {50: "50 minutes", 90: "90 minutes", 180: "180 minutes", 360: "A full day (6 hours)"}
OPENS = re.compile(r"_lab\(|_explorer\(|compare_levels\(|runner_case\(|_desk\(|safety_check\(")
Cells = Sequence[Mapping[str, Any]]


class TeachingError(PlainError, LookupError):
    """A chapter or a schedule was asked for that the course does not have."""


@dataclass(frozen=True)
class Step:
    """One line of a schedule (data/start/schedules).

    Attributes
    ----------
    minutes : how long it takes.
    notebook : which notebook; empty for a break.
    cell : id of the cell to show.
    head : id of the cell with the heading above it.
    section : that heading.
    do : what to do.
    """

    minutes: int
    notebook: str
    cell: str
    head: str
    section: str
    do: str


@dataclass(frozen=True)
class Asked:
    """A prediction of a lab, and what the model (or the source) answers.

    ``model``, ``low`` and ``high`` are in ``unit``; with ``options`` they are places in that list.

    Attributes
    ----------
    lab, id : names of lab and prediction, as in the record.
    question : what is asked.
    unit : unit of ``step``, ``low``, ``high`` and ``model``; empty with ``options``.
    step : step of the slider.
    options : the answers to choose from; empty for a number.
    low, high : lowest and highest answer that can be given; with ``options`` places in that list.
    model : what the model or the source says; with ``options`` a place in that list.
    explanation : what the learner reads afterwards.
    """

    lab: str
    id: str
    question: str
    unit: str
    step: float
    options: tuple[str, ...]
    low: float
    high: float
    model: float
    explanation: str

    @property
    def answer(self) -> str:
        """What the model answers, in words."""
        if self.options:
            return self.options[int(self.model)]
        return f"{round_to(self.model)} {self.unit}".strip()


def taught_chapters() -> tuple[Chapter, ...]:
    """List the chapters that stand and that learners read."""
    return tuple(
        chapter
        for chapter in course_map().chapters
        if chapter.stem != HERE and notebook_stands(chapter.stem)
    )


def chapter_of(stem: str) -> Chapter:
    """Find a chapter by the name of its notebook.

    Parameters
    ----------
    stem : name of its notebook, such as "03_cause_posture".

    Raises
    ------
    TeachingError : there is no such chapter; the sentence lists those that stand.
    """
    known = {chapter.stem: chapter for chapter in taught_chapters()}
    if stem not in known:
        raise TeachingError(
            f"There is no chapter {str(stem)[:60]!r} to teach; choose one of {', '.join(known)}."
        )
    return known[stem]


def schedule(minutes: int) -> tuple[Step, ...]:
    """Give the lines of a schedule.

    Parameters
    ----------
    minutes : its length: 50, 90, 180 or 360.

    Returns
    -------
    tuple of Step : in the order of the class.

    Raises
    ------
    TeachingError : there is no schedule of that length.

    Examples
    --------
    >>> sum(step.minutes for step in schedule(50))
    50
    """
    rows = [row for row in load_rows("start/schedules") if row["plan_minutes"] == minutes]
    if not rows:
        lengths = ", ".join(map(str, LENGTHS))
        raise TeachingError(
            f"There is no schedule of {str(minutes)[:20]} minutes; choose one of {lengths}."
        )
    return tuple(
        Step(
            row["minutes"],
            row["notebook"],
            row["cell"],
            *(head_of(row["notebook"], row["cell"]) if row["notebook"] else ("", "")),
            row["do"],
        )
        for row in sorted(rows, key=lambda row: row["part"])
    )


# ---- read out of the notebooks ------------------------------------------------------------


def _cells_of(stem: str) -> Cells:
    """Give the cells of a notebook; read again only when the file changes."""
    path = notebooks_folder() / f"{stem}.ipynb"
    return _cells(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=32)
def _cells(path: Path, _changed_ns: int) -> Cells:
    return json.loads(path.read_text(encoding="utf-8"))["cells"]


def _text(cell: Mapping[str, Any]) -> str:
    return re.sub(r"\s*<!--.*?-->", "", "".join(cell["source"]), flags=re.DOTALL)


def head_of(stem: str, cell_id: str) -> tuple[str, str]:
    """Give the cell with the heading under which a cell of a notebook stands, and the heading.

    Parameters
    ----------
    stem : name of a notebook, such as "03_cause_posture".
    cell_id : id of one of its cells.

    Returns
    -------
    tuple of two str : id of the cell with the heading, and the heading; empty before the first.

    Raises
    ------
    TeachingError : the notebook has no such cell.
    OSError : there is no such notebook.
    """
    head, heading = "", ""
    for cell in _cells_of(stem):
        if cell["cell_type"] == "markdown":
            headings = re.findall(r"^#+ (.+)$", _text(cell), flags=re.MULTILINE)
            head, heading = (cell["id"], headings[-1]) if headings else (head, heading)
        if cell.get("id") == cell_id:
            return head, heading
    raise TeachingError(f"The notebook {stem} has no cell {cell_id!r}; name one that it has.")


def objectives(stem: str) -> tuple[str, ...]:
    """Read what learners will be able to do, in Markdown, as the notebook says it.

    Parameters
    ----------
    stem : name of a notebook, such as "03_cause_posture".

    Raises
    ------
    OSError : there is no such notebook.
    """
    for cell in _cells_of(stem):
        if cell.get("id") == "objectives":
            items = re.findall(r"^- (.+)$", _text(cell), flags=re.MULTILINE)
            return tuple(item.rstrip(" ;.") for item in items)
    return ()


def tasks(stem: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Read the tasks: the words right before each lab, with their heading, in Markdown.

    A numbered list counts alone; without one the whole paragraphs do.

    Parameters
    ----------
    stem : name of a notebook, such as "03_cause_posture".

    Returns
    -------
    tuple of (str, tuple of str) : each heading with its tasks.

    Raises
    ------
    OSError : there is no such notebook.
    """
    found = {}
    for before, cell in zip(_cells_of(stem), _cells_of(stem)[1:], strict=False):
        opens = cell["cell_type"] == "code" and OPENS.search("".join(cell["source"]))
        if opens and before["cell_type"] == "markdown" and before["id"] != "title":
            words = _text(before)
            steps = re.findall(r"^\d+\. (.+)$", words, flags=re.MULTILINE)
            if not steps:
                steps = [part for part in re.split(r"\n\s*\n", words) if not part.startswith("#")]
            found.setdefault(head_of(stem, before["id"])[1], []).extend(steps)
    return tuple((heading, tuple(steps)) for heading, steps in found.items() if steps)


# ---- read out of the tables and the banks ---------------------------------------------------


@lru_cache(maxsize=1)
def all_predictions() -> dict[str, tuple[Asked, ...]]:
    """List the predictions of all labs by the notebook in which they stand first."""
    answers = {row["prediction"]: row for row in load_rows("start/answers")}
    found: dict[str, list[Asked]] = {}
    for row in load_rows("plan/predictions"):
        answer = answers.get(row["prediction"])
        if answer:
            options = tuple(row["options"].split(" | ")) if row["options"] else ()
            asked = Asked(
                row["lab"], row["prediction"], row["question"], row["unit"], row["step"], options,
                answer["low"], answer["high"], answer["model"], answer["explanation"],
            )  # fmt: skip
            found.setdefault(row["notebook"], []).append(asked)
    return {stem: tuple(asked) for stem, asked in found.items()}


def predictions(stem: str) -> tuple[Asked, ...]:
    """List the predictions of a chapter; one that an earlier chapter has stands there.

    Parameters
    ----------
    stem : name of the chapter's notebook, such as "03_cause_posture".
    """
    return all_predictions().get(stem, ())


def questions(stem: str) -> tuple[Question, ...]:
    """List the questions of a chapter, from all banks.

    Parameters
    ----------
    stem : name of the chapter's notebook, such as "03_cause_posture".
    """
    return tuple(question for question in all_questions() if question.notebook == stem)


def wrong_answers(question: Question) -> tuple[tuple[str, str], ...]:
    """List the wrong answers to a question, each with its feedback.

    Parameters
    ----------
    question : a question of any type.

    Returns
    -------
    tuple of (str, str) : the answer and its feedback.
    """
    if question.type == "numeric":
        return (("too low", question.feedback_low), ("too high", question.feedback_high))
    if question.type == "order":
        return (("another order", question.feedback_wrong),)
    return tuple((o.text, o.feedback) for o in question.options if not o.right)


def what_to_say(question: Question) -> str:
    """Say what to do in class about a wrong answer: the course's idea, then the reason.

    Parameters
    ----------
    question : a question of the course; its idea stands in data/start/mistakes_to_meet.
    """
    ideas = {row["question"]: row["say"] for row in load_rows("start/mistakes_to_meet")}
    return f"{ideas.get(question.id, '')} {question.explanation}".strip()


def presets_worth_showing(stem: str) -> tuple[dict[str, str], ...]:
    """List the presets to show: the lab's question, button, what it moves and shows, what to ask.

    Parameters
    ----------
    stem : name of the chapter's notebook, such as "03_cause_posture".

    Returns
    -------
    tuple of dict : keys question, preset, moves, shows, ask.
    """
    asks: dict[tuple[str, str], str] = {
        (row["lab"], row["preset"]): row["ask"] for row in load_rows("start/worth_showing")
    }
    return tuple(
        {**row, "ask": asks[row["lab"], row["preset"]]}
        for row in load_rows("start/presets")
        if row["notebook"] == stem and (row["lab"], row["preset"]) in asks
    )
