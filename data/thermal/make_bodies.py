"""Make bodies.csv and cross_validation.csv: run ``python data/thermal/make_bodies.py``.

Thousands of bodies are drawn from published ranges (``RANGES``), and each is put through every
study of measured.csv. What a study does not tell (thickness of fat, how the pack lay, what a depth
was measured from) is drawn too. A body counts as much as it matches the measurements. Nothing is
fitted to a single curve, and published properties are not touched.

Cross-validation leaves one study out, weighs the bodies by the others, and predicts the one left
out. Six bodies at the edges and one in the middle are kept for the course.
"""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from course_lib.thermal import bioheat
from course_lib.thermal.tissue import make_tissue

Array = NDArray[np.float64]
Columns = dict[str, Array]

HERE = Path(__file__).parent
BODIES, TRIES, AT_ONCE, SEED = 6000, 12, 250, 20261122
RANGES = {  # low, high, and whether equal factors are equally likely
    "skin_conductivity": (0.29, 0.54, False),  # properties.csv
    "muscle_conductivity": (0.38, 0.60, False),
    "skin_flow": (10.0, 106.0, True),
    "muscle_flow": (16.0, 37.0, False),
    "blood_c": (36.0, 37.0, False),  # limbs are reached by blood that has lost some heat
    "air_contact": (6.4, 8.0, False),
    "air_c": (21.0, 25.0, False),
    "cold_share": (0.05, 1.0, True),  # khoshnevis2015: flow falls in the cold and stays low
    "heat_share": (1.0, 4.0, False),  # khoshnevis2018: flow in warm skin more than doubles
    "contact": (40.0, 300.0, True),
}
MUSCLE_MM = 60.0
NEEDLE_MM = 1.5  # how far a needle set to 10 mm may lie off: ours
SKINFOLDS_MM = ((0, 10), (10, 20), (20, 30), (30, 40))
# Each spread joins the standard error of the measured mean and what a plain model cannot know.
STUDIES = {
    "Otte 2002": (np.log([8.0, 23.3, 37.8, 58.6]), [0.2, 0.17, 0.17, 0.16]),
    "Mars 2006": ([-20.7, -8.7], [1.8, 1.4]),
    "Costello 2012": ([-2.0, -1.7, -1.7], [0.6, 0.6, 0.6]),
    "Draper 1998": ([3.8, 0.78], [1.0, 0.4]),
    "Ostrowski 2019": ([1.7], [0.5]),
    "Draper and Hopkins 2008": ([7.48, 3.19], [1.5, 0.9]),
}
COLD, HEAT = list(STUDIES)[:3], list(STUDIES)[3:]
KEYS = {
    "Otte 2002": "otte2002",
    "Mars 2006": "mars2006",
    "Costello 2012": "costello2012",
    "Draper 1998": "draper1998",
    "Ostrowski 2019": "ostrowski2019",
    "Draper and Hopkins 2008": "draperhopkins2008",
}
chance = np.random.default_rng(SEED)


def between(low: float, high: float, count: int, *, factors: bool = False) -> Array:
    """Draw numbers, all equally likely, or all factors equally likely."""
    if factors:
        return np.exp(chance.uniform(np.log(low), np.log(high), count))
    return chance.uniform(low, high, count)


