"""What the numbers of the rhythm trainer rest on: each beside what was published."""

from __future__ import annotations

from course_lib.agreement import Check, check_table
from course_lib.breathing.coupling import published_rhythms
from course_lib.breathing.facts import fact
from course_lib.breathing.rhythm import COUNTS, Ceiling, ceilings, talk_pace_min_km
from course_lib.html_table import HtmlTable
from course_lib.quantities import round_to


def offered_strides() -> tuple[float, ...]:
    """List the strides to a breath that the trainer offers, each once."""
    return tuple(sorted({sum(count) / 2.0 for count in COUNTS.values()}))


def published_strides() -> tuple[float, ...]:
    """List the strides to a breath that runners were seen to take (bramble1983, daley2013)."""
    return tuple(sorted({row["strides_per_breath"] for row in published_rhythms()}))


def in_shares() -> tuple[float, float]:
    """Give the least and the most time breathing in that the trainer offers, percent."""
    shares = [100.0 * steps_in / (steps_in + out) for steps_in, out in COUNTS.values()]
    return min(shares), max(shares)


def _top(place: int) -> Ceiling:
    return ceilings(fact("frequency_max").value)[place]


def agreement() -> tuple[Check, ...]:
    """Set what the trainer gives beside nine published findings.

    Returns
    -------
    tuple of Check : each with the source of its finding.
    """
    share, treadmill = fact("breath_in_share"), fact("minute_treadmill")
    most = ceilings(fact("frequency_treadmill").value)[0].most_l
    low, high = in_shares()
    same = offered_strides() == published_strides()
    strides = ", ".join(f"{value:g}" for value in published_strides())
    return (
        Check("air at maximum, men, at 36.1 breaths a minute", "97 L/min (SD 25)",
              f"{round_to(_top(0).most_l)} L/min", "yes: mean breath x mean rhythm", "blackie1991"),
        Check("the same, women", "69 L/min (SD 22)", f"{round_to(_top(1).most_l)} L/min", "yes",
              "blackie1991"),
        Check("air at 62 breaths a minute on a treadmill", f"{treadmill.value:.0f} L/min",
              f"at most {most:.0f} L/min", "yes: it lies under the ceiling", "kasch1976"),
        Check("strides to a breath that runners took", strides,
              ", ".join(f"{value:g}" for value in offered_strides()),
              "the same" if same else "not the same", "bramble1983"),
        Check("time breathing in, running in rhythm", f"{share.low:.0f} to {share.high:.0f} %",
              f"{low:.0f} to {high:.0f} %: whole steps",
              "no: 2 in, 3 out and the equal counts come nearest", "takano1995"),
        Check("steps in rhythm, without and with sound", "26.3 % and 69.9 %",
              "shown as printed", "nothing is modelled", "harbour2023"),
        Check("speech in comfort at 64 % of the fastest speed", "20 people, half an hour",
              f"4:00 a kilometre becomes {round_to(talk_pace_min_km(4.0), 3)} minutes",
              "arithmetic; between 64 and 86 % nobody was asked", "condello2014"),
        Check("disability of the neck after breathing exercise", "−0.80 SD (−1.49 to −0.11)",
              "shown as printed", "nothing is modelled", "cefali2025"),
        Check("load, pain or stitch with a rhythm", "not found",
              "nothing is drawn", "nothing to compare", "harbour2022"),
    )  # fmt: skip


def agreement_table() -> HtmlTable:
    """Put the checks into a table to read."""
    return check_table(agreement(), caption="What the numbers rest on", model="this chapter")
