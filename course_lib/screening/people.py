"""Who can help, what they do, and what to expect."""

from __future__ import annotations

from course_lib.html_table import HtmlTable
from course_lib.quantities import Numbers
from course_lib.screening.card import NOT_REVIEWED
from course_lib.tables import load_rows


def who_helps() -> HtmlTable:
    """Show who can help at which urgency; rows without a clinical source are labelled.

    Returns
    -------
    HtmlTable : one row a person or service.

    Source: the table ``screening/people``, a source a row.
    """
    rows = load_rows("screening/people")
    columns = ("who, and how soon", "what they do", "what to expect", "reviewed")
    return HtmlTable(
        "Who can help, the most urgent first",
        Numbers(columns, tuple(_cells(row) for row in rows)),
        tuple(row["source_key"].split(";")[0] for row in rows),
    )


def _cells(row: dict[str, str]) -> tuple[str, ...]:
    mark = "from the source" if row["clinically_reviewed"] == "yes" else NOT_REVIEWED
    return (f"{row['who']} – {row['when']}", row["does"], row["expect"], mark)
