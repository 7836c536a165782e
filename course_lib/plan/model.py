"""A six-week plan from a learner's answers.

In one sentence: *fill the chosen days with exercises for what you found, the best tested first,
never more minutes than you have, never an exercise that one of your cautions keeps out.*
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from course_lib.checks import require_between
from course_lib.plan.blocks import EQUIPMENT, NEEDS, Block, load_blocks, load_cautions

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
STAGES = (
    ("weeks 1 and 2", "easier"),
    ("weeks 3 and 4", "as on the card"),
    ("weeks 5 and 6", "harder"),
)
SAFETY = {
    "open": "I have not been through the safety check",
    "sign": "A sign is there, and nobody has looked at it",
    "asked": "A sign was there; I asked, and was told that I may train",
    "clear": "I said no to every sign",
}
MINUTES_LIMITS = (2.0, 60.0)
RUN_LIMITS_KM = (0.0, 200.0)
# frandsen2025: more injuries from 10 % beyond the longest run of the last 30 days on.
SPIKE = 1.10
BLOCKED = {
    "open": "Go through the safety check of chapter 12 first; then the plan opens.",
    "sign": "A sign comes before any plan: ask for advice as soon as the safety check says.",
}


@dataclass(frozen=True)
class Wishes:
    """What a learner has and wants.

    ``days`` are 0 (Monday) to 6; ``needs``, ``equipment`` and ``cautions`` are names of
    ``plan/blocks`` and ``plan/cautions``; ``leave_out`` are ids of exercises.

    Attributes
    ----------
    safety : a key of ``SAFETY``.
    days : days to train, 0 (Monday) to 6.
    minutes : minutes a day, 2 to 60.
    needs : what to work on, keys of ``blocks.NEEDS``; empty: all of it.
    equipment : what is there, keys of ``blocks.EQUIPMENT``.
    cautions : what is true of the learner, rows of data/plan/cautions.
    longest_run_km : longest run of the last 30 days, 0 to 200 km; 0: no run is planned.
    wished_run_km : longest run that is wished for, 0 to 200 km.
    leave_out : ids of exercises that are not wanted.
    """

    safety: str
    days: tuple[int, ...]
    minutes: float
    needs: tuple[str, ...] = ()
    equipment: tuple[str, ...] = ()
    cautions: tuple[str, ...] = ()
    longest_run_km: float = 0.0
    wished_run_km: float = 0.0
    leave_out: tuple[str, ...] = ()


@dataclass(frozen=True)
class Session:
    """One day's exercises.

    Attributes
    ----------
    day : 0 (Monday) to 6.
    blocks : the exercises in their order.
    """

    day: int
    blocks: tuple[Block, ...]

    @property
    def minutes(self) -> float:
        """How long it takes, minutes."""
        return sum(block.minutes for block in self.blocks)


@dataclass(frozen=True)
class Plan:
    """The plan: the same week twice in each of three stages.

    Attributes
    ----------
    wishes : what it was made from.
    week : the sessions of a week, by day.
    run_caps_km : longest single run in each of six weeks, km; empty without a longest run.
    notes : what does not fit together, a sentence each.
    blocked : why there is no plan, or nothing.
    left : what the week was filled from.
    kept_out : what the cautions took away.
    """

    wishes: Wishes
    week: tuple[Session, ...] = ()
    run_caps_km: tuple[float, ...] = ()
    notes: tuple[str, ...] = ()
    blocked: str = ""
    left: tuple[Block, ...] = ()
    kept_out: tuple[Block, ...] = ()


def make_plan(wishes: Wishes) -> Plan:
    """Make the plan, or say why there is none yet.

    Parameters
    ----------
    wishes : what the learner has and wants.

    Returns
    -------
    Plan : the week, the longest single run for each of six weeks, and what does not fit together.

    Raises
    ------
    ValueError : a wish outside its range or with an unknown name.

    Source: the tables ``plan/blocks`` (a source a row) and frandsen2025 (runs).

    Examples
    --------
    >>> plan = make_plan(Wishes("clear", days=(0, 2), minutes=15, longest_run_km=10))
    >>> [session.day for session in plan.week], plan.run_caps_km
    ([0, 2], (11.0, 11.0, 11.0, 11.0, 12.0, 12.0))
    """
    _check(wishes)
    if wishes.safety in BLOCKED:
        return Plan(wishes, blocked=BLOCKED[wishes.safety])
    fitting = tuple(block for block in load_blocks() if _fits(block, wishes))
    week = _week(fitting, wishes)
    return Plan(
        wishes,
        week=week,
        run_caps_km=run_caps_km(wishes.longest_run_km),
        notes=tuple(_notes(wishes, fitting, week)),
        left=fitting,
        kept_out=tuple(b for b in load_blocks() if b.avoid & set(wishes.cautions)),
    )


def run_caps_km(longest_run_km: float) -> tuple[float, ...]:
    """Give the longest single run for each of six weeks, 10 % beyond the last 30 days'.

    For four weeks the window still holds the old longest run; then it may hold the new one.

    Parameters
    ----------
    longest_run_km : longest run of the last 30 days, km; 0 plans no run.

    Returns
    -------
    tuple of six floats : km, rounded down to half a kilometre; empty where no run is planned.

    Source: frandsen2025 (more injuries from 10 % on; any place, not the upper back).

    Examples
    --------
    >>> run_caps_km(10.0)
    (11.0, 11.0, 11.0, 11.0, 12.0, 12.0)
    """
    first = _half_km(longest_run_km * SPIKE)
    return (first,) * 4 + (_half_km(first * SPIKE),) * 2 if longest_run_km else ()


def _half_km(distance: float) -> float:
    """Round down to half a kilometre."""
    return int(distance * 2 + 1e-9) / 2


def _fits(block: Block, wishes: Wishes) -> bool:
    """Tell whether a block serves a need, can be done, and is kept out by no caution."""
    return (
        bool(set(block.needs) & set(wishes.needs or NEEDS))
        and (not block.equipment or bool(block.equipment & set(wishes.equipment)))
        and not block.avoid & set(wishes.cautions)
        and block.exercise.id not in wishes.leave_out
        and block.minutes <= wishes.minutes
    )


def _week(blocks: Iterable[Block], wishes: Wishes) -> tuple[Session, ...]:
    """Fill the days in order; on each, take in turn what serves the needs."""
    used: dict[str, list[int]] = {block.exercise.id: [] for block in blocks}
    sessions = []
    for day in sorted(set(wishes.days)):
        chosen: list[Block] = []
        for need in _in_turn(wishes):
            left = wishes.minutes - sum(block.minutes for block in chosen)
            ready = [
                block
                for block in blocks
                if need in block.needs
                and block not in chosen
                and block.minutes <= left
                and _rested(block, used[block.exercise.id], day)
            ]
            if ready:
                # The same few exercises all week: that is how they were tested.
                chosen.append(max(ready, key=lambda block: len(used[block.exercise.id])))
        for block in chosen:
            used[block.exercise.id].append(day)
        sessions.append(Session(day, tuple(chosen)))
    return tuple(session for session in sessions if session.blocks)


def _in_turn(wishes: Wishes) -> list[str]:
    """Go through the needs three times; strength comes first, since it is tested best."""
    needs = [need for need in NEEDS if not wishes.needs or need in wishes.needs]
    return needs * 3


def _rested(block: Block, days: list[int], today: int) -> bool:
    """Tell whether an exercise has days left this week, with a day of rest where it needs one."""
    near = {today - 1, today + 1, (today + 1) % 7, (today - 1) % 7} if block.rest_day else set()
    return len(days) < block.days_a_week and not near & set(days)


def _notes(wishes: Wishes, fitting: tuple[Block, ...], week: tuple[Session, ...]) -> list[str]:
    """Say what does not fit together."""
    planned = {need for session in week for block in session.blocks for need in block.needs}
    notes = [
        f"You want to work on {NEEDS[need]}, but nothing in the list fits your minutes, things, "
        "cautions and what you left out. Change one of them, or ask a physiotherapist."
        for need in wishes.needs
        if need not in planned
    ]
    if not week and not notes:
        notes.append("No day is left with an exercise in it. Choose at least one day.")
    cap = max(run_caps_km(wishes.longest_run_km), default=0.0)
    if wishes.wished_run_km > cap > 0:
        notes.append(
            f"You wish for a run of {wishes.wished_run_km:g} km. Starting from "
            f"{wishes.longest_run_km:g} km, the plan stays at or below {cap:g} km in six weeks."
        )
    if wishes.wished_run_km and not wishes.longest_run_km:
        notes.append("Give the longest run of your last 30 days; without it no run can be planned.")
    if "breathing" in planned:
        notes.append(
            "Breathing is in the plan because you chose it. No trial has shown that it changes "
            "upper-back pain in runners."
        )
    if planned == {"mobility"} or (planned and "strength" not in planned):
        notes.append(
            "There is no strength work in the plan. Of all the treatments in the article it has "
            "the best evidence, by analogy from neck and shoulder pain."
        )
    return notes


def _check(wishes: Wishes) -> None:
    require_between("minutes", wishes.minutes, low=MINUTES_LIMITS[0], high=MINUTES_LIMITS[1])
    for name in ("longest_run_km", "wished_run_km"):
        require_between(name, getattr(wishes, name), low=RUN_LIMITS_KM[0], high=RUN_LIMITS_KM[1])
    known = {
        "safety": (wishes.safety,),
        "days": wishes.days,
        "needs": wishes.needs,
        "equipment": wishes.equipment,
        "cautions": wishes.cautions,
        "leave_out": wishes.leave_out,
    }
    allowed = {
        "safety": tuple(SAFETY),
        "days": tuple(range(7)),
        "needs": tuple(NEEDS),
        "equipment": tuple(EQUIPMENT),
        "cautions": tuple(load_cautions()),
        "leave_out": tuple(block.exercise.id for block in load_blocks()),
    }
    for name, given in known.items():
        for value in given:
            if value not in allowed[name]:
                choices = ", ".join(map(str, allowed[name]))
                raise ValueError(
                    f"{name} was given {value!r}, but it must be one of {choices}; choose from "
                    "these."
                )
