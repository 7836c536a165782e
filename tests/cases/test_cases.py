"""Eight cases that hold together, and a validator that names each fault."""

from __future__ import annotations

import re

import pytest
import yaml

from course_lib.cases.case_file import CaseError, case_files, load_case, main, parse_case
from course_lib.cases.case_list import case_list
from course_lib.screening.check import TIERS

CASES = {name: load_case(name) for name in case_files()}
FIRST = case_files()["01_long_day"].read_text(encoding="utf-8")


def changed(**values):
    """Give the first case with some of its fields changed or, with None, left out."""
    case = yaml.safe_load(FIRST) | values
    return yaml.safe_dump({k: v for k, v in case.items() if v is not None}).encode()


def test_there_are_eight_from_worked_to_open():
    support = [case.support for case in CASES.values()]
    assert len(support) >= 8
    assert support == sorted(support, key=["worked", "guided", "open"].index)
    assert set(support) == {"worked", "guided", "open"}


def test_the_list_counts_the_cases_and_says_the_support_in_words():
    rows = case_list().numbers.rows
    assert [row[0] for row in rows] == [f"{n:02d}" for n in range(1, len(CASES) + 1)]
    assert [row[1] for row in rows] == [case.title for case in CASES.values()]
    assert sorted({row[2] for row in rows}) == ["on your own", "with a hint", "worked"]


def test_at_least_two_must_stop_self_care_and_the_urgency_varies():
    tiers = [case.advice.tier for case in CASES.values()]
    assert tiers.count("emergency") >= 2
    assert set(tiers) == set(TIERS)


@pytest.mark.parametrize("name", CASES)
def test_the_best_fit_has_findings_and_every_finding_is_said(name):
    case = CASES[name]
    assert case.hypotheses[0].pro
    assert any(h.con for h in case.hypotheses[1:])
    for item in case.ask:
        assert item.finding.endswith((".", "!", "?", '"', '".', "”."))
    signs = [item for item in case.ask if item.sign]
    assert all(item.key for item in signs), "a sign must be worth asking for"


@pytest.mark.parametrize("name", CASES)
def test_no_case_names_a_person(name):
    text = case_files()[name].read_text(encoding="utf-8")
    words = re.findall(r"(?<![.!?:\"] )(?<!^)(?<=[a-z,] )([A-Z][a-z]+)", text)
    assert set(words) <= {"X"}, words


def test_length_does_not_give_the_right_option_away():
    questions = [q for case in CASES.values() for q in (case.change_mind, case.plan)]
    for pick in (max, min):
        edge = [pick(q.options, key=lambda option: len(option.text)) for q in questions]
        assert sum(option.right for option in edge) <= len(questions) / 2


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"title": None}, "a.yml, the file as a whole: 'title' is a required property; data/cases"),
        ({"surprise": 1}, r"Additional properties are not allowed \('surprise' was unexpected\)"),
        (
            {"support": "some"},
            r"a.yml, support: 'some' is not one of \['worked', 'guided', 'open'\]",
        ),
        ({"thinking": None}, "a.yml, the file as a whole: 'thinking' is a required property"),
        ({"source": ["nobody2000"]}, "a.yml, rank, field 'source': found 'nobody2000', allowed is"),
    ],
)
def test_a_fault_is_named(values, message):
    with pytest.raises(CaseError, match=message):
        parse_case(changed(**values), "a.yml")


def broken_ask(**change):
    ask = yaml.safe_load(FIRST)["ask"]
    return [ask[0] | change, *ask[1:]]


def test_faults_inside_the_case_are_named():
    with pytest.raises(CaseError, match=r"a.yml, ask: the id 'signs' stands twice; give each"):
        parse_case(changed(ask=broken_ask(id="signs")), "a.yml")
    with pytest.raises(CaseError, match=r"ask 'place': found the sign 'rf99'; allowed are the ids"):
        parse_case(changed(ask=broken_ask(sign="rf99")), "a.yml")
    hypotheses = yaml.safe_load(FIRST)["hypotheses"]
    hypotheses[0]["for"] = ["smell"]
    with pytest.raises(CaseError, match=r"found 'smell'; allowed are the ids under ask: place"):
        parse_case(changed(hypotheses=hypotheses), "a.yml")


def test_a_plan_that_ignores_a_sign_is_refused():
    with pytest.raises(
        CaseError, match=r"plan: the right option has care: self_care, but the signs .* emergency"
    ):
        parse_case(changed(ask=broken_ask(sign="rf01")), "a.yml")


def test_code_in_a_case_is_refused():
    with pytest.raises(CaseError, match="is not valid YAML"):
        parse_case(b"id: !!python/object/apply:os.system ['true']", "a.yml")


def test_an_unknown_case_is_named():
    with pytest.raises(CaseError, match="There is no case 'x'; choose from 01_long_day, 02_"):
        load_case("x")


def test_the_validator_says_what_it_found(tmp_path, capsys):
    bad = tmp_path / "bad.yml"
    bad.write_bytes(changed(title=None))
    assert main([str(case_files()["01_long_day"])]) == 0
    assert main([str(bad)]) == 1
    said = capsys.readouterr().out
    assert "01_long_day.yml is a good case; its signs call for self_care." in said
    assert "bad.yml, the file as a whole: 'title' is a required property" in said
