"""What stands on a page for reading in place of a widget: pictures at each preset, words, numbers.

It works inside the kernel that runs a notebook for the site. What a picture is made of goes into
the folder COURSE_STILLS, a file each; ``still_pictures`` draws them afterwards.
"""

from __future__ import annotations

import base64
import json
import os
import re
from collections.abc import Iterator
from functools import lru_cache
from hashlib import sha256
from html import escape
from pathlib import Path
from typing import Any

import ipywidgets as widgets

from course_lib.lab import Lab
from course_lib.live_figure import LiveFigure
from course_lib.live_scene import LiveScene
from course_lib.live_widget import LiveWidget
from course_lib.metronome import Metronome
from course_lib.quantities import round_to
from course_lib.questions import Question, all_questions, right_answer
from course_lib.quiz_inputs import shuffled

WIDTH_PX, HEIGHT_PX, SCENE_PX = 860, 450, 520
MOST_OPTIONS = 12
UNREAD = re.compile(r"<style.*?</style>|<[^>]*>", re.DOTALL)
# The parts of a lab that are told otherwise here, and buttons that only help in a live page.
FRAME = {"course-head", "course-predict", "course-presets", "course-body"}
SILENT = {"Large type", "Reset", "Check my answer", "Try again"}


def install() -> None:
    """Let every widget of this kernel show itself as text and still pictures."""
    from IPython import get_ipython
    from IPython.display import HTML, display

    shows = get_ipython().display_formatter.ipython_display_formatter
    shows.for_type(widgets.Widget, lambda widget: display(HTML(still(widget))))


def still(widget: widgets.Widget) -> str:
    """Return a widget, and all that can be seen inside it, as HTML without a script.

    Parameters
    ----------
    widget : any of ipywidgets, or a lab, a card, a figure, a scene of this course.
    """
    name = escape(str(getattr(widget, "name", "") or ""))
    label = f" aria-label='{name}'" if name else ""
    return f"<section class='still'{label}>{''.join(_parts(widget))}</section>"


def _parts(widget: widgets.Widget) -> Iterator[str]:
    """Yield the HTML of a widget; controls that follow each other become one list."""
    controls: list[str] = []
    for kind, words in _walk(widget):
        if kind == "control":
            controls.append(words)
            continue
        yield from _listed(controls)
        controls = []
        yield words
    yield from _listed(controls)


def _listed(controls: list[str]) -> Iterator[str]:
    if controls:
        items = "".join(f"<li>{words}</li>" for words in controls)
        told = f"<p>In the notebook you can use:</p><ul>{items}</ul>"
        yield f"<div class='still-controls'>{told}</div>"


def _walk(widget: widgets.Widget) -> Iterator[tuple[str, str]]:
    if widget.layout.display == "none":
        return
    if isinstance(widget, Lab):
        yield "words", _lab_still(widget)
    elif isinstance(widget, LiveWidget):
        yield "words", _picture_still(widget)
    elif isinstance(widget, Metronome):
        yield "words", f"<p>{escape(widget.name)}: {escape(widget.beat.says)}</p>"
    elif question := _question(widget):
        yield "words", _question_still(question, widget.children[0].value)
    elif isinstance(widget, (widgets.HTML, widgets.HTMLMath)):
        if UNREAD.sub("", widget.value).strip():
            yield "words", widget.value
    elif isinstance(widget, widgets.Output):
        yield from (("words", told["data"]["text/html"]) for told in widget.outputs)
    elif isinstance(widget, widgets.Label):
        yield "words", f"<p>{escape(widget.value)}</p>"
    elif isinstance(widget, widgets.Box):
        for child in widget.children:
            yield from _walk(child)
    elif words := _control_still(widget):
        yield "control", words


def _control_still(control: widgets.Widget) -> str:
    """Say in a line of HTML what a control sets; "" for one that means nothing on paper."""
    label = str(getattr(control, "description", "") or "").strip()
    if label in SILENT or not label:
        return ""
    if hasattr(control, "min") and hasattr(control, "max"):
        return f"{escape(label)}: from {control.min:g} to {control.max:g}"
    if hasattr(control, "options"):
        names = [str(o[0] if isinstance(o, tuple) else o) for o in control.options]
        more = len(names) - MOST_OPTIONS
        told = " · ".join(names[:MOST_OPTIONS]) + (f" · and {more} more" if more > 0 else "")
        return f"{escape(label)}: {escape(told)}"
    return escape(label)


# ---- labs ---------------------------------------------------------------------------------------


def _lab_still(lab: Lab) -> str:
    """Return a lab: controls, predictions folded, a picture at the start and at each preset."""
    lab.reset()
    start, found = _key(lab.figure), [_picture_still(lab.figure, _heading("At the start", lab))]
    for button in lab.preset_buttons:
        button.click()
        if _key(lab.figure) == start:
            found[0] = ""  # the preset says the same, and has a name
        found.append(_picture_still(lab.figure, _heading(f"Preset: {button.description}", lab)))
    lab.reset()
    head = f"<h3>{escape(lab.figure.name)}</h3>"
    why = [f"{_control_still(c)}. {escape(c.tooltip or '')}" for c in lab.controls.values()]
    asked = "".join(_predictions(lab))
    rest = [child for child in lab.children if not FRAME & set(child._dom_classes)]
    below = "".join(words for child in rest for words in _parts(child))
    return head + "".join(_listed(why)) + asked + "".join(found) + below


