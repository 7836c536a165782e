"""Reading data/references.json (CSL JSON): one frozen record for each reference."""

import json
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from pathlib import Path

from course_lib.places import DataError

_LINKS = (
    ("DOI", "https://doi.org/"),
    ("PMID", "https://pubmed.ncbi.nlm.nih.gov/"),
    ("PMCID", "https://pmc.ncbi.nlm.nih.gov/articles/"),
)


@dataclass(frozen=True)
class Source:
    """One reference, as far as it was seen.

    ``authors`` are family names with initials; ``authors_complete`` is False when the list
    may be longer. ``links`` hold only identifiers that were seen themselves.

    Attributes
    ----------
    key : as it is cited, such as "hansraj2014".
    authors : family names with initials.
    authors_complete : False when the list may be longer.
    year : "" where none was seen.
    title : of the work.
    container : journal, book or site.
    locator : volume, pages and the like.
    links : addresses of identifiers that were seen themselves, DOI before PMID before PMCID.
    what_was_read : such as "abstract", "secondary" or "web page".
    kind : as CSL names it, such as "article-journal".
    remark : what the reader should know, or "".
    """

    key: str
    authors: tuple[str, ...]
    authors_complete: bool
    year: str
    title: str
    container: str
    locator: str
    links: tuple[str, ...]
    what_was_read: str
    kind: str
    remark: str = ""

    @property
    def link(self) -> str:
        """The first address, DOI before PMID before PMCID; "" when no identifier was seen."""
        return self.links[0] if self.links else ""

    @property
    def short(self) -> str:
        """Author and year, such as ``Mahmoud et al. 2019``."""
        if not self.authors:
            return self._titled
        if self.kind in ("webpage", "software", "dataset") and not self.year:
            return f"{self._who}: {self._titled}"
        return f"{self._who} {self.year or '(year not seen)'}"

    @property
    def _who(self) -> str:
        families = [name.split(",")[0] for name in self.authors]
        if len(families) > 2 or not self.authors_complete:
            return f"{families[0].removesuffix(' et al.')} et al."
        return " and ".join(families)

    @property
    def _titled(self) -> str:
        words = self.title.split()
        name = " ".join(words[:7]).rstrip(",") + (" …" if len(words) > 7 else "")
        if self.kind == "software":
            name = self.title.partition(",")[0]
        return f"“{name}” {self.year}".strip()

    def __str__(self) -> str:
        """Give the full reference in one line."""
        names = ", ".join(name.replace(", ", " ") for name in self.authors)
        if names and not self.authors_complete and not names.endswith("et al."):
            names += ", et al."
        who_when = [names.rstrip("."), self.year, self.title]
        if not names:
            who_when = [self.title, self.year]
        parts = [*who_when, f"{self.container} {self.locator}"]
        text = ". ".join(part.strip() for part in parts if part.strip()) + "."
        partly = "author list not seen in full" if names and not self.authors_complete else ""
        return (
            f"{text} [read: {'; '.join(filter(None, (self.what_was_read, partly, self.remark)))}]"
        )

    def _repr_html_(self) -> str:
        return f"{escape(str(self))} {anchor(self.link, self.link)}".strip()


def anchor(link: str, text: str) -> str:
    """Give the text as a link, or as plain text when there is no link; both escaped.

    Parameters
    ----------
    link : an address, or "".
    text : plain text to show.
    """
    return f'<a href="{escape(link)}">{escape(text)}</a>' if link else escape(text)


@lru_cache
def read_references(folder: Path) -> dict[str, Source]:
    """Read references.json of a data folder, once; give its sources by key.

    Parameters
    ----------
    folder : the data folder, from ``data_folder``.

    Raises
    ------
    DataError : the file is missing, cannot be read, or has an id twice.
    """
    path = folder / "references.json"
    try:
        items = json.loads(path.read_text(encoding="utf-8"))
        found = {item["id"]: _source(item) for item in items}
    except FileNotFoundError:
        raise DataError(
            f"The references were not found: looked for {path}; restore this file."
        ) from None
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise DataError(
            f"references.json in {folder} cannot be read as CSL JSON ({error!r}); "
            "restore the file or correct the entry."
        ) from None
    if len(found) < len(items):
        ids = [item["id"] for item in items]
        twice = next(key for key in ids if ids.count(key) > 1)
        raise DataError(f"references.json has the id {twice!r} twice; each id is allowed once.")
    return found


def _source(item: dict) -> Source:
    authors = [_name(author) for author in item.get("author", [])]
    custom = item["custom"]
    named = tuple(name for name in authors if name != "et al.")
    complete = custom["authors_seen"] == "Y" and not any("et al." in name for name in authors)
    year = item.get("issued", {}).get("date-parts", [[""]])[0][0]
    seen = custom["ids_seen"] == "Y"
    return Source(
        key=item["id"],
        authors=named,
        # An institution is one complete name; the flag is about lists of people.
        authors_complete=complete or _is_institution(item),
        year=str(year),
        title=item.get("title", ""),
        container=item.get("container-title", ""),
        locator=_locator(item),
        links=tuple(start + item[kind] for kind, start in _LINKS if seen and kind in item),
        what_was_read=custom["what_was_read"],
        kind=item["type"],
        remark=custom.get("remark", ""),
    )


def _is_institution(item: dict) -> bool:
    authors = item.get("author", [])
    return len(authors) == 1 and "et al." not in authors[0].get("literal", "et al.")


def _name(author: dict) -> str:
    return author.get("literal") or f"{author['family']}, {author.get('given', '')}"


def _locator(item: dict) -> str:
    issue = f"({item['issue']})" if "issue" in item else ""
    page = f":{item['page']}" if "page" in item else ""
    return f"{item.get('volume', '')}{issue}{page}".lstrip(":")
