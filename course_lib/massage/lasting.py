"""How long it lasts: the weeks at which a trial measured, and the weeks at which nobody did."""

from __future__ import annotations

from dataclasses import dataclass

from course_lib.checks import require_between, require_one_of
from course_lib.massage.model import OUTCOMES, Trial, outcome_words, trials

# What a learner chooses -> series of the trials.
COURSES = {
    "4 weeks, 3 x 60 min, against waiting": "waiting",
    "10 weeks against a self-care book": "book",
    "6 more massages against none": "more",
}
LAST_WEEK = 26


@dataclass(frozen=True)
class Moment:
    """What is known at one week: the measurement, if one was made, and its neighbours.

    Attributes
    ----------
    week : weeks since the trial began.
    course : a key of ``COURSES``.
    outcome : "pain" or "function".
    measured : every measurement of this course, in the order of its weeks.
    now : the one of this week, or None.
    before, after : the nearest ones around this week, or None.
    """

    week: int
    course: str
    outcome: str
    measured: tuple[Trial, ...]
    now: Trial | None
    before: Trial | None
    after: Trial | None

    @property
    def what(self) -> str:
        """What counts as better, in words."""
        return outcome_words(self.outcome, COURSES[self.course])

    @property
    def massages(self) -> tuple[int, int]:
        """Weeks in which the massages begin and end."""
        return self.measured[0].from_week, self.measured[0].to_week


def lasting(course: str, week: float, *, outcome: str) -> Moment:
    """Say what was measured at a week of a course of massage; nothing is drawn in between.

    Parameters
    ----------
    course : a key of ``COURSES``.
    week : weeks since the trial began, 0 to 26.
    outcome : "pain" or "function".

    Raises
    ------
    ValueError : for a course or outcome that is not offered, or a week outside 0 to 26.

    Sources: sherman2014, sherman2009, cook2015.

    Examples
    --------
    >>> lasting("10 weeks against a self-care book", 10, outcome="pain").now.ratio
    2.2
    """
    require_between("week", week, low=0, high=LAST_WEEK)
    for name, value, allowed in (("course", course, COURSES), ("outcome", outcome, OUTCOMES)):
        require_one_of(name, value, allowed=allowed)
    wanted = (COURSES[course], outcome)
    found = [t for t in trials() if (t.series, t.outcome) == wanted and t.ratio is not None]
    if wanted[0] == "waiting":  # of the doses, the one that did best
        found = [t for t in found if t.times_a_week == 3]
    return Moment(
        week=int(week),
        course=course,
        outcome=outcome,
        measured=tuple(found),
        now=next((t for t in found if t.measured_week == week), None),
        before=next((t for t in reversed(found) if t.measured_week < week), None),
        after=next((t for t in found if t.measured_week > week), None),
    )
