"""Tables for the instructor, as they stand in the notebook."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import escape

from course_lib.page_words import LINK
from course_lib.start.teaching import (
    objectives,
    presets_worth_showing,
    questions,
    schedule,
    taught_chapters,
    what_to_say,
    wrong_answers,
)
from course_lib.tables import load_rows

CELL = (
    "text-align:left;vertical-align:top;padding:4px 10px;white-space:normal;line-height:1.4;"
    "border-bottom:1px solid var(--jp-border-color2,#bbb)"
)


def rich(markdown: str) -> str:
    """Turn one line of the notebooks' Markdown into HTML: bold, italics, code; a link is its words.

    Parameters
    ----------
    markdown : one line, such as the heading of a section; it cannot bring HTML of its own.

    Examples
    --------
    >>> rich("**name** a [map](x.ipynb) < *two*")
    '<b>name</b> a map &lt; <i>two</i>'
    """
    text = escape(" ".join(markdown.split()), quote=False)
    text = re.sub(r"\[([^\]]+)\]\([^)]*\)", r"\1", text)
    text = re.sub(r"`([^`]+)`", r"<code>\1</code>", text)
    text = re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", text)
    return re.sub(r"(?<!\w)\*([^*\s](?:[^*]*[^*\s])?)\*(?!\w)", r"<i>\1</i>", text)


def table(
    caption: str,
    columns: Sequence[str],
    *,
    rows: Iterable[Sequence[str]],
    widths: Sequence[int] = (),
) -> str:
    """Build a table in HTML.

    Parameters
    ----------
    caption : words above the table.
    columns : heads of the columns.
    rows : the cells, HTML already; the first of each row names it.
    widths : width of each column, percent, where the page does not choose well.
    """
    shares = "".join(f"<col style='width:{share}%'>" for share in widths)
    head = "".join(f"<th scope='col' style='{CELL}'>{escape(name)}</th>" for name in columns)
    body = ""
    for first, *rest in rows:
        cells = "".join(f"<td style='{CELL}'>{cell}</td>" for cell in rest)
        body += f"<tr><th scope='row' style='{CELL};font-weight:500'>{first}</th>{cells}</tr>"
    title = f"<caption style='text-align:left;font-weight:600'>{escape(caption)}</caption>"
    return (
        f"<table style='border-collapse:collapse;max-width:1000px'>{title}"
        f"<colgroup>{shares}</colgroup><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    )


def schedule_table(minutes: int) -> str:
    """Show a schedule: when, how long, where, and what to do.

    Parameters
    ----------
    minutes : its length: 50, 90, 180 or 360.

    Raises
    ------
    TeachingError : there is no schedule of that length.
    """
    rows, clock = [], 0
    for step in schedule(minutes):
        where = "–"
        if step.notebook:
            # JupyterLab finds a cell by its name also before headings are drawn; the site has both.
            place = f"{step.notebook}.ipynb#cell-id={step.head}"
            where = f"<a style='{LINK}' target='_blank' rel='noopener' href='{place}'>"
            where += f"{step.notebook[:2]} · {rich(step.section)}</a>"
        rows.append((f"{clock} to {clock + step.minutes}", str(step.minutes), where, rich(step.do)))
        clock += step.minutes
    columns = ("from … to (min)", "minutes", "chapter · section", "what to do")
    return table(f"{minutes} minutes in class", columns, rows=rows)


def objectives_table() -> str:
    """Show what each chapter teaches, read out of the notebooks."""
    rows = [
        (
            f"<a href='{chapter.stem}.ipynb'>{chapter.stem[:2]} {escape(chapter.title)}</a>",
            chapter.time,
            "<br>".join(f"• {rich(item)}" for item in objectives(chapter.stem)),
        )
        for chapter in taught_chapters()
    ]
    columns = ("chapter", "alone", "learners will be able to …")
    return table("Aims of every chapter", columns, rows=rows, widths=(22, 8, 70))


def mistakes_table(stem: str) -> str:
    """Show the wrong answers to each question of a chapter, their feedback, and what to say.

    Parameters
    ----------
    stem : name of the chapter's notebook, such as "03_cause_posture".
    """
    rows = []
    for question in questions(stem):
        wrong = "".join(
            f"<li><b>{escape(text)}</b><br>{escape(said)}</li>"
            for text, said in wrong_answers(question)
        )
        items = f"<ul style='margin:0 0 0 1em;padding:0'>{wrong}</ul>"
        rows.append((escape(question.stem), items, escape(what_to_say(question))))
    columns = ("question", "wrong answers, and what the course replies", "what to say")
    caption = f"Chapter {stem[:2]}: {len(rows)} questions"
    return table(caption, columns, rows=rows, widths=(26, 42, 32))


def presets_table(stem: str) -> str:
    """Show the presets of a chapter that are worth showing.

    Parameters
    ----------
    stem : name of the chapter's notebook, such as "03_cause_posture".
    """
    rows = [
        tuple(escape(row[key]) for key in ("preset", "question", "moves", "ask", "shows"))
        for row in presets_worth_showing(stem)
    ]
    columns = ("press", "in the lab", "it moves", "ask before", "the class then sees")
    caption = f"Chapter {stem[:2]}: presets worth showing"
    return table(caption, columns, rows=rows, widths=(12, 16, 20, 20, 32))


def plain_table(name: str, caption: str) -> str:
    """Show a table of the room as it stands.

    Parameters
    ----------
    name : a table of the course, such as "start/room_checklist".
    caption : words above it.

    Raises
    ------
    DataError : there is no such table, or it breaks its own rules.
    """
    rows = load_rows(name)
    columns = {"need": "who may need it", "course": "what the course does", "you": "what you do"}
    body = [[escape(str(cell)) for cell in row.values()] for row in rows]
    return table(caption, [columns.get(column, column) for column in rows[0]], rows=body)
