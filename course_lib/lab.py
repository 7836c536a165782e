"""The frame of every lab: controls -> model -> picture, with predict, lock, run, compare, explain.

A lab is declared, not programmed: it hands this frame its controls, its model and its figure.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from html import escape
from typing import Any

import ipywidgets as widgets

from course_lib.declared import Choice, Control, Prediction, Preset, Setting
from course_lib.faults import told
from course_lib.live_figure import LiveFigure
from course_lib.live_widget import LiveWidget
from course_lib.manners import Button, LargeType, Moving, show_for_keeps
from course_lib.page_words import notice
from course_lib.picture import Guess, Picture
from course_lib.record import Record, default_record
from course_lib.sources import get_source

__all__ = ["Choice", "Control", "Lab", "Prediction", "Preset"]


def folded(title: str, items: Sequence[str]) -> str:
    """Fold a list of HTML items under a title.

    Parameters
    ----------
    title : HTML of the one line that is always to be seen.
    items : HTML each.
    """
    points = "".join(f"<li>{item}</li>" for item in items)
    return f"<details class='course-details'><summary>{title}</summary><ul>{points}</ul></details>"


class Lab(widgets.VBox):
    """One lab.

    Parameters
    ----------
    id : name in the learner's record, for example "posture-runner".
    question : the lab's question, one line.
    controls : at most four ``Control`` or ``Choice``.
    model : function of the controls' names, gives a frozen result.
    draw : function of the result and ``guess``, gives a ``Picture``.
    presets, predictions : what can be chosen and predicted.
    leaves_out : what the model leaves out, a sentence each.
    sources : citation keys.
    record : where predictions go; the learner's own record if none is given.
    stage : makes the figure of the first picture and ``name``, for example a ``LiveScene``.
    """

    def __init__(
        self,
        *,
        id: str,
        question: str,
        controls: Sequence[Control | Choice],
        model: Callable[..., Any],
        draw: Callable[..., Picture],
        presets: Sequence[Preset],
        predictions: Sequence[Prediction],
        leaves_out: Sequence[str],
        sources: Sequence[str],
        record: Record | None = None,
        stage: Callable[..., LiveWidget] = LiveFigure,
    ) -> None:
        self.id, self.model, self.draw = id, model, draw
        self.predictions = list(predictions)
        self.record = record or default_record()
        self.starts = {control.name: control.start for control in controls}
        self.controls = {control.name: control.widget() for control in controls}
        self.guess, self._moving = None, Moving()
        self.result = self.model(**self.starts)
        self.figure = stage(self.draw(self.result, guess=None), name=question)
        self.notice = widgets.HTML()
        super().__init__(self._parts(question, presets, leaves_out, sources))
        self.add_class("course-lab")
        for control in self.controls.values():
            control.observe(self._on_control, "value")
        self._ask(0)
        self._open(not self.predictions)

    def _ipython_display_(self) -> None:
        show_for_keeps(self, self.figure.name, sentence=self.figure.picture.sentence)

    # ---- what stands where ------------------------------------------------------------------

    def _parts(
        self,
        question: str,
        presets: Sequence[Preset],
        leaves_out: Sequence[str],
        sources: Sequence[str],
    ) -> list[widgets.Widget]:
        title = widgets.HTML(f"<h3 class='course-question'>{escape(question)}</h3>")
        self.large = LargeType(self, self.figure)
        self.preset_buttons = [
            Button(lambda preset=preset: self.set(**preset.settings), description=preset.label)
            for preset in presets
        ]
        self.reset_button = Button(self.reset, description="Reset").add_class("course-reset")
        column = widgets.VBox(list(self.controls.values())).add_class("course-controls")
        below = folded("What this model leaves out", [escape(text) for text in leaves_out])
        below += folded("Sources", [get_source(key)._repr_html_() for key in sources])
        return [
            widgets.HBox([title, self.large]).add_class("course-head"),
            self._predict_part(),
            widgets.HBox([self.reset_button, *self.preset_buttons]).add_class("course-presets"),
            widgets.HBox([column, self.figure]).add_class("course-body"),
            self.notice,
            widgets.HTML(below),
        ]

    def _predict_part(self) -> widgets.VBox:
        self.ask = widgets.HTML()
        self.answer_box = widgets.VBox()
        self.lock_button = Button(self.lock, description="Lock my prediction")
        self.skip_button = Button(self.skip, description="Explore without predicting")
        self.next_button = Button(self.next, description="Next prediction")
        self.lock_button.add_class("course-lock")
        for button in (self.skip_button, self.next_button):
            button.add_class("course-quiet")
        self.compared = widgets.HTML()
        row = widgets.HBox([self.lock_button, self.skip_button, self.next_button])
        part = widgets.VBox([self.ask, self.answer_box, row.add_class("course-row"), self.compared])
        self._show(part, shown=bool(self.predictions))
        return part.add_class("course-predict")

    # ---- predict -> lock -> run -> compare -> explain ----------------------------------------

    def _ask(self, number: int) -> None:
        self.number = number
        if number >= len(self.predictions):
            self._show(self.lock_button, self.skip_button, self.next_button, shown=False)
            self.answer_box.children = ()
            done = "You have made every prediction of this lab. Explore as you like."
            self.ask.value = f"<p>{done}</p>"
            return
        prediction = self.predictions[number]
        self.answer = prediction.widget()
        self.answer.observe(self._on_answer, "value")
        self.answer_box.children = (self.answer,)
        self.compared.value = ""
        self.lock_button.disabled = True
        self.ask.value = (
            f"<p><strong>Predict first ({number + 1} of {len(self.predictions)}).</strong> "
            f"{escape(prediction.question)}</p>"
        )
        self._show(self.lock_button, self.skip_button, shown=True)
        self._show(self.next_button, shown=False)

    def _on_answer(self, _change: object) -> None:
        self.lock_button.disabled = False

    def lock(self) -> None:
        """Keep the prediction, run the model and set the two side by side."""
        with told(self._tell):
            prediction = self.predictions[self.number]
            given = self.answer.index if prediction.options else self.answer.value
            if given is None:
                return
            self.answer.disabled = True
            self.guess = Guess(prediction.at, float(given)) if prediction.at else None
            self.set(keep_guess=True, **prediction.settings)
            truth = float(prediction.truth(self.result))
            self._remember("prediction", prediction=prediction.id, given=given, model=truth)
            words = escape(f"{prediction.compare(float(given), truth)} {prediction.explanation}")
            facts = f"data-model='{truth:.6g}' data-why='{escape(prediction.explanation)}'"
            self.compared.value = f"<p role='status' class='course-compared' {facts}>{words}</p>"
            self._open(True)
            self._show(self.lock_button, self.skip_button, shown=False)
            self._show(self.next_button, shown=True)

    def skip(self) -> None:
        """Open the controls without a prediction; the record says so."""
        with told(self._tell):
            self._remember("explored", prediction=self.predictions[self.number].id)
            self._open(True)
            self._show(self.skip_button, shown=False)

    def next(self) -> None:
        """Ask the next prediction, from the start setting, with the controls closed."""
        with told(self._tell):
            self.reset()
            self._ask(self.number + 1)
            self._open(self.number >= len(self.predictions))

    def _remember(self, kind: str, **facts: Setting | int | None) -> None:
        self.record.add(kind, lab=self.id, **facts)
        self._tell(self.record.notice)

    # ---- controls -> model -> picture ---------------------------------------------------------

    def set(self, *, keep_guess: bool = False, **settings: Setting) -> None:
        """Move the controls and draw once.

        Parameters
        ----------
        keep_guess : whether a locked prediction stays marked in the figure.
        settings : values by name of control; the others go to their start.

        Raises
        ------
        KeyError : a control that the lab does not have.
        """
        if not keep_guess:
            self.guess = None
        with self._moving:
            for name, value in {**self.starts, **settings}.items():
                self.controls[name].value = value
        self._redraw()

    def reset(self) -> None:
        """Go back to the start setting."""
        self.set()

    def settings(self) -> Mapping[str, Setting]:
        """Give the controls' values as they stand."""
        return {name: control.value for name, control in self.controls.items()}

    def _on_control(self, _change: object) -> None:
        if not self._moving.under_way:
            self.guess = None
            self._redraw()

    def _redraw(self) -> None:
        with told(self._tell):
            self.result = self.model(**self.settings())
            self.figure.show(self.draw(self.result, guess=self.guess))
            self._tell("")

    def _tell(self, sentence: str) -> None:
        self.notice.value = notice(sentence)

    def _open(self, is_open: bool) -> None:
        for widget in (*self.controls.values(), *self.preset_buttons, self.reset_button):
            widget.disabled = not is_open
        (self.remove_class if is_open else self.add_class)("course-closed")

    @staticmethod
    def _show(*parts: widgets.Widget, shown: bool) -> None:
        for part in parts:
            part.layout.display = None if shown else "none"
