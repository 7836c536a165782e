"""What a case file looks like: read safely, checked against schema.json, then against itself."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from course_lib.plain_error import PlainValueError
from course_lib.question_fields import QuestionError, parse_yaml
from course_lib.question_file import Question, parse_question
from course_lib.screening.check import Advice, decide, load_flags
from course_lib.tables import data_folder

NOTEBOOK = "13_runner_cases"


class CaseError(PlainValueError):
    """A case file that is not right: which file, where, what was found, what is allowed."""


@dataclass(frozen=True)
class Finding:
    """A question that can be asked about a case, and what comes out.

    Attributes
    ----------
    id : short name of it within the case.
    question : what the learner can ask.
    finding : what comes out.
    key : whether it counts, so that a learner who did not ask is told at the end.
    sign : id of a row of ``screening/red_flags`` that this finding is; "" for none.
    cleared : whether somebody has looked at that sign already; it then calls for nothing.
    """

    id: str
    question: str
    finding: str
    key: bool = False
    sign: str = ""
    cleared: bool = False


@dataclass(frozen=True)
class Hypothesis:
    """A possible explanation of a case.

    Attributes
    ----------
    name : the explanation, in words.
    pro, con : ids of the findings for it and against it.
    why : how well it fits, in words.
    """

    name: str
    pro: tuple[str, ...]
    con: tuple[str, ...]
    why: str


@dataclass(frozen=True)
class Case:
    """One checked case.

    Attributes
    ----------
    id : short name of the case, under which answers are kept.
    title : what it is called.
    support : "worked", "guided" or "open".
    history : what the runner tells.
    ask : what can be asked.
    hypotheses : explanations in the writer's order, the best fit first.
    rank : the question that puts them in order.
    change_mind : the question which finding would change the learner's mind.
    plan : the question for a first step, as urgent as ``advice``.
    thinking : step -> words of somebody with experience; steps may be missing.
    debrief : what to take away.
    source : citation keys.
    """

    id: str
    title: str
    support: str
    history: str
    ask: tuple[Finding, ...]
    hypotheses: tuple[Hypothesis, ...]
    rank: Question
    change_mind: Question
    plan: Question
    thinking: Mapping[str, str]
    debrief: str
    source: tuple[str, ...]

    @property
    def advice(self) -> Advice:
        """What the safety check says to the signs of this case."""
        return decide(_answers(self.ask))


def _answers(ask: tuple[Finding, ...]) -> dict[str, str]:
    """Answer the safety check for a case; a sign that somebody has cleared counts as a no."""
    found = {item.sign for item in ask if item.sign and not item.cleared}
    return {flag.id: "yes" if flag.id in found else "no" for flag in load_flags()}


def case_files() -> dict[str, Path]:
    """Give the file of every case, in their order.

    Returns
    -------
    dict : name of the file without its ending -> its path.
    """
    return {file.stem: file for file in sorted((data_folder() / "cases").glob("[0-9]*.yml"))}


def load_case(name: str) -> Case:
    """Read one case.

    Parameters
    ----------
    name : name of its file without the ending, such as "01_long_day".

    Raises
    ------
    CaseError : no such case, or a fault in its file.

    Examples
    --------
    >>> load_case("01_long_day").title
    'The long day and the long run'
    """
    files = case_files()
    if name not in files:
        raise CaseError(f"There is no case {name!r:.60}; choose from {', '.join(files)}.")
    return _load(files[name], files[name].stat().st_mtime_ns)


@lru_cache(maxsize=32)
def _load(file: Path, _changed_ns: int) -> Case:
    return parse_case(file.read_bytes(), file.name)


def parse_case(raw: bytes, name: str) -> Case:
    """Check the bytes of a case file.

    Parameters
    ----------
    raw : the file, YAML in UTF-8.
    name : the file's name, for the messages.

    Raises
    ------
    CaseError : the first fault, in one sentence.
    """
    try:
        values = parse_yaml(raw, name)
        _check_schema(values, name)
        return _case(values, name)
    except QuestionError as error:
        raise CaseError(str(error)) from error


def _check_schema(values: object, name: str) -> None:
    """Raise `CaseError` with the place and the rule of the fault that says most."""
    from jsonschema import Draft202012Validator
    from jsonschema.exceptions import best_match

    schema = json.loads((data_folder() / "cases" / "schema.json").read_text(encoding="utf-8"))
    fault = best_match(Draft202012Validator(schema).iter_errors(values))
    if fault is not None:
        place = ".".join(str(step) for step in fault.absolute_path) or "the file as a whole"
        raise CaseError(
            f"{name}, {place}: {fault.message:.200}; data/cases/GUIDE.md shows what is allowed."
        )


def _case(values: Mapping[str, Any], name: str) -> Case:
    ask = tuple(Finding(**item) for item in values["ask"])
    hypotheses = tuple(
        Hypothesis(item["name"], tuple(item["for"]), tuple(item["against"]), item["why"])
        for item in values["hypotheses"]
    )
    _check_names(ask, hypotheses, name)
    case = Case(
        **{field: values[field] for field in ("id", "title", "support", "history", "debrief")},
        ask=ask,
        hypotheses=hypotheses,
        rank=_rank(values, name),
        change_mind=_choice(values, "change_mind", name),
        plan=_choice(values, "plan", name),
        thinking=values.get("thinking", {}),
        source=tuple(values["source"]),
    )
    _check_plan(values, case.advice.tier, name)
    return case


def _check_names(ask: tuple[Finding, ...], hypotheses: tuple[Hypothesis, ...], name: str) -> None:
    ids = [item.id for item in ask]
    if twice := {i for i in ids if ids.count(i) > 1}:
        raise CaseError(f"{name}, ask: the id {min(twice)!r} stands twice; give each its own.")
    if not any(item.key for item in ask):
        raise CaseError(f"{name}, ask: no question has key: true; mark what must be asked.")
    signs = {flag.id for flag in load_flags()}
    for item in ask:
        if item.sign and item.sign not in signs:
            raise CaseError(
                f"{name}, ask {item.id!r}: found the sign {item.sign!r}; allowed are the ids of "
                "data/screening/red_flags.csv."
            )
    for hypothesis in hypotheses:
        for used in (*hypothesis.pro, *hypothesis.con):
            if used not in ids:
                raise CaseError(
                    f"{name}, hypothesis {hypothesis.name!r}: found {used!r}; allowed are the ids "
                    f"under ask: {', '.join(ids)}."
                )


def _check_plan(values: Mapping[str, Any], tier: str, name: str) -> None:
    """Refuse a right plan that is less, or more, urgent than the safety check says."""
    (right,) = (option["care"] for option in values["plan"]["options"] if option["right"])
    if right != tier:
        raise CaseError(
            f"{name}, plan: the right option has care: {right}, but the signs of this case call "
            f"for {tier}; change the option or the signs."
        )


def _question(values: Mapping[str, Any], part: str, name: str, **own: object) -> Question:
    common = {
        "id": f"case-{values['id']}-{part.replace('_', '-')}",
        "notebook": NOTEBOOK,
        "use": "check",
        "claim": values["claim"],
        "objective": OBJECTIVES[part],
        "source": values["source"],
    }
    return parse_question({**common, **own}, f"{name}, {part}", room="cases")


OBJECTIVES = {
    "rank": "rank explanations by how well they fit the findings",
    "change_mind": "name the finding that would change your mind",
    "plan": "choose a first step that is as urgent as the signs",
}
STEMS = {
    "rank": "Which explanation fits best what you know now? Put the best fit first.",
    "change_mind": "Which finding would change your mind most about the explanation you put first?",
    "plan": "What is the first step?",
}


def _rank(values: Mapping[str, Any], name: str) -> Question:
    items = [item["name"] for item in values["hypotheses"]]
    why = " ".join(f"{item['name']}: {item['why']}" for item in values["hypotheses"])
    words = {**values["rank"], "explanation": why}
    return _question(values, "rank", name, type="order", stem=STEMS["rank"], items=items, **words)


def _choice(values: Mapping[str, Any], part: str, name: str) -> Question:
    keep = ("text", "right", "feedback")
    options = [{k: option[k] for k in keep} for option in values[part]["options"]]
    why = values[part]["explanation"]
    kind = {"type": "single", "stem": STEMS[part], "options": options, "explanation": why}
    return _question(values, part, name, **kind)


def main(paths: Sequence[str]) -> int:
    """Check case files from the command line; give 1 if one has a fault.

    Parameters
    ----------
    paths : files to check.
    """
    faults = 0
    for path in map(Path, paths):
        try:
            case = parse_case(path.read_bytes(), path.name)
        except (CaseError, OSError) as error:
            faults += 1
            print(error)
        else:
            print(f"{path.name} is a good case; its signs call for {case.advice.tier}.")
    return int(faults > 0)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
