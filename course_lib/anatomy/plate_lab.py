"""The labelled plates as a page: choose a structure from a list, and compare two levels."""

from __future__ import annotations

from html import escape

import ipywidgets as widgets

from course_lib.anatomy import compare_tasks, structures
from course_lib.anatomy.compare_figure import LEVELS, compare, two_levels
from course_lib.anatomy.plate_figure import PLATE_VIEWS, plate
from course_lib.anatomy.skeleton import pose
from course_lib.faults import told
from course_lib.lab import Choice, Lab, folded
from course_lib.live_figure import LiveFigure
from course_lib.manners import Button, LargeType, page_manners, show_for_keeps
from course_lib.page_words import notice
from course_lib.picture import Picture
from course_lib.record import Record

ROOMS = ("bones", "muscles")
START = {"bones": "T7", "muscles": "rhomboid_major"}
QUESTION = {"bones": "Which bone is where?", "muscles": "Which muscle lies where, and how deep?"}
NOTHING = "(nothing chosen)"
VIEW_NAMES = {"posterior": "From behind", "lateral": "From the side", "anterior": "From the front"}
ROUNDING = {"Upright (35°)": 35.0, "Reference (50°)": 50.0, "Rounded (65°)": 65.0}
LEAVES_OUT = (
    "One adult body is drawn; yours has other sizes.",
    "The drawing shows outlines: inner edges and joint surfaces are simplified.",
    "Ribs, cartilages and shoulder blades are chosen in pairs.",
)
STYLE = {"description_width": "initial"}


