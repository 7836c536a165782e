"""Three groups of young adults: hours of sitting, exercise, and how far the upper back turns.

An association: nobody was asked to sit more. The groups differ in sitting and in exercise.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from course_lib.mobility.facts import fact
from course_lib.tables import load_columns


@dataclass(frozen=True)
class Desk:
    """The three groups (heneghan2018), in the order of the table.

    Attributes
    ----------
    group : (3,) each group in words.
    mean_deg : (3,) mean range of turning in the heel-sit position, degrees.
    printed_deg : (3,) the spread printed beside the mean, degrees.
    people : (3,) number of people.
    """

    group: tuple[str, ...]
    mean_deg: np.ndarray
    printed_deg: np.ndarray
    people: np.ndarray

    @property
    def sd_deg(self) -> np.ndarray:
        """Standard deviation between people, degrees, if the printed spread is a standard error."""
        return self.printed_deg * np.sqrt(self.people)

    def at(self, group: str) -> int:
        """Give the row of a group.

        Parameters
        ----------
        group : one of ``group``.

        Raises
        ------
        ValueError : a group the study did not have.
        """
        if group not in self.group:
            raise ValueError(
                f"There is no group {group!r} in this study; choose {'; '.join(self.group)}."
            )
        return self.group.index(group)


def desk_groups() -> Desk:
    """Read the three groups."""
    table = load_columns("mobility/desk")
    numbers = (np.array(table[c]) for c in ("mean_deg", "printed_spread_deg", "n"))
    return Desk(tuple(table["group"]), *numbers)


def pooled_sd_deg(desk: Desk) -> float:
    """Pool the standard deviations of the groups, in degrees.

    Parameters
    ----------
    desk : result of ``desk_groups``.
    """
    free = desk.people - 1
    return float(np.sqrt((free * desk.sd_deg**2).sum() / free.sum()))


def _explained_share(desk: Desk, sd_deg: np.ndarray) -> float:
    """Work out the share of all differences that lies between the groups (eta squared)."""
    grand = (desk.people * desk.mean_deg).sum() / desk.people.sum()
    between = (desk.people * (desk.mean_deg - grand) ** 2).sum()
    within = ((desk.people - 1) * sd_deg**2).sum()
    return float(between / (between + within))


def spread_detective() -> dict[str, float]:
    """Test both readings of the printed spread against the effect size the paper prints.

    Returns
    -------
    dict : "printed", "as standard errors" and "as standard deviations", each an eta squared, 0 to
        1.
    """
    desk = desk_groups()
    return {
        "printed": fact("effect_size"),
        "as standard errors": _explained_share(desk, desk.sd_deg),
        "as standard deviations": _explained_share(desk, desk.printed_deg),
    }
