"""The claim ledger: what the article says, how far it holds, where it is taught and tested."""

from dataclasses import dataclass
from difflib import get_close_matches
from math import isnan
from typing import Any

from course_lib.plain_error import PlainError
from course_lib.tables import load_rows

GRADE_SYMBOLS = {"supported": "●", "partly": "◐", "contested": "◇", "no direct evidence": "○"}


class ClaimError(PlainError, LookupError):
    """A claim was asked for that the ledger does not have."""


@dataclass(frozen=True)
class Claim:
    """One statement of the article in our own words.

    The fields are the columns of data/claims.csv, which data/datapackage.json describes.

    Attributes
    ----------
    taught_in : stems of notebooks.
    effect : the main figure in words with its unit.
    effect_value, effect_low, effect_high : its numbers, None where there is none.
    sources : keys of references.json.
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

    Parameters
    ----------
    claim_id : "C01", "C02" and so on, as in claims.csv.

    Raises
    ------
    ClaimError : the ledger has no such id; the message names the nearest one.

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


def _claim(row: dict[str, Any]) -> Claim:
    lists = {key: tuple(filter(None, row[key].split(";"))) for key in ("taught_in", "sources")}
    numbers = {
        key: None if isnan(row[key]) else float(row[key])
        for key in ("effect_low", "effect_high", "effect_value")
    }
    return Claim(**{**row, **lists, **numbers})
