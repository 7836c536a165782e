"""What a question file looks like: read safely, checked field by field."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from course_lib.question_fields import FieldReader, QuestionError, parse_yaml

USES = ("check", "extra")
COMMON = ("id", "notebook", "use", "claim", "objective", "type", "stem", "explanation", "source")
OWN = {
    "single": ("options",),
    "multiple": ("options",),
    "numeric": ("answer", "tolerance", "unit", "feedback", "feedback_low", "feedback_high"),
    "order": ("items", "feedback", "feedback_wrong"),
}
OPTION = ("text", "right", "feedback")


@dataclass(frozen=True)
class Option:
    """One option of a single or multiple choice.

    Attributes
    ----------
    text : what can be chosen.
    right : whether it belongs to the right answer.
    feedback : what to say when it is chosen.
    """

    text: str
    right: bool
    feedback: str


@dataclass(frozen=True)
class Question:
    """One checked question; the fields that its type does not use are empty.

    Attributes
    ----------
    room : folder of data/ whose file holds it.
    id : name in the learner's record; it never changes.
    notebook : stem of the notebook that asks it.
    use : "check" or "extra".
    claim : ids of the claims it tests.
    objective : what the learner can do who answers it.
    type : "single", "multiple", "numeric" or "order".
    stem : the question itself.
    explanation : why the right answer is right, shown at the end.
    source : keys of references.json.
    options : of a choice.
    answer, tolerance : of a number, in ``unit``.
    unit : of a number; "" for a pure one.
    feedback : to the right number, or the right order.
    feedback_low, feedback_high : to a number that is too small, too large.
    items : what to put in order, in the right order.
    feedback_wrong : to any other order.
    """

    room: str
    id: str
    notebook: str
    use: str
    claim: tuple[str, ...]
    objective: str
    type: str
    stem: str
    explanation: str
    source: tuple[str, ...]
    options: tuple[Option, ...] = ()
    answer: float = math.nan
    tolerance: float = math.nan
    unit: str = ""
    feedback: str = ""
    feedback_low: str = ""
    feedback_high: str = ""
    items: tuple[str, ...] = ()
    feedback_wrong: str = ""


def parse_bank(raw: bytes, name: str, *, room: str) -> tuple[Question, ...]:
    """Return the questions of a file.

    Parameters
    ----------
    raw : the bytes of the file.
    name : of the file, for the messages.
    room : the folder of data/ that holds it.

    Raises
    ------
    QuestionError : a fault; the sentence names file, question, field and what is allowed.
    """
    items = parse_yaml(raw, name)
    if not isinstance(items, list) or not items:
        raise QuestionError(f"{name} holds {type(items).__name__}, allowed is a list of questions.")
    seen: dict[str, Question] = {}
    for number, item in enumerate(items, start=1):
        question = _question(item, number, name, room)
        if question.id in seen:
            place = FieldReader({}, f"{name}, question {question.id!r}")
            raise place.fault("id", "an id used before", allowed="a new id for each question")
        seen[question.id] = question
    return tuple(seen.values())


def _question(item: object, number: int, name: str, room: str) -> Question:
    """Return one checked question."""
    if not isinstance(item, dict):
        raise QuestionError(f"{name}, question {number} is {item!r:.60}, allowed is named fields.")
    return parse_question(item, f"{name}, question {item.get('id', number)!r}", room=room)


def parse_question(item: Mapping[str, Any], where: str, *, room: str) -> Question:
    """Return one checked question.

    Parameters
    ----------
    item : one mapping of the file.
    where : its place, for the messages.
    room : the folder of data/ that holds the file.

    Raises
    ------
    QuestionError : a fault; the sentence names the place, the field and what is allowed.
    """
    read = FieldReader(item, where)
    kind = read.choice("type", tuple(OWN))
    read.only(COMMON + OWN[kind])
    common = {
        "room": room,
        "type": kind,
        "use": read.choice("use", USES),
        "claim": read.texts("claim"),
        "source": _sources(read),
        **{f: read.text(f) for f in ("id", "notebook", "objective", "stem", "explanation")},
    }
    if kind == "numeric":
        return Question(**common, **_numeric(read))
    if kind == "order":
        return Question(**common, **_order(read))
    return Question(**common, options=_options(read, kind))


def _sources(read: FieldReader) -> tuple[str, ...]:
    """Return the source keys, each known; a question that tests a claim has at least one."""
    from course_lib.sources import SourceError, get_source

    keys = read.texts("source")
    if read.values["claim"] and not keys:
        raise read.fault(
            "source", "none", allowed="at least one key, because the question tests a claim"
        )
    for key in keys:
        try:
            get_source(key)
        except SourceError as error:
            raise read.fault(
                "source", repr(key), allowed="a key of data/references.json"
            ) from error
    return keys


def _numeric(read: FieldReader) -> dict[str, Any]:
    """Return the fields of a numeric question."""
    tolerance = read.number("tolerance")
    if tolerance <= 0:
        raise read.fault("tolerance", f"{tolerance:g}", allowed="a number above 0")
    words = {f: read.text(f) for f in ("feedback", "feedback_low", "feedback_high")}
    unit = read.text("unit", empty=True)
    return {"answer": read.number("answer"), "tolerance": tolerance, "unit": unit, **words}


def _order(read: FieldReader) -> dict[str, Any]:
    """Return the fields of an order question."""
    items = read.texts("items")
    if not 3 <= len(items) <= 7:
        raise read.fault("items", f"{len(items)} items", allowed="3 to 7 items")
    return {"items": items, **{f: read.text(f) for f in ("feedback", "feedback_wrong")}}


def _options(read: FieldReader, kind: str) -> tuple[Option, ...]:
    """Return the options of a choice, each with feedback, the right number of them right."""
    raw = read.values["options"]
    if not isinstance(raw, list) or not 2 <= len(raw) <= 7:
        raise read.fault("options", f"{raw!r:.80}", allowed="a list of 2 to 7 options")
    options = tuple(_option(item, read, number) for number, item in enumerate(raw, start=1))
    for option in options:
        if sum(o.text.casefold() == option.text.casefold() for o in options) > 1:
            raise read.fault("options", f"{option.text!r} twice", allowed="each option once")
    right = sum(option.right for option in options)
    if kind == "single" and right != 1:
        raise read.fault("options", f"{right} right options", allowed="exactly 1 for type single")
    if kind == "multiple" and not 2 <= right < len(options):
        allowed = "at least 2 right and 1 wrong for type multiple"
        raise read.fault("options", f"{right} right of {len(options)}", allowed=allowed)
    return options


def _option(item: object, read: FieldReader, number: int) -> Option:
    """Return one checked option."""
    if not isinstance(item, dict):
        raise read.fault("options", f"{item!r:.80}", allowed="named fields: " + ", ".join(OPTION))
    inner = FieldReader(item, f"{read.where}, option {number}")
    inner.only(OPTION)
    if not isinstance(item["right"], bool):
        raise inner.fault("right", f"{item['right']!r:.80}", allowed="true or false")
    return Option(inner.text("text"), item["right"], inner.text("feedback"))
