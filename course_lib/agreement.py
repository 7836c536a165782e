"""How true is a model? Published findings beside what it gives, as one kind of table everywhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from course_lib.html_table import HtmlTable
from course_lib.quantities import Numbers


@dataclass(frozen=True)
class Check:
    """One published finding, the model's answer, and whether they agree.

    Attributes
    ----------
    finding : what was measured, in words.
    published : what the source found, with its unit.
    model : what the model gives, with its unit.
    agrees : whether the two agree, in words.
    source_key : of the finding, a key of references.json.
    """

    finding: str
    published: str
    model: str
    agrees: str
    source_key: str


def check_table(
    checks: Sequence[Check],
    *,
    caption: str = "Published findings beside this model",
    published: str = "published",
    model: str = "this model",
) -> HtmlTable:
    """Put checks into a table to read.

    Parameters
    ----------
    checks : the findings, in order.
    caption : what stands above the table.
    published, model : heads of the two columns that are compared.
    """
    rows = tuple((c.finding, c.published, c.model, c.agrees) for c in checks)
    numbers = Numbers(("finding", published, model, "do they agree?"), rows)
    return HtmlTable(caption, numbers, tuple(check.source_key for check in checks))