class PlateExplorer(widgets.VBox):
    """A plate with a list beside it.

    Parameters
    ----------
    room : "bones" or "muscles".

    Raises
    ------
    ValueError : another room.
    """

    def __init__(self, room: str = "bones") -> None:
        if room not in ROOMS:
            raise ValueError(f"The room was given as {room!r}; choose bones or muscles.")
        page_manners()
        self.room, self._busy = room, False
        self._make_controls()
        self.figure = LiveFigure(self._picture(), name=QUESTION[room])
        self.notice = widgets.HTML()
        title = f"<h2 class='course-question'>{escape(QUESTION[room])}</h2>"
        column = widgets.VBox(
            [self.view, *self._of_room(), self.find, self.found, self.list, self.labels, self.reset]
        ).add_class("course-controls")
        body = widgets.HBox([column, self.figure]).add_class("course-body")
        below = folded("What this model leaves out", [escape(text) for text in LEAVES_OUT])
        self.large = LargeType(self, self.figure)
        head = widgets.HBox([widgets.HTML(title), self.large]).add_class("course-head")
        super().__init__([head, body, self.notice, widgets.HTML(below)])
        self.add_class("course-lab")

    def _ipython_display_(self) -> None:
        show_for_keeps(self, self.figure.name, sentence=self.figure.picture.sentence)

    def _of_room(self) -> list[widgets.Widget]:
        return [self.layer, self.posture] if self.room == "muscles" else []

    def _make_controls(self) -> None:
        wide = widgets.Layout(width="100%")
        views = [(VIEW_NAMES[view], view) for view in PLATE_VIEWS]
        mine = [name for name in structures.LAYERS if (name == "bones") == (self.room == "bones")]
        layers = [(structures.LAYER_WORDS[name], name) for name in mine]
        self.view = widgets.Dropdown(options=views, description="View", style=STYLE, layout=wide)
        start = "superficial" if self.room == "muscles" else "bones"
        self.layer = widgets.Dropdown(
            options=layers, value=start, description="Layer", style=STYLE, layout=wide
        )
        self.posture = widgets.Dropdown(
            options=list(ROUNDING.items()), value=50.0, description="Rounding of the upper back",
            style=STYLE, layout=wide,
        )  # fmt: skip
        self.find = widgets.Text(
            description="Find", placeholder="part of a name", style=STYLE, layout=wide
        )
        self.found = widgets.HTML()
        self.list = widgets.Select(
            options=self._options(""), value=START[self.room], description="Structure",
            rows=14, style=STYLE, layout=wide,
        )  # fmt: skip
        self.labels = widgets.ToggleButton(value=True, description="Show the names")
        self.labels.layout.width = "auto"
        self.labels.layout.display = "" if self.room == "bones" else "none"
        self.reset = Button(self._on_reset, description="Reset").add_class("course-reset")
        for control in (self.view, self.posture, self.list, self.labels):
            control.observe(lambda _change: self._redraw(), "value")
        for control in (self.find, self.layer):
            control.observe(lambda _change: self._narrow(), "value")

    def _names(self) -> list[str]:
        if self.room == "bones":
            return list(structures.bones())
        return list(structures.of_layer(self.layer.value))

    def _options(self, words: str) -> list[tuple[str, str]]:
        """List the structures whose name holds the words; all when none does."""
        named = [(structures.structure(name).name, name) for name in self._names()]
        wanted = words.strip().lower()
        kept = [pair for pair in named if wanted in pair[0].lower()]
        return [(NOTHING, ""), *(kept or named)]

    def _narrow(self) -> None:
        with told(self._tell):
            old, words = self.list.value, self.find.value
            options = self._options(words)
            ids = [name for _, name in options]
            sought = words.strip()[:40]
            hit = any(words.strip().lower() in text.lower() for text, _ in options[1:])
            said = (
                f"{len(ids) - 1} in the list."
                if hit
                else f"No name holds “{sought}”; all are listed."
            )
            self.found.value = f"<p role='status'>{escape(said)}</p>" if sought else ""
            self._busy = True
            self.list.options = options
            self.list.value = old if old in ids else (ids[1] if sought and hit else "")
            self._busy = False
            self._redraw()

    def _picture(self) -> Picture:
        stand = pose(kyphosis_deg=self.posture.value)
        return plate(
            stand,
            view=self.view.value,
            chosen=self.list.value or "",
            labels=self.labels.value,
            layer=self.layer.value,
        )

    def _redraw(self) -> None:
        if self._busy:
            return
        with told(self._tell):
            self.figure.show(self._picture())
            self._tell("")

    def _on_reset(self) -> None:
        with told(self._tell):
            self._busy = True
            self.find.value, self.view.value, self.posture.value = "", PLATE_VIEWS[0], 50.0
            self.labels.value = True
            self.layer.value = "superficial" if self.room == "muscles" else "bones"
            self._busy = True  # what moved above has ended its own pause
            self.list.options = self._options("")
            self.list.value = START[self.room]
            self._busy = False
            self._redraw()

    def _tell(self, sentence: str) -> None:
        self.notice.value = notice(sentence)


def plate_explorer(room: str = "bones") -> PlateExplorer:
    """Open the plates of the bones or of the muscles, with a list to choose from.

    Parameters
    ----------
    room : "bones" or "muscles".

    Raises
    ------
    ValueError : another room.
    """
    return PlateExplorer(room)


def compare_levels(record: Record | None = None) -> Lab:
    """Open two vertebrae side by side, with their measures.

    Parameters
    ----------
    record : where predictions go; the learner's own record if none is given.
    """
    why = "Choose a vertebra from T1 to T12."
    return Lab(
        id="anatomy-compare",
        question="What changes from one thoracic vertebra to another?",
        controls=[
            Choice("first", "First vertebra", LEVELS, "T4", why),
            Choice("second", "Second vertebra", LEVELS, "T12", why),
        ],
        model=two_levels,
        draw=compare,
        presets=compare_tasks.COMPARE_PRESETS,
        predictions=compare_tasks.COMPARE_PREDICTIONS,
        leaves_out=compare_tasks.COMPARE_LEAVES_OUT,
        sources=compare_tasks.COMPARE_SOURCES,
        record=record,
    )