def _heading(title: str, lab: Lab) -> str:
    """Return a title and the controls as they stand, as HTML."""
    told = (
        f"{escape(c.description)} {escape(c.value) if isinstance(c.value, str) else f'{c.value:g}'}"
        for c in lab.controls.values()
    )
    return f"<p class='still-setting'><b>{escape(title)}</b><br>{' · '.join(told)}</p>"


def _predictions(lab: Lab) -> Iterator[str]:
    """Yield each prediction, with the model's answer folded away."""
    for prediction in lab.predictions:
        lab.set(**prediction.settings)
        truth = float(prediction.truth(lab.result))
        told = prediction.options[int(truth) :][:1] or (f"{round_to(truth)} {prediction.unit}",)
        choices = "".join(f"<li>{escape(option)}</li>" for option in prediction.options)
        yield (
            f"<div class='still-question'><p><b>Predict.</b> {escape(prediction.question)}</p>"
            + (f"<ul>{choices}</ul>" if choices else "")
            + f"<details><summary>What the model says</summary><p><b>{escape(told[0])}</b>. "
            f"{escape(prediction.explanation)}</p></details></div>"
        )


# ---- pictures -----------------------------------------------------------------------------------


def _picture_still(figure: LiveWidget, heading: str = "") -> str:
    """Return a figure or a scene as it stands now: picture, sentence, numbers."""
    state = _state(figure)
    key, kind = _key(figure), state["kind"]
    folder = Path(os.environ["COURSE_STILLS"])
    (folder / f"{key}.json").write_text(json.dumps(state), encoding="utf-8")
    sentence = escape(figure.picture.sentence, quote=True)
    file = f"pictures/{key}.{'jpg' if kind == 'scene' else 'svg'}"
    return (
        f"<figure>{heading}<img src='{file}' alt='{sentence}' width='{state['width']}' "
        f"height='{state['height']}' loading='lazy'><figcaption>{sentence}</figcaption>"
        f"{_table(figure)}</figure>"
    )


def _table(figure: LiveWidget) -> str:
    numbers = figure._plain["numbers"]
    head = "".join(f"<th scope='col'>{escape(str(name))}</th>" for name in numbers["columns"])
    body = ""
    for first, *rest in numbers["rows"]:
        cells = "".join(f"<td>{escape(str(cell))}</td>" for cell in rest)
        body += f"<tr><th scope='row'>{escape(str(first))}</th>{cells}</tr>"
    caption = f"<caption>{escape(figure.name)}</caption>"
    table = f"<table>{caption}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    return f"<details class='numbers'><summary>Numbers</summary>{table}</details>"


def _state(figure: LiveWidget) -> dict[str, Any]:
    """Return all that the page needs to draw a figure, as JSON."""
    told = {key: node for key, node in figure._now().items() if key not in ("number",)}
    told |= {"sentence": "", "numbers": {"columns": [], "rows": []}}
    if isinstance(figure, LiveScene):
        return {"kind": "scene", "width": WIDTH_PX, "height": SCENE_PX, "whole": _texts(told)}
    assert isinstance(figure, LiveFigure), type(figure)
    height = int(told["layout"].get("height") or HEIGHT_PX)
    return {"kind": "figure", "width": WIDTH_PX, "height": height, "whole": _texts(told)}


def _key(figure: LiveWidget) -> str:
    return sha256(json.dumps(_state(figure), sort_keys=True).encode()).hexdigest()[:16]


def _texts(node: Any) -> Any:  # noqa: ANN401 (any JSON value)
    """Turn raw bytes into base64."""
    if isinstance(node, dict):
        if "raw" in node:
            return {"dtype": node["dtype"], "raw": base64.b64encode(node["raw"]).decode()}
        return {key: _texts(value) for key, value in node.items()}
    return [_texts(value) for value in node] if isinstance(node, (list, tuple)) else node


# ---- questions ----------------------------------------------------------------------------------


@lru_cache(maxsize=1)
def _stems() -> dict[str, Question]:
    return {f"<p>{escape(question.stem)}</p>": question for question in all_questions()}


def _question(widget: widgets.Widget) -> Question | None:
    """Return the question that a card asks, if it is a card with one."""
    if "course-card" not in widget._dom_classes or not getattr(widget, "children", ()):
        return None
    words = getattr(widget.children[0], "value", "")
    return next((q for stem, q in _stems().items() if str(words).endswith(stem)), None)


def _question_still(question: Question, head: str) -> str:
    """Return a question with its choices, and the answer folded away."""
    texts = [] if question.type == "numeric" else shuffled(question)
    choices = "".join(f"<li>{escape(text)}</li>" for text in texts)
    told = "".join(
        f"<li>{escape(option.text)}: {escape(option.feedback)}</li>" for option in question.options
    )
    return (
        f"<div class='still-question'>{head}"
        + (f"<ul>{choices}</ul>" if choices else "")
        + f"<details><summary>Answer</summary><p><b>{escape(right_answer(question))}</b></p>"
        + (f"<ul>{told}</ul>" if told else "")
        + f"<p>{escape(question.explanation)}</p></details></div>"
    )
