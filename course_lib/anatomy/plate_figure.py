"""Labelled plates: the model's bones and muscles from behind, from the side, from the front."""

from __future__ import annotations

from collections.abc import Mapping
from textwrap import wrap

import numpy as np
from numpy.typing import NDArray

from course_lib.anatomy import muscles, outlines, structures
from course_lib.anatomy.plate_drawing import PAINT, bone_coat, chosen_trace, muscle_traces
from course_lib.anatomy.skeleton import Pose
from course_lib.anatomy.words import COLUMNS, facts, tell
from course_lib.checks import require_one_of
from course_lib.picture import Picture, drawing
from course_lib.quantities import Numbers
from course_lib.strokes import bare_axis, note
from course_lib.style import INK, PALETTE, TEMPLATE

Array = NDArray[np.float64]
PLATE_VIEWS = tuple(PAINT)
FRAME_MM = {"posterior": (-190, 190), "lateral": (-265, 85), "anterior": (-190, 190)}
RISE_MM = {"bones": (140, 585), "other": (110, 720)}
SHORT = {
    "scapula": "shoulder blade",
    "clavicle": "collarbone",
    "manubrium": "breastbone, top",
    "sternal_body": "breastbone",
    "xiphoid": "breastbone, tip",
}
LINE_MM, LETTERS = 19.0, 12  # room for a line of words on the narrowest page
_NONE = structures.Structure("", "", "")
SEEN_FROM = {
    "posterior": "from behind",
    "lateral": "from the right side",
    "anterior": "from the front",
}


def plate(
    pose: Pose,
    *,
    view: str = "posterior",
    chosen: str = "",
    labels: bool = True,
    layer: str = "bones",
    letters: Mapping[str, str] | None = None,
) -> Picture:
    """Draw a plate of the pose.

    Parameters
    ----------
    pose : where the bones are, from ``skeleton.pose``.
    view : "posterior", "lateral" (from the right side) or "anterior".
    chosen : a bone, a pair such as "rib_7", or a muscle; drawn on top; "" for none.
    labels : write T1 to T12 and names beside the bones.
    layer : "bones", or the muscles "superficial", "intermediate", "deep", "breathing".
    letters : structure -> letter, for a quiz: these are marked and nothing is named.

    Returns
    -------
    Picture : the plate, a sentence on what is chosen, and its numbers with their sources.

    Raises
    ------
    ValueError : an unknown view, layer or structure.
    """
    require_one_of("view", view, allowed=PLATE_VIEWS)
    named = not letters
    shown = _shown(view, layer, letters or {})
    traces = [bone_coat(pose, coat, view=view) for coat in PAINT[view]]
    traces += muscle_traces(pose, shown, view=view, chosen=chosen)
    traces.append(chosen_trace(pose, chosen, view=view))
    notes = _labels(pose, view, chosen) if labels and named and layer == "bones" else []
    notes += _name_note(pose, chosen, view=view) if chosen and named else []
    notes = _spread(notes)
    notes += _letter_notes(pose, letters or {}, view=view)
    figure = drawing(traces, _layout(view, "other" if shown else layer, notes))
    if letters:
        return Picture(figure, _letter_sentence(letters), _letter_numbers(notes))
    return Picture(figure, _sentence(pose, chosen, view=view, layer=layer), _numbers(pose, chosen))


