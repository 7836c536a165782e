"""The check: which answers call for advice, and how soon. It diagnoses nothing.

In one sentence: *the most urgent sign that is not ruled out decides; a question left open counts
like a yes, and so does a no that another answer contradicts.*
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from course_lib.screening.card import NOT_REVIEWED
from course_lib.tables import load_rows

TIERS = ("self_care", "see_someone", "urgent", "emergency")  # from the least to the most urgent
ANSWERS = ("yes", "no", "not sure")
# How soon, the soonest first; the words of ``screening/red_flags``.
SOON = ("now", "today", "in the next days", "within some weeks")
# aviva_general: see somebody if it is no better after about 6 weeks.
SELF_CARE_SOON = "self-care for up to about 6 weeks"


@dataclass(frozen=True)
class Flag:
    """A sign: the question, the words for the phone, and how soon to ask for advice.

    Attributes
    ----------
    id : row of ``screening/red_flags``.
    question : what the learner is asked.
    said : the sign in words for the phone.
    implies : id of a sign that must be there too; "" for none.
    tier : how urgent it is, one of ``TIERS``.
    soon : how soon to ask for advice, one of ``SOON``.
    reason : why it matters.
    reviewed : whether a clinical source set its urgency.
    source_key : key of the source.
    """

    id: str
    question: str
    said: str
    implies: str
    tier: str
    soon: str
    reason: str
    reviewed: bool
    source_key: str

    @property
    def mark(self) -> str:
        """The label of a sign whose urgency no clinical source set; empty for the others."""
        return "" if self.reviewed else f" [{NOT_REVIEWED}]"


@dataclass(frozen=True)
class Advice:
    """What the answers call for.

    Attributes
    ----------
    tier : the most urgent tier that counts, one of ``TIERS``.
    soon : how soon to ask for advice, in words.
    said_yes : signs answered with a yes.
    open : signs not answered, or with "not sure".
    contradicted : pairs of a sign answered with a yes and the sign it implies, answered with a no.
    """

    tier: str
    soon: str
    said_yes: tuple[Flag, ...]
    open: tuple[Flag, ...]
    contradicted: tuple[tuple[Flag, Flag], ...]

    @property
    def counted(self) -> tuple[Flag, ...]:
        """Every sign that counts, with a yes, left open or contradicted."""
        return (*self.said_yes, *self.open, *(second for _first, second in self.contradicted))

    @property
    def deciding(self) -> tuple[Flag, ...]:
        """The signs of the most urgent tier: the reasons for the advice."""
        return tuple(flag for flag in self.counted if flag.tier == self.tier)


def load_flags() -> tuple[Flag, ...]:
    """Give every sign of the table ``screening/red_flags``, the most urgent first."""
    flags = [
        Flag(
            id=row["id"],
            question=row["feature"],
            said=row["said"],
            implies=row["implies"],
            tier=row["tier"],
            soon=row["soon"],
            reason=row["reason"],
            reviewed=row["clinically_reviewed"] == "yes",
            source_key=row["source_key"],
        )
        for row in load_rows("screening/red_flags")
    ]
    return tuple(sorted(flags, key=lambda flag: -TIERS.index(flag.tier)))


def decide(answers: Mapping[str, str]) -> Advice:
    """Say how soon to seek advice.

    Parameters
    ----------
    answers : sign id to "yes", "no" or "not sure"; signs left out are open.

    Returns
    -------
    Advice : the tier of the most urgent sign that counts; ``self_care`` only after a no to each.

    Raises
    ------
    ValueError : an unknown sign or answer.

    Source: the tiers of ``screening/red_flags`` (nhs_backpain where reviewed).

    Examples
    --------
    >>> decide({"rf01": "yes"}).soon  # chest pain together with the back pain
    'now'
    """
    flags = {flag.id: flag for flag in load_flags()}
    _check(answers, flags)
    said_yes = tuple(f for f in flags.values() if answers.get(f.id) == "yes")
    unsure = tuple(f for f in flags.values() if answers.get(f.id, "not sure") == "not sure")
    contradicted = tuple(
        (f, flags[f.implies]) for f in said_yes if f.implies and answers.get(f.implies) == "no"
    )
    counted = (*said_yes, *unsure, *(second for _first, second in contradicted))
    if not counted:
        return Advice("self_care", SELF_CARE_SOON, (), (), ())
    worst = max(counted, key=lambda flag: TIERS.index(flag.tier))
    soon = min((f.soon for f in counted if f.tier == worst.tier), key=SOON.index)
    return Advice(worst.tier, soon, said_yes, unsure, contradicted)


def _check(answers: Mapping[str, str], flags: Mapping[str, Flag]) -> None:
    for name, answer in answers.items():
        if name not in flags:
            raise ValueError(
                f"There is no sign {name!r}; choose from {', '.join(flags)}, as in the table "
                "screening/red_flags."
            )
        if answer not in ANSWERS:
            raise ValueError(
                f"The answer to {name} was given as {answer!r}, but it must be one of "
                f"{', '.join(ANSWERS)}; leave the sign out if it was not answered."
            )