def treat(
    body: Columns,
    *,
    skin: Array,
    fat: Array,
    pack_c: float,
    contact: Array,
    share: Array,
    minutes: Array | list[float],
    depths: list[Array],
    after: float | None = None,
) -> tuple[Array, ...]:
    """Give temperatures before (m, d), under the pack (m, t, d), and afterwards, for m bodies."""
    tissue = make_tissue(**{name: body[name] for name in list(RANGES)[:5]})
    cells = bioheat.cut(skin, fat, muscle_mm=MUSCLE_MM)
    whole = np.ones_like(share)
    rest = bioheat.build(tissue, cells, flow_share=whole)
    wall = bioheat.build(tissue, cells, flow_share=share)
    air = bioheat.Outside(body["air_c"], body["air_contact"])
    pack = bioheat.Outside(whole * pack_c, contact)
    weights = bioheat.reader(rest, np.stack(depths, axis=1))

    def look(cells_c: Array, outside: bioheat.Outside) -> Array:
        skin_c = bioheat.surface(
            rest,
            cells_c[:, :, 0],
            outside_c=outside.temperature_c[:, None],
            contact=outside.contact,
        )
        return bioheat.read(weights, skin_c, cells_c=cells_c)

    start = bioheat.steady(rest, air)
    under = bioheat.follow(bioheat.find_modes(wall, pack), start, seconds=60 * np.asarray(minutes))
    found = look(start[:, None, :], air)[:, 0], look(under, pack)
    if after is None:
        return found
    later = bioheat.follow(
        bioheat.find_modes(wall, air), under[:, -1], seconds=60 * np.array([after])
    )
    return *found, look(later, air)


def otte(body: Columns, contact: Array, skin: Array) -> Array:
    """Predict the logarithm of the minutes to cool by 7 degrees in four groups of skinfold."""
    minutes, logs = np.arange(0.0, 181.0, 2.0), []
    needle = chance.normal(10, NEEDLE_MM, len(skin))
    for low, high in SKINFOLDS_MM:
        layer = (low + between(0.3, 0.8, len(skin)) * (high - low)) / 2  # half the fold: skin + fat
        cover = np.minimum(skin, np.maximum(layer - 0.6, 0.8))
        fat = np.maximum(layer - cover, 0.6)
        before, under = treat(
            body, skin=cover, fat=fat, pack_c=0.0, contact=contact, share=body["cold_share"],
            minutes=minutes, depths=[cover + fat + needle],
        )  # fmt: skip
        fall = before[:, 0, None] - under[:, :, 0]
        tops = fall.argmax(axis=1)
        logs.append([
            np.log(np.interp(7.0, row[: top + 1], minutes[: top + 1])) if row[top] > 7 else 6.0
            for row, top in zip(fall, tops, strict=True)
        ])  # fmt: skip
    return np.array(logs).T


def cold_studies(body: Columns, skin: Array) -> Columns:
    """Predict what the three cold studies measured."""
    many = len(skin)
    lay = [body["contact"] * np.exp(chance.normal(0, 0.5, many)) for _ in range(2)]
    share = body["cold_share"]
    found = {"Otte 2002": otte(body, lay[0], skin)}
    fat = between(1, 7, many)
    before, under = treat(
        body, skin=skin, fat=fat, pack_c=0.0, contact=lay[1], share=share, minutes=[15.0],
        depths=[0 * skin, skin + fat + chance.normal(10, NEEDLE_MM, many)],
    )  # fmt: skip
    found["Mars 2006"] = under[:, -1] - before
    fat, below = between(2, 10, many), chance.integers(0, 2, many)
    from_mm = below * (skin + fat)  # the depth's reference is not stated: either is tried
    before, _, later = treat(
        body, skin=skin, fat=fat, pack_c=8.0, contact=between(100, 600, many, factors=True),
        share=share, minutes=[4.0], depths=[from_mm + mm for mm in (10, 20, 30)], after=60.0,
    )  # fmt: skip
    core = -between(0.0, 0.4, many)  # the whole body cooled: rectal -0.4 (costello2012)
    found["Costello 2012"] = later[:, 0] - before + core[:, None]
    return found


