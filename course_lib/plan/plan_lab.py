"""The planning desk: answers on the left, the week on the right, files to take away below."""

from __future__ import annotations

from datetime import date, timedelta
from html import escape

import ipywidgets as widgets

from course_lib.faults import told
from course_lib.manners import Button, page_manners, show_for_keeps
from course_lib.page_words import file_link, notice, spoken
from course_lib.plan.blocks import EQUIPMENT, NEEDS, load_cautions
from course_lib.plan.model import (
    DAYS,
    MINUTES_LIMITS,
    RUN_LIMITS_KM,
    SAFETY,
    Plan,
    Wishes,
    make_plan,
)
from course_lib.plan.paper import rules, to_calendar, to_html, to_markdown, week_table
from course_lib.quiz_inputs import STYLE

NAME = "My six-week plan"
SENTENCE = "Answers on top, the week below; nothing is kept unless you save a file."
WIDE = {"description_width": "initial"}
START_DAYS = (0, 2, 4)


class PlanDesk(widgets.VBox):
    """Make a plan from answers; every change makes it anew.

    Attributes
    ----------
    plan : Plan
        The plan as it stands.
    """

    def __init__(self) -> None:
        page_manners()
        self._make_inputs()
        self.leave_box = widgets.VBox()
        self.leave_out: dict[str, widgets.Checkbox] = {}
        self.shown, self.files, self.notice = (widgets.HTML() for _ in range(3))
        reset = Button(self.reset, description="Reset", layout={"width": "auto"})
        reset.layout.align_self = "flex-start"
        reset.add_class("course-reset")
        super().__init__([widgets.HTML(STYLE), self._cards(), self.notice, reset])
        for control in self._inputs():
            control.observe(self._on_change, "value")
        self._redo()

    def _ipython_display_(self) -> None:
        show_for_keeps(self, NAME, sentence=SENTENCE)

    # ---- what stands where ------------------------------------------------------------------

    def _make_inputs(self) -> None:
        self.safety = widgets.RadioButtons(
            options=[(words, key) for key, words in SAFETY.items()],
            description="Safety check",
            style=WIDE,
        )
        self.days = {
            n: widgets.ToggleButton(value=n in START_DAYS, description=DAYS[n][:3], tooltip=DAYS[n])
            for n in range(7)
        }
        for button in self.days.values():
            button.layout = widgets.Layout(width="auto")
        self.minutes = _slider("Minutes a day (min)", MINUTES_LIMITS, start=10, step=1)
        self.needs = _boxes(NEEDS)
        self.equipment = _boxes(EQUIPMENT)
        self.cautions = _boxes(load_cautions())
        limits = (RUN_LIMITS_KM[0], 60.0)
        self.longest = _slider("Longest run of the last 30 days (km)", limits, start=0, step=0.5)
        self.wished = _slider("Longest run you wish for (km)", limits, start=0, step=0.5)

    def _cards(self) -> widgets.HBox:
        days = widgets.HBox(list(self.days.values()), layout=widgets.Layout(flex_flow="row wrap"))
        asked = _card(
            _head("1. Safety first"),
            self.safety,
            _head("2. Time"),
            widgets.Label("Days"),
            days,
            self.minutes,
            _head("3. What you found in chapters 03 to 06"),
            *self.needs.values(),
            _head("4. What you have"),
            *self.equipment.values(),
            _head("5. What is true of you"),
            *self.cautions.values(),
            _head("6. Runs"),
            self.longest,
            self.wished,
        )
        self.later = [_card(_head("Leave something out"), self.leave_box), _card(self.files)]
        result = widgets.VBox([_card(self.shown), *self.later])
        asked.layout = widgets.Layout(flex="1 1 300px", min_width="280px")
        result.layout = widgets.Layout(flex="2 1 480px", min_width="320px")
        return widgets.HBox([asked, result], layout={"flex_flow": "row wrap", "grid_gap": "0 12px"})

    def _inputs(self) -> list[widgets.Widget]:
        groups = (self.days, self.needs, self.equipment, self.cautions)
        boxes = [box for group in groups for box in group.values()]
        return [self.safety, self.minutes, self.longest, self.wished, *boxes]

    # ---- answers -> plan -> page --------------------------------------------------------------

    def wishes(self) -> Wishes:
        """Read the answers as they stand."""
        return Wishes(
            safety=self.safety.value,
            days=tuple(n for n, button in self.days.items() if button.value),
            minutes=self.minutes.value,
            needs=_ticked(self.needs),
            equipment=_ticked(self.equipment),
            cautions=_ticked(self.cautions),
            longest_run_km=self.longest.value,
            wished_run_km=self.wished.value,
            leave_out=_ticked(self.leave_out),
        )

    def _on_change(self, _change: object) -> None:
        self._redo()

    def _redo(self) -> None:
        with told(self._tell):
            self.plan = make_plan(self.wishes())
            self._offer_to_leave_out()
            self.shown.value = _shown(self.plan)
            for control in (*self._inputs()[1:], *self.leave_out.values()):
                control.disabled = bool(self.plan.blocked)
            for card in self.later:
                card.layout.display = "none" if self.plan.blocked else None
            self.files.value = "" if self.plan.blocked else _files(self.plan)
            self._tell("")

    def _offer_to_leave_out(self) -> None:
        """Offer each planned exercise, and keep what was left out before."""
        planned = {b.exercise.id: b.exercise.name for s in self.plan.week for b in s.blocks}
        kept = {key: box for key, box in self.leave_out.items() if box.value or key in planned}
        for key, name in planned.items():
            if key not in kept:
                kept[key] = widgets.Checkbox(value=False, description=name, indent=False)
                kept[key].observe(self._on_change, "value")
        self.leave_out = kept
        self.leave_box.children = tuple(kept.values())

    def reset(self) -> None:
        """Go back to the start."""
        for box in (*self.needs.values(), *self.equipment.values(), *self.cautions.values()):
            box.value = False
        for n, button in self.days.items():
            button.value = n in START_DAYS
        for box in self.leave_out.values():
            box.value = False
        self.safety.value = "open"
        self.minutes.value, self.longest.value, self.wished.value = 10, 0, 0

    def _tell(self, sentence: str) -> None:
        self.notice.value = notice(sentence)


