"""The claim ledger: what the article says, how far it holds, where it is taught and tested."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from math import isnan
from typing import Any

from course_lib.places import data_folder, notebooks_folder
from course_lib.plain_error import PlainError
from course_lib.sources import cited_claims, cited_keys, source_keys
from course_lib.tables import load_rows

GRADE_SYMBOLS = {"supported": "●", "partly": "◐", "contested": "◇", "no direct evidence": "○"}


class ClaimError(PlainError, LookupError):
    """A claim was asked for that the ledger does not have."""


@dataclass(frozen=True)
class Claim:
    """One statement of the article in our own words.

    ``effect`` is the main figure in words with its unit; ``effect_value``, ``effect_low`` and
    ``effect_high`` hold its numbers, None where there is none. ``sources`` are reference keys.
    """

    id: str
    section: str
    statement: str
    taught_in: tuple[str, ...]
    modelled_in: str
    grade: str
    effect: str
    effect_low: float | None
    effect_high: float | None
    effect_value: float | None
    scale: str
    population: str
    sources: tuple[str, ...]
    confidence: str
    status: str
    last_checked: str
    note: str


def load_claims() -> dict[str, Claim]:
    """Load the whole ledger, by id; DataError names what is wrong with it."""
    return {row["id"]: _claim(row) for row in load_rows("claims")}


def get_claim(claim_id: str) -> Claim:
    """Look up one claim.

    Raises
    ------
    ClaimError
        When the ledger has no such id; the message names the nearest one.

    Examples
    --------
    >>> get_claim("C17").grade
    'partly'
    """
    claims = load_claims()
    if claim_id not in claims:
        near = get_close_matches(str(claim_id), claims, n=1, cutoff=0)[0]
        raise ClaimError(
            f"There is no claim {claim_id!r} in claims.csv; the ids run from {min(claims)} "
            f"to {max(claims)}, the nearest is {near!r}."
        )
    return claims[claim_id]


def questions_by_claim() -> dict[str, list[str]]:
    """Find which questions in data/*/questions.yml test which claim."""
    import yaml

    found: dict[str, list[str]] = {}
    for path in sorted(data_folder().glob("*/questions.yml")):
        for question in _questions(yaml.safe_load(path.read_text(encoding="utf-8"))):
            claims = question.get("claim") or []
            for claim_id in [claims] if isinstance(claims, str) else claims:
                found.setdefault(str(claim_id), []).append(str(question["id"]))
    return found


def ledger_problems() -> list[str]:
    """Check the ledger against questions, notebooks and references.

    Returns
    -------
    list of str
        One sentence for each claim that is untaught or untested though its status is taught,
        and for each question or notebook that names a claim or source which does not exist.
    """
    claims, tested = load_claims(), questions_by_claim()
    there = {path.stem for path in notebooks_folder().glob("*.ipynb")}
    problems = [
        f"Question {name} tests claim {claim_id}, which is not in claims.csv."
        for claim_id, names in tested.items()
        if claim_id not in claims
        for name in names
    ]
    for claim in claims.values():
        if claim.status == "taught":
            problems += _untaught(claim, there)
            if claim.id not in tested:
                problems.append(f"Claim {claim.id} has status taught, but no question tests it.")
    for stem in sorted(there):
        problems += _dangling(stem, set(claims))
    return problems


def _untaught(claim: Claim, there: set[str]) -> list[str]:
    return [
        f"Claim {claim.id} has status taught, but there is no notebook {stem}."
        for stem in claim.taught_in
        if stem not in there
    ]


def _dangling(stem: str, known: set[str]) -> list[str]:
    claims = sorted(cited_claims(stem) - known)
    sources = sorted(cited_keys(stem) - source_keys())
    return [
        f"Notebook {stem} shows claim {claim_id}, which is not in claims.csv."
        for claim_id in claims
    ] + [f"Notebook {stem} cites {key}, which is not in references.json." for key in sources]


def _questions(node: object) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict) and "id" in node and "claim" in node:
        yield node
    elif isinstance(node, dict | list):
        for child in node.values() if isinstance(node, dict) else node:
            yield from _questions(child)


def _claim(row: dict[str, Any]) -> Claim:
    lists = {key: tuple(filter(None, row[key].split(";"))) for key in ("taught_in", "sources")}
    numbers = {
        key: None if isnan(row[key]) else float(row[key])
        for key in ("effect_low", "effect_high", "effect_value")
    }
    return Claim(**{**row, **lists, **numbers})