def heat_studies(body: Columns, skin: Array) -> Columns:
    """Predict what the three heat studies measured."""
    many, share, found = len(skin), body["heat_share"], {}
    below = chance.integers(0, 2, many)
    towels = body["hot_pack_contact"]
    hot = {"pack_c": 75.0, "contact": towels, "share": share}  # hotpack_water: 75 degrees, 8 towels
    before, under = treat(
        body, skin=skin, fat=between(2, 9, many), minutes=[15.0],
        depths=[0 * skin + 10, 0 * skin + 30], **hot,
    )  # fmt: skip
    found["Draper 1998"] = under[:, -1] - before
    fat = np.full(many, 7.1)
    before, under = treat(
        body, skin=skin, fat=fat, minutes=[20.0], depths=[15 + below * (skin + fat)], **hot
    )
    found["Ostrowski 2019"] = under[:, -1] - before
    fat = between(2, 9, many)
    before, under = treat(
        body, skin=skin, fat=fat, pack_c=40.0, contact=body["wrap_contact"], share=share,
        minutes=[120.0], depths=[0 * skin, 15 + below * (skin + fat)],
    )  # fmt: skip
    found["Draper and Hopkins 2008"] = under[:, -1] - before
    return found


def run_all() -> tuple[Columns, Columns]:
    """Draw the bodies; give them, and what each try of each predicts, study by study."""
    drawn = {
        name: between(low, high, BODIES, factors=factors)
        for name, (low, high, factors) in RANGES.items()
    }
    drawn["wrap_contact"] = between(15, 200, BODIES, factors=True)
    drawn["hot_pack_contact"] = between(6, 25, BODIES, factors=True)
    found = {study: [] for study in STUDIES}
    for first in range(0, BODIES, AT_ONCE):
        rows = np.repeat(np.arange(first, first + AT_ONCE), TRIES)
        body = {name: values[rows] for name, values in drawn.items()}
        skin = between(1.6, 2.4, len(rows))  # gibney2010: 1.9 mm at the thigh, 2.4 at the buttocks
        for study, values in (cold_studies(body, skin) | heat_studies(body, skin)).items():
            found[study].append(values)
    return drawn, {study: np.concatenate(parts) for study, parts in found.items()}


def match(found: Columns) -> Columns:
    """Say how well each try of each body matches each study: (bodies, tries)."""
    return {
        study: np.exp(
            -0.5 * (((found[study] - np.array(seen)) / np.array(spread)) ** 2).sum(axis=1)
        ).reshape(BODIES, TRIES)
        for study, (seen, spread) in STUDIES.items()
    }


def weigh(fits: Columns, studies: list[str]) -> Array:
    """Weigh the bodies by the studies named; the weights add up to one."""
    weights = np.prod([fits[study].mean(axis=1) for study in studies], axis=0)
    return weights / weights.sum()


def share_points(values: Array, weights: Array, points: list[float]) -> Array:
    """Give weighted quantiles."""
    order = np.argsort(values)
    risen = np.cumsum(weights[order])
    return np.interp(points, risen / risen[-1], values[order])


def cross_validate(found: Columns, fits: Columns) -> list[list]:
    """Predict each study from all others and, fitted, from all."""
    lines, number = [], 0
    for study, (seen, _) in STUDIES.items():
        kind = COLD if study in COLD else HEAT
        # Heat says nothing new about vessels that close in the cold, but shares all tissue.
        others = [name for name in STUDIES if name != study]
        alone = np.repeat(weigh(fits, others) / TRIES, TRIES)
        with_it = np.repeat(weigh(fits, others), TRIES) * fits[study].ravel()
        back = np.exp if study == "Otte 2002" else np.asarray
        for column, value in enumerate(seen):
            number += 1
            name = f"m{number if number < 7 else number + 1:02d}"  # m07 is a check, not fitted
            points = [
                back(share_points(found[study][:, column], weights, [0.05, 0.5, 0.95]))
                for weights in (alone, with_it)
            ]
            lines.append(
                [
                    name,
                    study,
                    "cold" if kind is COLD else "heat",
                    back(value),
                    *points[0],
                    *points[1],
                ]
            )
    return lines


