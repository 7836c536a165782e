"""How true is the plan? Each published answer to strength training beside the model's."""

from __future__ import annotations

from course_lib.agreement import Check, check_table
from course_lib.endurance.responses import gain
from course_lib.html_table import HtmlTable


def gain_told(minutes_a_week: float, weeks: float) -> str:
    """Tell the model's gain with its band, in percent.

    Parameters
    ----------
    minutes_a_week : all training of a week, 0 to 180 minutes.
    weeks : time since the start, 0 to 20.

    Raises
    ------
    ValueError : a dose or a time outside its range.
    """
    found = gain(minutes_a_week, weeks)
    middle, low, high = (float(one) for one in (found.middle, found.low, found.high))
    return f"{middle:.1f} % ({low:.1f} to {high:.1f})"


def agreement() -> tuple[Check, ...]:
    """Check the model's gains against published ones.

    Returns
    -------
    Checks, each with the source of the finding.
    """
    return (
        Check("2 minutes a day, 10 weeks, 198 people: shoulder", "+2.0 N m (0.5 to 3.5)",
              gain_told(10, 10), "taken from it: no test", "andersen2011"),
        Check("the same people in another paper, both doses", "about 5 to 6 %",
              f"{gain_told(10, 10)}; {gain_told(60, 10)}",
              "roughly; it also gave the strength at the start", "jay2013"),
        Check("2 minutes a day, 10 weeks, 30 other women: shoulder", "+6 %",
              gain_told(10, 10), "yes, inside the band", "lidegaard2013"),
        Check("10 or 20 minutes a day, 8 weeks, 30 people", "no difference in strength",
              f"{gain_told(50, 8)}; {gain_told(100, 8)}",
              "not told apart: 30 people could miss so small a gain", "saeterbakken2020"),
        Check("specific strength training, 10 weeks, women with a painful trapezius",
              "+18 to 53 %, over several tests", f"{gain_told(60, 10)}; minutes not read",
              "no: the model gives far too little", "andersen2008j"),
        Check("lifting the trunk lying face down, 4 months, women after the menopause",
              "back extensors +26 %, without exercise +11 %",
              f"{gain_told(60, 17)}; minutes not read",
              "no: other muscles, other people, more gain", "hongo2007"),
        Check("neck training over 12 months, women with neck pain",
              "greatest gains in the first two months, then on to month 12",
              "a straight line to week 10, then flat", "left out", "ylinen2006"),
        Check("one hour a week, in 1, 3 or 9 sessions: neck pain",
              "no difference between the three", "counts minutes a week only",
              "yes, for pain; strength was not in the abstract", "andersen2012"),
    )  # fmt: skip


def agreement_table() -> HtmlTable:
    """Put the checks into a table to read."""
    return check_table(agreement(), caption="Published gains beside this model")
