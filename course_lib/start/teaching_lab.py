"""The instructor's desk: schedule, mistakes, presets, the page to print and the answer key."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import ipywidgets as widgets

from course_lib.faults import told
from course_lib.manners import Button, page_manners, show_for_keeps
from course_lib.quiz_inputs import STYLE
from course_lib.start.teaching import LENGTHS, presets_worth_showing, questions, taught_chapters
from course_lib.start.teaching_paper import (
    ALL,
    FOR_INSTRUCTORS,
    answer_key,
    handout,
    key_of,
    link,
)
from course_lib.start.teaching_tables import (
    mistakes_table,
    objectives_table,
    plain_table,
    presets_table,
    schedule_table,
)

WIDE = {"description_width": "initial"}
FIRST = "03_cause_posture"


@dataclass(frozen=True)
class Shown:
    """A table that stands still.

    Attributes
    ----------
    html : the table.
    words : what it is, where no page is shown.
    """

    html: str
    words: str

    def _repr_html_(self) -> str:
        return self.html

    def __repr__(self) -> str:
        return self.words


class PageHtml(widgets.Output):
    """HTML as the page itself shows it: a link with a ``#section`` leads there in JupyterLab.

    In ``widgets.HTML`` the browser follows such a link, and JupyterLab drops the section.
    """

    @property
    def value(self) -> str:
        """The HTML that is shown."""
        return self.outputs[0]["data"]["text/html"] if self.outputs else ""

    @value.setter
    def value(self, html: str) -> None:
        data = {"text/html": html, "text/plain": ""}
        self.outputs = ({"output_type": "display_data", "data": data, "metadata": {}},)


class Pick(widgets.VBox):
    """A list to choose from, and what was chosen below it.

    Parameters
    ----------
    label : words on the list.
    options : what is shown and what it stands for.
    show : gives the HTML of a choice.
    name : what stands here, in words.
    shown : the widget that shows it; one of its own where it holds no links to sections.
    """

    def __init__(
        self,
        label: str,
        options: list[tuple[str, object]],
        *,
        show: Callable[[object], str],
        name: str,
        shown: widgets.HTML | PageHtml | None = None,
    ) -> None:
        page_manners()
        self._name, self._draw = name, show
        self.choice = widgets.Dropdown(options=options, description=label, style=WIDE)
        self.shown = widgets.HTML() if shown is None else shown
        self.card = widgets.VBox([self.choice, self.shown]).add_class("course-card")
        self.card.layout.max_width = "1040px"
        super().__init__([widgets.HTML(STYLE), self.card])
        self.choice.observe(lambda _change: self.refresh(), "value")
        self.refresh()

    def _ipython_display_(self) -> None:
        show_for_keeps(self, self._name, sentence=f"Chosen: {self.choice.label}.")

    def refresh(self) -> None:
        """Show what is chosen."""
        with told(lambda sentence: setattr(self.shown, "value", f"<p>{sentence}</p>")):
            self.shown.value = self._draw(self.choice.value)


class HandoutDesk(Pick):
    """The page to print as a file, and the answer key on demand.

    The key is in no part of the page until the button is pressed.
    """

    def __init__(self) -> None:
        self.key_button = Button(self.turn, description="Show the answer key")
        self.key_button.layout.align_self = "flex-start"
        self.key_shown, self.key = False, widgets.HTML()
        options = [*_chapters(), ("All chapters", ALL)]
        super().__init__("Print", options, show=_handout_link, name="The page to print")
        self.choice.value = FIRST
        note = widgets.HTML(f"<p>{FOR_INSTRUCTORS}</p>")
        self.card.children += (note, self.key_button, self.key)

    def refresh(self) -> None:
        """Show what is chosen, and put the key away."""
        super().refresh()
        self._show_key(False)

    def turn(self) -> None:
        """Show the key, or put it away."""
        self._show_key(not self.key_shown)

    def _show_key(self, shown: bool) -> None:
        self.key_shown = shown
        self.key_button.description = "Put the answer key away" if shown else "Show the answer key"
        stem = self.choice.value
        offer = link(
            "the answer key as a file", name=f"answer_key_{stem}.html", page=answer_key(stem)
        )
        self.key.value = f"<p>Take it away: {offer}</p>{key_of(stem)}" if shown else ""


def schedule_desk() -> Pick:
    """Choose how much time there is, and see what to do with it."""
    options = [(words, minutes) for minutes, words in LENGTHS.items()]
    name = "Schedules for a class"
    return Pick("Time", options, show=schedule_table, name=name, shown=PageHtml())


def mistakes_desk() -> Pick:
    """Choose a chapter, and see each question's wrong answers and what to say."""
    return _by_chapter(mistakes_table, "What learners get wrong", questions)


def presets_desk() -> Pick:
    """Choose a chapter, and see the presets worth showing."""
    return _by_chapter(presets_table, "Presets worth showing", presets_worth_showing)


def handout_desk() -> HandoutDesk:
    """Choose a chapter, save the page to print, and look at the answer key."""
    return HandoutDesk()


def aims() -> Shown:
    """Show the aims of every chapter, read out of the notebooks."""
    return Shown(objectives_table(), "Aims of every chapter")


def access_notes() -> Shown:
    """Show who may need what, what the course does, and what you do."""
    title = "For everybody in the room"
    return Shown(plain_table("start/access_notes", title), title)


def room_checklist() -> Shown:
    """Show what to see to before, in and after class."""
    title = "Checklist"
    return Shown(plain_table("start/room_checklist", title), title)


def _chapters() -> list[tuple[str, object]]:
    return [(f"{c.stem[:2]} {c.title}", c.stem) for c in taught_chapters()]


def _by_chapter(show: Callable[[str], str], name: str, has: Callable[[str], object]) -> Pick:
    """Offer the chapters that have something to show."""
    options = [(words, stem) for words, stem in _chapters() if has(stem)]
    desk = Pick("Chapter", options, show=show, name=name)
    desk.choice.value = FIRST
    return desk


def _handout_link(stem: str) -> str:
    offer = link("the page to print", name=f"handout_{stem}.html", page=handout(stem))
    words = "Open it in a browser and print it. It has the aims, the tasks, the predictions and "
    return f"<p><b>Take it away:</b> {offer}. {words}the questions with space to write; no answers."
