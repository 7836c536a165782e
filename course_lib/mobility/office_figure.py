"""Picture of one year of office workers, without and with stretching and training."""

from __future__ import annotations

from course_lib.mobility.people_drawing import people
from course_lib.mobility.rolling import OfficeYear
from course_lib.picture import Picture, drawing
from course_lib.quantities import Numbers
from course_lib.strokes import bare_axis, note
from course_lib.style import TEMPLATE


def year_picture(year: OfficeYear) -> Picture:
    """Show 100 office workers after a year, without and with the programme, as dots.

    Parameters
    ----------
    year : result of ``rolling.office_year``.
    """
    groups = (("without a programme", year.without), ("stretching and training",
                                                      year.with_programme))  # fmt: skip
    traces = []
    for axis, (_, hurt) in zip(("", "2"), groups, strict=True):
        told = {"axis": axis, "role": "body"}
        traces += [
            people(0, hurt, symbol="x", told="neck pain within the year", **told),
            people(hurt, 100, symbol="circle-open", told="no neck pain in the year", **told),
        ]
    return Picture(drawing(traces, _year_layout(groups)), _year_sentence(year), _year_numbers(year))


def _year_layout(groups: tuple[tuple[str, float], ...]) -> dict:
    place = {"xref": "paper", "yref": "paper", "xanchor": "left", "yanchor": "bottom"}
    spans = ((0.0, 0.44), (0.56, 1.0))
    notes = [
        note(f"<b>{name}</b>: ✕ {hurt:.0f} of 100", (span[0], 1.0), **place)
        for (name, hurt), span in zip(groups, spans, strict=True)
    ]
    return {
        "template": TEMPLATE,
        "height": 300,
        "xaxis": bare_axis(domain=list(spans[0]), anchor="y", range=[-0.8, 9.8]),
        "yaxis": bare_axis(domain=[0, 1], anchor="x", range=[-0.8, 9.8]),
        "xaxis2": bare_axis(domain=list(spans[1]), anchor="y2", range=[-0.8, 9.8]),
        "yaxis2": bare_axis(domain=[0, 1], anchor="x2", range=[-0.8, 9.8]),
        "annotations": notes,
    }


def _year_sentence(year: OfficeYear) -> str:
    ratio = year.hazard_ratio
    return (
        f"Within a year {year.without:.0f} of 100 office workers without a programme got neck "
        f"pain, and {year.with_programme:.0f} of 100 who stretched daily and trained endurance "
        f"twice a week (hazard ratio {ratio.middle:.2f}, {ratio.low:.2f} to {ratio.high:.2f}). "
        "Which of the two did it, nobody can say."
    )


def _year_numbers(year: OfficeYear) -> Numbers:
    ratio = year.hazard_ratio
    rows = (
        ("without a programme", f"{year.without:.1f}"),
        ("daily stretching and endurance training twice a week", f"{year.with_programme:.1f}"),
        ("difference", f"{year.fewer:.1f}"),
        ("hazard ratio (no unit)", f"{ratio.middle:.2f} ({ratio.low:.2f} to {ratio.high:.2f})"),
    )
    return Numbers(("group", "neck pain within a year (of 100)"), rows)
