"""How old a reader must be: the Flesch-Kincaid grade of a passage, and its longest sentence.

Grade plus about five is the age in years. Terms of the glossary are explained where they first
stand, so they count as short words. Flesch-Kincaid: Kincaid et al. 1975, US Navy report 8-75.
"""

import re
from functools import lru_cache

from course_lib.tables import load_rows

NO_PROSE = re.compile(
    r"<!--.*?-->|<[^>]+>|^\s*\|[^\n]*|^#[^\n]*|`[^`]*`|\*"  # comments, tags, tables, headings, code
    r"|\((?:\*\*)?[A-Z][^()]*\d{4}\)",  # (Author 2014)
    flags=re.DOTALL | re.MULTILINE,
)
LINK = re.compile(r"\[([^\]]*)\]\([^)\s]*(?: \"[^\"]*\")?\)")
SENTENCE_END = re.compile(r"(?<=[.!?…])[\"'”’)]*\s+")
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
SILENT = re.compile(
    r"(?<![aeiouy][lr])(?<![^aeiouy]l)(?<=..)e$|(?<=[aeiouy][lr])e$|(?<=[^td])ed$"
    r"|(?<=[^sxzhcgl])es$|(?<=[aeiouy]l)es$"
)
VOWELS = re.compile(r"i[ao]|[aeiouy]+")


@lru_cache(maxsize=1)
def terms() -> re.Pattern[str]:
    """Match every form and other name of the glossary's terms, the longest first."""
    names = {
        name
        for row in load_rows("glossary")
        for name in (row["term"], *row["forms"].split(";"), *row["other_names"].split(";"))
    }
    longest = sorted(filter(None, names), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest))})\b", re.IGNORECASE)


def passages(markdown: str) -> list[str]:
    """Split Markdown into paragraphs and lists of plain words."""
    text = NO_PROSE.sub(" ", LINK.sub(r"\1", markdown))
    return [part for part in re.split(r"\n\s*\n", text) if WORD.search(part)]


def sentences(passage: str) -> list[list[str]]:
    """Give the words of each sentence; the items of a list are sentences."""
    items = re.split(r"\n(?=\s*(?:\d+\.|-) )", terms().sub("term", passage))
    items = [re.sub(r"\s+", " ", re.sub(r"^\s*(?:\d+\.|-) ", "", item)) for item in items]
    found = [WORD.findall(part) for item in items for part in SENTENCE_END.split(item)]
    return [words for words in found if words]


def syllables(word: str) -> int:
    """Count groups of vowels that are heard: right for 98 of 100 words of this course."""
    heard = re.sub(r"(?<=[tsc])i(?=o)|e(?=ly$|ful$|ment$)", "", SILENT.sub("", word.lower()))
    return max(1, len(VOWELS.findall(heard)) + len(re.findall(r"i[ao]", heard)))


def grade(passage: str) -> float:
    """Return the school year (US grade) in which a passage is read without help."""
    said = sentences(passage)
    words = [word for sentence in said for word in sentence]
    spoken = sum(map(syllables, words))
    return 0.39 * len(words) / len(said) + 11.8 * spoken / len(words) - 15.59
