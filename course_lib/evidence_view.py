"""What the evidence explorer shows for a choice of filters: pictures and sentences, no widgets."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from course_lib.evidence_table import REGION_WORDS
from course_lib.evidence_task import Task
from course_lib.fairness import FairPool, pool_fairly, why_no_funnel
from course_lib.forest import Together, blank_forest, draw_forest
from course_lib.funnel import draw_funnel
from course_lib.picture import Guess, Picture
from course_lib.scales import RATIO_SCALES
from course_lib.treatment_rows import Axis, TreatmentRow, on_axis

ANY = "any"
HERE = "your prediction comes here"
CLOSED = "What they give together opens when you have locked your prediction."
ONE_CLOSED = "The one result on this scale opens when you have locked your prediction."
NONE_FITS = "No result on this scale fits the filters. Choose another scale, or press Reset."
# column of a row -> label of its filter
FILTERS = {
    "treatment": "Treatment",
    "region_match": "How near to you",
    "comparison": "Compared with",
    "kind": "Kind of study",
    "certainty": "Certainty",
}

NOTES = (
    "Two scales never share an axis: a number means something else on each. Hedges' g, “g as "
    "printed” and plain standardised differences are kept apart, since the abstracts do not say "
    "how each was computed.",
    "Trials are pooled (random effects, Paule and Mandel) only within one treatment, one kind of "
    "comparison and one scale, each group of people once, never with a review, and from three "
    "trials on. With so few, the interval of the middle is itself too sure of itself.",
    "Mostly abstracts were read. Trials nobody published are not here.",
    "A filled square speaks for the claim of the article, an open one against it, a crossed one "
    "for both or neither. ⚑ is what to take care of.",
)


@dataclass(frozen=True)
class View:
    """Everything shown for one choice of filters.

    Attributes
    ----------
    rows : all that fit the filters, drawn or not.
    forest : those on the axis.
    found : their pool, or why there is none.
    pooled : the same in words.
    no_funnel : why there is no funnel plot; "" when there is one, or nothing may be told yet.
    funnel : the funnel plot, or None.
    count : how many fit and how many are drawn, in words.
    """

    rows: tuple[TreatmentRow, ...]
    forest: Picture
    found: FairPool
    pooled: str
    no_funnel: str
    funnel: Picture | None
    count: str


def choices(rows: Sequence[TreatmentRow], column: str) -> list[str]:
    """List what a filter can be set to, in the order of the rows.

    Parameters
    ----------
    rows : results of the explorer.
    column : a key of ``FILTERS``.
    """
    return list(dict.fromkeys(getattr(row, column) for row in rows))


def choice_words(column: str, value: str) -> str:
    """Say a filter's value as a learner reads it.

    Parameters
    ----------
    column : a key of ``FILTERS``.
    value : one of its ``choices``.
    """
    return REGION_WORDS.get(value, value) if column == "region_match" else value


def filtered(rows: Sequence[TreatmentRow], chosen: Mapping[str, str]) -> list[TreatmentRow]:
    """Keep the rows that fit every filter.

    Parameters
    ----------
    rows : results of the explorer.
    chosen : value by column, "any" for no filter.
    """
    wanted = {column: value for column, value in chosen.items() if value != ANY}
    return [row for row in rows if all(getattr(row, c) == v for c, v in wanted.items())]


def look(
    rows: Sequence[TreatmentRow],
    chosen: Mapping[str, str],
    *,
    axis: Axis,
    asked: Task | None = None,
    locked: tuple[Task, float] | None = None,
) -> View:
    """Work out what to show.

    Parameters
    ----------
    rows : all rows of the explorer.
    chosen : value of each filter, "any" for no filter.
    axis : the one axis that may be drawn.
    asked : while it is not locked yet, the prediction whose answer must stay hidden.
    locked : a task and the prediction given, to be marked on its axis.
    """
    shown = [row for row in filtered(rows, chosen) if asked is None or not asked.hides(row)]
    drawn = on_axis(shown, axis)
    found = pool_fairly(drawn) if asked is None else FairPool(None, (), (), CLOSED if drawn else "")
    refusal = why_no_funnel(found) if asked is None else ""
    guess = _mark(drawn, *locked) if locked else None
    return View(
        rows=tuple(shown),
        forest=_forest(drawn, axis, found, guess=guess, asked=asked),
        found=found,
        pooled=str(found),
        no_funnel=refusal,
        funnel=None if refusal or asked else draw_funnel(found),
        count=_count(rows, shown, drawn, chosen=chosen, asked=asked),
    )


def _mark(drawn: Sequence[TreatmentRow], task: Task, given: float) -> Guess:
    """Put a prediction at the height of its answer: its row, or below the last."""
    places = [place for place, row in enumerate(drawn) if row.id == task.target.id]
    return Guess(str(len(drawn) if task.pooled or not places else places[0]), given)


def _forest(
    drawn: Sequence[TreatmentRow],
    axis: Axis,
    found: FairPool,
    *,
    guess: Guess | None,
    asked: Task | None,
) -> Picture:
    if not drawn:
        if asked is None or asked.axis != axis:
            return blank_forest(str(axis), NONE_FITS)
        ends, ratio = (asked.prediction.low, asked.prediction.high), axis.scale in RATIO_SCALES
        return blank_forest(str(axis), ONE_CLOSED, words=HERE, ends=ends, ratio=ratio)
    name = f"{len(found.used)} trials together" if found.effect else ""
    name = HERE if asked else name
    together = Together(found.effect, name, guess)
    return draw_forest(drawn, title=str(axis), together=together)


def _count(
    rows: Sequence[TreatmentRow],
    shown: Sequence[TreatmentRow],
    drawn: Sequence[TreatmentRow],
    *,
    chosen: Mapping[str, str],
    asked: Task | None,
) -> str:
    set_to = [choice_words(c, value) for c, value in chosen.items() if value != ANY]
    filters = f"With {'; '.join(set_to)}: " if set_to else ""
    without = sum(row.axis is None for row in shown)
    have = "has" if without == 1 else "have"
    rest = f"; {without} {have} no number that can stand on a scale" if without else ""
    closed = asked is not None and any(map(asked.hides, rows))
    later = " One more opens with your prediction." if closed else ""
    return (
        f"{filters}{len(shown)} of {len(rows)} results fit, {len(drawn)} of them on the scale "
        f"shown{rest}.{later}"
    )
