"""Operate every control of a page: ends, middle, random values, hostile text."""

from __future__ import annotations

import math
import random
import re

import ipywidgets as widgets

from course_lib.lab import Lab
from course_lib.picture import Picture
from tests.notebooks.pages import (
    Page,
    drawn,
    figures,
    html_in_view,
    is_control,
    live_controls,
    numbers_in,
    snapshot,
    walk,
)
from tests.notebooks.words import check_colours, check_numbers

HOSTILE = (
    "<img src=x onerror=alert(1)>",
    "</script><script>alert(1)</script>",
    "{{7*7}} ${7*7} %s %n",
    "'; DROP TABLE answers; --",
    "1e999",
    "nan",
    "-0",
    "३,५",
    "\x00\u202eabc" + "x" * 5000,
    "",
    "1,5",
)


def label(control: widgets.Widget) -> str:
    """Give the visible label of a control, or an empty text."""
    return str(getattr(control, "description", "") or "").strip()


def values_for(control: widgets.Widget, chance: random.Random) -> list[object]:
    """List the values to try: what a learner could set, and what nobody should."""
    if hasattr(control, "min") and hasattr(control, "max"):
        low, high, step = control.min, control.max, control.step or 1
        steps = round((high - low) / step)
        middle = [low + step * round(steps * share) for share in (0.5, 0.25, 0.75)]
        drawn = [low + step * chance.randint(0, steps) for _ in range(4)]
        return [high, low, *middle, *drawn]
    if isinstance(control, widgets.SelectMultiple):
        return [tuple(option) for option in ((), control.options, control.options[:1])]
    if hasattr(control, "options"):
        return list(range(len(control.options)))
    if isinstance(control, (widgets.Checkbox, widgets.ToggleButton)):
        return [not control.value, control.value]
    if isinstance(control, (widgets.Text, widgets.Textarea)):
        return list(HOSTILE)
    if isinstance(control, (widgets.FloatText, widgets.IntText)):
        return [0, -1, 10**9]
    raise AssertionError(f"teach the sweep how to operate a {type(control).__name__}")


def put(control: widgets.Widget, value: object) -> None:
    """Set one value, as the page would."""
    if hasattr(control, "options") and not isinstance(control, widgets.SelectMultiple):
        control.index = value
    else:
        control.value = value


def check_page(page: Page, where: str) -> None:
    """Hold what must hold after every move: finite numbers, a sentence, text that is text."""
    for figure in figures(page):
        bad = [n for n in numbers_in(figure._plain) if not math.isfinite(n)]
        assert not bad, f"{where}: the figure {figure.name!r} holds {bad[:3]}"
        assert figure.picture.sentence.strip(), f"{where}: {figure.name!r} has no sentence"
        assert figure.picture.numbers.rows, f"{where}: {figure.name!r} has no numbers"
        words = figure.picture.sentence + str(figure.picture.numbers.rows)
        lost = re.search(r"\b(nan|inf)\b", words)
        assert not lost, f"{where}: {figure.name!r} tells {lost}"
        check_numbers(figure, settings_beside(page, figure), where)
    shown = html_in_view(page)
    for text in HOSTILE[:2]:
        assert text not in shown, f"{where}: hostile text is shown as HTML"


def settings_beside(page: Page, figure: widgets.Widget) -> list[object]:
    """List what the controls that were shown together with a figure are set to."""
    root = next(root for root in page.roots if figure in walk(root))
    controls = [control for control in walk(root) if is_control(control)]
    return [getattr(control, what, "") for control in controls for what in ("value", "label")]


def lab_of(page: Page, control: widgets.Widget) -> Lab | None:
    """Find the lab whose own controls hold this one."""
    labs = [w for root in page.roots for w in walk(root) if isinstance(w, Lab)]
    return next((lab for lab in labs if control in lab.controls.values()), None)


def is_answer(page: Page, control: widgets.Widget) -> bool:
    """Say whether this is a part of an answer that a button of the same quiz card will mark.

    The second tick of a multiple choice changes nothing by itself; the button acts on it.
    """
    cards = [w for root in page.roots for w in walk(root) if "course-card" in w._dom_classes]
    mine = [card for card in cards if control in walk(card)]
    return any(isinstance(w, widgets.Button) and not w.disabled for c in mine for w in walk(c))


def move(page: Page, control: widgets.Widget, chance: random.Random) -> None:
    """Move a control through its values; something else on the page must change."""
    where = f"control {label(control)!r}"
    lab = lab_of(page, control)
    before, seen, told = snapshot(page, without=control), set(), set()
    changed = False
    for value in values_for(control, chance):
        put(control, value)
        check_page(page, f"{where} at {str(value)[:40]!r}")
        changed = changed or snapshot(page, without=control) != before
        if lab:
            seen.add(repr(drawn(lab.figure)))
            told.add(lab.figure.picture.sentence)
    assert changed or is_answer(page, control), f"{where} is dead: nothing on the page changes"
    if lab:
        assert len(seen) > 1, f"{where} does not change its figure"
        assert len(told) > 1, f"{where} does not change its sentence"


def displace(control: widgets.Widget) -> None:
    """Move a slider, a list or a tick to another value; leave what else there is."""
    if hasattr(control, "max"):
        control.value = control.min if control.value == control.max else control.max
    elif hasattr(control, "options") and not isinstance(control, widgets.SelectMultiple):
        control.index = 0 if control.index else len(control.options) - 1
    elif isinstance(control, widgets.Checkbox):
        control.value = not control.value


def predict(page: Page, lab: Lab, chance: random.Random) -> None:
    """Make every prediction that is left: answer it in all ways, lock the last, go on."""
    while lab.number < len(lab.predictions):
        where = f"prediction {lab.predictions[lab.number].id!r}"
        if not lab.answer.disabled:
            for value in values_for(lab.answer, chance):
                put(lab.answer, value)
            lab.lock_button.click()
            check_page(page, where)
        assert lab.compared.value, f"{where} is locked and not compared"
        lab.next_button.click()
        check_page(page, f"after {where}")


def press(page: Page, button: widgets.Button) -> None:
    """Press a button; if nothing changes, move the other controls first and press again."""
    before = snapshot(page)
    button.click()
    check_page(page, f"button {label(button)!r}")
    if snapshot(page) != before:
        return
    for control in live_controls(page):
        displace(control)
    before = snapshot(page)
    button.click()
    check_page(page, f"button {label(button)!r}")
    assert snapshot(page) != before, f"button {label(button)!r} is dead: nothing changes"


def sweep(page: Page, *, seed: int = 2026) -> int:
    """Operate every control that is, or becomes, live; give how many there were.

    Buttons come after what can be set, so that a button has something to act on. Then every
    prediction is made that is still open.
    """
    chance, done = random.Random(seed), []
    check_page(page, "before anything is touched")
    check_attributes(page)
    while todo := [c for c in live_controls(page) if c not in done]:
        control = next((c for c in todo if not isinstance(c, widgets.Button)), todo[0])
        assert label(control), f"a {type(control).__name__} has no label"
        done.append(control)
        if isinstance(control, widgets.Button):
            press(page, control)
        else:
            move(page, control, chance)
    for lab in [w for root in page.roots for w in walk(root) if isinstance(w, Lab)]:
        predict(page, lab, chance)
    check_attributes(page)
    return len(done)


def check_attributes(page: Page) -> None:
    """Let plotly check every attribute of every figure in view; it raises on one it lacks."""
    for figure in figures(page):
        if isinstance(figure.picture, Picture):
            assert figure.picture.figure.data, f"{figure.name!r} draws nothing"
            check_colours(figure)
