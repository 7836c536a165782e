"""The review and the mixed quiz: questions from all banks, one after the other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from html import escape

import ipywidgets as widgets

from course_lib.chapters import course_map
from course_lib.faults import told
from course_lib.manners import Button, page_manners, show_for_keeps
from course_lib.page_words import notice, spoken
from course_lib.places import notebook_stands
from course_lib.plan.review import NEVER, Standing, choose_final, choose_review, standings, tier_of
from course_lib.plan.review_progress import day_words
from course_lib.questions import Question, all_questions
from course_lib.quiz import QuestionCard
from course_lib.quiz_inputs import STYLE
from course_lib.record import Record, default_record

REVIEW, FINAL = "Review question", "Quiz question"
LEAVE = "Leave this one out"
LEFT = "<p>Left out. It comes back another day.</p>"
WHY = (
    "you missed it on {day}",
    "you knew it on {day}; now it is due",
    "not asked before",
    "you knew it on {day}; it is not due yet",
    "you missed it today",
    "you knew it today",
)


def today_utc() -> date:
    """Give the day in UTC, as in the record."""
    return datetime.now(UTC).date()


def standing_questions() -> tuple[Question, ...]:
    """Give the questions of all banks whose notebook stands."""
    return tuple(q for q in all_questions() if notebook_stands(q.notebook))


class QuestionRun(widgets.VBox):
    """A row of questions: the next one opens below when the last one is explained.

    Parameters
    ----------
    questions : what to ask, in this order.
    name : what a question of the row is called.
    place : where the answers came from, for the record.
    notes : a few words on each question, by its id.
    record : where answers go.

    Attributes
    ----------
    right : dict of str to bool or None
        Right at the first try, by id of the questions that are over; None if it was left out.
    """

    def __init__(
        self,
        questions: Sequence[Question],
        *,
        name: str,
        place: str,
        notes: Mapping[str, str],
        record: Record,
    ) -> None:
        page_manners()
        self.questions, self.name, self.right = tuple(questions), name, {}
        self._place, self._notes, self._record = place, notes, record
        self.steps = widgets.VBox()
        self.notice, self.said = widgets.HTML(), widgets.HTML(spoken(""))
        super().__init__([widgets.HTML(STYLE), self.notice, self.steps, self.said])
        self._tell(record.notice)
        self._next()

    def _ipython_display_(self) -> None:
        show_for_keeps(self, self.name, sentence=f"{len(self.questions)} questions to answer.")

    def _next(self) -> None:
        """Open the next question, or say how it went."""
        number = len(self.right)
        if number == len(self.questions):
            self.said.value = spoken(self.summary())
            return
        question = self.questions[number]
        title = f"{self.name} {number + 1} of {len(self.questions)}"
        if note := self._notes.get(question.id):
            title += f" · {note}"
        self.card = QuestionCard(
            question, title, record=self._record, place=self._place, done=self._done
        )
        self.leave_button = Button(self.leave, description=LEAVE, tooltip=f"{LEAVE}: {title}")
        self.leave_button.layout = widgets.Layout(width="auto", align_self="flex-start")
        step = widgets.VBox([self.card.box, self.leave_button])
        self.steps.children = (*self.steps.children, step)

    def _done(self) -> None:
        """Note how the question went, as the record has it."""
        asked = self.questions[len(self.right)].id
        mine = [e for e in self._record.events("answer") if e.get("question") == asked]
        first = bool(mine) and mine[-1].get("right") is True and self.card.attempt == 1
        self._close(asked, right=first)

    def leave(self) -> None:
        """Go on without an answer; the question keeps its place in the queue."""
        with told(self._tell):
            self.card.box.children = (self.card.box.children[0], widgets.HTML(LEFT))
            self._close(self.questions[len(self.right)].id, right=None)

    def _close(self, name: str, *, right: bool | None) -> None:
        self.leave_button.layout.display = "none"
        self.right[name] = right
        self._next()

    def _tell(self, sentence: str) -> None:
        self.notice.value = notice(sentence)

    def summary(self) -> str:
        """Say how it went, as HTML."""
        known = sum(right is True for right in self.right.values())
        left = sum(right is None for right in self.right.values())
        words = f"Done: {known} of {len(self.questions)} right at the first try"
        words += f", {left} left out." if left else "."
        open_again = _chapters(q for q in self.questions if not self.right[q.id])
        if not open_again:
            return f"<p><b>{words}</b></p>"
        rows = "".join(f"<li>{escape(chapter)}: {n}</li>" for chapter, n in open_again.items())
        return f"<p><b>{words}</b> The rest comes back, and is taught in:</p><ul>{rows}</ul>"


def _chapters(questions: Iterable[Question]) -> Mapping[str, int]:
    """Count questions by the name of their chapter, the most first."""
    titles = {c.stem: f"{c.stem[:2]} {c.title}" for c in course_map().chapters}
    found = Counter(titles.get(q.notebook, q.notebook) for q in questions)
    return dict(found.most_common())


def review_session(
    n: int = 10, *, record: Record | None = None, today: date | None = None
) -> QuestionRun:
    """Ask what is due today, over the whole course; ``course_lib.plan.review`` has the rule.

    Parameters
    ----------
    n : how many questions, 1 to 100.
    record : what was answered before, and where answers go; by default the learner's own.
    today : the day in UTC; by default today.

    Raises
    ------
    ValueError : ``n`` is out of range.
    """
    record = record or default_record()
    today, events = today or today_utc(), record.events()
    chosen = choose_review(standing_questions(), events=events, today=today, n=n)
    known = standings(events)
    notes = {q.id: _why(known.get(q.id, NEVER), today) for q in chosen}
    return QuestionRun(chosen, name=REVIEW, place="review", notes=notes, record=record)


def _why(standing: Standing, today: date) -> str:
    return WHY[tier_of(standing, today)].format(day=day_words(standing.last))


def final_quiz(
    n: int = 30, *, record: Record | None = None, today: date | None = None
) -> QuestionRun:
    """Ask a mixed quiz, every chapter alike; another day brings another one.

    Parameters
    ----------
    n : how many questions, 1 to 100.
    record : what was answered before, and where answers go; by default the learner's own.
    today : the day in UTC; by default today.

    Raises
    ------
    ValueError : ``n`` is out of range.
    """
    record = record or default_record()
    events, bank = record.events(), standing_questions()
    chosen = choose_final(bank, events=events, today=today or today_utc(), n=n)
    return QuestionRun(chosen, name=FINAL, place="final", notes={}, record=record)
