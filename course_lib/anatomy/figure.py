"""Pictures of the room: bones and muscles in space, with their sentence and numbers."""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from course_lib.anatomy import structures, words
from course_lib.anatomy.band_drawing import muscle_bands
from course_lib.anatomy.cage import cage
from course_lib.anatomy.muscle_table import depth_of, load_muscles
from course_lib.anatomy.shapes import Mesh, load_shapes
from course_lib.anatomy.skeleton import KINDS, NAMES, Pose, pose
from course_lib.picture import Guess
from course_lib.quantities import Numbers
from course_lib.scene import Motion, Paint, Part, ScenePicture

Array = NDArray[np.float64]
LAYER_WORDS = {
    key: structures.LAYER_WORDS[key] for key in ("bones", "deep", "intermediate", "superficial")
}
LAYERS = tuple(LAYER_WORDS)
COLORS = {"disc": "disc", "cartilage": "disc", "head": "body"}
HEAD = Paint("body", 0.35)
FADED = 0.18
# With muscles, the head has fewer triangles, so that the scene stays below 25 thousand.
HEAD_CELL_MM = 18.0
KEYS_OF_A_BREATH = 5


@lru_cache(maxsize=2)
def thorax_parts(*, muscles: bool = True) -> tuple[Part, ...]:
    """Make the parts of the scene: bones in the order of ``NAMES``, then the muscles.

    Parameters
    ----------
    muscles : False leaves the muscles out; the head then keeps all its triangles.
    """
    shapes = load_shapes()
    bones = []
    for name in NAMES:
        mesh = _coarser(shapes[name], HEAD_CELL_MM) if muscles and name == "head" else shapes[name]
        color = COLORS.get(KINDS[name], "bone")
        bones.append(Part(name, mesh.vertices_mm, mesh.faces, color=color))
    return (*bones, *(muscle_bands() if muscles else ()))


def _coarser(mesh: Mesh, cell_mm: float) -> Mesh:
    """Merge the vertices of each cell: the head is an outline and pays for the muscles."""
    cells = np.floor(mesh.vertices_mm / cell_mm).astype(int)
    _, row = np.unique(cells, axis=0, return_inverse=True)
    row = row.reshape(-1)
    merged = np.stack([np.bincount(row, mesh.vertices_mm[:, k]) for k in range(3)], axis=1)
    merged /= np.bincount(row)[:, None]
    faces = row[mesh.faces]
    a, b, c = faces.T
    faces = faces[(a != b) & (b != c) & (c != a)]
    return Mesh(merged.astype(np.float32), faces.astype(np.int32))


# ---- the explorer -------------------------------------------------------------------------------


def thorax(
    pose: Pose,
    *,
    chosen: str = "",
    layers: Collection[str] = LAYERS,
    faded: bool = False,
    alone: bool = False,
) -> ScenePicture:
    """Show bones and muscles, one of them chosen.

    Parameters
    ----------
    pose : where the bones stand.
    chosen : name of a part, or "" for none; a chosen part is always shown.
    layers : which of ``LAYERS`` are shown.
    faded : True makes all but the chosen part see-through.
    alone : True hides all but the chosen part.

    Raises
    ------
    ValueError : a part that does not exist.
    """
    paints = {}
    for part in thorax_parts():
        if part.name == chosen:
            paints[part.name] = Paint(part.color, label=words.title(chosen))
            continue
        shown = _layer(part.name) in layers and not (alone and chosen)
        opacity = HEAD.opacity if part.name == "head" else 1.0
        paints[part.name] = Paint(part.color, FADED if faded and chosen else opacity, visible=shown)
    sentence = words.about(chosen) if chosen else _nothing_chosen(layers)
    numbers = words.facts(chosen) if chosen else _contents(layers)
    return ScenePicture(pose.matrices, sentence, numbers, paints, selected=chosen)


@lru_cache(maxsize=256)
def _layer(name: str) -> str:
    muscle = structures.without_side(name)
    return depth_of(muscle) if muscle in load_muscles() else "bones"


def _nothing_chosen(layers: Collection[str]) -> str:
    shown = ", ".join(LAYER_WORDS[key].lower() for key in LAYERS if key in layers) or "nothing"
    return f"You see: {shown}. Choose a structure in the list, or click one in the picture."


def _contents(layers: Collection[str]) -> Numbers:
    kinds = list(structures.kinds().values())
    rows = [(said, float(kinds.count(kind))) for kind, said in structures.GROUPS.items()]
    return Numbers(("kind", "how many"), (*rows, ("Layers shown", float(len(layers)))))


# ---- the spine that moves -----------------------------------------------------------------------


