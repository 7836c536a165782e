"""What a three-dimensional picture is made of: rigid parts, where they stand, how they look.

Coordinates as everywhere in the course: x forward, y to the left, z up, in millimetres. A part is
given in its own frame; a matrix takes it to its place. A soft part (a muscle) is held by several
rigid ones, each of its vertices given in the frame of the part that carries it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

import numpy as np

from course_lib.checks import require_between
from course_lib.quantities import Numbers
from course_lib.style import PALETTE

# Between two key poses every vertex runs along a straight line, so a part that turns gets smaller
# on the way: by 1 - cos(half the turn), 1.6 % at 20 degrees.
MOST_SHRINKING = 0.016


@dataclass(frozen=True, eq=False)
class Part:
    """A triangle mesh with a name.

    Parameters
    ----------
    name : its name, which never travels to the page.
    vertices_mm : (n, 3), in the part's own frame, or in those of its carriers.
    faces : (m, 3) vertex numbers.
    color : a name of the palette or a hex colour.
    shade : (n,) 0 (in a hollow) to 1 (open), darkens; all 1 if none is given.
    carriers : for a soft part, for each vertex the name of the rigid part that carries it.
    """

    name: str
    vertices_mm: np.ndarray
    faces: np.ndarray
    color: str = "bone"
    shade: np.ndarray | None = None
    carriers: Sequence[str] | None = None

    def __post_init__(self) -> None:
        count = len(self.vertices_mm)
        shapes = np.shape(self.vertices_mm)[1:], np.shape(self.faces)[1:]
        if shapes != ((3,), (3,)) or not np.isfinite(self.vertices_mm).all():
            raise ValueError(
                f"Part {self.name!r} needs finite vertices and faces of three numbers a row; "
                "check its arrays."
            )
        if len(self.faces) == 0 or np.min(self.faces) < 0 or np.max(self.faces) >= count:
            raise ValueError(
                f"Part {self.name!r} has {count} vertices, so its faces must use the numbers from "
                f"0 to {count - 1}; check its faces."
            )
        for label, values in (("shade", self.shade), ("carriers", self.carriers)):
            if values is not None and len(values) != count:
                raise ValueError(
                    f"Part {self.name!r} has {count} vertices and {len(values)} values of {label}: "
                    "give one for each vertex."
                )


@dataclass(frozen=True)
class Paint:
    """How a part looks now.

    Attributes
    ----------
    color : a name of the palette or a hex colour.
    opacity : 0 (nothing to see) to 1.
    visible : whether it is drawn.
    label : a word beside it, or "".
    """

    color: str = "bone"
    opacity: float = 1.0
    visible: bool = True
    label: str = ""

    def __post_init__(self) -> None:
        rgb(self.color)
        require_between("opacity", self.opacity, low=0, high=1)


@dataclass(frozen=True)
class Camera:
    """Where to look from, and at what.

    Parameters
    ----------
    azimuth_deg : 0 from the front, 90 from the left, 180 from behind, -90 from the right.
    elevation_deg : 90 from above, -90 from below.
    at : name of the part to come close to, or "" for the whole scene.
    """

    azimuth_deg: float
    elevation_deg: float = 0.0
    at: str = ""

    def __post_init__(self) -> None:
        require_between("azimuth_deg", self.azimuth_deg, low=-360, high=360)
        require_between("elevation_deg", self.elevation_deg, low=-90, high=90)


CAMERAS = MappingProxyType(
    {
        "posterior": Camera(180),
        "anterior": Camera(0),
        "left": Camera(90),
        "right": Camera(-90),
        "superior": Camera(180, 90),
        "inferior": Camera(180, -90),
    }
)


@dataclass(frozen=True, eq=False)
class ScenePicture:
    """Where the rigid parts stand, how parts look, and the same in words and numbers.

    Attributes
    ----------
    matrices : (n, 4, 4), mm, one for each rigid part in their order.
    sentence : what is to be seen, in words.
    numbers : the same as a table.
    paints : by name of part; a part that is not named looks as it is made.
    camera : where to look from; None stays as it is.
    selected : name of a part, "" for none; None stays as it is.
    """

    matrices: np.ndarray
    sentence: str
    numbers: Numbers
    paints: Mapping[str, Paint] = field(default_factory=dict)
    camera: Camera | None = None
    selected: str | None = None


@dataclass(frozen=True, eq=False)
class Motion:
    """Key poses through which the page moves the parts when the learner presses play.

    Parameters
    ----------
    keys : (k, n, 4, 4), at least two poses; a part turns 20 degrees at most between two.
    captions : the sentence of each key pose, read out where motion is not wanted.
    seconds : time of one round.
    closed : True leads from the last pose to the first, False goes there and back.
    """

    keys: np.ndarray
    captions: tuple[str, ...]
    seconds: float = 4.0
    closed: bool = False

    def __post_init__(self) -> None:
        require_between("seconds", self.seconds, low=0.2, high=60)
        keys = np.asarray(self.keys, dtype=float)
        if keys.ndim != 4 or keys.shape[2:] != (4, 4) or not 2 <= len(keys) == len(self.captions):
            raise ValueError(
                f"A motion was given keys of shape {keys.shape} and {len(self.captions)} captions: "
                "give two or more poses of 4 by 4 matrices, and a caption for each."
            )
        shrinking = _shrinking(keys, closed=self.closed)
        if shrinking > MOST_SHRINKING:
            raise ValueError(
                f"A part turns so far between two key poses that it would shrink by "
                f"{100 * shrinking:.1f} % on the way, and {100 * MOST_SHRINKING:.1f} % is the "
                "most: give more key poses."
            )


def _shrinking(keys: np.ndarray, *, closed: bool) -> float:
    ahead = np.roll(keys, -1, axis=0) if closed else keys[1:]
    here, there = keys[: len(ahead), :, :3, :3], ahead[..., :3, :3]
    middle = np.linalg.norm((here + there) / 2, axis=-2)
    ends = (np.linalg.norm(here, axis=-2) + np.linalg.norm(there, axis=-2)) / 2
    return float(np.max(1 - middle / ends))


def rgb(color: str) -> tuple[int, int, int]:
    """Give red, green and blue (0 to 255) of a colour.

    Parameters
    ----------
    color : a name of the palette, or six hex digits as "#B5524A".

    Raises
    ------
    ValueError : neither a colour of the palette nor hex digits.

    >>> rgb("#ff8000")
    (255, 128, 0)
    """
    code = str(PALETTE.get(color, color))
    try:
        if len(code) != 7 or code[0] != "#":
            raise ValueError(code)
        return tuple(bytes.fromhex(code[1:]))
    except ValueError:
        known = ", ".join(name for name, value in PALETTE.items() if value.startswith("#"))
        raise ValueError(
            f"The colour was given as {color!r}: use one of {known}, or six hex digits as #B5524A."
        ) from None


def band(
    name: str,
    points_mm: np.ndarray,
    *,
    carriers: Sequence[str],
    frames: Mapping[str, np.ndarray],
    radius_mm: float = 2.0,
    color: str = "muscle",
    sides: int = 6,
) -> Part:
    """Make a soft round band along points of several rigid parts, as a muscle runs.

    Parameters
    ----------
    name : the part's name.
    points_mm : (k, 3) in the world, in the pose of ``frames``.
    carriers : for each point the rigid part that carries it.
    frames : rigid part -> its (4, 4) matrix in that pose.
    radius_mm : half the band's thickness.
    color : palette name or hex.
    sides : corners of a cross-section.

    Raises ValueError with fewer than two points, or without a carrier for each.
    """
    points = np.asarray(points_mm, dtype=float)
    if len(points) < 2 or len(points) != len(carriers):
        raise ValueError(
            f"The band {name!r} was given {len(points)} points and {len(carriers)} carriers: give "
            "two or more points, and a carrier for each."
        )
    rings = _rings(points, radius_mm, sides)
    inverse = [np.linalg.inv(frames[carrier]) for carrier in carriers]
    local = np.concatenate(
        [ring @ m[:3, :3].T + m[:3, 3] for ring, m in zip(rings, inverse, strict=True)]
    )
    faces = _band_faces(len(points), sides)
    return Part(name, local, faces, color, carriers=[c for c in carriers for _ in range(sides)])


def _rings(points: np.ndarray, radius_mm: float, sides: int) -> np.ndarray:
    around = 2 * np.pi * np.arange(sides) / sides
    along = np.gradient(points, axis=0)
    along /= np.maximum(np.linalg.norm(along, axis=1, keepdims=True), 1e-9)
    # Any direction will do for the first corner, as long as it is far from every step's own.
    helper = np.eye(3)[np.argmin(np.abs(along).max(axis=0))]
    across = np.cross(along, helper)
    across /= np.linalg.norm(across, axis=1, keepdims=True)
    up = np.cross(along, across)
    corners = np.cos(around)[:, None] * across[:, None] + np.sin(around)[:, None] * up[:, None]
    return points[:, None] + radius_mm * corners


def _band_faces(rings: int, sides: int) -> np.ndarray:
    corner = np.arange(sides)
    after = (corner + 1) % sides
    walls = []
    for ring in range(rings - 1):
        here, there = ring * sides, (ring + 1) * sides
        walls += [np.column_stack([here + corner, here + after, there + corner])]
        walls += [np.column_stack([here + after, there + after, there + corner])]
    fan = np.column_stack([np.zeros(sides - 2, int), corner[2:], corner[1:-1]])
    return np.concatenate([*walls, fan, (rings - 1) * sides + fan[:, ::-1]])
