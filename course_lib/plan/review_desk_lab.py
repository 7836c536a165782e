"""Progress and summary in the page: from the record, brought up to date by a button."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape
from typing import Any

import ipywidgets as widgets

from course_lib.declared import Choice
from course_lib.faults import told
from course_lib.live_figure import LiveFigure
from course_lib.manners import Button, LargeType, page_manners, show_for_keeps
from course_lib.page_words import file_link
from course_lib.picture import Picture
from course_lib.plan.review import Events
from course_lib.plan.review_chapter_figure import one_chapter
from course_lib.plan.review_figure import overview
from course_lib.plan.review_lab import standing_questions, today_utc
from course_lib.plan.review_paper import sections, to_html, to_markdown
from course_lib.plan.review_progress import Progress, in_words, progress
from course_lib.quiz_inputs import STYLE
from course_lib.record import Record, default_record

ALL = "the whole course"
UP_TO_DATE = "Bring up to date"
READ = "Read your record again: {n} answers and predictions."
WHY_CHAPTER = "All chapters that stand, or the objectives of one."
SUMMARY = "My summary to print"
SHOWN = 5
KEPT = "The files are inside these links; nothing leaves your computer."


class _Desk(widgets.VBox):
    """What reads the record, and reads it again at a button."""

    def __init__(self, record: Record | None, *, n: int = 10) -> None:
        page_manners()
        super().__init__()
        self.add_class("course-card")
        self.record, self.n = record or default_record(), n
        place = widgets.Layout(width="auto", align_self="flex-start")
        self.again_button = Button(self.again, description=UP_TO_DATE, layout=place)
        self.notice = widgets.HTML()
        self._read()

    def _read(self) -> None:
        self.events: Events = self.record.events()
        self.progress: Progress = progress(
            standing_questions(), events=self.events, today=today_utc(), n=self.n
        )

    def again(self) -> None:
        """Read the record again and show what it holds now."""
        with told(self._tell):
            self._read()
            self._show()
            number = sum(e["kind"] in ("answer", "prediction") for e in self.events)
            self._tell(" ".join([READ.format(n=number), self.record.notice]))

    def _show(self) -> None:
        raise NotImplementedError

    def _tell(self, sentence: str) -> None:
        self.notice.value = f"<p role='status'>{escape(sentence)}</p>" if sentence.strip() else ""


class ProgressDesk(_Desk):
    """How far you have come: the whole course, or one chapter.

    Parameters
    ----------
    record : the record to read; by default the learner's own.
    n : size of the next review, which is ringed in the picture.
    """

    def __init__(self, record: Record | None = None, *, n: int = 10) -> None:
        super().__init__(record, n=n)
        self.stems = {chapter.name: chapter.stem for chapter in self.progress.chapters}
        choice = Choice("chapter", "Show", (ALL, *self.stems), ALL, WHY_CHAPTER)
        self.chapter = choice.widget()
        self.figure = LiveFigure(self.picture(), name="How far you have come")
        self.large = LargeType(self, self.figure)
        row = widgets.HBox([self.chapter, self.again_button, self.large])
        row.layout = widgets.Layout(flex_flow="row wrap")
        self.children = (widgets.HTML(STYLE), row, self.figure, self.notice)
        self.chapter.observe(self._on_chapter, "value")
        self._tell(self.record.notice)

    def _ipython_display_(self) -> None:
        show_for_keeps(self, self.figure.name, sentence=self.figure.picture.sentence)

    def picture(self) -> Picture:
        """Draw what is chosen."""
        stem = self.stems.get(self.chapter.value)
        return one_chapter(self.progress, stem) if stem else overview(self.progress)

    def _on_chapter(self, _change: Mapping[str, Any]) -> None:
        with told(self._tell):
            self._tell("")
            self._show()

    def _show(self) -> None:
        self.figure.show(self.picture())


class SummaryDesk(_Desk):
    """The summary as files to take away.

    Parameters
    ----------
    record : the record to read; by default the learner's own.
    """

    def __init__(self, record: Record | None = None) -> None:
        super().__init__(record)
        self.files = widgets.HTML()
        self.children = (widgets.HTML(STYLE), self.files, self.again_button, self.notice)
        self._show()
        self._tell(self.record.notice)

    def _ipython_display_(self) -> None:
        show_for_keeps(self, SUMMARY, sentence=in_words(self.progress))

    def _show(self) -> None:
        made = (
            ("a page to print", "my_review.html", "text/html", to_html),
            ("a text file (Markdown)", "my_review.md", "text/markdown", to_markdown),
        )
        links = " · ".join(
            file_link(words, name=name, kind=kind, raw=self._page(write))
            for words, name, kind, write in made
        )
        self.files.value = (
            f"<p>{escape(in_words(self.progress))}</p>{self._first_back()}"
            f"<p><b>{SUMMARY}:</b> {links}. {KEPT}</p>"
        )

    def _first_back(self) -> str:
        """List the first objectives that come back; an empty record has none yet."""
        back, *_ = sections(self.progress, events=self.events)
        items = "".join(
            f"<li>{escape(when)}: {escape(words)} (chapter {escape(chapter)})</li>"
            for when, chapter, words, _ in back.rows[:SHOWN]
        )
        more = len(back.rows) - SHOWN
        last = f"<p>And {more} more in the files.</p>" if more > 0 else ""
        return f"<p><b>{back.title}:</b></p><ul>{items}</ul>{last}" if items else ""

    def _page(self, write: Callable[..., str]) -> bytes:
        return write(self.progress, events=self.events).encode()
