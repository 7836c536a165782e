"""The glossary: the words of the course in plain words, read from data/glossary.csv.

Every notebook links the first use of a word to it; ``tests.notebooks.glossary_links`` writes the
links.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from html import escape

from course_lib.html_table import CELL
from course_lib.page_words import scrolling
from course_lib.sources import cite
from course_lib.tables import load_rows

COLUMNS = ("word", "in plain words", "first in", "source")


@dataclass(frozen=True)
class Word:
    """One word of the glossary.

    Attributes
    ----------
    term : as the course says it.
    forms : how it stands in the notebooks.
    other_names : what others call it.
    meaning : one sentence in plain words.
    sources : keys of references.json.
    first_in : stem of the notebook in which it first stands.
    not_in : stems of the notebooks in which the word means something else.
    """

    term: str
    forms: tuple[str, ...]
    other_names: str
    meaning: str
    sources: tuple[str, ...]
    first_in: str
    not_in: frozenset[str]


@dataclass(frozen=True)
class Glossary:
    """Words that were looked up, as a table.

    Attributes
    ----------
    words : in alphabetical order.
    wanted : what was looked for; "" for all.
    """

    words: tuple[Word, ...]
    wanted: str = ""

    @property
    def title(self) -> str:
        """Say how many words there are, or that none fits."""
        if not self.wanted:
            return f"The {len(self.words)} words of the glossary"
        if self.words:
            return f"{len(self.words)} of {len(words())} words fit “{self.wanted}”"
        return f"No word fits “{self.wanted}”: try fewer letters, or glossary() for all words."

    def _repr_html_(self) -> str:
        if not self.words:
            return f"<p role='status'>{escape(self.title)}</p>"
        head = "".join(f"<th scope='col' style='{CELL}'>{name}</th>" for name in COLUMNS)
        caption = f"<caption style='text-align:left;font-weight:600'>{escape(self.title)}</caption>"
        body = "".join(map(_row, self.words))
        return scrolling(
            "Glossary",
            "<table style='border-collapse:collapse;max-width:1000px'>"
            f"{caption}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>",
        )

    def __str__(self) -> str:
        """Give one word a line, as plain text."""
        return "\n".join((self.title, *(f"{word.term}: {word.meaning}" for word in self.words)))


def _row(word: Word) -> str:
    others = (
        f"<br><small style='font-weight:400'>also: {escape(word.other_names)}</small>"
        if word.other_names
        else ""
    )
    first = f"<a href='{word.first_in}.ipynb'>{word.first_in[:2]}</a>"
    cited = "; ".join(cite(key)._repr_html_() for key in word.sources)
    cells = (escape(word.meaning), first, cited)
    return (
        f"<tr><th scope='row' style='{CELL};font-weight:600'>{escape(word.term)}{others}</th>"
        + "".join(f"<td style='{CELL}'>{cell}</td>" for cell in cells)
        + "</tr>"
    )


@lru_cache(maxsize=1)
def words() -> tuple[Word, ...]:
    """Give every word of the glossary, in alphabetical order.

    A muscle says what its own row in the table of muscles says.
    """
    muscles = {row["id"]: row["in_words"] for row in load_rows("anatomy/muscles")}
    return tuple(
        Word(
            row["term"],
            _parts(row["forms"]),
            row["other_names"],
            row["meaning"] or muscles[row["muscle"]],
            _parts(row["source_key"]),
            row["first_in"],
            frozenset(_parts(row["not_in"])),
        )
        for row in load_rows("glossary")
    )


def _parts(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(";") if part.strip())


def glossary(search: str = "") -> Glossary:
    """Look up words of the course.

    Parameters
    ----------
    search : a part of the word, of one of its other names, or of its meaning; all words when empty.

    >>> glossary("kypho").words[0].meaning
    'The curve of the upper back seen from the side, hollow in front, in degrees.'
    """
    wanted = " ".join(str(search).split())[:60]
    sought = wanted.casefold()
    found = [
        word
        for word in words()
        if sought in f"{word.term} {';'.join(word.forms)} {word.other_names}".casefold()
    ] or [word for word in words() if sought in word.meaning.casefold()]
    return Glossary(tuple(found), wanted)
