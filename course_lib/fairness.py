"""When trials may be pooled, when a funnel plot may be drawn, and why not otherwise."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from course_lib.pooling import PooledEffect, pool
from course_lib.sources import cite
from course_lib.treatment_rows import TreatmentRow, one_axis

# With two trials the range for a new one would have k - 2 = 0 degrees of freedom.
FEWEST_POOLED = 3
FEWEST_IN_A_FUNNEL = 10


@dataclass(frozen=True)
class FairPool:
    """A pool with the rows in it, or the sentence that says why there is none.

    Attributes
    ----------
    effect : the pool, or None.
    used : the rows in it.
    left_out : the rows on the axis that are not pooled, each with its reason.
    why_not : why there is no pool; "" when there is one.
    """

    effect: PooledEffect | None
    used: tuple[TreatmentRow, ...]
    left_out: tuple[tuple[TreatmentRow, str], ...]
    why_not: str = ""

    def __str__(self) -> str:
        """Tell the pool, or why there is none, and what was left out."""
        text = f"{self.effect}" if self.effect else self.why_not
        if self.effect and self.left_out:
            count = Counter(reason for _, reason in self.left_out)
            parts = [f"{number} {reason}" for reason, number in count.items()]
            text += f" Left out of the pool: {'; '.join(parts)}."
        return text


def pool_fairly(rows: Sequence[TreatmentRow]) -> FairPool:
    """Pool the trials among the rows of one axis, if that is fair.

    Fair means: one scale and outcome, one treatment, one kind of comparison, single trials only
    (a review is a pool already, perhaps of the same trials), a printed interval, no number in
    trouble, other people in each, and three trials or more.

    Parameters
    ----------
    rows : results on one axis, from ``on_axis``; may be empty.

    Raises
    ------
    ScaleError : rows of more than one axis.
    """
    if not rows:
        return FairPool(None, (), (), "There is no number here to pool.")
    one_axis(rows)
    used, left_out, samples = [], [], set()
    for row in rows:
        reason = _reason(row) or ("on people already counted" * (row.sample in samples))
        if reason:
            left_out.append((row, reason))
        else:
            used.append(row)
            samples.add(row.sample)
    why_not = _why_not(used, left_out)
    effect = None
    if not why_not:
        variances = [row.standard_error**2 for row in used]
        effect = pool([row.effect for row in used], variances, scale=[row.scale for row in used])
    return FairPool(effect, tuple(used), tuple(left_out), why_not)


def why_no_funnel(found: FairPool) -> str:
    """Say why no funnel plot is drawn; "" when one may be.

    Parameters
    ----------
    found : result of ``pool_fairly``.
    """
    count = len(found.used)
    if not found.effect:
        return "No funnel plot: nothing is pooled here, so there is no middle to stand round."
    if count < FEWEST_IN_A_FUNNEL:
        return (
            f"No funnel plot: {count} trials are pooled, and below {FEWEST_IN_A_FUNNEL} its shape "
            "is chance."
        )
    return ""


def _reason(row: TreatmentRow) -> str:
    if row.kind in ("review of trials", "network of trials"):
        return "from a review, which is a pool already"
    if row.comparison == "before and after":
        return "without a comparison group"
    if row.trouble:
        return f"with a number in trouble ({row.trouble})"
    if row.value is None or row.low is None:
        return "without a printed interval"
    return ""


def _why_not(used: Sequence[TreatmentRow], left_out: Sequence[tuple[TreatmentRow, str]]) -> str:
    for values, name in (
        ([row.treatment for row in used], "treatments"),
        ([row.comparison for row in used], "kinds of comparison"),
    ):
        seen = list(dict.fromkeys(values))
        if len(seen) > 1:
            return (
                f"Not pooled: {len(seen)} {name} are on this scale ({'; '.join(seen)}), and each "
                "asks another question. Choose one in the filters."
            )
    if len(used) >= FEWEST_POOLED:
        return ""
    names = f" ({', '.join(str(cite(row.source_key)) for row in used)})" if used else ""
    trials = "1 trial" if len(used) == 1 else f"{len(used) or 'no'} trials"
    count = Counter(reason for _, reason in left_out)
    rest = "; ".join(f"{number} {reason}" for reason, number in count.items())
    others = f" The others on this scale: {rest}." if rest else ""
    return (
        f"Not pooled: {trials} on this scale could be pooled{names}, and it takes "
        f"{FEWEST_POOLED} to see how far trials differ.{others}"
    )