def rib_ends(pose: Pose, side: str = "left") -> Array:
    """Give the front ends of ribs 1-12 of a side, in the world (12, 3), in mm.

    Parameters
    ----------
    pose : where the bones are, from ``skeleton.pose``.
    side : "right" or "left".

    Raises
    ------
    ValueError : another side.
    """
    ends = []
    for number, tip in enumerate(_tips(side), start=1):
        matrix = pose.matrix(f"rib_{number}_{side}")
        ends.append(matrix[:3, :3] @ tip + matrix[:3, 3])
    return np.array(ends)


def _tips(side: str) -> Array:
    return cage().end_mm[12:] if side == "left" else cage().end_mm[:12]


def width_mm(pose: Pose) -> float:
    """Give the width of the rib cage at its widest pair of ribs, in mm.

    Parameters
    ----------
    pose : where the bones are, from ``skeleton.pose``.
    """
    shapes = load_shapes()
    widths = []
    for number in range(1, 13):
        right, left = (f"rib_{number}_{side}" for side in ("right", "left"))
        gap = shapes[left].placed(pose.matrix(left)) - shapes[right].placed(pose.matrix(right))
        widths.append(np.linalg.norm(gap, axis=1).max())  # a left rib mirrors the right one
    return float(max(widths))


def depth_mm(pose: Pose) -> float:
    """Give the distance from T9 to the lower end of the breastbone's body, in mm.

    Parameters
    ----------
    pose : where the bones are, from ``skeleton.pose``.
    """
    placed = load_shapes()["sternal_body"].placed(pose.matrix("sternal_body"))
    low = placed[load_shapes()["sternal_body"].vertices_mm[:, 2].argmin()]
    return float(np.linalg.norm(low - pose.matrix("T9")[:3, 3]))


def moving_thorax(stands: Pose, guess: Guess | None = None) -> ScenePicture:
    """Show the bones in a posture and say what the posture does.

    Parameters
    ----------
    stands : where the bones are, from ``skeleton.pose``.
    guess : not drawn; the frame of every lab hands it on.
    """
    del guess  # a prediction is a word or a number in the sentence beside it
    paints = {"head": HEAD}
    return ScenePicture(stands.matrices, _posture_sentence(stands), _moves(stands), paints)


def posture_words(stands: Pose) -> str:
    """Say how T1 stands against T12 (the Cobb angle of the curve first), without a full stop.

    Parameters
    ----------
    stands : where the bones are, from ``skeleton.pose``.
    """
    now = stands.settings
    parts = [f"From T12 up to T1 the spine curves by {now['kyphosis_deg']:.0f} degrees"]
    for value, verb in ((now["lateral_deg"], "bends"), (now["axial_deg"], "turns")):
        if value:
            side = "left" if value > 0 else "right"
            parts.append(f"{verb} {abs(value):.0f} degrees to the {side}")
    return ", ".join(parts[:-1]) + " and " + parts[-1] if len(parts) > 1 else parts[0]


def _posture_sentence(stands: Pose) -> str:
    return f"{posture_words(stands)}. {_breath_sentence(stands)}"


def _breath_sentence(stands: Pose) -> str:
    if not stands.settings["breath"]:
        return "The breath is out: the ribs hang at rest."
    rest = pose(**{**stands.settings, "breath": 0.0})
    wider, deeper = width_mm(stands) - width_mm(rest), depth_mm(stands) - depth_mm(rest)
    share = 100 * stands.settings["breath"]
    return (
        f"With {share:.0f} % of a full breath the model's rib cage is {wider:.0f} mm wider and "
        f"{deeper:.0f} mm deeper than without it. The abstract behind it gives the turn of ribs 3 "
        "and 7 of two men and no number for the widening."
    )


def _moves(stands: Pose) -> Numbers:
    """Say how far bones went from the reference posture at rest."""
    rest = pose(stature_percent=stands.settings["stature_percent"])
    bones = ("T1", "T4", "T7", "T10", "manubrium")
    moved = [stands.matrix(name)[:3, 3] - rest.matrix(name)[:3, 3] for name in bones]
    names = [*(words.title(name) for name in bones)]
    names += [f"Rib {n}, left, front end" for n in range(1, 13)]
    rows = zip(names, [*moved, *(rib_ends(stands) - rib_ends(rest))], strict=True)
    columns = ("from the reference posture", "forward (mm)", "to the left (mm)", "up (mm)")
    return Numbers(columns, tuple((name, *(f"{v + 0.0:.1f}" for v in row)) for name, row in rows))


def one_breath(stands: Pose) -> Motion:
    """Breathe in once from rest and out again, in the posture that stands now.

    Parameters
    ----------
    stands : where the bones are, from ``skeleton.pose``.
    """
    shares = np.linspace(0.0, 1.0, KEYS_OF_A_BREATH)
    poses = [pose(**{**stands.settings, "breath": float(share)}) for share in shares]
    captions = ("Out: the ribs hang.", "The ribs begin to rise.", "Half-way in.",
                "The front rises, the sides swing out.", "In: a full breath.")  # fmt: skip
    return Motion(np.array([each.matrices for each in poses]), captions, seconds=5.0)