def panel(body: Columns, use: str) -> Array:
    """Predict what the edges of the band are chosen by, for 20 minutes of pack and 40 of air."""
    many = len(body["blood_c"])
    skin, fat = np.full(many, 2.0), np.full(many, 8.0)
    pack_c, share = (0.0, body["cold_share"]) if use == "cold" else (40.0, body["heat_share"])
    contact = body["own_contact"]
    before, under, after = treat(
        body, skin=skin, fat=fat, pack_c=pack_c, contact=contact, share=share, minutes=[20.0],
        depths=[0 * skin, 0 * skin + 20], after=40.0,
    )  # fmt: skip
    change, left = under[:, -1] - before, after[:, 0] - before
    return np.column_stack([change[:, 0], change[:, 1], left[:, 1]])


def choose(drawn: Columns, fits: Columns, use: str) -> list[list]:
    """Keep seven bodies: at 5 and 95 % of three answers, and one in the middle of all."""
    weights = weigh(fits, list(STUDIES))
    body = {name: values.copy() for name, values in drawn.items()}
    if use == "cold":  # packs lie differently from study to study
        body["own_contact"] = body["contact"] * np.exp(chance.normal(0, 0.5, BODIES))
    else:
        body["own_contact"] = body["wrap_contact"]
    answers = panel(body, use)
    goal = np.array([share_points(a, weights, [0.05, 0.5, 0.95]) for a in answers.T])  # (3, 3)
    scale = goal[:, 2] - goal[:, 0]
    likely = weights > np.quantile(weights, 0.9)
    rows = []
    for answer, edges in enumerate(goal):
        for edge in (0, 2):
            middle = goal[:, 1].copy()
            middle[answer] = edges[edge]
            pull = np.full(3, 0.35)  # the answer in question counts most, the others a little
            pull[answer] = 3.0
            gap = (np.abs(answers - middle) / scale * pull).sum(axis=1)
            rows.append(int(np.argmin(np.where(likely, gap, np.inf))))
    gap = (np.abs(answers - goal[:, 1]) / scale).sum(axis=1)
    rows.append(int(np.argmin(np.where(likely, gap, np.inf))))
    names = ["skin_conductivity", "muscle_conductivity", "skin_flow", "muscle_flow", "blood_c"]
    names += ["cold_share" if use == "cold" else "heat_share", "own_contact"]
    names += ["hot_pack_contact", "air_contact"]
    return [
        [f"{use}{place + 1}", use, "middle" if place == 6 else "edge"]
        + [f"{body[name][row]:.4g}" for name in names]
        + ["bodies of the model", ";".join(KEYS.values()), "C", ""]
        for place, row in enumerate(rows)
    ]


def write(name: str, head: list[str], lines: list[list]) -> None:
    """Write a table."""
    with (HERE / name).open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(head)
        writer.writerows(
            [[f"{c:.3g}" if isinstance(c, float) else c for c in line] for line in lines]
        )


def main() -> None:
    """Make both tables and print how far the bodies are narrowed."""
    drawn, found = run_all()
    fits = match(found)
    weights = weigh(fits, list(STUDIES))
    print(f"effective number of bodies: {1 / (weights**2).sum():.0f} of {BODIES}")
    for name, values in drawn.items():
        print(f"  {name:20s}", share_points(values, weights, [0.05, 0.5, 0.95]).round(3))
    head = ["id", "study", "kind", "measured", "left_out_low", "left_out_middle", "left_out_high"]
    head += ["fitted_low", "fitted_middle", "fitted_high", "population", "source_key", "confidence"]
    lines = [
        [
            *line[:3],
            *map(float, line[3:]),
            f"people of {line[1]}; bodies of the model",
            KEYS[line[1]],
            "C",
        ]
        for line in cross_validate(found, fits)
    ]
    write("cross_validation.csv", head, lines)
    head = "body,use,role,skin_conductivity,muscle_conductivity,skin_flow,muscle_flow,blood_c,"
    head += "flow_share,contact,hot_pack_contact,air_contact,population,source_key,confidence,note"
    write("bodies.csv", head.split(","), choose(drawn, fits, "cold") + choose(drawn, fits, "heat"))


if __name__ == "__main__":
    main()
