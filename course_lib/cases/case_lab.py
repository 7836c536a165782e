"""A case in the page: read, ask, rank, say what would change your mind, plan, look back."""

from __future__ import annotations

from html import escape

import ipywidgets as widgets

from course_lib.cases.case_file import Case, Finding, load_case
from course_lib.cases.review import look_back, weigh
from course_lib.faults import told
from course_lib.manners import Button, page_manners, show_for_keeps
from course_lib.page_words import notice, spoken
from course_lib.quiz import QuestionCard
from course_lib.quiz_inputs import STYLE
from course_lib.record import Record, default_record

INVENTED = "This runner is invented. Findings come out when you ask for them."
SUPPORT = {
    "worked": "worked: you see how somebody with experience thinks",
    "guided": "with a hint at each step, if you open it",
    "open": "on your own",
}


class CaseDesk(widgets.VBox):
    """One case, a step at a time; each step opens when the one before is done.

    Parameters
    ----------
    case : the case.
    record : where answers and reasons go; the learner's own record if none is given.

    Attributes
    ----------
    asked : ids of the findings that were asked for, in order.
    """

    def __init__(self, case: Case, *, record: Record | None = None) -> None:
        page_manners()
        self.case, self.asked = case, []
        self.record = record or default_record()
        self.steps = widgets.VBox([self._intro(), self._ask_step()])
        self.notice = widgets.HTML()
        super().__init__([widgets.HTML(STYLE), self.steps, self.notice])

    def _ipython_display_(self) -> None:
        show_for_keeps(self, self.case.title, sentence=INVENTED)

    # ---- what stands where ------------------------------------------------------------------

    def _card(self, *parts: widgets.Widget) -> widgets.VBox:
        return widgets.VBox(list(parts)).add_class("course-card")

    def _intro(self) -> widgets.VBox:
        paragraphs = (
            f"<h3>{escape(self.case.title)}</h3>"
            f"<p><small>{INVENTED} Support: {SUPPORT[self.case.support]}.</small></p>"
            f"<p>{escape(self.case.history)}</p>"
        )
        return self._card(widgets.HTML(paragraphs))

    def _ask_step(self) -> widgets.VBox:
        self.ask_buttons = {
            item.id: Button(lambda item=item: self.ask(item), description=item.question)
            for item in self.case.ask
        }
        for button in self.ask_buttons.values():
            button.layout = widgets.Layout(width="100%", height="auto")
            button.add_class("course-ask")
        self.found = widgets.HTML(spoken("", framed=False))
        narrow = widgets.Layout(width="auto", align_self="flex-start")
        self.enough_button = Button(
            self.enough, description="I have asked enough", disabled=True, layout=narrow
        )
        head = "<p><b>1. Ask.</b> What do you want to know? Each question is a button.</p>"
        return self._card(
            widgets.HTML(head + self._thinking("ask")),
            widgets.VBox(list(self.ask_buttons.values())),
            self.found,
            self.enough_button,
        )

    def _thinking(self, step: str) -> str:
        """Show how somebody with experience thinks, or fold it as a hint."""
        words = self.case.thinking.get(step, "")
        if not words:
            return ""
        if self.case.support == "worked":
            return f"<p class='course-said'><em>Thinking aloud:</em> {escape(words)}</p>"
        return f"<details><summary>A hint</summary><p>{escape(words)}</p></details>"

    # ---- the steps --------------------------------------------------------------------------

    def ask(self, item: Finding) -> None:
        """Release one finding.

        Parameters
        ----------
        item : what is asked, one of ``case.ask``.
        """
        with told(self._tell):
            if item.id not in self.asked:
                self.asked.append(item.id)
                self.ask_buttons[item.id].disabled = True
            by_id = {finding.id: finding for finding in self.case.ask}
            rows = "".join(
                f"<li><b>{escape(by_id[i].question)}</b> {escape(by_id[i].finding)}</li>"
                for i in self.asked
            )
            self.found.value = spoken(f"<ul>{rows}</ul>", framed=False)
            self.enough_button.disabled = False

    def enough(self) -> None:
        """Close the asking and open the ranking."""
        with told(self._tell):
            for button in (*self.ask_buttons.values(), self.enough_button):
                button.disabled = True
            self._remember("case_asked", asked=list(self.asked))
            self.reason = widgets.Textarea(
                description="My reasons",
                placeholder="Which findings speak for your first choice? Kept in your own record.",
                layout=widgets.Layout(width="100%", max_width="640px"),
                style={"description_width": "initial"},
            )
            self._open("rank", "2. Rank.", self._ranked, self.reason)

    def _open(self, part: str, title: str, done: object, *more: widgets.Widget) -> None:
        question = getattr(self.case, part)
        card = QuestionCard(question, title, record=self.record, place="case", done=done)
        setattr(self, f"{part}_card", card)
        parts = [widgets.HTML(self._thinking(part)), *more, card.box]
        self.steps.children = (*self.steps.children, self._card(*parts))

    def _ranked(self) -> None:
        self.reason.disabled = True
        if self.reason.value.strip():
            self._remember("case_reason", reason=self.reason.value.strip()[:1000])
        self._add(weigh(self.case, self.asked))
        self._open("change_mind", "3. Change your mind.", self._changed)

    def _changed(self) -> None:
        self._open("plan", "4. Plan.", self._planned)

    def _planned(self) -> None:
        self._add(look_back(self.case, self.asked))

    def _add(self, html: str) -> None:
        said = widgets.HTML(spoken(html, framed=False))
        self.steps.children = (*self.steps.children, self._card(said))

    def _remember(self, kind: str, **facts: object) -> None:
        self.record.add(kind, case=self.case.id, **facts)
        self._tell(self.record.notice)

    def _tell(self, sentence: str) -> None:
        self.notice.value = notice(sentence)


def runner_case(name: str, record: Record | None = None) -> CaseDesk:
    """Open one case.

    Parameters
    ----------
    name : name of its file without the ending, such as "01_long_day".
    record : where answers and reasons go; the learner's own record if none is given.

    Raises
    ------
    CaseError : no such case, or a fault in its file.
    """
    return CaseDesk(load_case(name), record=record)
