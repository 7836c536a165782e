"""The quiz on the model: structures carry letters, names are hidden, the learner finds one.

Which letter is right stays in Python: neither the figure nor a widget's state tells it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from html import escape

import ipywidgets as widgets

from course_lib.anatomy import muscles, structures
from course_lib.anatomy.plate_figure import plate
from course_lib.anatomy.skeleton import pose
from course_lib.anatomy.words import tell
from course_lib.faults import told
from course_lib.live_figure import LiveFigure
from course_lib.manners import Button, LargeType, page_manners, show_for_keeps
from course_lib.page_words import spoken_texts
from course_lib.picture import Picture
from course_lib.record import Record, default_record

LETTERS = "ABCDEF"
ATTEMPTS = 2
NAME = "Find it on the model"


@dataclass(frozen=True)
class Task:
    """Something to find.

    Attributes
    ----------
    id : name in the learner's record; it never changes.
    question : what to find, in words.
    view : "posterior", "lateral" or "anterior".
    names : six structures that carry letters, the right one first.
    why : what is told at the end.
    lengths : whether the letters are explained by their length in a rounded back.
    """

    id: str
    question: str
    view: str
    names: tuple[str, ...]
    why: str
    lengths: bool = False

    def letters(self) -> dict[str, str]:
        """Give structure -> letter, in an order that depends on the question's id alone."""
        salted = {name: sha256(f"{self.id}\n{name}".encode()).hexdigest() for name in self.names}
        return dict(zip(sorted(self.names, key=salted.get), LETTERS, strict=True))


TASKS = (
    Task(
        "find-t7", "Find T7.", "posterior", ("T7", "T1", "T3", "T5", "T9", "T11"),
        "Count down from T1, the first vertebra with a rib, or up from T12, the last with one.",
    ),
    Task(
        "find-floating", "Which rib floats?", "lateral",
        ("rib_11", "rib_2", "rib_5", "rib_7", "rib_9", "rib_10"),
        "Ribs 11 and 12 end between muscles; no cartilage ties them to another rib.",
    ),
    Task(
        "find-last-true", "Which is the lowest rib with its own cartilage to the breastbone?",
        "anterior", ("rib_7", "rib_3", "rib_5", "rib_8", "rib_9", "rib_10"),
        "Ribs 1 to 7 reach the breastbone by their own cartilage; 8 to 10 join the one above.",
    ),
    Task(
        "find-manubrium", "Find the part of the breastbone that meets both collarbones.",
        "anterior",
        ("manubrium", "sternal_body", "xiphoid", "clavicle", "rib_2", "cartilage_6"),
        "It is the top of the breastbone, the manubrium. The collarbones and ribs 1 and 2 meet it.",
    ),
    Task(
        "find-t12", "Find the vertebra that carries the last rib.", "lateral",
        ("T12", "C7", "T4", "T8", "T10", "L1"),
        "T12 carries rib 12. The vertebra below it, L1, carries none.",
    ),
    Task(
        "find-blade", "Which bone lies on the ribs with one bony tie, the collarbone?",
        "posterior", ("scapula", "clavicle", "rib_6", "rib_9", "T1", "T10"),
        "The shoulder blade glides on the ribs. Muscles hold it there.",
    ),
    Task(
        "find-longer",
        "Your upper back rounds from 50° to 65°. Which muscle gets at least 2 % longer?",
        "posterior",
        ("spinalis_thoracis", "trapezius_transverse", "latissimus_dorsi", "levator_scapulae",
         "splenius_capitis", "rhomboid_major"),
        "It runs behind the joints that bend, so the way along it gets longer.",
        lengths=True,
    ),
    Task(
        "find-diaphragm", "Which is the main muscle of breathing in?", "lateral",
        ("diaphragm", "sternocleidomastoid", "scalenus_medius", "pectoralis_minor",
         "serratus_posterior_inferior", "levator_scapulae"),
        "The diaphragm is the floor of the chest. It flattens and draws air in.",
    ),
    Task(
        "find-rhomboid", "Which muscle joins the spine to the inner border of the shoulder blade?",
        "posterior",
        ("rhomboid_major", "iliocostalis_thoracis", "latissimus_dorsi", "levator_scapulae",
         "splenius_capitis", "serratus_posterior_inferior"),
        "It runs from T2 to T5 down to the inner border of the blade, under trapezius.",
    ),
    Task(
        "find-column", "Which muscle runs along the spine and pulls the trunk upright?",
        "posterior",
        ("longissimus_thoracis", "rhomboid_minor", "latissimus_dorsi", "trapezius_ascending",
         "levator_scapulae", "splenius_capitis"),
        "It belongs to the erector spinae, the long columns behind the joints.",
    ),
)  # fmt: skip
PARTS = ("bones", "muscles")


