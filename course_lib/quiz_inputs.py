"""What a question card is made of; nothing in it tells which answer is right."""

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256

import ipywidgets as widgets

from course_lib.questions import Question

# ipywidgets cuts long options off; a question must be readable in full and at any zoom.
STYLE = """<style>
.course-card {border: 1px solid var(--jp-border-color1, #767676); border-radius: 6px;
  padding: 8px 14px; margin: 8px 0; max-width: 860px;}
.course-card .widget-radio {height: auto; flex-wrap: wrap;}
.course-card .widget-radio > .widget-label {width: 100%; text-align: left;}
.course-card .widget-radio-box {width: 100%; max-width: 100%;}
.course-card .widget-radio-box label {display: flex; flex-direction: row-reverse;
  justify-content: flex-end; align-items: flex-start; gap: 8px;
  height: auto; white-space: normal; line-height: 1.4; padding: 3px 0; width: auto;}
.course-card .widget-radio-box input {position: static; flex: none; margin: -1px 0 0;}
.course-card .widget-checkbox {height: auto; max-width: 100%;}
.course-card:not(.course-lab) .widget-slider {flex-wrap: wrap; height: auto;}
.course-card:not(.course-lab) .widget-slider > .widget-label {width: 100% !important;
  text-align: left;}
.course-card .widget-checkbox label {display: flex; align-items: baseline; gap: 4px;
  height: auto; white-space: normal; line-height: 1.4; padding: 3px 0;}
.course-card .widget-toggle-button, .course-card .course-ask {height: auto; white-space: normal;
  text-align: left; line-height: 1.4; padding: 5px 10px;}
.course-card .widget-toggle-button.mod-active {font-weight: bold;}
.course-card .widget-label {height: auto; white-space: normal; line-height: 1.4;}
.course-card .widget-html-content p {margin: 4px 0; line-height: 1.45;}
.course-card .widget-html-content li {margin: 3px 0; line-height: 1.45;}
.course-card.course-lab .widget-radio-box label {align-items: center;}
.course-card .course-said {border-left: 4px solid var(--jp-border-color1, #767676);
  padding-left: 10px;}
</style>"""


@dataclass(frozen=True)
class Input:
    """What a card needs to know of its control.

    Attributes
    ----------
    box : what is shown.
    controls : what can be changed and locked.
    answer : returns the answer in the form that `grade` takes.
    ready : tells whether something is chosen.
    """

    box: widgets.Widget
    controls: tuple[widgets.Widget, ...]
    answer: Callable[[], object]
    ready: Callable[[], bool]


def shuffled(question: Question) -> list[str]:
    """Return the texts to choose from in an order that depends on the question's id alone.

    Parameters
    ----------
    question : of any type but numeric, which has no texts to choose from.
    """
    right = list(question.items)
    texts = right or [option.text for option in question.options]
    order = sorted(texts, key=lambda text: sha256(f"{question.id}\n{text}".encode()).digest())
    return order[1:] + order[:1] if order == right else order


def make_input(question: Question) -> Input:
    """Return the control for a question of any type.

    Parameters
    ----------
    question : of any type: single, multiple, numeric or order.
    """
    makers = {
        "single": _single,
        "multiple": _multiple,
        "numeric": _numeric,
        "order": _order,
    }
    return makers[question.type](question)


def _wide() -> widgets.Layout:
    return widgets.Layout(width="100%")


def _single(question: Question) -> Input:
    radio = widgets.RadioButtons(
        options=shuffled(question), value=None, description="Your answer", layout=_wide()
    )
    return Input(radio, (radio,), lambda: radio.value, lambda: radio.value is not None)


def _multiple(question: Question) -> Input:
    boxes = tuple(
        widgets.Checkbox(value=False, description=text, indent=False, layout=_wide())
        for text in shuffled(question)
    )
    label = widgets.Label("Your answer (choose all that fit)", layout=_wide())
    return Input(
        widgets.VBox([label, *boxes]),
        boxes,
        lambda: [box.description for box in boxes if box.value],
        lambda: any(box.value for box in boxes),
    )


def _numeric(question: Question) -> Input:
    unit = f" in {question.unit}" if question.unit else ""
    text = widgets.Text(
        description=f"Your answer{unit}",
        placeholder="a number",
        style={"description_width": "initial"},
        layout=widgets.Layout(width="auto", max_width="420px"),
    )
    return Input(text, (text,), lambda: text.value, lambda: bool(text.value.strip()))


def _order(question: Question) -> Input:
    # Buttons, pressed in order: one key each, where a drop-down a place needs several.
    steps = {
        widgets.ToggleButton(value=False, description=text, layout=_wide()): text
        for text in shuffled(question)
    }
    placed: list[str] = []

    def place(change: dict) -> None:
        text = steps[change["owner"]]
        (placed.append if change["new"] else placed.remove)(text)
        for step, words in steps.items():
            number = f"{placed.index(words) + 1}. " if words in placed else ""
            step.description = number + words

    for step in steps:
        step.observe(place, "value")
    label = widgets.Label(
        "Your answer (press the steps in their order; press one again to take it back)",
        layout=_wide(),
    )
    box = widgets.VBox([label, *steps])
    return Input(box, tuple(steps), lambda: list(placed), lambda: len(placed) == len(steps))
