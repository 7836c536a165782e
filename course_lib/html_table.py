"""A table of text for a notebook cell, readable in light and dark themes."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from course_lib.quantities import Numbers
from course_lib.sources import cite

# In a narrow window words break, so that no column is pushed out of sight.
CELL = (
    "text-align:left;vertical-align:top;padding:4px 6px;border-bottom:1px solid "
    "var(--jp-border-color2,#bbb);white-space:normal;overflow-wrap:anywhere;hyphens:auto;"
    "min-width:4.5em"
)


@dataclass(frozen=True)
class HtmlTable:
    """A captioned table; ``sources`` holds one citation a row, or nothing."""

    caption: str
    numbers: Numbers
    sources: tuple[str, ...] = ()

    def _repr_html_(self) -> str:
        columns = (*self.numbers.columns, *(("source",) if self.sources else ()))
        head = "".join(f"<th scope='col' style='{CELL}'>{escape(c)}</th>" for c in columns)
        body = ""
        for number, row in enumerate(self.numbers.rows):
            cells = [escape(str(cell)) for cell in row]
            if self.sources:
                cells.append(cite(self.sources[number])._repr_html_())
            first, *rest = cells
            body += f"<tr><th scope='row' style='{CELL};font-weight:500'>{first}</th>"
            body += "".join(f"<td style='{CELL}'>{cell}</td>" for cell in rest) + "</tr>"
        return (
            "<table style='border-collapse:collapse;max-width:1000px'>"
            f"<caption style='text-align:left;font-weight:600'>{escape(self.caption)}</caption>"
            f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
        )

    def __str__(self) -> str:
        return "\n".join(" | ".join(str(cell) for cell in row) for row in self.numbers.rows)
