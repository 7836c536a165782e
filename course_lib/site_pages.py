"""The pages of the site: one frame for all, links between them, and the index of the search."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from html import escape
from html.parser import HTMLParser
from pathlib import Path
from string import Template

FRAME = Path(__file__).with_name("site_page.html")
HEADINGS = ("h1", "h2", "h3")
UNREAD = ("style", "script", "pre")
NOTES = re.compile(r"\s*<!--\s*notes:.*?-->", re.DOTALL | re.IGNORECASE)
TO_NOTEBOOK = re.compile(r"""href=(["'])(?:\./)?([\w-]+)\.ipynb(#[^"']*)?\1""")
COURSE = "Why does your upper back hurt when running?"
NOTE = (
    "This page is for reading. In the notebook you move the controls yourself and predict before "
    "you look."
)


@dataclass(frozen=True)
class Page:
    """One page.

    Attributes
    ----------
    stem : name of its file without ".html".
    title : what it is called.
    body : its HTML.
    """

    stem: str
    title: str
    body: str


class _Sections(HTMLParser):
    """Collects [anchor, heading, text] of each section of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[list[str]] = [["", "", ""]]
        self._heading, self._unread = "", 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        own = dict(attrs)
        if tag in HEADINGS and own.get("id"):
            self._heading = tag
            self.found.append([own["id"] or "", "", ""])
        self._unread += tag in UNREAD
        if own.get("alt"):
            self.handle_data(f" {own['alt']} ")

    def handle_endtag(self, tag: str) -> None:
        self._unread -= tag in UNREAD
        self._heading = "" if tag == self._heading else self._heading
        self.handle_data(" ")

    def handle_data(self, data: str) -> None:
        if not self._unread:
            self.found[-1][1 if self._heading else 2] += data


def sections(body: str) -> list[list[str]]:
    """Return [anchor, heading, text] of each section of a page, for the search.

    Parameters
    ----------
    body : HTML of the page.

    >>> sections("<p>First.</p><h2 id='a'>Lever</h2><p>It <b>turns</b>.</p>")
    [['', '', 'First.'], ['a', 'Lever', 'It turns .']]
    """
    reader = _Sections()
    reader.feed(body)
    cleaned = [[" ".join(part.replace("¶", " ").split()) for part in s] for s in reader.found]
    return [section for section in cleaned if section[1] or section[2]]


def search_index(pages: list[Page]) -> str:
    """Return the script that holds what can be found: a page from disk may not read other files.

    Parameters
    ----------
    pages : those that the search looks through.
    """
    rows = [
        [f"{page.stem}.html", page.title, *section]
        for page in pages
        for section in sections(page.body)
    ]
    text = json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
    return f"globalThis.COURSE_INDEX = {text};\n"


def with_links(body: str, stems: list[str]) -> str:
    """Let links to notebooks lead to their pages; a notebook that has no page is named only.

    Parameters
    ----------
    body : HTML of a page.
    stems : the notebooks that have a page.
    """

    def to_page(match: re.Match[str]) -> str:
        stem, anchor = match[2], match[3] or ""
        return f'href="{stem}.html{anchor}"' if stem in stems else 'class="no-page"'

    return TO_NOTEBOOK.sub(to_page, body)


def without_notes(markdown: str) -> str:
    r"""Take out the speaker notes: they are for the instructor, and tell the answers.

    Parameters
    ----------
    markdown : source of a text cell.

    >>> without_notes("Move it.\n\n<!-- notes: Ask first. -->")
    'Move it.'
    """
    return NOTES.sub("", markdown)


def frame(page: Page, pages: list[Page], *, live: str = "") -> str:
    """Return the whole HTML of a page, with its way on and back.

    Parameters
    ----------
    page : the page.
    pages : all pages in order, for the links.
    live : the address that opens its notebook with live controls, or "".
    """
    stems = [one.stem for one in pages]
    place = stems.index(page.stem) if page.stem in stems else -1
    before = pages[place - 1] if place > 0 else None
    after = pages[place + 1] if 0 <= place < len(pages) - 1 else None
    ways = [
        f"<a rel='{rel}' href='{to.stem}.html'>{word}: {escape(to.title)}</a>"
        for rel, word, to in (("prev", "Before", before), ("next", "Next", after))
        if to
    ]
    opened = f" <a href='{escape(live, quote=True)}'>Open it live on Binder.</a>" if live else ""
    note = f"<p class='note'>{NOTE}{opened}</p>" if place >= 0 else ""
    words = {"title": escape(page.title), "course": COURSE, "note": note, "body": page.body}
    return Template(FRAME.read_text(encoding="utf-8")).substitute(words, ways=" ".join(ways))
