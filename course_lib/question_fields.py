"""The fields of a question in YAML: read safely, each checked and named in every message."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from course_lib.plain_error import PlainValueError

MAX_BYTES = 1_000_000


class QuestionError(PlainValueError):
    """A question file, or a request for a question, that is not right."""


class OnceLoader(yaml.SafeLoader):
    """YAML without code, without aliases, and without a key silently replacing an equal one."""

    def compose_node(self, parent: yaml.Node, index: object) -> yaml.Node:
        """Compose a node, refusing an alias: a few lines of them unfold to gigabytes.

        Parameters
        ----------
        parent, index : what PyYAML hands over, the node above and its key or place there.

        Raises
        ------
        ComposerError : an alias.
        """
        if self.check_event(yaml.AliasEvent):
            event = self.peek_event()
            raise yaml.composer.ComposerError(
                problem=f"the alias *{event.anchor} is not allowed", problem_mark=event.start_mark
            )
        return super().compose_node(parent, index)

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        """Build a mapping, refusing a key that stands twice.

        Parameters
        ----------
        node : the mapping, as PyYAML composed it.
        deep : whether nested values are built at once.

        Raises
        ------
        ConstructorError : a key that stands twice.
        """
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
class FieldReader:
    """One mapping of the file, read field by field; a fault says where it is.

    Attributes
    ----------
    values : the fields by name.
    where : where the mapping stands, such as "posture/questions.yml, question 'arm'".
    """

    values: Mapping[str, Any]
    where: str

    def fault(self, field: str, found: str, *, allowed: str) -> QuestionError:
        """Return the one sentence for a fault.

        Parameters
        ----------
        field : its name.
        found : what stands there, in words.
        allowed : what may stand there, in words.
        """
        return QuestionError(f"{self.where}, field {field!r}: found {found}, allowed is {allowed}.")

    def only(self, names: tuple[str, ...]) -> None:
        """Refuse unknown fields and miss none.

        Parameters
        ----------
        names : all fields that the mapping must have.

        Raises
        ------
        QuestionError : a field too many, or one too few.
        """
        for name in self.values:
            if name not in names:
                raise self.fault(str(name), "an unknown field", allowed=", ".join(names))
        if missing := ", ".join(name for name in names if name not in self.values):
            raise self.fault(missing, "nothing", allowed="a value, because it is required")

    def text(self, field: str, *, empty: bool = False) -> str:
        """Return a text field, with single spaces between its words.

        Parameters
        ----------
        field : its name.
        empty : whether an empty text is allowed.

        Raises
        ------
        QuestionError : something other than text.
        """
        value = self.values[field]
        if not isinstance(value, str) or not (empty or value.strip()):
            raise self.fault(
                field, f"{value!r:.80}", allowed="text (put quotes round numbers, yes and no)"
            )
        return " ".join(value.split())

    def texts(self, field: str) -> tuple[str, ...]:
        """Return a field that is one text or a list of different texts.

        Parameters
        ----------
        field : its name.

        Raises
        ------
        QuestionError : something other than texts, or one of them twice.
        """
        value = self.values[field]
        value = [value] if isinstance(value, str) else value
        if not isinstance(value, list) or not all(isinstance(v, str) and v.strip() for v in value):
            raise self.fault(field, f"{value!r:.80}", allowed="text or a list of texts")
        if twice := [v for v in value if value.count(v) > 1]:
            raise self.fault(field, f"{twice[0]!r} twice", allowed="each text once")
        return tuple(" ".join(v.split()) for v in value)

    def number(self, field: str) -> float:
        """Return a finite number.

        Parameters
        ----------
        field : its name.

        Raises
        ------
        QuestionError : something other than a finite number.
        """
        value = self.values[field]
        if (
            isinstance(value, bool)
            or not isinstance(value, int | float)
            or not math.isfinite(value)
        ):
            raise self.fault(field, f"{value!r:.80}", allowed="a finite number")
        return float(value)

    def choice(self, field: str, allowed: tuple[str, ...]) -> str:
        """Return one of the allowed words.

        Parameters
        ----------
        field : its name; a field that is not there is a fault too.
        allowed : the words that may stand there.

        Raises
        ------
        QuestionError : any other word.
        """
        if self.values.get(field) not in allowed:
            raise self.fault(field, f"{self.values.get(field)!r:.80}", allowed=" or ".join(allowed))
        return self.values[field]


def parse_yaml(raw: bytes, name: str) -> object:
    """Return what the YAML in the bytes of the file `name` holds, without running any of it.

    Parameters
    ----------
    raw : the bytes of the file, 1 MB at most.
    name : of the file, for the messages.

    Raises
    ------
    QuestionError : a file too large, or YAML that cannot be read; the sentence names the line.
    """
    if len(raw) > MAX_BYTES:
        raise QuestionError(
            f"{name} has {len(raw)} bytes, allowed are {MAX_BYTES}; split the file."
        )
    try:
        return yaml.load(raw, OnceLoader)  # noqa: S506 (a stricter SafeLoader)
    except (yaml.YAMLError, ValueError, OverflowError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        line = f" line {mark.line + 1}" if mark else ""
        problem = getattr(error, "problem", None) or "this is not readable text"
        raise QuestionError(
            f"{name}{line} is not valid YAML: {problem}; mend that line."
        ) from error
