"""What a learner predicts before the evidence opens, and what would change their mind."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp

from course_lib.declared import Prediction
from course_lib.fairness import pool_fairly
from course_lib.quantities import round_to
from course_lib.scales import RATIO_SCALES, number
from course_lib.tables import load_rows
from course_lib.treatment_rows import Axis, TreatmentRow, on_axis

# What one could want to see next, and what it would add.
MIND = (
    (
        "one more small trial against waiting or nothing",
        "That answers a question already asked: is it better than nothing? It leaves open "
        "whether the treatment does it, or the attention and the hope that come with it.",
    ),
    (
        "a large trial against a sham, in runners with upper back pain",
        "That trial does not exist. It would answer what every result here leaves open: your "
        "region, your sport, and more than attention.",
    ),
    (
        "somebody I trust who felt better afterwards",
        "Pain comes and goes by itself. One person cannot be compared with the same person "
        "untreated; that is what a comparison group is for.",
    ),
    (
        "a result on another scale, such as range",
        "Range, strength and tenderness are not pain. A result on them changes what you know "
        "of the body, not whether it hurts less.",
    ),
)


@dataclass(frozen=True)
class Answer:
    """The number that was predicted, as it is read on the axis.

    Attributes
    ----------
    value : on the axis, in its unit.
    low, high : ends of the printed interval, or None.
    """

    value: float
    low: float | None
    high: float | None


@dataclass(frozen=True)
class Task:
    """One prediction: of a row's number, or of the pool on that row's axis.

    Attributes
    ----------
    target : the row whose number, or whose axis, is asked for.
    pooled : whether the pool on that axis is asked for, not the row's number.
    prediction : question, slider and explanation.
    """

    target: TreatmentRow
    pooled: bool
    prediction: Prediction

    @property
    def axis(self) -> Axis:
        """Where the answer stands."""
        return self.target.axis

    def hides(self, row: TreatmentRow) -> bool:
        """Say whether a row would give the answer away.

        Parameters
        ----------
        row : one that the explorer could show.
        """
        return not self.pooled and row.id == self.target.id

    def answer(self, rows: Sequence[TreatmentRow]) -> Answer:
        """Give what was to be predicted, from all rows of the explorer.

        Parameters
        ----------
        rows : all rows of the explorer.
        """
        if not self.pooled:
            return Answer(self.target.value, self.target.low, self.target.high)
        effect = pool_fairly(on_axis(rows, self.axis)).effect
        show = exp if self.axis.scale in RATIO_SCALES else float
        return Answer(show(effect.estimate), show(effect.low), show(effect.high))

    def compare(self, given: float, found: Answer) -> str:
        """Set a prediction beside the answer, in words.

        Parameters
        ----------
        given : the prediction, as read on the axis.
        found : from ``answer``.
        """
        unit = self.prediction.unit
        who = "Pooled, they give" if self.pooled else "The source prints"
        ends = [number(float(round_to(end))) for end in (found.low, found.high) if end is not None]
        span = f" ({' to '.join(ends)})" if len(ends) == 2 else ""
        text = f"You predicted {number(given)} {unit}. {who} {_short(found.value)}{span}. "
        if len(ends) < 2:
            return text + self.prediction.explanation
        inside = found.low <= given <= found.high
        text += f"Your prediction lies {'inside' if inside else 'outside'} that interval. "
        return text + self.prediction.explanation


def _short(value: float) -> str:
    return number(float(round_to(value)))


def task_for(rows: Sequence[TreatmentRow]) -> Task | None:
    """Choose the prediction for the first treatment among the rows that has one.

    Parameters
    ----------
    rows : all rows of an explorer; predictions stand in treatments/predictions.

    Returns
    -------
    Task or None : None when none of the treatments has a prediction.
    """
    by_id = {row.id: row for row in rows}
    names = dict.fromkeys(row.treatment for row in rows)
    found = {entry["treatment"]: entry for entry in load_rows("treatments/predictions")}
    for name in names:
        entry = found.get(name)
        if entry and entry["target"] in by_id:
            asked = Prediction(
                f"evidence-{name.replace(' ', '-')}", entry["question"], {},
                lambda _found: 0.0, entry["explanation"], entry["unit"],
                entry["low"], entry["high"], entry["step"],
            )  # fmt: skip
            return Task(by_id[entry["target"]], entry["pooled"] == "yes", asked)
    return None
