"""One cell of a table against one field of its description (Table Schema)."""

import math
import re
from datetime import date

_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?")
_INTEGER = re.compile(r"[+-]?\d+")


class BadCellError(ValueError):
    """A cell breaks its field; the message says what is allowed."""


def parse_cell(field: dict, cell: str) -> str | float:
    """Turn the text of a cell into a value, or refuse it.

    Parameters
    ----------
    field : field descriptor: name, type (string, integer, number, date), constraints.
    cell : text of the cell; "" is a missing value.

    Returns
    -------
    str or float : the value; a missing text is "", a missing number NaN.

    Raises
    ------
    BadCellError : type or a constraint is broken. Its message completes "allowed: …".
    """
    limits = field.get("constraints", {})
    numeric = field["type"] in ("integer", "number")
    if cell == "":
        if limits.get("required"):
            raise BadCellError(f"{_kind(field)}, never empty")
        return math.nan if numeric else ""
    value = _typed(field, cell)
    if "enum" in limits and value not in limits["enum"]:
        raise BadCellError("one of " + ", ".join(str(choice) for choice in limits["enum"]))
    if "pattern" in limits and not re.fullmatch(limits["pattern"], cell):
        raise BadCellError(f"text of the form {limits['pattern']}")
    low, high = limits.get("minimum"), limits.get("maximum")
    if (low is not None and value < low) or (high is not None and value > high):
        raise BadCellError(_kind(field))
    return value


def _typed(field: dict, cell: str) -> str | float:
    kind = field["type"]
    if kind == "string":
        return cell
    if kind == "date":
        return _day(cell)
    form = {"integer": _INTEGER, "number": _NUMBER}.get(kind)
    if form is None:
        raise BadCellError(f"a field of type string, integer, number or date, not {kind}")
    # 1e999 has the form of a number and is still infinite.
    if not form.fullmatch(cell) or not math.isfinite(float(cell)):
        raise BadCellError(_kind(field))
    return int(cell) if kind == "integer" else float(cell)


def _day(cell: str) -> str:
    try:
        return date.fromisoformat(cell).isoformat()
    except ValueError:
        raise BadCellError("a day as year-month-day, such as 2026-11-22") from None


def _kind(field: dict) -> str:
    names = {"integer": "a whole number", "number": "a finite number", "date": "a day"}
    limits = field.get("constraints", {})
    low, high = limits.get("minimum"), limits.get("maximum")
    text = names.get(field["type"], "text")
    text += f" from {low}" if low is not None else ""
    return text + (f" up to {high}" if high is not None else "")
