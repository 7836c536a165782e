"""A table of text for a notebook cell, readable in light and dark themes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape

from course_lib.quantities import Numbers
from course_lib.sources import cite

# In a narrow window what is longer than a word, such as a file's name, breaks anywhere, so that no
# column is pushed out of sight; words stay whole or break where a hyphen may stand.
CELL = (
    "text-align:left;vertical-align:top;padding:4px 6px;border-bottom:1px solid "
    "var(--jp-border-color2,#bbb);white-space:normal;overflow-wrap:anywhere;hyphens:auto"
)
LONGEST_WORD = 15  # letters: musculoskeletal


@dataclass(frozen=True)
class HtmlTable:
    """A captioned table.

    Attributes
    ----------
    caption : what stands above the table.
    numbers : its heads and rows.
    sources : one citation key a row, or nothing.
    """

    caption: str
    numbers: Numbers
    sources: tuple[str, ...] = ()

    def _repr_html_(self) -> str:
        columns = (*self.numbers.columns, *(("source",) if self.sources else ()))
        rows = [[escape(str(cell)) for cell in row] for row in self.numbers.rows]
        for row, key in zip(rows, self.sources, strict=False):
            row.append(cite(key)._repr_html_())
        rooms = [_room_em(*column) for column in zip(columns, *rows, strict=True)]
        head = "".join(
            f"<th scope='col' style='{CELL};min-width:{room:.1f}em'>{escape(name)}</th>"
            for name, room in zip(columns, rooms, strict=True)
        )
        body = ""
        for first, *rest in rows:
            body += f"<tr><th scope='row' style='{CELL};font-weight:500'>{first}</th>"
            body += "".join(f"<td style='{CELL}'>{cell}</td>" for cell in rest) + "</tr>"
        return (
            "<table lang='en' style='border-collapse:collapse;max-width:1000px'>"
            f"<caption style='text-align:left;font-weight:600'>{escape(self.caption)}</caption>"
            f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
        )

    def __str__(self) -> str:
        return "\n".join(" | ".join(str(cell) for cell in row) for row in self.numbers.rows)


def _room_em(head: str, *cells: str) -> float:
    """Give the width of a column's longest word; the letters of its head are bold."""
    return max(0.62 * _longest(head), 0.56 * max(map(_longest, cells), default=0), 4.5)


def _longest(text: str) -> int:
    words = re.split(r"[\s/–—-]+", re.sub(r"<[^>]*>", "", text))
    return max((len(word) for word in words if len(word) <= LONGEST_WORD), default=0)
