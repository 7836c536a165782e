"""What can be chosen: bones, pairs of bones, muscles; their names, kinds and layers.

What is said of each stands in ``words``.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from course_lib.anatomy import muscles, skeleton
from course_lib.anatomy.muscle_table import depth_of
from course_lib.checks import require_one_of

LAYER_WORDS = {
    "bones": "Bones",
    "superficial": "Muscles near the skin",
    "intermediate": "Muscles in between",
    "deep": "Deep muscles",
    "breathing": "Muscles of breathing",
}
LAYERS = tuple(LAYER_WORDS)
GROUPS = {
    "vertebra": "Vertebrae",
    "disc": "Discs",
    "rib": "Ribs",
    "cartilage": "Rib cartilages",
    "sternum": "Breastbone",
    "scapula": "Shoulder blades",
    "clavicle": "Collarbones",
    "muscle": "Muscles",
}
OWN_NAMES = {
    "manubrium": "top of the breastbone (manubrium)",
    "sternal_body": "body of the breastbone (sternum)",
    "xiphoid": "tip of the breastbone (xiphoid process)",
    "scapula": "shoulder blade (scapula)",
    "clavicle": "collarbone (clavicle)",
    "head": "head",
}


@dataclass(frozen=True)
class Structure:
    """One thing that can be chosen.

    Attributes
    ----------
    id : such as "rib_7" (the pair), "rib_7_left" or "rhomboid_major".
    name : its name in words.
    kind : a key of ``GROUPS``, or "head".
    bones : its bones, left before right; none for a muscle.
    """

    id: str
    name: str
    kind: str
    bones: tuple[str, ...] = ()


@lru_cache(maxsize=1)
def bones() -> dict[str, Structure]:
    """Give every bone by id, left and right together, from above to below."""
    found: dict[str, Structure] = {}
    for bone in skeleton.NAMES:
        name = without_side(bone)
        if bone == "head" or name in found:
            continue
        sides = tuple(s for s in (f"{name}_left", f"{name}_right") if s in skeleton.NAMES)
        found[name] = Structure(name, _in_words(name), skeleton.KINDS[bone], sides or (bone,))
    return found


@lru_cache(maxsize=1)
def kinds() -> dict[str, str]:
    """Give the kind of every single part of the scene; the head is no structure of the list."""
    single = {name: skeleton.KINDS[name] for name in skeleton.NAMES if name != "head"}
    both = [f"{name}_{side}" for side in muscles.SIDES for name in muscles.load_muscles()]
    return single | dict.fromkeys(both, "muscle")


@lru_cache(maxsize=512)
def structure(name: str) -> Structure:
    """Give a structure by its id.

    Parameters
    ----------
    name : such as "T7", "rib_7", "rib_7_left", "scapula", a muscle or one side of it.

    Raises
    ------
    ValueError : there is no such bone and no such muscle.

    Examples
    --------
    >>> structure("rib_7").name, structure("rib_7").bones
    ('rib 7', ('rib_7_left', 'rib_7_right'))
    """
    if name in bones():
        return bones()[name]
    if name in skeleton.NAMES:
        return Structure(name, _in_words(name), skeleton.KINDS[name], (name,))
    if without_side(name) in muscles.load_muscles():
        own = muscles.get_muscle(without_side(name)).name
        return Structure(name, f"{own}{_side(name)}", "muscle")
    raise ValueError(
        f"There is no structure {name!r} in this model; choose a bone such as 'T7', 'rib_7' or "
        "'scapula', or a muscle such as 'rhomboid_major'."
    )


def of_layer(layer: str) -> tuple[str, ...]:
    """Give the ids of the muscles of a layer; none for "bones".

    Parameters
    ----------
    layer : one of ``LAYERS``.

    Raises
    ------
    ValueError : a layer that does not exist; the sentence lists the layers.
    """
    require_one_of("layer", layer, allowed=LAYERS)
    return tuple(
        name
        for name, muscle in muscles.load_muscles().items()
        if (layer == "breathing" and muscle.job_breathing)
        or (depth_of(name) == layer and muscle.region != "breathing floor")
    )


def without_side(name: str) -> str:
    """Give the id of the pair.

    Parameters
    ----------
    name : such as "rib_7_left".

    Examples
    --------
    >>> without_side("rib_7_left"), without_side("T7")
    ('rib_7', 'T7')
    """
    return name.removesuffix("_left").removesuffix("_right")


def _side(name: str) -> str:
    return next((f", {s}" for s in ("left", "right") if name.endswith(f"_{s}")), "")


def _in_words(name: str) -> str:
    """Say a bone's name as people say it: "rib 7, left", "disc T6/T7"."""
    core, side = without_side(name), _side(name)
    if core.startswith("disc_"):
        return "disc " + core[5:].replace("_", "/")
    if core.startswith("cartilage_"):
        return "cartilage of rib " + core[10:] + side
    return OWN_NAMES.get(core, core.replace("_", " ")) + side