def centre(pose: Pose, name: str, *, view: str) -> Array:
    """Give where a structure can be pointed at: on its right side if it has two.

    Parameters
    ----------
    pose : where the bones are, from ``skeleton.pose``.
    name : id of a structure, such as "T7", "rib_7", "rib_7_left" or "rhomboid_major".
    view : "posterior", "lateral" (from the right side) or "anterior".

    Returns
    -------
    Array : (2,) to the right and up on the page, mm.

    Raises
    ------
    ValueError : another view, or no such structure.
    """
    what = structures.structure(name)
    if what.kind == "muscle":
        mine = [line for line in muscles.muscle_lines(pose, [name]) if line.side == "right"]
        path = outlines.project(mine[len(mine) // 2].points_mm, view)
        return (path[(len(path) - 1) // 2, :2] + path[len(path) // 2, :2]) / 2
    loops = outlines.outline(pose, what.bones[-1], view=view)
    loop = max(loops, key=len)
    if what.kind == "rib":
        return _middle_of_rib(loop, view)
    return (loop.min(axis=0) + loop.max(axis=0)) / 2


def _middle_of_rib(loop: Array, view: str) -> Array:
    """Give a point on a rib where it lies free of the others: at its side."""
    if view == "lateral":
        return loop[loop[:, 1].argmin()]
    return loop[np.abs(loop[:, 0]).argmax()]


def _labels(pose: Pose, view: str, chosen: str) -> list[dict]:
    left, right = FRAME_MM[view]
    found = []
    for n in range(1, 13):
        name = f"rib_{n}" if view == "anterior" else f"T{n}"
        if name == chosen or (view == "anterior" and n > 10):
            continue
        if view == "anterior":
            at = centre(pose, name, view=view)
        else:
            loop = max(outlines.outline(pose, name, view=view), key=len)
            at = loop[loop[:, 0].argmin()]
        found.append(_beside(name.replace("_", " "), at, left - 4, "right"))
    for name in ("scapula", "clavicle", "manubrium", "sternal_body", "xiphoid"):
        if name != chosen and (view != "posterior" or name == "scapula"):
            at = centre(pose, _on_the_right(name, view), view=view)
            found.append(_beside("<br>".join(wrap(SHORT[name], LETTERS)), at, right + 4, "left"))
    return found


def _shown(view: str, layer: str, letters: Mapping[str, str]) -> list[str]:
    """List the muscles to paint: those that can be seen from there, or those with letters."""
    table, hidden = muscles.load_muscles(), {"posterior": "front", "anterior": "back"}.get(view)
    asked = [name for name in letters if name in table]
    whole = structures.of_layer(layer)
    return sorted(asked) or [name for name in whole if table[name].region != hidden]


def _spread(notes: list[dict]) -> list[dict]:
    """Move words in the same margin apart, so that none covers another."""
    lowest: dict[float, float] = {}
    for one in sorted(notes, key=lambda n: -n["y"]):
        half = LINE_MM * (one["text"].count("<br>") + 1) / 2
        one["ay"] = float(min(one["y"], lowest.get(one["ax"], np.inf) - half))
        lowest[one["ax"]] = one["ay"] - half
    return notes


def _on_the_right(name: str, view: str) -> str:
    """Give the one of two bones that stands on the right of the page."""
    both = view == "anterior" and f"{name}_left" in structures.bones().get(name, _NONE).bones
    return f"{name}_left" if both else name


def _beside(words: str, at: Array, edge: float, anchor: str) -> dict:
    """Write words in the margin, with a thin line to the place."""
    point = {"x": float(at[0]), "y": float(at[1]), "ax": edge, "ay": float(at[1])}
    refs = {"xref": "x", "yref": "y", "axref": "x", "ayref": "y"}
    look = {"arrowhead": 0, "arrowwidth": 0.8, "arrowcolor": PALETTE["body"], "xanchor": anchor}
    return {"text": words, "showarrow": True, **point, **refs, **look}


def _name_note(pose: Pose, chosen: str, *, view: str) -> list[dict]:
    right = FRAME_MM[view][1]
    name = structures.structure(chosen).name.split(" (")[0]
    words = f"<b>{'<br>'.join(wrap(name, LETTERS))}</b>"
    at = centre(pose, _on_the_right(chosen, view), view=view)
    found = _beside(words, at, right + 4, "left")
    return [found | {"font": {"color": INK["demand"]}, "arrowcolor": PALETTE["demand"]}]


def _letter_notes(pose: Pose, letters: Mapping[str, str], *, view: str) -> list[dict]:
    look = {"bgcolor": "#FFFFFF", "bordercolor": PALETTE["text"], "borderwidth": 1.5}
    look |= {"font": {"color": "#222222"}, "borderpad": 2}
    return [
        note(f"<b>{letter}</b>", np.round(centre(pose, name, view=view), 1).tolist(), **look)
        for name, letter in sorted(letters.items(), key=lambda pair: pair[1])
    ]


def _layout(view: str, layer: str, notes: list[dict]) -> dict:
    left, right = FRAME_MM[view]
    low, high = RISE_MM.get(layer, RISE_MM["other"])
    return {
        "template": TEMPLATE,
        "height": 560,
        "margin": {"l": 4, "r": 4, "t": 8, "b": 8},
        "xaxis": bare_axis(range=[left - 45, right + 110]),
        "yaxis": bare_axis(range=[low, high], scaleanchor="x", constrain="domain"),
        "annotations": notes,
    }


# ---- words and numbers below it ----------------------------------------------------------------


def _sentence(pose: Pose, chosen: str, *, view: str, layer: str) -> str:
    if not chosen:
        what = f"the layer “{structures.LAYER_WORDS[layer]}”"
        return f"You see {what} {SEEN_FROM[view]}. Choose a structure from the list."
    what = structures.structure(chosen)
    words = f"{what.name[0].upper()}{what.name[1:]}, seen {SEEN_FROM[view]}: "
    return words + tell(chosen) + _length_words(pose, chosen)


def _length_words(pose: Pose, chosen: str) -> str:
    percent = muscles.percent_by_muscle(pose).get((chosen, "right"))
    if percent is None:
        return ""
    return f" In this posture the model gives it {percent:.0f} % of its neutral length."


def _numbers(pose: Pose, chosen: str) -> Numbers:
    if chosen:
        rows = facts(chosen).rows
        percent = muscles.percent_by_muscle(pose).get((chosen, "right"))
        if percent is not None:
            own = ("length (% of neutral)", f"{percent:.1f}", "this model", "computed")
            rows = (own, *rows)
        return Numbers(COLUMNS, rows)
    rows = [(name, f"{value:g}", "this model", "chosen") for name, value in pose.settings.items()]
    return Numbers(COLUMNS, tuple(rows))


def _letter_sentence(letters: Mapping[str, str]) -> str:
    marks = sorted(letters.values())
    return f"Structures carry the letters {marks[0]} to {marks[-1]}; their names are hidden."


def _letter_numbers(notes: list[dict]) -> Numbers:
    """Say where each letter stands, for those who do not see it; the names stay hidden."""
    rows = ((n["text"][3], f"{n['x']:.0f}", f"{n['y']:.0f}") for n in notes)
    return Numbers(("letter", "to the right (mm)", "up (mm)"), tuple(rows))
