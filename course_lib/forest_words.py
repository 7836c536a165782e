"""What a forest plot says: the words above each mark, its sentence, its table."""

from collections.abc import Sequence
from html import escape
from textwrap import wrap

from course_lib.evidence_rows import EvidenceRow, interval_text
from course_lib.quantities import Numbers
from course_lib.scales import DIFFERENCE_SCALES, RATIO_SCALES, scale_label
from course_lib.sources import cite

_LETTERS, _TITLE = 50, 42  # of a line that fits the narrowest card
_END = "\0"  # where the author ends, while lines are broken


def label(row: EvidenceRow) -> str:
    """Write what stands above a mark: who found it, for or against, what, and what to mind.

    Parameters
    ----------
    row : one result, as in ``evidence_rows``.
    """
    words = row.words.replace("(n ", "(n\N{NO-BREAK SPACE}")
    lines = wrap(f"{author(row)}{_END} ({row.direction}): {words}", _LETTERS)
    said = "<b>" + "<br>".join(escape(line) for line in lines).replace(_END, "</b>", 1)
    flags = [f"<i>{escape(line)}</i>" for line in wrap(f"⚑ {row.flag}", _LETTERS)]
    return "<br>".join([said, *flags])


def axis_title(words: str) -> list[str]:
    """Break the words of an axis into lines.

    Parameters
    ----------
    words : what the axis shows, with its unit.
    """
    return wrap(words, _TITLE)


def author(row: EvidenceRow) -> str:
    """Name the source of a row, or the row where there is none.

    Parameters
    ----------
    row : one result, as in ``evidence_rows``.
    """
    return str(cite(row.source_key)) if row.source_key else row.id


def told(row: EvidenceRow) -> str:
    """Say the author and the number.

    Parameters
    ----------
    row : one result, as in ``evidence_rows``.
    """
    return f"{author(row)}: {row.result}"


def sentence(rows: Sequence[EvidenceRow], left_out: int) -> str:
    """Say every result that is drawn, on its one scale, and how many are not.

    Parameters
    ----------
    rows : the results drawn, one at least, all on one scale.
    left_out : how many have no number and are not drawn.
    """
    scale = rows[0].scale
    results = "; ".join(
        f"{author(row)}{row.when} {interval_text(row.value, low=row.low, high=row.high)}, "
        f"{row.direction}"
        for row in rows
    )
    name = scale_label(scale, rows[0].unit)
    count = f"{len(rows)} result{'s' if len(rows) > 1 else ''} as {name}"
    line = f"with a line at {1 if scale in RATIO_SCALES else 0}"
    if scale in RATIO_SCALES | DIFFERENCE_SCALES:
        line += " for no difference"
    rest = f"; {left_out} without a number not drawn" if left_out else ""
    return f"{count}, {line}: {results}{rest}."


def numbers(rows: Sequence[EvidenceRow]) -> Numbers:
    """List every result that is drawn, on its one scale.

    Parameters
    ----------
    rows : the results drawn, one at least, all on one scale.
    """
    cells = (
        (
            row.statement,
            interval_text(row.value, low=row.low, high=row.high),
            row.direction,
            row.population,
            row.flag,
            author(row),
        )
        for row in rows
    )
    name = scale_label(rows[0].scale, rows[0].unit)
    columns = ("finding", name, "for or against", "who was studied", "take care", "source")
    return Numbers(columns, tuple(cells))
