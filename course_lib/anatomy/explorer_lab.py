"""The explorer: every bone and muscle can be found, seen, read, by list, search or click."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from html import escape
from typing import Any

import ipywidgets as widgets

from course_lib.anatomy import structures, words
from course_lib.anatomy.compare_figure import LEVELS
from course_lib.anatomy.figure import LAYER_WORDS, LAYERS, thorax, thorax_parts
from course_lib.anatomy.muscle_table import depth_of, load_muscles
from course_lib.anatomy.skeleton import pose
from course_lib.faults import told
from course_lib.lab import Lab, folded
from course_lib.live_scene import LiveScene
from course_lib.manners import Button, LargeType, Moving, show_for_keeps
from course_lib.sources import get_source

NAME = "Bones and muscles of the upper back"
WHOLE = "the whole picture"
EVERYTHING = "Everything"
WIDE = {"description_width": "initial"}


def _close_up(scene: LiveScene) -> widgets.Dropdown:
    """Make a list of levels to come close to."""
    choice = widgets.Dropdown(options=(WHOLE, *LEVELS), description="Look closely at", style=WIDE)

    def look(change: Mapping[str, Any]) -> None:
        at = "" if change["new"] == WHOLE else change["new"]
        scene.look(replace(scene.picture.camera, at=at))

    choice.observe(look, "value")
    return choice


class SceneLab(Lab):
    """A lab whose figure is a scene, with a list of levels to come close to.

    Parameters
    ----------
    declared : what every ``Lab`` takes; its ``stage`` makes the scene.
    """

    def __init__(self, **declared: Any) -> None:  # noqa: ANN401 (handed on to Lab as it is)
        super().__init__(**declared)
        self.near = _close_up(self.figure)
        self.children = (*self.children[:3], self.near, *self.children[3:])


class Explorer(widgets.VBox):
    """The scene of all parts, a list of them, a search, layers, and what is said of the chosen.

    Parameters
    ----------
    leaves_out : what the picture leaves out, a sentence each.
    sources : citation keys.
    """

    def __init__(self, *, leaves_out: Sequence[str], sources: Sequence[str]) -> None:
        self.pose, self._moving = pose(), Moving()
        self.figure = LiveScene(thorax_parts(), thorax(self.pose), name=NAME)
        self.notice = widgets.HTML()
        self._make_controls()
        self._watch()
        column = widgets.VBox(
            [self.kind, self.search, self.structure, self.near, self.alone, self.faded,
             *self.layers.values()]
        ).add_class("course-controls")  # fmt: skip
        title = widgets.HTML(f"<h3 class='course-question'>{escape(NAME)}</h3>")
        below = folded("What this picture leaves out", [escape(text) for text in leaves_out])
        below += folded("Sources", [get_source(key)._repr_html_() for key in sources])
        super().__init__(
            [
                widgets.HBox([title, self.large]).add_class("course-head"),
                widgets.HBox([self.nothing, self.near_button]).add_class("course-presets"),
                widgets.HBox([column, self.figure]).add_class("course-body"),
                self.notice,
                widgets.HTML(below),
            ]
        )
        self.add_class("course-lab")
        self.figure.observe(self._on_scene, "selected")

    def _ipython_display_(self) -> None:
        show_for_keeps(self, NAME, sentence=self.figure.picture.sentence)

    def _make_controls(self) -> None:
        kinds = [EVERYTHING, *structures.GROUPS.values()]
        self.kind = widgets.Dropdown(options=kinds, description="Kind", style=WIDE)
        self.search = widgets.Text(
            description="Search", placeholder="rib 7, rhomboid …", style=WIDE
        )
        self.structure = widgets.Select(
            options=self._found(),
            value=None,
            rows=10,
            description="Structure",
            style=WIDE,
        )
        self.near = _close_up(self.figure)
        self.alone = widgets.Checkbox(description="Show it alone", indent=False)
        self.faded = widgets.Checkbox(description="Fade the rest", indent=False)
        self.layers = {
            layer: widgets.Checkbox(value=True, description=said, indent=False)
            for layer, said in LAYER_WORDS.items()
        }
        self.large = LargeType(self, self.figure)
        self.nothing = Button(self.clear, description="Reset").add_class("course-reset")
        self.near_button = Button(self.come_close, description="Come close to the structure")

    def _watch(self) -> None:
        for control in (self.structure, self.alone, self.faded, *self.layers.values()):
            control.observe(self._on_control, "value")
        for control in (self.kind, self.search):
            control.observe(self._on_search, "value")

    # ---- what the learner does ------------------------------------------------------------------

    def choose(self, name: str) -> None:
        """Choose a part, whatever the list shows.

        Parameters
        ----------
        name : name of a part in the model, such as "rib_7_left"; "" or any other word for none.
        """
        if name not in structures.kinds():
            name = ""
        with told(self._tell):
            with self._moving:
                if name and name not in [value for _, value in self.structure.options]:
                    self.kind.value, self.search.value = EVERYTHING, ""
                    self.structure.options = self._found()
                self.structure.value = name or None
            self._redraw()

    def clear(self) -> None:
        """Go back to the start: all layers, nothing chosen, seen from behind."""
        with self._moving:
            for control in (self.alone, self.faded):
                control.value = False
            for control in self.layers.values():
                control.value = True
            self.kind.value, self.search.value, self.near.value = EVERYTHING, "", WHOLE
            self.structure.options = self._found()
        self.choose("")
        self.figure.look("posterior")

    def come_close(self) -> None:
        """Bring the camera to the chosen part."""
        if not self.structure.value:
            self._tell("Choose a structure in the list first.")
            return
        self.figure.look(self.figure.picture.camera, at=self.structure.value)

    # ---- controls -> picture --------------------------------------------------------------------

    def _found(self) -> list[tuple[str, str]]:
        wanted = self.search.value.casefold().split()
        return [
            (words.title(name), name)
            for name, kind in structures.kinds().items()
            if self.kind.value in (EVERYTHING, structures.GROUPS[kind])
            and all(word in _searched(name) for word in wanted)
        ]

    def _on_search(self, _change: object) -> None:
        if self._moving.under_way:
            return
        with told(self._tell):
            found = self._found()
            if not found:
                self._tell("Nothing has this name; try a shorter word, or the kind Everything.")
                return
            chosen = self.structure.value
            with self._moving:
                self.structure.options = found
                self.structure.value = chosen if chosen in [name for _, name in found] else None
            self._redraw()
            count = len(found)
            self._tell(f"The list holds {count} structure{'s' if count > 1 else ''}.")

    def _on_control(self, _change: object) -> None:
        if not self._moving.under_way:
            with told(self._tell):
                self._redraw()

    def _on_scene(self, change: Mapping[str, Any]) -> None:
        if change["new"] != (self.structure.value or ""):
            self.choose(change["new"])

    def _redraw(self) -> None:
        shown = [layer for layer in LAYERS if self.layers[layer].value]
        self.figure.show(
            thorax(
                self.pose,
                chosen=self.structure.value or "",
                layers=shown,
                faded=self.faded.value,
                alone=self.alone.value,
            )
        )
        self._tell("")

    def _tell(self, sentence: str) -> None:
        text = f"<p role='status' class='course-notice'>{escape(sentence)}</p>" if sentence else ""
        self.notice.value = text


def _searched(name: str) -> str:
    """Give all words by which a part can be found."""
    muscle = load_muscles().get(structures.without_side(name))
    more = f"{depth_of(muscle.id)} {muscle.region}" if muscle else ""
    return (
        f"{words.title(name)} {name.replace('_', ' ')} {structures.kinds()[name]} {more}".casefold()
    )
