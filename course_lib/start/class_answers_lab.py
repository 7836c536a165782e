"""The answers of a class in the page: questions, predictions, and who is stuck where."""

from __future__ import annotations

from collections import Counter
from html import escape
from pathlib import Path

import ipywidgets as widgets

from course_lib.faults import told
from course_lib.live_figure import LiveFigure
from course_lib.manners import page_manners, show_for_keeps
from course_lib.page_words import notice
from course_lib.quiz_inputs import STYLE
from course_lib.start.class_answers import ClassAnswers, Learner, plain_name, read_class
from course_lib.start.class_answers_counts import (
    FEW,
    QuestionCount,
    count_predictions,
    count_questions,
    count_stuck,
)
from course_lib.start.class_answers_figure import dots
from course_lib.start.teaching_tables import table

NAME = "The answers of a class"
WIDE = {"description_width": "initial"}
EVERY = "all chapters"
HARDEST = 10  # as many questions are shown of all chapters; of one chapter all are


class ClassReport(widgets.VBox):
    """The summary of a class; learners are numbers unless names are asked for.

    Parameters
    ----------
    answers : what ``class_answers.read_class`` found.
    names : whether to show the names of the files beside the numbers.
    """

    def __init__(self, answers: ClassAnswers, *, names: bool = False) -> None:
        page_manners()
        self.answers, self.names = answers, names
        self.questions = count_questions(answers)
        self.predictions = count_predictions(answers)
        self.notice, self.counted = widgets.HTML(), widgets.HTML()
        super().__init__([widgets.HTML(STYLE), _card(widgets.HTML(_head(self)))])
        if self.questions:
            self._add_questions()
        if self.predictions:
            self._add_predictions()
        if answers.learners:
            self.children += (_card(widgets.HTML(_stuck(self))),)
        self.children += (self.notice,)

    def _ipython_display_(self) -> None:
        show_for_keeps(self, NAME, sentence=summary(self.answers))

    def _add_questions(self) -> None:
        stems = sorted({count.question.notebook for count in self.questions})
        self.chapter = widgets.Dropdown(
            options=[EVERY, *stems], description="Questions of", style=WIDE
        )
        self.chapter.observe(lambda _change: self._show_questions(), "value")
        self._show_questions()
        self.children += (_card(self.chapter, self.counted),)

    def _show_questions(self) -> None:
        with told(self._tell):
            stem = self.chapter.value
            counts = [c for c in self.questions if stem in (EVERY, c.question.notebook)]
            few = counts[:HARDEST] if stem == EVERY else counts
            words = f"The {len(few)} hardest of {len(self.questions)} questions"
            words = words if stem == EVERY else f"Questions of {stem}: the hardest first"
            self.counted.value = _questions_table(few, caption=words)

    def _add_predictions(self) -> None:
        words = [f"{g.notebook[:2]} · {g.asked.question}" for g in self.predictions]
        self.prediction = widgets.Dropdown(
            options=[(text, n) for n, text in enumerate(words)],
            description="Prediction",
            style=WIDE,
            layout=widgets.Layout(width="100%", max_width="820px"),
        )
        self.asked = widgets.HTML()
        self.figure = LiveFigure(dots(self.predictions[0]), name="Predictions of the class")
        self.prediction.observe(lambda _change: self._show_prediction(), "value")
        self._show_prediction()
        self.children += (_card(self.prediction, self.asked, self.figure),)

    def _show_prediction(self) -> None:
        with told(self._tell):
            guesses = self.predictions[self.prediction.value]
            self.asked.value = f"<p><b>{escape(guesses.asked.question)}</b></p>"
            self.figure.show(dots(guesses))

    def _tell(self, sentence: str) -> None:
        self.notice.value = notice(sentence)


def class_report(folder: Path | str, *, names: bool = False) -> ClassReport:
    """Summarise a folder of exported records.

    Parameters
    ----------
    folder : a folder of files that learners wrote with ``default_record().export_to(...)``.
    names : show the names of the files; without it learners are numbers only.

    Raises
    ------
    ClassError : there is no such folder, or it may not be read.
    """
    return ClassReport(read_class(folder), names=names)


def summary(answers: ClassAnswers) -> str:
    """Say in one sentence what was counted.

    Parameters
    ----------
    answers : result of ``class_answers.read_class``.
    """
    many = len(answers.learners)
    text = f"{many} learner{'s' if many != 1 else ''} counted, from {answers.files} files"
    return f"{text}; {len(answers.skipped)} skipped." if answers.skipped else f"{text}."


def _questions_table(counts: list[QuestionCount], *, caption: str) -> str:
    """Show how the class did at each question, the hardest first."""
    rows = [
        (
            f"{count.question.notebook[:2]} · {escape(count.question.stem)}",
            str(count.asked),
            f"{count.right_first}\N{NO-BREAK SPACE}({_percent(count)}\N{NO-BREAK SPACE}%)",
            f"{escape(count.wrong)} ({count.wrong_count})" if count.wrong else "–",
        )
        for count in counts
    ]
    columns = ("question", "learners asked", "right at first", "most chosen wrong answer")
    return table(caption, columns, rows=rows, widths=(45, 10, 12, 33))


def _percent(count: QuestionCount) -> str:
    return f"{100 * count.right_first / count.asked:.0f}"


def _card(*parts: widgets.Widget) -> widgets.VBox:
    return widgets.VBox(list(parts), layout=widgets.Layout(max_width="1040px")).add_class(
        "course-card"
    )


def _head(report: ClassReport) -> str:
    answers = report.answers
    skipped = "".join(
        f"<li>{_named(report, place, name)}: {escape(why[:200])}.</li>"
        for place, (name, why) in enumerate(answers.skipped, start=1)
    )
    few = (
        f"<p>With fewer than {FEW} learners a person may be recognised by the answers.</p>"
        if 0 < len(answers.learners) < FEW
        else ""
    )
    more = f"<p>Skipped:</p><ul>{skipped}</ul>" if skipped else ""
    hint = "" if answers.files else "<p>There is no file that ends in .json in this folder.</p>"
    return f"<p><b>{escape(summary(answers))}</b></p>{hint}{more}{few}"


def _named(report: ClassReport, place: int, name: str) -> str:
    return escape(plain_name(name)) if report.names else f"skipped file {place}"


def _stuck(report: ClassReport) -> str:
    rows = []
    for one in count_stuck(report.answers):
        places = Counter(question.notebook[:2] for question in one.questions)
        where = ", ".join(f"{stem} ({count})" for stem, count in sorted(places.items()))
        latest = one.questions[-1]
        last = f"{latest.notebook[:2]} · {escape(latest.stem)}"
        rows.append((_who(one.learner, report.names), str(len(one.questions)), where, last))
    columns = ("learner", "questions", "chapter (how many)", "the latest of them")
    caption = "Who is stuck where: questions whose last answer was not right yet"
    shown = table(caption, columns, rows=rows, widths=(14, 10, 28, 48)) if rows else "Nobody is."
    title = f"<summary>Who is stuck where ({len(rows)} learners)</summary>"
    return f"<details class='course-details'>{title}{shown}</details>"


def _who(learner: Learner, names: bool) -> str:
    shown = f"number\N{NO-BREAK SPACE}{learner.number}"
    if not names:
        return shown
    return f"{shown} ({escape(', '.join(plain_name(name) for name in learner.files))})"
