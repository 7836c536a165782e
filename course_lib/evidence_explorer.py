"""The evidence explorer: predict first, then filter, draw, pool, read and take away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

import ipywidgets as widgets

from course_lib.evidence_table import csv_link, linked_table
from course_lib.evidence_task import MIND, task_for
from course_lib.evidence_view import ANY, FILTERS, NOTES, View, choice_words, choices, look
from course_lib.faults import told
from course_lib.lab import folded
from course_lib.live_figure import LiveFigure
from course_lib.manners import Button, LargeType, Moving, show_for_keeps
from course_lib.page_words import notice
from course_lib.record import Record, default_record
from course_lib.treatment_rows import axes_of, load_treatments, on_axis

_WIDE = {"description_width": "initial"}


def evidence_explorer(
    treatment: str | Sequence[str] | None = None, *, record: Record | None = None
) -> EvidenceExplorer:
    """Open the evidence on one treatment, on several, or on all side by side.

    Parameters
    ----------
    treatment : such as "massage", "stretch and roll", ("heat", "cold"); None for all.
    record : where the prediction goes; the learner's own record if none is given.

    Raises
    ------
    ValueError
        When there is no such treatment; the sentence lists them.
    """
    return EvidenceExplorer(treatment, record=record)


class EvidenceExplorer(widgets.VBox):
    """Filters, a forest plot on one scale, the pool or why there is none, a table, a file.

    Until a prediction is locked, or skipped, the answer to it is in no part of the page.
    """

    def __init__(
        self, treatment: str | Sequence[str] | None = None, *, record: Record | None = None
    ) -> None:
        self.rows = load_treatments(treatment)
        self.name = " and ".join(dict.fromkeys(row.treatment for row in self.rows))
        self.name = self.name if treatment is not None else "all treatments"
        self.task = task_for(self.rows)
        self.axes = axes_of(self.rows)
        self.record = record or default_record()
        self.asked, self.locked, self._moving = self.task, None, Moving()
        self._make_controls()
        self.view = self._look()
        self.figure = LiveFigure(self.view.forest, name=f"Evidence on {self.name}")
        super().__init__(self._parts())
        self.add_class("course-lab")
        self._open(self.asked is None)
        self._tell()

    def _ipython_display_(self) -> None:
        show_for_keeps(self, self.figure.name, sentence=self.figure.picture.sentence)

    # ---- what stands where --------------------------------------------------------------------

    def _make_controls(self) -> None:
        names = [f"{axis} ({len(on_axis(self.rows, axis))})" for axis in self.axes]
        start = self.axes.index(self.task.axis) if self.task else 0
        self.axis_menu = _menu("Outcome and scale", list(zip(names, self.axes, strict=True)))
        self.axis_menu.index = start
        self.starts: dict[str, object] = {"axis": self.axes[start]}
        self.filters = {}
        for column, label in FILTERS.items():
            values = choices(self.rows, column)
            if len(values) > 1:
                options = [(ANY, ANY), *((choice_words(column, value), value) for value in values)]
                self.filters[column] = _menu(label, options)
        for menu in self._menus():
            menu.observe(self._on_menu, "value")

    def _menus(self) -> tuple[widgets.Dropdown, ...]:
        return (self.axis_menu, *self.filters.values())

    def _parts(self) -> list[widgets.Widget]:
        question = f"What does the evidence say on {self.name}?"
        title = widgets.HTML(f"<h3 class='course-question'>{escape(question)}</h3>")
        self.large = LargeType(self, self.figure)
        self.reset_button = Button(self.reset, description="Reset").add_class("course-reset")
        self.as_table = widgets.ToggleButton(
            description="Show the results as a table with links", layout={"width": "auto"}
        )
        self.as_table.observe(lambda _change: self._tell(), "value")
        self.said, self.table, self.notice = widgets.HTML(), widgets.HTML(), widgets.HTML()
        self.funnel_box = widgets.VBox()
        menus = [menu for menu in self._menus() if len(menu.options) > 1]
        buttons = [self.reset_button, self.as_table] if menus else [self.as_table]
        row = widgets.HBox(buttons).add_class("course-presets")
        self.as_table.add_class("course-quiet")
        scales = [menu for menu in menus if menu is self.axis_menu]  # names too long for a column
        rest = [menu for menu in menus if menu is not self.axis_menu]
        column = [widgets.VBox(rest).add_class("course-controls")] if rest else []
        return [
            widgets.HBox([title, self.large]).add_class("course-head"),
            self._predict_part(),
            row,
            *scales,
            widgets.HBox([*column, self.figure]).add_class("course-body"),
            self.said,
            self.funnel_box,
            self.table,
            self.notice,
            widgets.HTML(folded("How to read this", [escape(text) for text in NOTES])),
        ]

    def _predict_part(self) -> widgets.VBox:
        self.lock_button = Button(self.lock, description="Lock my prediction", disabled=True)
        self.skip_button = Button(self.skip, description="Explore without predicting")
        self.lock_button.add_class("course-lock")
        self.skip_button.add_class("course-quiet")
        self.compared, self.mind_said = widgets.HTML(), widgets.HTML()
        self.mind = widgets.RadioButtons(
            options=[text for text, _ in MIND],
            value=None,
            description="What would change your mind? I would like to see …",
            style=_WIDE,
        )
        self.mind.layout.display = "none"
        self.mind.observe(self._on_mind, "value")
        if not self.task:
            return widgets.VBox([])
        self.answer = self.task.prediction.widget()
        self.answer.observe(lambda _change: setattr(self.lock_button, "disabled", False), "value")
        question = f"<strong>Predict first.</strong> {escape(self.task.prediction.question)}"
        self.buttons = widgets.HBox([self.lock_button, self.skip_button]).add_class("course-row")
        parts = [widgets.HTML(f"<p>{question}</p>"), self.answer, self.buttons, self.compared]
        return widgets.VBox([*parts, self.mind, self.mind_said]).add_class("course-predict")

    # ---- predict -> lock -> compare -> what would change your mind ------------------------------

    def lock(self) -> None:
        """Keep the prediction, open the evidence, and set the two side by side."""
        with told(self._notice):
            given, task = float(self.answer.value), self.task
            found = task.answer(self.rows)
            self.asked, self.locked = None, (task, given)
            self._remember("prediction", prediction=task.prediction.id, given=given,
                           model=found.value)  # fmt: skip
            words = escape(task.compare(given, found))
            self.compared.value = f"<p role='status' class='course-compared'>{words}</p>"
            self.mind.layout.display = None
            self._opened()

    def skip(self) -> None:
        """Open the evidence without a prediction; the record says so."""
        with told(self._notice):
            self._remember("explored", prediction=self.task.prediction.id)
            self.asked = None
            self._opened()

    def _opened(self) -> None:
        self.answer.disabled = True
        self.buttons.layout.display = "none"
        self._open(True)
        self._redraw()

    def _on_mind(self, change: Mapping[str, Any]) -> None:
        with told(self._notice):
            said = dict(MIND)[change["new"]]
            self._remember("mind", evidence=self.name, answer=change["new"])
            self.mind_said.value = f"<p role='status'>{escape(said)}</p>"

    def _remember(self, kind: str, **facts: str | float) -> None:
        self.record.add(kind, lab="evidence-explorer", **facts)
        self._notice(self.record.notice)

    # ---- filters -> view ------------------------------------------------------------------------

    def set(self, **chosen: object) -> None:
        """Set filters and draw once.

        Parameters
        ----------
        chosen : values by column, "any" for no filter, and an ``Axis`` as ``axis``; the others go
            to their start.

        Raises
        ------
        KeyError : a filter that the explorer does not have.
        """
        with self._moving:
            wanted = {**dict.fromkeys(self.filters, ANY), **self.starts, **chosen}
            for name, value in wanted.items():
                (self.axis_menu if name == "axis" else self.filters[name]).value = value
        self._on_menu()

    def reset(self) -> None:
        """Go back to all results and the first scale."""
        self.set()

    def _on_menu(self, _change: object = None) -> None:
        if not self._moving.under_way:
            self.locked = None
            self._redraw()

    def _look(self) -> View:
        chosen = {column: menu.value for column, menu in self.filters.items()}
        axis = self.axis_menu.value
        return look(self.rows, chosen, axis=axis, asked=self.asked, locked=self.locked)

    def _redraw(self) -> None:
        with told(self._notice):
            self.view = self._look()
            self.figure.show(self.view.forest)
            self._tell()

    def _tell(self) -> None:
        """Show the words, the table and the file of the view."""
        view, is_open = self.view, self.asked is None
        parts = [view.count, view.pooled, view.no_funnel]
        words = "".join(f"<p>{escape(text)}</p>" for text in parts if text)
        how = "<p>Click a square to open its source; the table holds the same links.</p>"
        link = csv_link(view.rows, self.name.replace(" ", "_")) if is_open and view.rows else ""
        self.said.value = f"<div aria-live='polite'>{words}</div>{how}<p>{link}</p>"
        shown = is_open and self.as_table.value
        self.table.value = linked_table(view.rows) if shown else ""
        self.funnel_box.children = _funnel(view)

    def _notice(self, sentence: str) -> None:
        self.notice.value = notice(sentence)

    def _open(self, is_open: bool) -> None:
        for part in (*self._menus(), self.reset_button, self.as_table):
            part.disabled = not is_open
        (self.remove_class if is_open else self.add_class)("course-closed")


def _funnel(view: View) -> tuple[LiveFigure, ...]:
    if view.funnel is None:
        return ()
    return (LiveFigure(view.funnel, name="Funnel plot of the pooled trials"),)


def _menu(label: str, options: list) -> widgets.Dropdown:
    return widgets.Dropdown(options=options, description=label, style=_WIDE)
