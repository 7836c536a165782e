"""The safety card: reasons to seek advice, the most urgent first. It diagnoses nothing."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from course_lib.sources import cite
from course_lib.tables import load_rows

# What to do at each tier; the symbol and the word say the same as the colour of the edge.
TIERS = {
    "emergency": ("▲ Call your emergency number now", "#D55E00"),
    "urgent": ("● Ask for medical advice today", "#E69F00"),
    "see_someone": ("■ Make an appointment", "#0072B2"),
}
SELF_CARE = "◇ Look after yourself for now, and keep watching"
NOT_REVIEWED = "not clinically reviewed"


@dataclass(frozen=True)
class SafetyCard:
    """Questions by tier; one yes is enough to act on its tier.

    Attributes
    ----------
    rows : the rows of ``screening/red_flags``.
    """

    rows: tuple[dict[str, str], ...]

    def _repr_html_(self) -> str:
        parts = "".join(self._tier(tier) for tier in TIERS)
        keys = sorted({row["source_key"] for row in self.rows})
        links = "; ".join(cite(key)._repr_html_() for key in keys)
        return (
            "<section aria-label='Safety card' style='max-width:60em'>"
            f"<p><b>{INTRODUCTION}</b></p>{parts}<p><small>{CLOSING} Sources: {links}.</small></p>"
            "</section>"
        )

    def _tier(self, tier: str) -> str:
        title, colour = TIERS[tier]
        items = "".join(_item(row) for row in self.rows if row["tier"] == tier)
        return (
            f"<div style='border-left:6px solid {colour};padding:2px 14px;margin:10px 0'>"
            f"<h3 style='margin:4px 0;font-size:1.1em;font-weight:600;line-height:1.3'>{title}</h3>"
            f"<ul style='margin:4px 0'>{items}</ul></div>"
        )

    def __str__(self) -> str:
        """Give the card as plain text."""
        lines = [INTRODUCTION]
        for tier, (title, _colour) in TIERS.items():
            lines += [title, *(f"- {_text(row)}" for row in self.rows if row["tier"] == tier)]
        return "\n".join([*lines, CLOSING])


INTRODUCTION = "Read this before anything else. One yes is enough: seek advice, this soon."
CLOSING = (
    "A yes does not tell what it is, and a no does not tell that all is well. When in doubt, ask "
    "a professional. Lines marked “not clinically reviewed” were sorted into their tier by the "
    "makers of this course."
)


def _text(row: dict[str, str]) -> str:
    mark = "" if row["clinically_reviewed"] == "yes" else f" [{NOT_REVIEWED}]"
    return f"{row['feature']} Seek advice: {row['soon']}. {row['reason']}{mark}"


def _item(row: dict[str, str]) -> str:
    mark = "" if row["clinically_reviewed"] == "yes" else f" <em>[{NOT_REVIEWED}]</em>"
    return f"<li><b>{escape(row['feature'])}</b> {escape(row['reason'])}{_when(row)}{mark}</li>"


def _when(row: dict[str, str]) -> str:
    return f" ({escape(row['soon'])})" if row["tier"] == "see_someone" else ""


def safety_card() -> SafetyCard:
    """Show the safety card: every reason to seek advice that the course knows of, by urgency.

    Returns
    -------
    SafetyCard : shows itself in a notebook; ``print`` gives the same as text.
    """
    return SafetyCard(tuple(load_rows("screening/red_flags")))
