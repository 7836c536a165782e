"""What can be chosen on a plate: bones, pairs of bones and muscles, and what to say of each.

Joints of ribs and vertebrae: zanatomy_text; measures: the tables of this room; levels: landmarks.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from course_lib.anatomy import landmarks, muscles, skeleton
from course_lib.tables import load_rows

LAYERS = ("bones", "superficial", "intermediate", "deep", "breathing")
OWN_NAMES = {
    "manubrium": "manubrium (upper breastbone)",
    "sternal_body": "body of the sternum (breastbone)",
    "xiphoid": "xiphoid process",
    "scapula": "scapula (shoulder blade)",
    "clavicle": "clavicle (collarbone)",
    "head": "head",
}
TOPICS = {
    "scapula": "inferior angle of the scapula",
    "manubrium": "manubrium",
    "sternal_body": "body of the sternum",
    "xiphoid": "xiphisternal joint",
}
MEASURES = {
    "body_width_mm": "body width (mm)",
    "body_front_mm": "body depth, middle to front (mm)",
    "body_height_mm": "body height (mm)",
    "whole_width_mm": "whole width (mm)",
    "whole_length_mm": "whole length, front to back (mm)",
    "spine_behind_mm": "spinous process, behind the body's middle (mm)",
    "pedicle_width_mm": "pedicle width (mm)",
    "pedicle_height_mm": "pedicle height (mm)",
}
WEAK = " (weak source)"
Rows = tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class Structure:
    """One thing that can be chosen: its id, its name in words, its kind and its bones."""

    id: str
    name: str
    kind: str
    bones: tuple[str, ...] = ()


@lru_cache(maxsize=1)
def bones() -> dict[str, Structure]:
    """Give every bone by id, left and right together, from above to below."""
    found: dict[str, Structure] = {}
    for bone in skeleton.NAMES:
        name = bone.removesuffix("_right").removesuffix("_left")
        if bone == "head" or name in found:
            continue
        sides = tuple(s for s in (f"{name}_left", f"{name}_right") if s in skeleton.NAMES)
        found[name] = Structure(name, _in_words(name), skeleton.KINDS[bone], sides or (bone,))
    return found


def structure(name: str) -> Structure:
    """Give a structure by its id: "T7", "rib_7", "rib_7_left", "scapula" or a muscle's id.

    Raises
    ------
    ValueError : there is no such bone and no such muscle.
    """
    if name in bones():
        return bones()[name]
    if name in muscles.load_muscles():
        return Structure(name, muscles.get_muscle(name).name, "muscle")
    if name in skeleton.NAMES:
        return Structure(name, _in_words(name), skeleton.KINDS[name], (name,))
    raise ValueError(
        f"There is no structure {name!r} in this model; choose a bone such as 'T7', 'rib_7' or "
        "'scapula', or a muscle such as 'rhomboid_major'."
    )


def of_layer(layer: str) -> tuple[str, ...]:
    """Give the ids of the muscles of a layer; none for "bones"."""
    if layer not in LAYERS:
        raise ValueError(f"The layer was given as {layer!r}; choose one of {', '.join(LAYERS)}.")
    depth = {"superficial": (1,), "intermediate": (2, 3), "deep": (4, 5, 6, 7)}.get(layer, ())
    return tuple(
        name
        for name, muscle in muscles.load_muscles().items()
        if (layer == "breathing" and muscle.job_breathing)
        or (muscle.layer in depth and muscle.region != "breathing floor")
    )


def _in_words(name: str) -> str:
    """Say a bone's name as people say it: "rib 7, left", "disc T6/T7"."""
    core, _, side = name.partition("_left")
    side = ", left" if name.endswith("_left") else ", right" if name.endswith("_right") else ""
    core = core.removesuffix("_right")
    if core.startswith("disc_"):
        return "disc " + core[5:].replace("_", "/")
    if core.startswith("cartilage_"):
        return "cartilage of rib " + core[10:] + side
    return OWN_NAMES.get(core, core.replace("_", " ")) + side


@lru_cache(maxsize=2)
def _table(name: str, key: str) -> dict[str, dict]:
    return {str(row[key]): row for row in load_rows(name)}


def measures(level: str) -> Rows:
    """Give what was measured of a vertebra: quantity, value, source key and confidence."""
    whole = _table("anatomy/vertebrae", "level")[level]
    parts = _table("anatomy/vertebra_parts", "level").get(level, {})
    found = []
    for column, words in MEASURES.items():
        row = whole if column in whole else parts
        if column in row:
            found.append((words, f"{row[column]:.1f}", _source(row)))
    return tuple(found)


def _source(row: dict) -> str:
    if row["confidence"] == "GAP":
        return "no source: drawn by us for orientation"
    weak = WEAK if row["confidence"] == "S" else ""
    return f"{row['source_key'].replace(';', ', ')} [{row['confidence']}]{weak}"


