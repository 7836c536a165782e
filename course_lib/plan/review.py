"""Which questions of the whole course come back today: missed first, then due, then new.

The rule of a review:

1. A sitting is one meeting with a question, with its second try if there was one. Right at the
   first try makes the gap to the next meeting longer (``GAPS_DAYS``); anything else puts it back
   to one day. The same day counts once.
2. The queue: missed at the last sitting; then due, the most overdue first; then never asked,
   chapters that were begun first and each room in its turn; then not due yet. Last come those
   answered today: first the missed ones, then the right ones.
3. No room fills more than half of the places, as long as others have something to ask that was
   not answered today. Neighbours are of different rooms wherever that can be.
4. No stem twice. What is still equal is decided by a hash of the day and the question's id.

The gaps are the course's own choice; no trial tested them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from course_lib.checks import require_between
from course_lib.question_file import Question
from course_lib.spacing import is_answer, shuffle_key

# Days to the next meeting after 0, 1, 2, ... first-try successes in a row; own choice.
GAPS_DAYS = (1, 3, 7, 16, 35)
MOST = 100
MISSED, DUE, NEW, LATER, MISSED_TODAY, RIGHT_TODAY = range(6)
Events = Iterable[Mapping[str, Any]]


@dataclass(frozen=True)
class Standing:
    """How a learner stands with one question.

    Attributes
    ----------
    sittings, first_right : how often it was asked, and right at the first try.
    streak : first-try successes in a row, one a day at most.
    missed : whether the last sitting ended without the right answer.
    last, order : the day (UTC) of the last answer, and its place in the record.

    Examples
    --------
    >>> Standing(sittings=1, first_right=1, streak=1, last=date(2026, 3, 5)).due
    datetime.date(2026, 3, 8)
    """

    sittings: int = 0
    first_right: int = 0
    streak: int = 0
    missed: bool = False
    last: date | None = None
    order: int = -1

    @property
    def due(self) -> date | None:
        """The day on which the question comes back; None if it was never asked."""
        gap = timedelta(days=gap_days(self.streak))
        return min(self.last, date.max - gap) + gap if self.last else None

    def due_by(self, today: date) -> date | None:
        """As ``due``; today where the last answer lies ahead, since the clock was set back.

        Parameters
        ----------
        today : the day in UTC, as in the record.
        """
        return today if self.last and self.last > today else self.due


NEVER = Standing()


def gap_days(streak: int) -> int:
    """Give the days to the next meeting after so many first-try successes in a row.

    Parameters
    ----------
    streak : first-try successes in a row, 0 or more.

    Examples
    --------
    >>> gap_days(0), gap_days(2), gap_days(9)
    (1, 7, 35)
    """
    return GAPS_DAYS[min(streak, len(GAPS_DAYS) - 1)]


def day_of(event: Mapping[str, Any]) -> date | None:
    """Read the day (UTC) of an event; None if its time makes no sense.

    Parameters
    ----------
    event : an event of the record; its "at" is a time in ISO 8601, in UTC where it names no zone.
    """
    try:
        at = datetime.fromisoformat(str(event.get("at")))
        return (at.astimezone(UTC) if at.tzinfo else at).date()
    except (ValueError, OverflowError):
        return None


def standings(events: Events) -> dict[str, Standing]:
    """Read from the record how a learner stands with each question that was answered.

    Parameters
    ----------
    events : the record's events in their order; what is no answer is passed over.

    Returns
    -------
    dict : the standing of each question that was answered, by its id.
    """
    found: dict[str, Standing] = {}
    for order, event in enumerate(events):
        day = day_of(event)
        if is_answer(event) and day:
            name = str(event["question"])
            found[name] = _after(found.get(name, NEVER), event, day=day, order=order)
    return found


def _after(before: Standing, event: Mapping[str, Any], *, day: date, order: int) -> Standing:
    """Add one answer to a standing."""
    right = event.get("right") is True
    now = replace(before, missed=not right, last=day, order=order)
    if event.get("attempt") == 2 and before.sittings:
        return now
    longer = 0 if right and day == before.last and before.streak else 1
    streak = before.streak + longer if right else 0
    first = before.first_right + right
    return replace(now, sittings=before.sittings + 1, first_right=first, streak=streak)


def choose_review(
    questions: Iterable[Question], *, events: Events, today: date, n: int = 10
) -> tuple[Question, ...]:
    """Choose what to ask today, in the order of asking.

    Parameters
    ----------
    questions : the questions of all banks, in any order.
    events : the record's events in their order.
    today : the day in UTC, as in the record.
    n : how many, 1 to 100; fewer come back only if there are fewer different stems.

    Raises
    ------
    ValueError : ``n`` is not from 1 to 100.
    """
    require_between("n", n, low=1, high=MOST)
    queue = _queue(questions, events, today)
    places = min(int(n), len(queue))
    share = Counter()
    chosen = []
    for _, tier, question in queue:
        fits = tier < MISSED_TODAY and share[question.room] < (places + 1) // 2
        if fits and len(chosen) < places:
            share[question.room] += 1
            chosen.append((tier, question))
    taken = {question.id for _, question in chosen}
    rest = [(tier, question) for _, tier, question in queue if question.id not in taken]
    chosen += rest[: places - len(chosen)]
    return _in_order(chosen)


def tier_of(standing: Standing, today: date) -> int:
    """Say where in the queue a question stands; the smallest comes first.

    Parameters
    ----------
    standing : how the learner stands with it.
    today : the day in UTC, as in the record.

    Returns
    -------
    int : ``MISSED``, ``DUE``, ``NEW``, ``LATER``, ``MISSED_TODAY`` or ``RIGHT_TODAY``.
    """
    if standing.last == today:
        return MISSED_TODAY if standing.missed else RIGHT_TODAY
    due = standing.due_by(today)
    if due is None:
        return NEW
    if standing.missed:
        return MISSED
    return DUE if due <= today else LATER


def _queue(
    questions: Iterable[Question], events: Events, today: date
) -> list[tuple[tuple, int, Question]]:
    """Sort all questions with different stems; each comes with its key and its tier."""
    known, everything = standings(events), tuple(questions)
    begun = {q.notebook for q in everything if q.id in known}
    rows = []
    for question in everything:
        standing = known.get(question.id, NEVER)
        tier = tier_of(standing, today)
        when = standing.due_by(today).toordinal() if tier in (DUE, LATER) else standing.order
        # The third place is filled in below: in which round a new question of a room comes.
        key = [tier, question.notebook not in begun and tier == NEW, 0, when]
        rows.append(([*key, shuffle_key(today, question.id), question.id], tier, question))
    rows.sort(key=lambda row: row[0])
    turn = Counter()
    for key, tier, question in rows:
        if tier == NEW:
            key[2] = turn[key[1], question.room]
            turn[key[1], question.room] += 1
    return _different_stems(sorted(rows, key=lambda row: row[0]))


def _different_stems(rows: Sequence[tuple]) -> list[tuple]:
    """Keep the first of those that ask the same."""
    first: dict[str, tuple] = {}
    for row in rows:
        first.setdefault(" ".join(row[2].stem.casefold().split()), row)
    return list(first.values())


def _in_order(chosen: Sequence[tuple[int, Question]]) -> tuple[Question, ...]:
    """Mix the rooms; what was answered today stays behind, the right answers last."""
    groups = (range(MISSED_TODAY), (MISSED_TODAY,), (RIGHT_TODAY,))
    parts = [interleave([q for tier, q in chosen if tier in group]) for group in groups]
    return tuple(question for part in parts for question in part)


def interleave(queue: Sequence[Question]) -> list[Question]:
    """Mix questions so that neighbours are of different rooms, as far as that can be.

    Parameters
    ----------
    queue : the questions in the order of asking, which is kept wherever it can be.
    """
    left, mixed = list(queue), []
    while left:
        last = mixed[-1].room if mixed else None
        count = Counter(question.room for question in left)
        # A room with more than half of what is left has to come now, or it meets itself later.
        urgent = {room for room in count if 2 * count[room] > len(left) and room != last}
        fitting = [q for q in left if (q.room in urgent if urgent else q.room != last)]
        mixed.append((fitting or left)[0])
        left.remove(mixed[-1])
    return mixed


def choose_final(
    questions: Iterable[Question], *, events: Events, today: date, n: int = 30
) -> tuple[Question, ...]:
    """Choose a mixed quiz: every chapter gives as many as the others, or all that it has.

    Questions answered today, and objectives already in the quiz, give way to others.

    Parameters
    ----------
    questions : the questions of all banks, in any order.
    events : the record's events in their order.
    today : the day in UTC, as in the record.
    n : how many, 1 to 100; fewer come back only if there are fewer different stems.

    Raises
    ------
    ValueError : ``n`` is not from 1 to 100.
    """
    require_between("n", n, low=1, high=MOST)
    known = standings(events)
    rows = [((shuffle_key(today, q.id), q.id), 0, q) for q in questions]
    pools: dict[str, list[Question]] = {}
    for _, _, question in _different_stems(sorted(rows, key=lambda row: row[0])):
        pools.setdefault(question.notebook, []).append(question)
    chosen: list[Question] = []
    turns = sorted(pools, key=lambda stem: shuffle_key(today, stem))
    while len(chosen) < n and any(pools.values()):
        for stem in [stem for stem in turns if pools[stem]][: int(n) - len(chosen)]:
            met = {q.objective for q in chosen if q.notebook == stem}
            best = min(
                pools[stem],
                key=lambda q: (known.get(q.id, NEVER).last == today, q.objective in met),
            )
            pools[stem].remove(best)
            chosen.append(best)
    return tuple(interleave(chosen))
