"""The references of the course: look one up, cite it, list what a notebook cites."""

import csv
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from course_lib.places import DataError, data_folder, notebooks_folder
from course_lib.plain_error import PlainError
from course_lib.references import Source, anchor, read_references

__all__ = [
    "Bibliography",
    "Citation",
    "DataError",
    "Source",
    "SourceError",
    "bibliography",
    "cite",
    "cited_claims",
    "cited_keys",
    "get_source",
    "source_keys",
]

_CITE = re.compile(r"""\bcite\(\s*["']([^"']+)["']""")
_MARK = re.compile(r"<!-- cite: ([a-z0-9_; ]+) -->")  # in text, for sources without a link
_CARD = re.compile(r"""\bevidence_card\(\s*["']([^"']+)["']""")
_ADDRESS = re.compile(r"https?://[^\s)>\"'\]]+")


class SourceError(PlainError, LookupError):
    """A reference or a notebook was asked for that the course does not have."""


@dataclass(frozen=True)
class Citation:
    """A short citation: plain text with ``str``, a link in a notebook."""

    source: Source

    def __str__(self) -> str:
        """Give author and year."""
        return self.source.short

    def _repr_html_(self) -> str:
        return anchor(self.source.link, self.source.short)


@dataclass(frozen=True)
class Bibliography:
    """References in alphabetical order."""

    sources: tuple[Source, ...]

    def __str__(self) -> str:
        """Give one reference a line."""
        return "\n".join(f"{source} {source.link}".strip() for source in self.sources)

    def _repr_html_(self) -> str:
        items = "".join(f"<li>{source._repr_html_()}</li>" for source in self.sources)
        return f'<ul aria-label="References">{items}</ul>'


def source_keys() -> frozenset[str]:
    """Give the keys of all references."""
    return frozenset(read_references(data_folder()))


def get_source(key: str) -> Source:
    """Look up one reference.

    Parameters
    ----------
    key : citation key, such as ``"mahmoud2019"``.

    Raises
    ------
    SourceError : no reference has this key; the message names the nearest one.
    """
    known = read_references(data_folder())
    if key not in known:
        near = get_close_matches(str(key), known, n=1, cutoff=0)
        hint = f"the nearest known key is {near[0]!r}" if near else "there are no references"
        raise SourceError(f"There is no reference {key!r} in references.json; {hint}.")
    return known[key]


def cite(key: str) -> Citation:
    """Cite one reference as author and year, with a link where its identifier was seen.

    Parameters
    ----------
    key : as in references.json.

    Raises
    ------
    SourceError : no reference has this key; the message names the nearest one.

    Examples
    --------
    >>> print(cite("hansraj2014"))
    Hansraj 2014
    """
    return Citation(get_source(key))


def bibliography(notebook: str | Iterable[str]) -> Bibliography:
    """List the references of a notebook, or of several keys, in alphabetical order.

    Parameters
    ----------
    notebook : a notebook by its stem, such as ``"03_cause_posture"``; or keys of references.

    Raises
    ------
    SourceError : there is no such notebook, or no reference has one of the keys.
    """
    keys = cited_keys(notebook) if isinstance(notebook, str) else set(notebook)
    found = {get_source(key) for key in keys}
    return Bibliography(tuple(sorted(found, key=lambda source: source.short.strip("“").lower())))


def cited_keys(stem: str) -> set[str]:
    """Find the keys a notebook cites: ``cite``, a link, a mark in the text, an evidence card.

    Parameters
    ----------
    stem : name of the notebook without ".ipynb", such as "03_cause_posture".

    Raises
    ------
    SourceError : there is no such notebook.
    """
    text = _notebook_text(stem)
    keys = set(_CITE.findall(text))
    for mark in _MARK.findall(text):
        keys |= set(mark.replace(" ", "").split(";"))
    for claim_id in _CARD.findall(text):
        keys |= _sources_of_claim(claim_id)
    known = read_references(data_folder()).values()
    links = {_bare(link): source.key for source in known for link in source.links}
    addresses = {_bare(address) for address in _ADDRESS.findall(text)}
    return keys | {links[address] for address in addresses if address in links}


def cited_claims(stem: str) -> set[str]:
    """Find the claim ids whose evidence cards a notebook shows.

    Parameters
    ----------
    stem : name of the notebook without ".ipynb", such as "03_cause_posture".

    Raises
    ------
    SourceError : there is no such notebook.
    """
    return set(_CARD.findall(_notebook_text(stem)))


def _bare(address: str) -> str:
    path = address.lower().split("://")[1].rstrip(".,;/")
    return path.removeprefix("www.").removeprefix("dx.")


def _notebook_text(stem: str) -> str:
    path = notebooks_folder() / f"{stem}.ipynb"
    try:
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    except FileNotFoundError:
        names = ", ".join(sorted(p.stem for p in path.parent.glob("*.ipynb"))) or "none"
        message = f"There is no notebook {stem!r} in {path.parent}; the notebooks there: {names}."
        raise SourceError(message) from None
    return "\n".join("".join(cell["source"]) for cell in cells)


def _sources_of_claim(claim_id: str) -> set[str]:
    # Read as plain CSV: the checked reader stands one floor above this module.
    keys: set[str] = set()
    for path in [data_folder() / "claims.csv", *data_folder().glob("*/evidence.csv")]:
        with path.open(encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file):
                if claim_id in (row.get("id"), row.get("claim_id")):
                    keys |= set((row.get("sources") or row.get("source_key") or "").split(";"))
    return keys - {""}