def about(name: str) -> tuple[str, Rows]:
    """Say one or two things about a structure, and give its numbers.

    Returns
    -------
    sentence, rows : words for a learner; (quantity, value, source) rows.
    """
    what = structure(name)
    core = name.removesuffix("_right").removesuffix("_left")
    tell = {"vertebra": _vertebra, "rib": _rib, "cartilage": _cartilage, "disc": _disc}
    tell["muscle"] = _muscle
    return tell.get(what.kind, _other)(core)


def _vertebra(level: str) -> tuple[str, Rows]:
    if level in ("C7", "L1"):
        place = "lowest of the neck" if level == "C7" else "highest of the lower back"
        return f"It is the {place}: a neighbour without ribs.", measures(level)
    n = int(level[1:])
    ribs = f"It carries rib {n} on both sides" + (f", and touches rib {n + 1}." if n < 9 else ".")
    return f"{ribs} {landmark_words(level)}".strip(), measures(level)


def landmark_words(level: str) -> str:
    """Tell the best sourced surface landmark at a level, or nothing."""
    marks = [m for m in landmarks.at_level(level) if m.kind == "surface landmark"]
    marks = [m for m in marks if m.level_high - m.level_low <= 2]
    return _best(marks)


def _best(marks: list[landmarks.Landmark]) -> str:
    if not marks:
        return ""
    best = min(marks, key=lambda m: ("AVCS".find(m.confidence), m.level_high - m.level_low))
    differ = " Sources differ." if best.agreement == "sources differ" else ""
    weak = WEAK if best.confidence == "S" else ""
    return f"Landmark, {best.topic}: {best.fact.removesuffix('.')}{weak}.{differ}"


def _rib(name: str) -> tuple[str, Rows]:
    n = int(name.split("_")[1])
    above = f"T{n - 1} and T{n}" if 2 <= n <= 9 else f"T{n}"
    front = "its own cartilage reaches the sternum"
    if n > 7:
        front = f"its cartilage joins that of rib {n - 1}"
    if n > 10:
        front = "in front it floats: no cartilage ties it to another"
    row = _table("anatomy/ribs", "rib").get(str(n)) or _table("anatomy/ribs", "rib")[f"{n}.0"]
    words = {"arc_mm": "length along the rib (mm)", "chord_mm": "straight length (mm)"}
    rows = tuple((label, f"{row[key]:.0f}", _source(row)) for key, label in words.items())
    return f"Behind, its head meets {above}; {front}.", rows


def _cartilage(name: str) -> tuple[str, Rows]:
    n = int(name.split("_")[1])
    goal = "the sternum" if n < 8 else f"the cartilage of rib {n - 1}"
    return f"It ties rib {n} to {goal}.", (("joins", f"rib {n}, {goal}", "zanatomy_text [V]"),)


def _disc(name: str) -> tuple[str, Rows]:
    upper, lower = name.split("_")[1:]
    row = _table("anatomy/joints", "joint").get(f"{upper}/{lower}")
    sentence = f"It joins {upper} and {lower} and lets them tilt a little."
    if row is None:
        return sentence, (("joins", f"{upper}, {lower}", "zanatomy_text [V]"),)
    return sentence, (("height (mm)", f"{row['disc_height_mm']:.1f}", _source(row)),)


def _other(name: str) -> tuple[str, Rows]:
    joined = {
        "manubrium": "It meets both collarbones and ribs 1 and 2.",
        "sternal_body": "Cartilages 2 to 7 meet it.",
        "xiphoid": "It is the lower tip of the sternum.",
        "scapula": "It lies on the ribs, held by muscles; its one bony tie is the collarbone.",
        "clavicle": "It ties the shoulder blade to the sternum.",
    }[name]
    marks = list(landmarks.landmarks(topic=TOPICS[name])) if name in TOPICS else []
    rows = tuple((m.topic, m.level, _source(vars(m))) for m in marks)
    rows = rows or (("joins", joined, "zanatomy_text [V]"),)
    return f"{joined} {_best(marks)}".strip(), rows


def _muscle(name: str) -> tuple[str, Rows]:
    muscle = muscles.get_muscle(name)
    weak = " The row is weakly sourced." if muscle.confidence == "S" else ""
    keys = f"{', '.join(muscle.source_keys)} [{muscle.confidence}]"
    cells = {"from": muscle.origin, "to": muscle.insertion, "nerve": muscle.nerve}
    cells |= {f"job: {job}": text for job, text in muscle.jobs.items()}
    cells["when overworked"] = muscle.when_overworked
    rows = tuple((label, text, keys) for label, text in cells.items())
    breath = f" In breathing: {muscle.job_breathing}." if muscle.job_breathing else ""
    upright = f" For posture: {muscle.job_posture}." if muscle.job_posture else ""
    return f"{muscle.in_words}{upright}{breath}{weak}", rows
