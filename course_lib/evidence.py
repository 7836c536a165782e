"""Evidence for and against a claim: rows, a card to read, and a forest plot."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any

from course_lib.claims import GRADE_SYMBOLS, Claim, get_claim
from course_lib.evidence_rows import EvidenceRow, evidence_rows
from course_lib.evidence_table import DIRECTION_SYMBOLS, REGION_WORDS
from course_lib.page_words import scrolling
from course_lib.pooling import PooledEffect, pool
from course_lib.scales import ScaleError
from course_lib.sources import cite
from course_lib.tables import load_rows, load_table, table_names
from course_lib.treatment_rows import treatment_rows

if TYPE_CHECKING:
    import pandas as pd

    from course_lib.picture import Picture

__all__ = [
    "EvidenceCard",
    "EvidenceRow",
    "PooledEffect",
    "ScaleError",
    "evidence_card",
    "evidence_rows",
    "forest_figure",
    "load_evidence",
    "pool",
]

# Theme variables of JupyterLab; inherit and currentColor serve every other page.
_STYLE = (
    "color:var(--jp-ui-font-color1,inherit);border:1px solid var(--jp-border-color1,currentColor);"
    "border-radius:6px;padding:0.5em 1em;margin:0.5em 0;overflow-x:auto"
)
# JupyterLab floats dt and dd, and a name that wraps pushes its text into the wrong row.
_FACTS = 'style="display:grid;grid-template-columns:minmax(6em,11em) 1fr;gap:2px 1em"'
_HEAD = 'style="font-size:1.1em;font-weight:600;line-height:1.3;margin:0.3em 0"'
_CELL = 'style="width:auto;margin:0"'
_LEFT = 'style="text-align:left;vertical-align:top"'
_COLUMNS = (
    "For or against",
    "Finding",
    "Result",
    "People (n)",
    "How near to you",
    "Source",
    "Take care",
)


@dataclass(frozen=True)
class EvidenceCard:
    """One claim with its grade and the rows for and against it."""

    claim: Claim
    rows: tuple[EvidenceRow, ...]

    @property
    def headline(self) -> EvidenceRow | None:
        """The row that the claim's own effect is taken from."""
        if self.claim.effect_value is None:
            return None
        key = (self.claim.effect_value, self.claim.effect_low, self.claim.effect_high)
        matching = (row for row in self.rows if (row.value, row.low, row.high) == key)
        return next(matching, None)

    def _facts(self) -> list[tuple[str, str]]:
        row, claim = self.headline, self.claim
        facts = [
            ("Evidence", f"{GRADE_SYMBOLS[claim.grade]} {claim.grade}"),
            ("Effect", claim.effect or "no number found"),
            ("Who was studied", claim.population),
        ]
        if row:
            facts += [
                ("People (n)", _count(row)),
                ("How near to you", REGION_WORDS[row.region_match]),
                ("Take care", row.flag),
            ]
        return [*facts, ("Note", claim.note), ("Last checked", claim.last_checked)]

    def __str__(self) -> str:
        """Give the card as plain text."""
        lines = [f"{self.claim.id}: {self.claim.statement}"]
        lines += [f"{name}: {text}" for name, text in self._facts() if text]
        lines.append("Sources: " + "; ".join(str(cite(key)) for key in self.claim.sources))
        for row in self.rows:
            source = str(cite(row.source_key)) if row.source_key else "none"
            mark = f"{DIRECTION_SYMBOLS[row.direction]} {row.direction}"
            text = f"{row.statement} {row.result}; n: {_count(row)}; {row.population}"
            lines.append(f"{mark}: {text} [{source}; {row.flag}]")
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        claim = self.claim
        facts = "".join(
            f"<dt {_CELL}><b>{escape(name)}</b></dt><dd {_CELL}>{escape(text)}</dd>"
            for name, text in self._facts()
            if text
        )
        links = "; ".join(cite(key)._repr_html_() for key in claim.sources)
        return (
            f'<section aria-label="Evidence card {escape(claim.id)}" style="{_STYLE}">'
            f"<h3 {_HEAD}>{escape(claim.id)}: {escape(claim.statement)}</h3>"
            f"<dl {_FACTS}>{facts}<dt {_CELL}><b>Sources</b></dt><dd {_CELL}>{links}</dd></dl>"
            f"{self._table()}</section>"
        )

    def _table(self) -> str:
        if not self.rows:
            return ""
        head = "".join(f'<th scope="col" {_LEFT}>{name}</th>' for name in _COLUMNS)
        body = "".join(_table_row(row) for row in self.rows)
        label = f"Findings for and against claim {self.claim.id}"
        count = f"{len(self.rows)} findings for and against" if len(self.rows) > 1 else "1 finding"
        table = f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
        return f"<details><summary>{count}</summary>{scrolling(label, table)}</details>"