def _slider(
    words: str, limits: tuple[float, float], *, start: float, step: float
) -> widgets.FloatSlider:
    return widgets.FloatSlider(
        value=start,
        min=limits[0],
        max=limits[1],
        step=step,
        description=words,
        style=WIDE,
        readout_format=".0f" if step >= 1 else ".1f",
        layout=widgets.Layout(width="100%", max_width="560px"),
    )


def _boxes(names: dict[str, str]) -> dict[str, widgets.Checkbox]:
    return {
        key: widgets.Checkbox(value=False, description=words, indent=False)
        for key, words in names.items()
    }


def _ticked(boxes: dict[str, widgets.Checkbox]) -> tuple[str, ...]:
    return tuple(key for key, box in boxes.items() if box.value)


def _card(*parts: widgets.Widget) -> widgets.VBox:
    return widgets.VBox(list(parts)).add_class("course-card")


def _head(words: str) -> widgets.HTML:
    return widgets.HTML(f"<p><b>{words}</b></p>")


def _shown(plan: Plan) -> str:
    if plan.blocked:
        return spoken(f"<p><b>{escape(plan.blocked)}</b></p>", framed=False)
    names = "; ".join(block.exercise.name for block in plan.left) or "nothing"
    out = "; ".join(block.exercise.name for block in plan.kept_out) or "none"
    told_rules = "".join(f"<li>{escape(rule)}</li>" for rule in rules(plan))
    inner = (
        f"<p><b>Your week</b></p>{week_table(plan)}"
        f"<p>To choose from: {escape(names)}. Kept out by what is true of you: {escape(out)}.</p>"
        f"<p><b>Rules that go with it</b></p><ul>{told_rules}</ul>"
    )
    return spoken(inner, framed=False)


def _files(plan: Plan) -> str:
    """Offer the plan as files; they are inside the links, so no network is needed."""
    today = date.today()
    monday = today + timedelta(days=-today.weekday() % 7)
    files = (
        ("a page to print", "my_six_weeks.html", "text/html", to_html(plan).encode()),
        ("a text file (Markdown)", "my_six_weeks.md", "text/markdown", to_markdown(plan).encode()),
        ("a calendar file", "my_six_weeks.ics", "text/calendar", to_calendar(plan, monday)),
    )
    links = " · ".join(
        file_link(words, name=name, kind=kind, raw=raw) for words, name, kind, raw in files
    )
    return f"<p><b>Take it away:</b> {links}. The calendar begins on {monday:%d %B %Y}.</p>"