def meaning(task: Task, name: str) -> str:
    """Say what a structure really is; for a question on lengths, what the model gives it.

    Parameters
    ----------
    task : the task that is asked.
    name : id of a structure, such as "T7", "rib_7", "rib_7_left" or "rhomboid_major".

    Raises
    ------
    ValueError : there is no such bone and no such muscle.
    """
    title = structures.structure(name).name
    if not task.lengths:
        return f"{title}. {tell(name)}"
    percent = muscles.percent_by_muscle(pose(kyphosis_deg=65))[name, "right"]
    percent /= muscles.percent_by_muscle(pose(kyphosis_deg=50))[name, "right"]
    return f"{title}; rounding takes it to {100 * percent:.1f} % of its length in this model."


class FindQuiz(widgets.VBox):
    """Find structures on the model, one task after the other.

    Parameters
    ----------
    record : where answers go; the learner's own record if none is given.
    tasks : what to find.
    """

    def __init__(self, record: Record | None = None, *, tasks: tuple[Task, ...] = TASKS) -> None:
        page_manners()
        self._record, self._tasks, self.number, self._attempt = record, tasks, 0, 0
        self.stem, self.said, self.notice = widgets.HTML(), widgets.HTML(), widgets.HTML()
        self.answer = widgets.RadioButtons(
            options=list(LETTERS), value=None, description="Your answer"
        )
        self.answer.observe(lambda _change: self._guarded(self._refresh), "value")
        self.check = Button(lambda: self._guarded(self._mark), description="Check my answer")
        self.check.add_class("course-lock")
        self.next = Button(lambda: self._guarded(self._go_on), description="Next structure")
        self.next.add_class("course-quiet")
        self.figure = LiveFigure(self._hidden(), name=NAME)
        buttons = widgets.HBox([self.check, self.next]).add_class("course-row")
        column = widgets.VBox([self.stem, self.answer, buttons, self.said, self.notice])
        body = widgets.HBox([column.add_class("course-controls"), self.figure])
        title = widgets.HTML(f"<h3 class='course-question'>{NAME}</h3>")
        self.large = LargeType(self, self.figure)
        head = widgets.HBox([title, self.large]).add_class("course-head")
        super().__init__([head, body.add_class("course-body")])
        self.add_class("course-lab").add_class("course-card")
        self._ask()

    def _ipython_display_(self) -> None:
        show_for_keeps(self, NAME, sentence=f"{len(self._tasks)} structures to find.")

    @property
    def _task(self) -> Task:
        return self._tasks[self.number]

    def _hidden(self) -> Picture:
        return plate(pose(), view=self._task.view, labels=False, letters=self._task.letters())

    def _ask(self) -> None:
        self._attempt = 0
        count = f"Structure {self.number + 1} of {len(self._tasks)}"
        self.stem.value = f"<p><b>{count}</b></p><p>{escape(self._task.question)}</p>"
        self.answer.disabled, self.answer.value, self.said.value = False, None, spoken_texts()
        self.check.disabled = True

    def _go_on(self) -> None:
        self.number = (self.number + 1) % len(self._tasks)
        self.figure.show(self._hidden())
        self._ask()

    def _refresh(self) -> None:
        self.check.disabled = self.answer.value is None

    def _mark(self) -> None:
        """Say what the chosen letter is, and keep the answer; show the names at the end."""
        letter, task = self.answer.value, self._task
        if letter is None:
            return
        given = {mark: name for name, mark in task.letters().items()}[letter]
        right = given == task.names[0]
        self._attempt += 1
        over = right or self._attempt >= ATTEMPTS
        words = [f"{'✓ Right.' if right else '✗ Not yet.'} {letter} is {meaning(task, given)}"]
        if over and not right:
            wanted = task.letters()[task.names[0]]
            words.append(f"What fits: {wanted}, {meaning(task, task.names[0])}")
        self.said.value = spoken_texts(*words, f"Why: {task.why}" if over else "")
        self.check.disabled, self.answer.disabled = True, over
        if over:
            self._reveal(task)
        self._keep(letter, right)

    def _reveal(self, task: Task) -> None:
        target = task.names[0]
        layer = "bones"
        if structures.structure(target).kind == "muscle":
            layer = next(n for n in structures.LAYERS if target in structures.of_layer(n))
        self.figure.show(plate(pose(), view=task.view, chosen=target, layer=layer))

    def _keep(self, letter: str, right: bool) -> None:
        record = self._record if self._record is not None else default_record()
        record.add(
            "answer", question=self._task.id, right=right, attempt=self._attempt,
            answer=letter, place="find",
        )  # fmt: skip
        self.notice.value = spoken_texts(record.notice)

    def _guarded(self, step: Callable[[], None]) -> None:
        with told(lambda sentence: setattr(self.said, "value", spoken_texts(sentence))):
            step()


def find_quiz(part: str = "", *, record: Record | None = None) -> FindQuiz:
    """Open the quiz "find it on the model".

    Parameters
    ----------
    part : "bones" or "muscles"; "" for both.
    record : where the answers go; the learner's own record if none is given.

    Raises
    ------
    ValueError : another part.
    """
    if part not in ("", *PARTS):
        raise ValueError(f"The part was given as {part!r}; choose bones or muscles.")
    asked = {task: structures.structure(task.names[0]).kind == "muscle" for task in TASKS}
    chosen = tuple(t for t in TASKS if not part or asked[t] == (part == "muscles"))
    return FindQuiz(record, tasks=chosen)