def load_evidence(room: str) -> "pd.DataFrame":
    """Load the evidence rows of one room.

    Parameters
    ----------
    room : a folder of data/ with a table evidence.csv, such as ``"posture"``.

    Raises
    ------
    DataError : the room has no such table, or a cell of it is wrong.
    """
    return load_table(f"{room}/evidence")


def evidence_card(claim_id: str) -> EvidenceCard:
    """Show one claim with its grade, effect, sources and the findings for and against.

    Parameters
    ----------
    claim_id : id in the ledger, such as ``"C18"``.

    Raises
    ------
    ClaimError : the ledger has no such claim.

    Examples
    --------
    >>> print(str(evidence_card("C17")).splitlines()[1])
    Evidence: ◐ partly
    """
    claim = get_claim(claim_id)
    tables = [load_rows(name) for name in table_names() if name.endswith("/evidence")]
    rows = [row for table in tables for row in evidence_rows(table) if row.claim_id == claim_id]
    order = list(DIRECTION_SYMBOLS)
    found = sorted(_each_once(rows), key=lambda row: order.index(row.direction))
    return EvidenceCard(claim, tuple(found))


def forest_figure(
    rows: "pd.DataFrame | Iterable[Mapping[str, Any] | EvidenceRow]",
) -> "Picture":
    """Draw results with their intervals on one axis.

    Parameters
    ----------
    rows : rows of an evidence table, all with one scale and one unit. Ratios get a logarithmic axis
        with the line at 1, everything else the line at 0.

    Returns
    -------
    Picture : the figure, one sentence that says what it shows, and its rows as a table.

    Raises
    ------
    ScaleError : two scales meet, no row has a number, or a ratio is not above zero.
    """
    from course_lib.forest import draw_forest

    if hasattr(rows, "to_dict"):
        rows = rows.to_dict("records")
    rows = list(rows)
    if rows and isinstance(rows[0], Mapping) and "treatment" in rows[0]:
        rows = treatment_rows(rows)
    return draw_forest(evidence_rows(rows))


def _each_once(rows: Iterable[EvidenceRow]) -> list[EvidenceRow]:
    """Keep one of the rows that tell one number of one source: two tables may both hold it."""
    seen, kept = set(), []
    for row in rows:
        number = (row.source_key, row.scale, row.value, row.low, row.high)
        if row.scale == "statement" or number not in seen:
            kept.append(row)
        seen.add(number)
    return kept


def _table_row(row: EvidenceRow) -> str:
    source = cite(row.source_key)._repr_html_() if row.source_key else "none"
    cells = [
        f"{DIRECTION_SYMBOLS[row.direction]} {row.direction}",
        row.statement,
        row.result,
        f"{row.population} ({_count(row)})",
        REGION_WORDS[row.region_match],
    ]
    cells = [*map(escape, cells), source, escape(row.flag)]
    return "<tr>" + "".join(f"<td {_LEFT}>{cell}</td>" for cell in cells) + "</tr>"


def _count(row: EvidenceRow) -> str:
    return "not stated" if row.n is None else f"{row.n:.0f}"
