"""The learner's summary on paper: a page to print, and Markdown.

Whatever the learner wrote, and whatever stands in the record, is text and stays text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

from course_lib.plan.review import Events, day_of
from course_lib.plan.review_progress import (
    STATES,
    Objective,
    Progress,
    day_words,
    due_words,
    in_words,
)

TITLE = "What I know, and what comes back"
ABOUT = (
    "Made from my own record, on my own computer. It tells what I know about upper backs and "
    "running; it says nothing about my back."
)
EMPTY = "Nothing yet."
STYLE = (
    "body{font:14px/1.45 sans-serif;max-width:60em;margin:2em auto;padding:0 1em}"
    "table{border-collapse:collapse;width:100%}caption{text-align:left;font-weight:600}"
    "th,td{border:1px solid #999;padding:4px 8px;text-align:left;vertical-align:top;"
    "overflow-wrap:anywhere;min-width:4.5em}h2{break-after:avoid}tr{break-inside:avoid}"
)


@dataclass(frozen=True)
class Section:
    """A part of the summary: a heading, and a table of text; no row says that it is empty.

    Attributes
    ----------
    title : its heading.
    columns : heads of the table.
    rows : the cells, a text for each column.
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def sections(result: Progress, *, events: Events) -> list[Section]:
    """Put the summary together.

    Parameters
    ----------
    result : result of ``review_progress.progress``.
    events : the record's events, for what the learner wrote.

    Returns
    -------
    list of Section : what comes back, what was predicted, what was written, what was not asked.
    """
    back = [
        (due_words(aim.due, result.today), aim.notebook[:2], *_stand(aim))
        for aim in sorted(result.objectives, key=lambda aim: _urgency(aim, result.today))
        if aim.due
    ]
    made = [
        (one.notebook[:2], one.question, one.given, f"{one.against}: {one.found}", one.verdict)
        for one in result.predictions
        if one.made
    ]
    new = [(aim.notebook[:2], aim.words) for aim in result.objectives if not aim.due]
    return [
        Section("Come back to", ("when", "chapter", "objective", "how it stands"), tuple(back)),
        Section(
            "What I predicted first",
            ("chapter", "question", "I said", "compared with", "it was"),
            tuple(made),
        ),
        Section("What I wrote", ("day", "where", "my words"), tuple(_written(events))),
        Section("Not asked yet", ("chapter", "objective"), tuple(new)),
    ]


def _urgency(aim: Objective, today: date) -> tuple[date, int, date]:
    """Sort what is due today by how it stands, the missed first, and the rest by its day."""
    due = aim.due or date.max
    return max(due, today), -list(STATES).index(aim.state), due


def _stand(aim: Objective) -> tuple[str, str]:
    return aim.words, STATES[aim.state]


def _written(events: Events) -> list[tuple[str, str, str]]:
    """Find the learner's own words: reasons in the cases, and what would change their mind."""
    places = {"case_reason": ("case", "reason"), "mind": ("evidence", "answer")}
    rows = []
    for event in events:
        where, what = places.get(str(event.get("kind")), ("", ""))
        if what and isinstance(event.get(what), str):
            place = str(event.get(where, "")).replace("_", " ")
            rows.append((day_words(day_of(event)), place, event[what]))
    return rows


def to_html(result: Progress, *, events: Events) -> str:
    """Write the summary as a page to print: complete, with its own style, without scripts.

    Parameters
    ----------
    result : result of ``review_progress.progress``.
    events : the record's events, for what the learner wrote.
    """
    body = "".join(_html_section(part) for part in sections(result, events=events))
    return (
        "<!doctype html><html lang='en'><head><meta charset='utf-8'>"
        f"<title>{TITLE}</title><style>{STYLE}</style></head><body><h1>{TITLE}</h1>"
        f"<p>{day_words(result.today)}. {escape(in_words(result))}</p>{body}"
        f"<p><small>{ABOUT}</small></p></body></html>"
    )


def _html_section(part: Section) -> str:
    head = f"<h2>{part.title}</h2>"
    if not part.rows:
        return f"{head}<p>{EMPTY}</p>"
    columns = "".join(f"<th scope='col'>{name}</th>" for name in part.columns)
    rows = "".join(
        "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in part.rows
    )
    return f"{head}<table><thead><tr>{columns}</tr></thead><tbody>{rows}</tbody></table>"


def to_markdown(result: Progress, *, events: Events) -> str:
    """Write the summary as Markdown.

    Parameters
    ----------
    result : result of ``review_progress.progress``.
    events : the record's events, for what the learner wrote.
    """
    parts = [f"# {TITLE}", f"{day_words(result.today)}. {in_words(result)}"]
    for part in sections(result, events=events):
        parts.append(f"## {part.title}")
        if part.rows:
            lines = [part.columns, ["---"] * len(part.columns), *map(_plain_row, part.rows)]
            parts.append("\n".join("| " + " | ".join(line) + " |" for line in lines))
        else:
            parts.append(EMPTY)
    return "\n\n".join([*parts, ABOUT]) + "\n"


def _plain_row(row: Sequence[str]) -> list[str]:
    """Escape what Markdown, or HTML inside it, would take for a sign."""
    return [re.sub(r"([\\`*_\[\]{}|~$!])", r"\\\1", escape(" ".join(c.split()))) for c in row]
