"""What is said after a case: findings for and against, what was not asked, how soon to ask."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from course_lib.cases.case_file import Case
from course_lib.screening.card import SELF_CARE, TIERS
from course_lib.screening.check import Advice
from course_lib.sources import cite

CELL = "text-align:left;vertical-align:top;padding:4px 10px"
STEP = {tier: title for tier, (title, _colour) in TIERS.items()} | {"self_care": SELF_CARE}


def weigh(case: Case, asked: Sequence[str]) -> str:
    """Set the findings for and against each explanation side by side, as HTML.

    Parameters
    ----------
    case : the case.
    asked : ids of the findings that the learner asked for; the others are marked.
    """
    words = {item.id: item.finding for item in case.ask}

    def told(ids: Sequence[str]) -> str:
        marks = ("" if i in asked else " <em>(not asked)</em>" for i in ids)
        points = (f"<li>{escape(words[i])}{m}</li>" for i, m in zip(ids, marks, strict=True))
        return f"<ul style='margin:0;padding-left:1.2em'>{''.join(points)}</ul>" if ids else "–"

    rows = "".join(
        f"<tr><th scope='row' style='{CELL}'>{escape(h.name)}</th>"
        f"<td style='{CELL}'>{told(h.pro)}</td><td style='{CELL}'>{told(h.con)}</td></tr>"
        for h in case.hypotheses
    )
    heads = "".join(
        f"<th scope='col' style='{CELL}'>{head}</th>"
        for head in ("explanation", "what speaks for it", "what speaks against it")
    )
    return f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"


def look_back(case: Case, asked: Sequence[str]) -> str:
    """Say how soon to ask for advice, what was not asked, and what to take away, as HTML.

    Parameters
    ----------
    case : the case.
    asked : ids of the findings that the learner asked for.
    """
    parts = [f"<p><b>{STEP[case.advice.tier]}</b>{_because(case.advice)}</p>"]
    missed = [item for item in case.ask if item.key and item.id not in asked]
    if missed:
        parts.append("<p>You did not ask, and it would have counted:</p><ul>")
        parts += [f"<li>{escape(item.question)} {escape(item.finding)}</li>" for item in missed]
        parts.append("</ul>")
    else:
        parts.append("<p>You asked everything that counted.</p>")
    parts.append(f"<p>{escape(case.debrief)}</p>")
    sources = "; ".join(cite(key)._repr_html_() for key in case.source)
    return "".join(parts) + f"<p><small>Sources: {sources}.</small></p>"


def _because(advice: Advice) -> str:
    if not advice.deciding:
        return ", since no sign of the safety check is there."
    signs = "; ".join(f"{flag.said}{flag.mark}" for flag in advice.deciding)
    return f", because of: {escape(signs)}."
