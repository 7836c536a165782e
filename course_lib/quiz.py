"""Questions in the page: asked, locked, explained; and earlier ones that come back.

The right answer stays in Python until an attempt was made: no widget's state carries it.
"""

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from html import escape

import ipywidgets as widgets

from course_lib.faults import told
from course_lib.manners import Button, KeptBox, page_manners
from course_lib.page_words import spoken_texts
from course_lib.places import notebook_stands
from course_lib.questions import (
    AnswerError,
    Grade,
    Question,
    QuestionError,
    all_questions,
    grade,
    load_questions,
    right_answer,
)
from course_lib.quiz_inputs import STYLE, make_input
from course_lib.record import Record, default_record
from course_lib.spacing import choose_warm_up

__all__ = ["QuestionCard", "load_questions", "quiz", "warm_up"]

ATTEMPTS = 2
SORRY = "Something went wrong with this question. Run the cell again, or go on with the next one."
NO_WARM_UP = "There is nothing to warm up with yet: no earlier notebook has questions."


class QuestionCard:
    """One question in the page.

    Attributes
    ----------
    box : what is shown.
    state : `asked`, then `locked` while the feedback to an attempt shows, at last `explained`.
    """

    def __init__(
        self,
        question: Question,
        title: str,
        *,
        record: Record | None = None,
        place: str = "quiz",
        done: Callable[[], object] = lambda: None,
    ) -> None:
        self.question, self.state, self.attempt = question, "asked", 0
        self._record, self._place, self._done = record, place, done
        page_manners()
        self._input = make_input(question)
        self._check = self._button("Check my answer", self._mark, title)
        self._check.disabled = True
        self._again = self._button("Try again", self._unlock, title)
        self._again.layout.display = "none"
        self._said, self._notice = widgets.HTML(spoken_texts()), widgets.HTML(spoken_texts())
        for control in self._input.controls:
            control.observe(lambda _change: self._guarded(self._refresh), "value")
        stem = f"<p><b>{escape(title)}</b></p><p>{escape(question.stem)}</p>"
        buttons = widgets.HBox([self._check, self._again])
        self.box = widgets.VBox(
            [widgets.HTML(stem), self._input.box, buttons, self._said, self._notice]
        )
        self.box.add_class("course-card")

    def _button(self, words: str, step: Callable[[], None], title: str) -> Button:
        return Button(lambda: self._guarded(step), description=words, tooltip=f"{words}: {title}")

    def _guarded(self, step: Callable[[], None]) -> None:
        """Run a step of the card; a failure gives a sentence and leaves no dead control."""
        with told(self._sorry, SORRY):
            step()

    def _sorry(self, sentence: str) -> None:
        self._said.value = spoken_texts(sentence)
        self._unlock()
        self._check.disabled = False

    def _refresh(self) -> None:
        """Let the learner check once something is chosen."""
        self._check.disabled = self.state != "asked" or not self._input.ready()

    def _unlock(self) -> None:
        """Ask the same question once more; the button waits for a changed answer."""
        self.state = "asked"
        self._lock(False)

    def _lock(self, locked: bool) -> None:
        for control in self._input.controls:
            control.disabled = locked
        self._check.disabled = True
        self._again.layout.display = "none"

    def _mark(self) -> None:
        """Mark the answer, say what it means, and keep it in the record."""
        answer = self._input.answer()
        try:
            result = grade(self.question, answer)
        except AnswerError as error:
            self._said.value = spoken_texts(str(error))
            return
        self.attempt += 1
        over = result.right or self.attempt >= ATTEMPTS
        self.state = "explained" if over else "locked"
        self._lock(True)
        self._again.layout.display = "none" if over else ""
        self._said.value = spoken_texts(*self._words(result, over))
        self._keep(result, answer)
        if over:
            self._done()

    def _words(self, result: Grade, over: bool) -> list[str]:
        """Return the feedback, and the explanation once the attempts are over."""
        mark = "✓ Right." if result.right else "◐ Partly right." if result.partly else "✗ Not yet."
        words = [f"{mark} {result.feedback}"]
        if over and not result.right:
            words.append(f"What fits: {right_answer(self.question)}")
        return [*words, f"Why: {self.question.explanation}"] if over else words

    def _keep(self, result: Grade, answer: object) -> None:
        """Write the attempt into the record and show what the record has to say."""
        record = self._record if self._record is not None else default_record()
        record.add(
            "answer",
            question=self.question.id,
            right=result.right,
            attempt=self.attempt,
            answer=answer,
            place=self._place,
        )
        self._notice.value = spoken_texts(record.notice)


def _cards(questions: Iterable[Question], record: Record | None, place: str) -> widgets.VBox:
    """Return the cards one under the other."""
    questions = list(questions)
    name = "Warm-up question" if place == "warm_up" else "Question"
    boxes = [
        QuestionCard(q, f"{name} {n} of {len(questions)}", record=record, place=place).box
        for n, q in enumerate(questions, start=1)
    ]
    count = f"{len(questions)} question{'s' if len(questions) > 1 else ''} to answer."
    return KeptBox([widgets.HTML(STYLE), *boxes], name=name, sentence=count)


def _check_ids(room: str, wanted: list[str], bank: dict[str, Question]) -> None:
    """Raise `QuestionError` unless every wanted id is in the bank, and there is one."""
    unknown = [name for name in wanted if name not in bank]
    if unknown or not wanted:
        what = f"no question {str(unknown[0])[:60]!r}" if unknown else "nothing to ask here"
        choices = ", ".join(bank) or "another notebook"
        raise QuestionError(f"The room {room!r} has {what}; choose from {choices}.")


def quiz(
    room: str,
    ids: Iterable[str] | None = None,
    *,
    notebook: str | None = None,
    record: Record | None = None,
) -> widgets.VBox:
    """Show the questions of a room.

    Parameters
    ----------
    room : the folder in `data/` that holds the questions.
    ids : which questions, in this order; by default all with `use: check`.
    notebook : keep only the questions of this notebook, where a room serves two.
    record : where answers go; by default the learner's own record.

    Raises
    ------
    QuestionError : the room, an id or the notebook has no questions.
    """
    bank = {q.id: q for q in load_questions(room) if notebook in (None, q.notebook)}
    wanted = [ids] if isinstance(ids, str) else ids
    wanted = [q.id for q in bank.values() if q.use == "check"] if wanted is None else list(wanted)
    _check_ids(room, wanted, bank)
    return _cards([bank[name] for name in wanted], record, "quiz")


def warm_up(
    notebook_stem: str, *, record: Record | None = None, today: date | None = None
) -> widgets.VBox:
    """Show three questions from earlier notebooks; `course_lib.spacing` has the rule.

    Parameters
    ----------
    notebook_stem : the notebook that asks, such as `03_cause_posture`.
    record : what was answered before; by default the learner's own record.
    today : the day in UTC; by default today.

    Raises
    ------
    QuestionError : the stem is not that of a notebook.
    """
    record = default_record() if record is None else record
    chosen = choose_warm_up(
        [q for q in all_questions() if notebook_stands(q.notebook)],
        notebook_stem,
        events=record.events("answer"),
        today=today or datetime.now(UTC).date(),
    )
    if not chosen:
        return widgets.VBox([widgets.HTML(f"<p>{escape(NO_WARM_UP)}</p>")])
    return _cards(chosen, record, "warm_up")
