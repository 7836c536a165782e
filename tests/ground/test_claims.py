"""The ledger: every statement taught and tested, with a source, and nothing cited that is not."""

import csv
import json
import shutil
from pathlib import Path

import pytest

from course_lib.claims import (
    GRADE_SYMBOLS,
    ClaimError,
    get_claim,
    load_claims,
)
from tests.ground.ledger import ledger_problems, questions_by_claim

ROOT = Path(__file__).resolve().parents[2]


def test_the_ledger_agrees_with_questions_and_notebooks():
    assert ledger_problems() == []


def test_each_claim_has_sources_a_grade_and_a_home():
    claims = load_claims()
    assert list(claims) == [f"C{i:02d}" for i in range(1, len(claims) + 1)]
    assert len(claims) >= 30
    for claim in claims.values():
        assert claim.sources, claim.id
        assert claim.taught_in, claim.id
        assert claim.grade in GRADE_SYMBOLS


def test_every_topic_of_the_article_is_there():
    text = " ".join(claim.statement for claim in load_claims().values()).lower()
    topics = ["posture", "tight", "weak", "breath", "stretching", "foam rolling", "strengthening"]
    topics += ["heat or cold", "massage", "professional", "12 vertebrae", "rib cage", "organs"]
    assert [topic for topic in topics if topic not in text] == []


def test_numbers_stand_in_the_effect_they_belong_to():
    for claim in load_claims().values():
        low, high, value = claim.effect_low, claim.effect_high, claim.effect_value
        assert (low is None) == (high is None), claim.id
        if low is not None:
            assert low < high, claim.id
            assert value is None or low <= value <= high, claim.id
        text = claim.effect.replace("−", "-")
        for number in (low, high):
            assert number is None or f"{number:g}" in text or f"{number:.2f}" in text, claim.id
        assert bool(claim.scale) == any(n is not None for n in (low, high, value)), claim.id


def test_no_claim_beyond_the_evidence():
    claims = load_claims()
    graded = {grade: [c for c in claims.values() if c.grade == grade] for grade in GRADE_SYMBOLS}
    # Only what anatomy shows is graded supported; no cause and no treatment of pain is.
    assert {claim.section for claim in graded["supported"]} == {"anatomy"}
    assert all(claim.note for claim in claims.values() if claim.section != "anatomy")


def test_an_unknown_claim_names_the_nearest():
    with pytest.raises(ClaimError) as caught:
        get_claim("C188")
    assert caught.value.args[0] == (
        f"There is no claim 'C188' in claims.csv; the ids run from C01 to C{len(load_claims())}, "
        "the nearest is 'C18'."
    )


@pytest.fixture
def course(tmp_path, monkeypatch):
    """Give a copy of the data with two empty notebooks and one question for each taught claim."""
    taught = [claim for claim in load_claims().values() if claim.status == "taught"]
    shutil.copytree(ROOT / "data", tmp_path / "data")
    for path in tmp_path.glob("data/*/questions.yml"):
        path.unlink()
    (tmp_path / "notebooks").mkdir()
    for stem in {stem for claim in taught for stem in claim.taught_in}:
        notebook(tmp_path, stem, "")
    questions(tmp_path, [claim.id for claim in taught])
    monkeypatch.setenv("COURSE_DATA", str(tmp_path / "data"))
    return tmp_path


def notebook(folder, stem, code):
    book = {"cells": [{"cell_type": "code", "source": code}]}
    (folder / f"notebooks/{stem}.ipynb").write_text(json.dumps(book))


def questions(folder, claim_ids):
    listed = "".join(f"- id: q-{claim_id}\n  claim: {claim_id}\n" for claim_id in claim_ids)
    path = folder / "data/posture/questions.yml"
    path.write_text(listed + "- id: q-none\n  claim: []\n- id: q-two\n  claim: [C17, C18]\n")


def change(folder, claim_id, **cells):
    path = folder / "data/claims.csv"
    with path.open(newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        if row["id"] == claim_id:
            row.update(cells)
    with path.open("w", newline="") as file:
        writer = csv.DictWriter(file, rows[0], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def test_a_whole_ledger_has_no_problem(course):
    assert ledger_problems() == []
    assert questions_by_claim()["C18"] == ["q-C18", "q-two"]


def test_an_untested_claim_is_named(course):
    taught = [claim.id for claim in load_claims().values() if claim.status == "taught"]
    questions(course, [claim_id for claim_id in taught if claim_id != "C16"])
    assert ledger_problems() == ["Claim C16 has status taught, but no question tests it."]


def test_an_untaught_claim_is_named(course):
    change(course, "C18", taught_in="03_cause_posture;99_not_written")
    assert ledger_problems() == [
        "Claim C18 has status taught, but there is no notebook 99_not_written."
    ]


def test_a_question_about_no_claim_is_named(course):
    taught = [claim.id for claim in load_claims().values() if claim.status == "taught"]
    questions(course, [*taught, "C99"])
    assert ledger_problems() == ["Question q-C99 tests claim C99, which is not in claims.csv."]


def test_a_notebook_that_cites_what_is_not_there_is_named(course):
    notebook(course, "03_cause_posture", "evidence_card('C98')\ncite('nobody1999')")
    assert ledger_problems() == [
        "Notebook 03_cause_posture shows claim C98, which is not in claims.csv.",
        "Notebook 03_cause_posture cites nobody1999, which is not in references.json.",
    ]


@pytest.mark.parametrize("sources", ["", "nobody1999", "teng2015;"])
def test_a_claim_without_a_source_is_refused(course, sources):
    change(course, "C18", sources=sources)
    with pytest.raises(ValueError, match=r"^data/claims\.csv, line 19, column 'sources': found "):
        load_claims()
