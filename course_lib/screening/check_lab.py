"""The safety check in the page: one plain question at a time, the answer in words, nothing kept."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import ipywidgets as widgets

from course_lib.manners import Button, page_manners, show_for_keeps
from course_lib.page_words import spoken
from course_lib.quiz_inputs import STYLE
from course_lib.screening.card import NOT_REVIEWED, SELF_CARE, TIERS
from course_lib.screening.check import ANSWERS, Advice, Flag, decide, load_flags

NAME = "Safety check: do I need advice, and how soon?"
START = (
    "One question at a time, the most urgent first. Tab takes you to the answers, an arrow key "
    "chooses, Enter presses a button. What you answer is kept nowhere."
)
SELF_CARE_WORDS = (
    "You said no to every sign that this course knows of. Self-care is reasonable for up to about "
    "6 weeks if the pain slowly gets better. A new sign, pain that grows, or pain that worries you "
    "is a reason to ask sooner. A list cannot tell you that all is well."
)


class SafetyCheck(widgets.VBox):
    """Ask about each sign; an emergency sign ends the questions at once.

    Attributes
    ----------
    answers : sign id -> answer so far; they live in this widget only.
    advice : what the answers call for once it is shown, None before.
    """

    def __init__(self) -> None:
        page_manners()
        self.flags = load_flags()
        self.asked = widgets.HTML()
        self.choice_box = widgets.VBox()
        self.next_button = Button(self.next, description="Next question")
        self.back_button = Button(self.back, description="Question before")
        self.stop_button = Button(self.finish, description="Stop here and show the advice")
        self.again_button = Button(self.start, description="Start again")
        self.said = widgets.HTML()
        buttons = [self.next_button, self.back_button, self.stop_button, self.again_button]
        row = widgets.HBox(buttons, layout=widgets.Layout(flex_flow="row wrap"))
        super().__init__([widgets.HTML(STYLE), self.asked, self.choice_box, row, self.said])
        self.add_class("course-card")
        self.start()

    def _ipython_display_(self) -> None:
        show_for_keeps(self, NAME, sentence=START)

    def start(self) -> None:
        """Forget every answer and ask the first question."""
        self.answers: dict[str, str] = {}
        self.advice: Advice | None = None
        self.said.value = spoken("")
        self._ask(0)

    def _ask(self, number: int) -> None:
        self.number = number
        flag = self.flags[number]
        self.asked.value = (
            f"<p>{escape(START)}</p><p><b>Question {number + 1} of {len(self.flags)}.</b> "
            f"{escape(flag.question)}</p>"
        )
        before = self.answers.get(flag.id)
        self.choice = widgets.RadioButtons(
            options=[word.capitalize() for word in ANSWERS],
            value=before and before.capitalize(),
            description="Your answer",
        )
        self.choice.observe(self._on_choice, "value")
        self.choice_box.children = (self.choice,)
        last = number == len(self.flags) - 1
        self.next_button.description = "Show the advice" if last else "Next question"
        self.next_button.disabled = before is None
        self.back_button.disabled = number == 0
        self.stop_button.disabled = not self.answers

    def _on_choice(self, change: dict) -> None:
        self.answers[self.flags[self.number].id] = change["new"].lower()
        self.next_button.disabled = self.stop_button.disabled = False

    def next(self) -> None:
        """Go on; a yes to an emergency sign, or the last answer, shows the advice."""
        flag = self.flags[self.number]
        alarm = flag.tier == "emergency" and self.answers.get(flag.id) == "yes"
        if alarm or self.number == len(self.flags) - 1:
            self.finish()
        else:
            self._ask(self.number + 1)

    def back(self) -> None:
        """Ask the question before once more, with its answer chosen."""
        self._ask(self.number - 1)

    def finish(self) -> None:
        """Say what the answers call for; what was left open counts like a yes."""
        self.advice = decide(self.answers)
        self.said.value = spoken(_advice_html(self.advice, answered=len(self.answers)))
        for widget in (self.choice, self.next_button, self.back_button, self.stop_button):
            widget.disabled = True


def _advice_html(advice: Advice, *, answered: int) -> str:
    """Put the advice into words: how soon, why, and what to say on the phone."""
    if advice.tier == "self_care":
        return f"<h3>{SELF_CARE}</h3><p>{SELF_CARE_WORDS} <em>[{NOT_REVIEWED}]</em></p>"
    title = TIERS[advice.tier][0]
    parts = [f"<h3>{title}</h3><p>Seek advice: <b>{escape(advice.soon)}</b>, because</p>"]
    parts.append(_reasons(advice, answered))
    if advice.said_yes:
        said = "; ".join(escape(flag.said) for flag in advice.said_yes)
        parts.append(
            "<p><b>What you can say on the phone:</b> “My back hurts. I also noticed this: "
            f"{said}. It started … . How soon should I be seen, and by whom?”</p>"
        )
    parts.append("<p>This says how soon to ask. It does not say what the cause is.</p>")
    return "".join(parts)


def _reasons(advice: Advice, answered: int) -> str:
    yes = [f for f in advice.deciding if f in advice.said_yes]
    items = [f"you said yes: {flag.said}. {flag.reason}{flag.mark}" for flag in yes]
    for first, second in advice.contradicted:
        items.append(
            f"two answers do not fit together: yes to “{first.said}”, no to “{second.said}”. The "
            f"more careful one counts.{second.mark}"
        )
    left_open = [flag for flag in advice.deciding if flag in advice.open]
    if left_open and not yes:
        items += _open_items(left_open, answered)
    listed = "".join(f"<li>{escape(item)}</li>" for item in items)
    return f"<ul>{listed}</ul>"


def _open_items(flags: Sequence[Flag], answered: int) -> list[str]:
    why = "A question left open counts like a yes, to be on the safe side."
    if not answered:
        return [f"no question was answered yet. {why} Start again and answer them one by one."]
    named = "; ".join(flag.said for flag in flags[:3])
    more = f" and {len(flags) - 3} more" if len(flags) > 3 else ""
    return [f"this is still open: {named}{more}. {why}"]
