"""The first use of a glossary word is a link: `python -m tests.notebooks.glossary_links`.

Write text without such links; this takes the old ones out of every notebook, finds each first use
and puts in a link, which leads to the glossary and tells the meaning where the pointer rests on it.
It also writes into data/glossary.csv where a word comes first.
"""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

from course_lib.glossary import Word, words
from tests.notebooks.pages import NOTEBOOKS

TABLE = Path(__file__).parents[2] / "data" / "glossary.csv"
HOME = "00_start_here.ipynb"
# JupyterLab finds a cell, but no heading, in a notebook that the link has to open first.
PLACE = "#cell-id=glossary-head"
LINK = re.compile(rf'\[([^\]]+)\]\((?:{re.escape(HOME)})?(?:#Glossary|{PLACE}) "[^"]*"\)')
# Not running text: the question of the chapter, its aims (handouts print them), its summary.
QUIET_CELLS = {"title", "objectives", "summary", "glossary-head"}
QUIET = re.compile(
    r"<!--.*?-->|```.*?```|`[^`]*`|!?\[[^\]]*\]\([^)]*\)|^#.*?$|<[^>]+>"
    r"|(?<!\*)\*{1,2}(?=\S)(?!\*)[^*]+\*{1,2}",
    re.DOTALL | re.MULTILINE,
)
BOLD_ALONE = re.compile(r"\*{1,2}([^*]+)\*{1,2}")


def pattern(word: Word) -> re.Pattern[str]:
    """Match a word in any of its forms, the longest first."""
    forms = "|".join(re.escape(form) for form in sorted(word.forms, key=len, reverse=True))
    return re.compile(rf"(?<![\w-])(?:{forms})(?![\w-])", re.IGNORECASE)


def without_links(text: str) -> str:
    """Take the links to the glossary out."""
    return LINK.sub(r"\1", text)


def quiet_spans(text: str, sought: re.Pattern[str]) -> list[tuple[int, int]]:
    """List what holds no link: comments, code, links, headings, names of controls.

    A word that stands in bold or italics all by itself is being explained, and counts.
    """
    spans = []
    for found in QUIET.finditer(text):
        alone = BOLD_ALONE.fullmatch(found.group())
        if not (alone and sought.fullmatch(alone[1].strip())):
            spans.append(found.span())
    return spans


def first_use(text: str, word: Word) -> re.Match[str] | None:
    """Find where the running text of a cell uses a word first."""
    sought = pattern(word)
    quiet = quiet_spans(text, sought)
    for found in sought.finditer(text):
        if not any(start <= found.start() < end for start, end in quiet):
            return found
    return None


def link_cells(cells: list[dict], stem: str) -> dict[str, str]:
    """Link the first uses in the cells of a notebook, in place; give the cell of each word."""
    texts = [without_links("".join(cell["source"])) for cell in cells]
    target = PLACE if f"{stem}.ipynb" == HOME else f"{HOME}{PLACE}"
    places: dict[int, list[tuple[int, int, Word]]] = {}
    used = {}
    for word in (word for word in words() if stem not in word.not_in):
        for number, cell in enumerate(cells):
            if cell["cell_type"] != "markdown" or cell["id"] in QUIET_CELLS:
                continue
            if found := first_use(texts[number], word):
                places.setdefault(number, []).append((*found.span(), word))
                used[word.term] = cell["id"]
                break
    for number, cell in enumerate(cells):
        text = texts[number]
        for start, end, word in sorted(places.get(number, []), key=lambda place: -place[0]):
            text = f'{text[:start]}[{text[start:end]}]({target} "{word.meaning}"){text[end:]}'
        if cell["cell_type"] == "markdown":
            cell["source"] = text.splitlines(keepends=True)
    return used


def linked(path: Path) -> tuple[str, dict[str, str]]:
    """Give a notebook with its links, as text, and the cell in which each word is linked."""
    book = json.loads(path.read_text(encoding="utf-8"))
    used = link_cells(book["cells"], path.stem)
    return json.dumps(book, indent=1, ensure_ascii=False) + "\n", used


def first_notebooks() -> dict[str, str]:
    """Say in which notebook each word comes first."""
    found: dict[str, str] = {}
    for path in NOTEBOOKS:
        for term in linked(path)[1]:
            found.setdefault(term, path.stem)
    return found


if __name__ == "__main__":
    for path in NOTEBOOKS:
        if (text := linked(path)[0]) != path.read_text(encoding="utf-8"):
            path.write_text(text, encoding="utf-8", newline="\n")
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    first = first_notebooks()
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0], lineterminator="\n")
        writer.writeheader()
        writer.writerows(row | {"first_in": first.get(row["term"], HOME[:-6])} for row in rows)
