"""Evidence to read by keyboard and to take away: a table with links, and a CSV file."""

import csv
from collections.abc import Sequence
from dataclasses import fields
from html import escape
from io import StringIO

from course_lib.page_words import LINK, file_link, scrolling
from course_lib.sources import cite, get_source
from course_lib.treatment_rows import TreatmentRow

DIRECTION_SYMBOLS = {"for": "+", "against": "−", "mixed": "±", "context": "·", "gap": "?"}
REGION_WORDS = {
    "runners_upper_back": "runners, upper back",
    "upper_back": "upper back, not runners",
    "neck_shoulder": "neck or shoulder",
    "low_back": "low back",
    "other": "another part or outcome",
}
_HEADS = (
    "Finding",
    "Result",
    "Compared with",
    "Who, how many",
    "How near to you",
    "Kind of study, certainty",
    "Take care",
    "Source",
)
# JupyterLab takes colour and line from links inside widgets.
_CELL = 'style="text-align:left;vertical-align:top;white-space:normal;padding:3px 8px"'


def linked_table(rows: Sequence[TreatmentRow]) -> str:
    """Give the rows as an HTML table; each source is a link where its address was seen.

    Parameters
    ----------
    rows : results in the order to show, from ``treatment_rows``.
    """
    head = "".join(f'<th scope="col" {_CELL}>{name}</th>' for name in _HEADS)
    body = "".join(f"<tr>{_cells(row)}</tr>" for row in rows)
    return scrolling(
        f"{len(rows)} results with their sources",
        f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>",
    )


def _cells(row: TreatmentRow) -> str:
    people = f"{row.n:.0f} people" if row.n is not None else "number of people not read"
    studies = f"; {row.studies}" if row.studies else ""
    texts = [
        f"{DIRECTION_SYMBOLS[row.direction]} {row.statement}",
        f"{row.outcome}: {row.result}" + (f" ({row.follow_up})" if row.follow_up else ""),
        f"{row.against} ({row.comparison})",
        f"{row.population}; {people}{studies}",
        REGION_WORDS[row.region_match],
        f"{row.kind}; certainty: {row.certainty}",
        f"⚑ {row.flag}" + (f" ({row.note})" if row.note else ""),
    ]
    cells = [escape(text) for text in texts] + [_source(row.source_key)]
    first, *rest = cells
    return f'<th scope="row" {_CELL}>{first}</th>' + "".join(f"<td {_CELL}>{c}</td>" for c in rest)


def _source(key: str) -> str:
    return cite(key)._repr_html_().replace("<a ", f"<a style='{LINK}' ", 1)


def csv_text(rows: Sequence[TreatmentRow]) -> str:
    """Write the rows as CSV, every column, with reference and address.

    Parameters
    ----------
    rows : results in the order to show, from ``treatment_rows``.
    """
    names = [field.name for field in fields(TreatmentRow)]
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([*names, "reference", "address"])
    for row in rows:
        values = ["" if (v := getattr(row, name)) is None else v for name in names]
        source = get_source(row.source_key)
        writer.writerow([*values, str(source), source.link])
    return out.getvalue()


def csv_link(rows: Sequence[TreatmentRow], name: str) -> str:
    """Give a link that saves the rows as a file; the file travels inside the link.

    Parameters
    ----------
    rows : results in the order to save, from ``treatment_rows``.
    name : of the file, without ".csv".
    """
    # The mark at the start tells spreadsheet programs that the text is UTF-8.
    raw = ("\ufeff" + csv_text(rows)).encode("utf-8")
    count = f"{len(rows)} result{'' if len(rows) == 1 else 's'}"
    words = f"Download these {count} as a table (CSV)"
    return file_link(words, name=f"{name}.csv", kind="text/csv", raw=raw)
