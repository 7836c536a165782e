"""The plan on paper: Markdown, a page to print, and a calendar file."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from html import escape

from course_lib.plan.blocks import Block
from course_lib.plan.model import DAYS, STAGES, Plan, Session
from course_lib.tables import load_rows

TITLE = "My six weeks"
CELL = "text-align:left;vertical-align:top;padding:4px 10px;line-height:1.4"
NOT_ADVICE = (
    "Made in a course, not by a clinician. Lines marked * are the course makers' own estimate or "
    "mapping and were not clinically reviewed."
)


def _how(block: Block, *, stage: str) -> str:
    """Say how much and in which version an exercise is done at a stage."""
    exercise = block.exercise
    dose = f"on the card: {exercise.dose}" if exercise.dose else "no tested dose is known"
    harder = exercise.harder if block.harder else ""
    version = {"easier": exercise.easier, "harder": harder}.get(stage, "")
    return f"{dose}; {stage}: {version}" if version else f"{dose}; as on the card"


def _line(block: Block, *, stage: str) -> str:
    """Write one exercise as a line."""
    mark = "*" if block.estimated else ""
    return f"{block.exercise.name} ({block.minutes:g} min{mark}): {_how(block, stage=stage)}"


def rules(plan: Plan) -> list[str]:
    """Give the rules that go with the plan: pain, runs, and what does not fit together.

    Parameters
    ----------
    plan : result of ``model.make_plan``.
    """
    lines = [f"{row['pain']}: {row['rule']}" for row in load_rows("plan/pain_rules")]
    if plan.run_caps_km:
        first, last = plan.run_caps_km[0], plan.run_caps_km[-1]
        lines.append(
            f"Longest single run: {first:g} km in weeks 1 to 4, {last:g} km in weeks 5 and 6."
        )
    return [*lines, *plan.notes]


def to_markdown(plan: Plan) -> str:
    """Write the plan as Markdown; a blocked plan gives its reason.

    Parameters
    ----------
    plan : result of ``model.make_plan``.
    """
    if plan.blocked:
        return f"# {TITLE}\n\n{plan.blocked}\n"
    parts = [f"# {TITLE}\n"]
    for weeks, stage in STAGES:
        parts.append(f"## {weeks.capitalize()}\n")
        for session in plan.week:
            parts.append(f"**{DAYS[session.day]}**, {session.minutes:g} min\n")
            parts += [f"- {_line(block, stage=stage)}" for block in session.blocks]
            parts.append("")
    parts += ["## Rules\n", *(f"- {rule}" for rule in rules(plan)), "", NOT_ADVICE, ""]
    return "\n".join(parts)


def to_html(plan: Plan) -> str:
    """Write the plan as a page to print: complete, with its own style, without scripts.

    Parameters
    ----------
    plan : result of ``model.make_plan``.
    """
    body = f"<p>{escape(plan.blocked)}</p>" if plan.blocked else week_table(plan) + _details(plan)
    return (
        "<!doctype html><html lang='en'><head><meta charset='utf-8'>"
        f"<title>{TITLE}</title><style>body{{font:14px/1.45 sans-serif;max-width:60em;"
        "margin:2em auto;padding:0 1em}table{border-collapse:collapse;width:100%}"
        "th,td{border:1px solid #999;padding:4px 8px;text-align:left;vertical-align:top}"
        "h2{break-after:avoid}li{break-inside:avoid}</style></head>"
        f"<body><h1>{TITLE}</h1>{body}<p><small>{escape(NOT_ADVICE)}</small></p></body></html>"
    )


def week_table(plan: Plan) -> str:
    """Show the week as a calendar in HTML: a row a day, what is done in it, and its minutes.

    Parameters
    ----------
    plan : result of ``model.make_plan``.
    """
    sessions = {session.day: session for session in plan.week}
    rows = "".join(_day_row(day, sessions.get(day)) for day in range(7))
    names = ("day", "minutes", "exercises")
    head = "".join(f"<th scope='col' style='{CELL}'>{name}</th>" for name in names)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _day_row(day: int, session: Session | None) -> str:
    names = "; ".join(block.exercise.name for block in session.blocks) if session else "–"
    minutes = f"{session.minutes:g}" if session else "0"
    cells = "".join(f"<td style='{CELL}'>{escape(text)}</td>" for text in (minutes, names))
    return f"<tr><th scope='row' style='{CELL}'>{DAYS[day]}</th>{cells}</tr>"


def _details(plan: Plan) -> str:
    blocks = {b.exercise.id: b for session in plan.week for b in session.blocks}
    parts = []
    for weeks, stage in STAGES:
        items = "".join(f"<li>{escape(_line(b, stage=stage))}</li>" for b in blocks.values())
        parts.append(f"<h2>{weeks.capitalize()}: {stage}</h2><ul>{items}</ul>")
    cautions = "".join(
        f"<li>{escape(b.exercise.name)}: {escape(b.exercise.caution)}*</li>"
        for b in blocks.values()
        if b.exercise.caution
    )
    told = "".join(f"<li>{escape(rule)}</li>" for rule in rules(plan))
    return "".join(parts) + f"<h2>Take care</h2><ul>{cautions}</ul><h2>Rules</h2><ul>{told}</ul>"


def to_calendar(plan: Plan, start: date) -> bytes:
    """Write every session of the six weeks as an iCalendar file.

    Parameters
    ----------
    plan : result of ``model.make_plan``; a blocked one gives an empty calendar.
    start : a day in the first week; the week begins on its Monday.
    """
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//Upper back course//six-week plan//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", TITLE)
    monday = start - timedelta(days=start.weekday())
    for week in range(6):
        for session in plan.week:
            day = monday + timedelta(weeks=week, days=session.day)
            calendar.add_component(_event(session, day, stage=STAGES[week // 2][1]))
    return calendar.to_ical()


def _event(session: Session, day: date, *, stage: str) -> object:
    from icalendar import Event

    event = Event()
    event.add("uid", f"{day.isoformat()}@upper-back-course")
    event.add("dtstamp", datetime.now(UTC))
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    names = "; ".join(block.exercise.name for block in session.blocks)
    event.add("summary", f"Upper back, {session.minutes:g} min: {names}")
    words = "\n".join(_line(block, stage=stage) for block in session.blocks)
    event.add("description", f"{words}\n\n{NOT_ADVICE}")
    return event
