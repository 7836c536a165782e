"""The ledger against what teaches and tests it: questions, notebooks and references."""

from collections.abc import Iterator
from typing import Any

import yaml

from course_lib.claims import Claim, load_claims
from course_lib.places import data_folder, notebooks_folder
from course_lib.sources import cited_claims, cited_keys, source_keys


def questions_by_claim() -> dict[str, list[str]]:
    """Find which questions in data/*/questions.yml test which claim."""
    found: dict[str, list[str]] = {}
    for path in sorted(data_folder().glob("*/questions.yml")):
        for question in _questions(yaml.safe_load(path.read_text(encoding="utf-8"))):
            claims = question.get("claim") or []
            for claim_id in [claims] if isinstance(claims, str) else claims:
                found.setdefault(str(claim_id), []).append(str(question["id"]))
    return found


def ledger_problems() -> list[str]:
    """Give one sentence for each claim that is taught in name only, and each name of nothing."""
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
