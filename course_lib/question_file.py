"""What a question file looks like: read safely, checked field by field."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import yaml

USES = ("check", "extra")
COMMON = ("id", "notebook", "use", "claim", "objective", "type", "stem", "explanation", "source")
OWN = {
    "single": ("options",),
    "multiple": ("options",),
    "numeric": ("answer", "tolerance", "unit", "feedback", "feedback_low", "feedback_high"),
    "order": ("items", "feedback", "feedback_wrong"),
}
OPTION = ("text", "right", "feedback")


class QuestionError(ValueError):
    """A question file, or a request for a question, that is not right."""


@dataclass(frozen=True)
class Option:
    """One option of a single or multiple choice."""

    text: str
    right: bool
    feedback: str


@dataclass(frozen=True)
class Question:
    """One checked question; the fields that its type does not use are empty.

    `answer` and `tolerance` are in `unit`; `items` stand in their right order.
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


class _Loader(yaml.SafeLoader):
    """YAML without code, and without a key silently replacing an equal one."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        """Build a mapping, refusing a key that stands twice."""
        keys = []
        for place, _ in node.value:
            key = self.construct_object(place, deep=True)
            if key in keys:
                raise yaml.constructor.ConstructorError(
                    problem=f"the key {key!r} stands twice", problem_mark=place.start_mark
                )
            keys.append(key)
        return super().construct_mapping(node, deep)


@dataclass(frozen=True)
class _Reader:
    """One mapping of the file, and where it stands, so that a fault can be named."""

    values: Mapping[str, Any]
    where: str

    def fault(self, field: str, found: str, *, allowed: str) -> QuestionError:
        """Return the one sentence for a fault."""
        return QuestionError(f"{self.where}, field {field!r}: found {found}, allowed is {allowed}.")

    def only(self, names: tuple[str, ...]) -> None:
        """Refuse unknown fields and miss none."""
        for name in self.values:
            if name not in names:
                raise self.fault(str(name), "an unknown field", allowed=", ".join(names))
        for name in names:
            if name not in self.values:
                raise self.fault(name, "nothing", allowed="a value, because it is required")

    def text(self, field: str, *, empty: bool = False) -> str:
        """Return a text field."""
        value = self.values[field]
        if not isinstance(value, str) or not (empty or value.strip()):
            raise self.fault(
                field, f"{value!r:.80}", allowed="text (put quotes round numbers, yes and no)"
            )
        return " ".join(value.split())

    def texts(self, field: str) -> tuple[str, ...]:
        """Return a field that is one text or a list of different texts."""
        value = self.values[field]
        value = [value] if isinstance(value, str) else value
        if not isinstance(value, list) or not all(isinstance(v, str) and v.strip() for v in value):
            raise self.fault(field, f"{value!r:.80}", allowed="text or a list of texts")
        if twice := [v for v in value if value.count(v) > 1]:
            raise self.fault(field, f"{twice[0]!r} twice", allowed="each text once")
        return tuple(" ".join(v.split()) for v in value)

    def number(self, field: str) -> float:
        """Return a finite number."""
        value = self.values[field]
        if (
            isinstance(value, bool)
            or not isinstance(value, int | float)
            or not math.isfinite(value)
        ):
            raise self.fault(field, f"{value!r:.80}", allowed="a finite number")
        return float(value)

    def choice(self, field: str, allowed: tuple[str, ...]) -> str:
        """Return one of the allowed words."""
        if self.values.get(field) not in allowed:
            raise self.fault(field, f"{self.values.get(field)!r:.80}", allowed=" or ".join(allowed))
        return self.values[field]


def parse_bank(raw: bytes, name: str, *, room: str) -> tuple[Question, ...]:
    """Return the questions in the bytes of the file `name` of `room`.

    Raises
    ------
    QuestionError
        Names file, question, field, what was found and what is allowed.
    """
    try:
        items = yaml.load(raw, _Loader)  # noqa: S506 (a SafeLoader that refuses double keys)
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        line = f" line {mark.line + 1}" if mark else ""
        problem = getattr(error, "problem", None) or "this is not readable text"
        raise QuestionError(
            f"{name}{line} is not valid YAML: {problem}; mend that line."
        ) from error
    if not isinstance(items, list) or not items:
        raise QuestionError(f"{name} holds {type(items).__name__}, allowed is a list of questions.")
    seen: dict[str, Question] = {}
    for number, item in enumerate(items, start=1):
        question = _question(item, number, name, room)
        if question.id in seen:
            place = _Reader({}, f"{name}, question {question.id!r}")
            raise place.fault("id", "an id used before", allowed="a new id for each question")
        seen[question.id] = question
    return tuple(seen.values())


def _question(item: object, number: int, name: str, room: str) -> Question:
    """Return one checked question."""
    if not isinstance(item, dict):
        raise QuestionError(f"{name}, question {number} is {item!r:.60}, allowed is named fields.")
    read = _Reader(item, f"{name}, question {item.get('id', number)!r}")
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


def _sources(read: _Reader) -> tuple[str, ...]:
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


def _numeric(read: _Reader) -> dict[str, Any]:
    """Return the fields of a numeric question."""
    tolerance = read.number("tolerance")
    if tolerance <= 0:
        raise read.fault("tolerance", f"{tolerance:g}", allowed="a number above 0")
    words = {f: read.text(f) for f in ("feedback", "feedback_low", "feedback_high")}
    unit = read.text("unit", empty=True)
    return {"answer": read.number("answer"), "tolerance": tolerance, "unit": unit, **words}


def _order(read: _Reader) -> dict[str, Any]:
    """Return the fields of an order question."""
    items = read.texts("items")
    if not 3 <= len(items) <= 7:
        raise read.fault("items", f"{len(items)} items", allowed="3 to 7 items")
    return {"items": items, **{f: read.text(f) for f in ("feedback", "feedback_wrong")}}


def _options(read: _Reader, kind: str) -> tuple[Option, ...]:
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


def _option(item: object, read: _Reader, number: int) -> Option:
    """Return one checked option."""
    if not isinstance(item, dict):
        raise read.fault("options", f"{item!r:.80}", allowed="named fields: " + ", ".join(OPTION))
    inner = _Reader(item, f"{read.where}, option {number}")
    inner.only(OPTION)
    if not isinstance(item["right"], bool):
        raise inner.fault("right", f"{item['right']!r:.80}", allowed="true or false")
    return Option(inner.text("text"), item["right"], inner.text("feedback"))
