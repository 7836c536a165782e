"""What a lab is made of, as data: controls, presets, predictions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import ipywidgets as widgets

from course_lib.quantities import round_to

Setting = float | str


def _readout(step: float) -> str:
    """Give the format that shows every step of a slider, and no more."""
    return f".{max(0, -Decimal(str(step)).normalize().as_tuple().exponent)}f"


@dataclass(frozen=True)
class Control:
    """A slider.

    Attributes
    ----------
    name : of the model's argument.
    label, unit : what the learner reads beside the slider.
    low, high : ends of the range, in ``unit``.
    step : smallest move, in ``unit``.
    start : where it stands first, in ``unit``.
    why : why it has that range, with who was measured.
    """

    name: str
    label: str
    unit: str
    low: float
    high: float
    step: float
    start: float
    why: str

    def widget(self) -> widgets.FloatSlider:
        """Make the slider."""
        return widgets.FloatSlider(
            value=self.start,
            min=self.low,
            max=self.high,
            step=self.step,
            description=f"{self.label} ({self.unit})",
            tooltip=self.why,
            readout_format=_readout(self.step),
            style={"description_width": "initial"},
        )


@dataclass(frozen=True)
class Choice:
    """A drop-down list.

    Attributes
    ----------
    name : of the model's argument.
    label : what the learner reads beside the list.
    options : the values to choose from.
    start : the one chosen first.
    why : why there are these.
    """

    name: str
    label: str
    options: tuple[str, ...]
    start: str
    why: str

    def widget(self) -> widgets.Dropdown:
        """Make the list."""
        return widgets.Dropdown(
            options=self.options,
            value=self.start,
            description=self.label,
            tooltip=self.why,
            style={"description_width": "initial"},
        )


@dataclass(frozen=True)
class Preset:
    """A named set of control values; controls left out go to their start.

    Attributes
    ----------
    label : words on the button.
    settings : values by name of control.
    """

    label: str
    settings: Mapping[str, Setting]


@dataclass(frozen=True)
class Prediction:
    """A question the learner commits to before the model answers.

    Attributes
    ----------
    id : name in the learner's record; it never changes.
    question : what is asked.
    settings : values by name of control, at which the model answers.
    truth : reads the answer from the model's result: a number in ``unit``, or with ``options`` the
        place of the right option.
    explanation : why the model answers so, shown afterwards.
    unit : of the number; "" with ``options``.
    low, high : ends of the slider for a number, in ``unit``.
    step : of that slider; an answer within it, or within a tenth of the truth, is called close.
    at : names the spot in the figure where a number is marked; "" for none.
    options : what to choose from; none for a number.
    """

    id: str
    question: str
    settings: Mapping[str, Setting]
    truth: Callable[[Any], float]
    explanation: str
    unit: str = ""
    low: float = 0.0
    high: float = 1.0
    step: float = 1.0
    at: str = ""
    options: tuple[str, ...] = field(default=())

    def widget(self) -> widgets.FloatSlider | widgets.RadioButtons:
        """Make the input; it starts at the low end or with nothing chosen, to give no hint."""
        if self.options:
            return widgets.RadioButtons(
                options=self.options, value=None, description="Your prediction"
            )
        return widgets.FloatSlider(
            value=self.low,
            min=self.low,
            max=self.high,
            step=self.step,
            description=f"Your prediction ({self.unit})",
            readout_format=_readout(self.step),
            style={"description_width": "initial"},
        )

    def compare(self, answer: float, truth: float) -> str:
        """Set the learner's answer beside the model's, in words.

        Parameters
        ----------
        answer : a number in ``unit``, or with ``options`` the place of the one chosen.
        truth : what ``truth`` gave for the model's result.
        """
        if self.options:
            mine, model = self.options[int(answer)], self.options[int(truth)]
            verdict = "the same as the model" if answer == truth else f"the model says: {model}"
            return f"You predicted: {mine}; {verdict}."
        gap = answer - truth
        near = abs(gap) <= max(self.step, 0.1 * abs(truth))
        side = "close" if near else ("too high" if gap > 0 else "too low")
        return (
            f"You predicted {answer:g} {self.unit}; the model gives {round_to(truth)} {self.unit}. "
            f"Your prediction was {side}."
        )
