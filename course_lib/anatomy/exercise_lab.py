"""Exercise cards: a list to choose from, a card with its picture, and a page to print."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import ipywidgets as widgets

from course_lib.anatomy.exercise_drawing import card_lines, cards_page
from course_lib.anatomy.exercise_figure import exercise_picture
from course_lib.anatomy.exercise_words import REVIEW
from course_lib.anatomy.exercises import KINDS, Exercise, find_exercises, get_exercise
from course_lib.faults import told
from course_lib.lab import folded
from course_lib.live_figure import LiveFigure
from course_lib.manners import Button, LargeType, page_manners, show_for_keeps
from course_lib.page_words import file_link, notice
from course_lib.sources import get_source

NAME = "Exercise cards"
FILE_NAME = "exercise-cards.html"
STYLE = {"description_width": "initial"}
ALL_KINDS = "All kinds"
# The list, the words and the picture stand beside each other where there is room. JupyterLab lets
# terms of a list float; here they are a grid.
SHEET = """<style>
.course-exercises .course-controls { flex: 0 1 270px; min-width: 220px; }
.course-exercises .widget-select { flex-flow: row wrap; height: auto; width: 100%; }
.course-exercises select { width: 100%; flex: 1 1 100%; font-size: 1em; }
.course-exercises .course-card-words { flex: 1 1 310px; min-width: min(300px, 100%);
  overflow: visible; }
.course-exercises .course-figure { flex: 1 1 290px; min-width: min(280px, 100%); }
.course-exercises.course-large :is(.course-controls, .course-card-words) { flex-basis: 100%; }
.course-exercises.course-large .widget-select { grid-area: auto / 1 / auto / -1; }
.course-exercises h4 { margin: 0 0 2px; font-size: 1.15em; }
.course-exercises h5 { margin: 10px 0 4px; font-size: 0.95em; opacity: 0.8; }
.course-exercises .kind { margin: 0 0 8px; }
.course-exercises dl { display: grid; grid-template-columns: 7.2em minmax(0, 1fr);
  gap: 5px 10px; margin: 0 8px 0 0; }
.course-exercises dt, .course-exercises dd { float: none; width: auto; margin: 0; padding: 0; }
.course-exercises dt { font-weight: 600; }
.course-exercises .mark { opacity: 0.75; font-size: 0.88em; }
.course-exercises a { color: var(--jp-content-link-color, #0072B2); text-decoration: underline; }
</style>"""


class ExerciseCards(widgets.VBox):
    """Cards to choose from with the keyboard.

    Parameters
    ----------
    exercises : the cards, from ``find_exercises``.
    """

    def __init__(self, exercises: Sequence[Exercise]) -> None:
        page_manners()
        self.exercises, self._busy = tuple(exercises), False
        self._make_lists()
        self.figure = LiveFigure(exercise_picture(exercises[0]), name=NAME)
        self.card, self.notice, self.page = (widgets.HTML() for _ in range(3))
        self.large = LargeType(self, self.figure)
        self.print_button = Button(self._make_page, description="Make a page to print")
        self.list.observe(lambda _change: self._choose(), "value")
        super().__init__(self._parts())
        self.add_class("course-lab").add_class("course-exercises")
        self._write()

    def _ipython_display_(self) -> None:
        names = ", ".join(one.name for one in self.exercises)
        show_for_keeps(self, NAME, sentence=f"Cards: {names}.")

    def _make_lists(self) -> None:
        kinds = [kind for kind in KINDS if kind in {one.kind for one in self.exercises}]
        self.kind = widgets.Dropdown(
            options=[(ALL_KINDS, ""), *((KINDS[kind], kind) for kind in kinds)],
            description="Kind",
            style=STYLE,
        )
        self.kind.layout.display = None if len(kinds) > 1 else "none"
        self.list = widgets.Select(
            options=self._options(),
            value=self.exercises[0].id,
            rows=min(14, max(4, len(self.exercises))),
            description="Card",
            style=STYLE,
        )
        self.kind.observe(lambda _change: self._narrow(), "value")
        self._hide_single()

    def _hide_single(self) -> None:
        """Leave the list out where there is nothing to choose."""
        self.list.layout.display = None if len(self.list.options) > 1 else "none"

    def _options(self) -> list[tuple[str, str]]:
        shown = [one for one in self.exercises if self.kind.value in ("", one.kind)]
        return [(one.name, one.id) for one in shown]

    def _narrow(self) -> None:
        """Show the cards of a kind; the card that stands stays if it is one of them."""
        with told(self._tell):
            options, stands = self._options(), self.list.value
            names = [name for _, name in options]
            self._busy = True  # new options set the value aside for a moment
            self.list.options = options
            self.list.value = stands if stands in names else names[0]
            self._busy = False
            self._choose()
            self._hide_single()

    def _parts(self) -> list[widgets.Widget]:
        title = widgets.HTML(f"{SHEET}<h3 class='course-question'>{NAME}</h3>")
        row = widgets.HBox([self.print_button]).add_class("course-presets")
        column = widgets.VBox([self.kind, self.list]).add_class("course-controls")
        words = widgets.VBox([self.card]).add_class("course-card-words")
        keys = sorted({key for one in self.exercises for key in one.source_keys})
        below = folded("Sources", [get_source(key)._repr_html_() for key in keys])
        return [
            widgets.HBox([title, self.large]).add_class("course-head"),
            widgets.HTML(f"<p>{escape(REVIEW)}</p>"),
            row,
            self.page,
            widgets.HBox([column, words, self.figure]).add_class("course-body"),
            self.notice,
            widgets.HTML(below),
        ]

    def _choose(self) -> None:
        if self._busy:
            return
        with told(self._tell):
            self.figure.show(exercise_picture(get_exercise(self.list.value)))
            self._write()

    def _write(self) -> None:
        one = get_exercise(self.list.value)
        self.card.value = (
            f"<div role='status' aria-live='polite'><h4>{escape(one.name)}</h4>"
            f"<p class='kind'>{escape(KINDS[one.kind])}</p>{card_lines(one, level=5)}</div>"
        )

    def _make_page(self) -> None:
        with told(self._tell):
            page = cards_page(self.exercises).encode()
            words = f"Save {FILE_NAME} ({len(page) / 1000:.0f} kB)"
            link = file_link(words, name=FILE_NAME, kind="text/html", raw=page)
            self.page.value = f"<p role='status'>{link}, open it in a browser, and print it.</p>"

    def _tell(self, sentence: str) -> None:
        self.notice.value = notice(sentence)


def exercise_cards(
    kind: str | Sequence[str] | None = None, *, ids: Sequence[str] | None = None
) -> ExerciseCards:
    """Open exercise cards: all, those of a kind, or those of some ids.

    Parameters
    ----------
    kind : such as "strength", or several: strength, endurance, stretch, mobility, self-massage,
        breathing, heat, breaks; all when left out.
    ids : such as ``["ex01", "ex14"]``; all when left out.

    Raises
    ------
    ValueError : no such kind, no such exercise, or nothing left.
    """
    return ExerciseCards(find_exercises(kind, ids=ids))
