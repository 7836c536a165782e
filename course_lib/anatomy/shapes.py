"""The shapes of the bones: one file of triangles, made by data/anatomy/make_bones.py."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from course_lib.tables import DataError, data_folder

STEPS = 8191  # stored lengths are whole steps of a bone's box


@dataclass(frozen=True)
class Mesh:
    """One bone in its own frame.

    Attributes
    ----------
    vertices_mm : (n, 3) in mm.
    faces : (m, 3) rows of the vertices, counter-clockwise seen from outside.
    """

    vertices_mm: NDArray[np.float32]
    faces: NDArray[np.int32]

    def placed(self, matrix: NDArray[np.float64]) -> NDArray[np.float64]:
        """Take the vertices to the world (n, 3), in mm.

        Parameters
        ----------
        matrix : (4, 4) of this bone, from ``Pose.matrix``.
        """
        return self.vertices_mm @ matrix[:3, :3].T + matrix[:3, 3]


def load_shapes(*, fine: bool = False) -> dict[str, Mesh]:
    """Load the shape of every bone, in the frames of ``course_lib.anatomy.skeleton``.

    Parameters
    ----------
    fine : whether to give more triangles, for a close-up of a bone; without, all bones have about
        25 thousand.

    Returns
    -------
    dict : name of the bone -> Mesh; left bones are mirrors of right ones.

    Raises
    ------
    DataError : the file of shapes cannot be read.

    Examples
    --------
    >>> load_shapes()["T7"].faces.shape
    (660, 3)
    """
    return dict(_shapes(data_folder() / "anatomy" / "bones.npz", "fine" if fine else "plain"))


def read_arrays(path: Path, names: tuple[str, ...]) -> list[NDArray]:
    """Read arrays of the file of shapes.

    Parameters
    ----------
    path : the file.
    names : the arrays wanted.

    Raises
    ------
    DataError : the file cannot be read or lacks one of them.
    """
    try:
        with np.load(path, allow_pickle=False) as file:
            return [file[name] for name in names]
    except (OSError, ValueError, KeyError, EOFError, BadZipFile, zlib.error) as error:
        raise DataError(
            f"The shapes of the bones cannot be read from {path} ({error}); restore this file or "
            "make it again with data/anatomy/make_bones.py."
        ) from None


@lru_cache(maxsize=4)
def _shapes(path: Path, detail: str) -> dict[str, Mesh]:
    parts = tuple(f"{detail}_{part}" for part in ("boxes", "sizes", "vertices", "faces"))
    names, boxes, sizes, steps, faces = read_arrays(path, ("names", *parts))
    shapes: dict[str, Mesh] = {}
    v = f = 0
    for name, (low, high), (points, triangles) in zip(names, boxes, sizes, strict=True):
        place = steps[:, v : v + points].T.cumsum(axis=0, dtype=np.int32).astype(np.float32)
        vertices = place / np.float32(STEPS) * (high - low) + low
        _add(shapes, str(name), Mesh(vertices, _unpack_faces(faces[3 * f : 3 * (f + triangles)])))
        v, f = v + points, f + triangles
    return shapes


def pack_faces(faces: NDArray[np.int32]) -> NDArray[np.int16]:
    """Write each corner as the way back from the next new vertex; 0 is that vertex itself.

    Parameters
    ----------
    faces : (m, 3) rows of the vertices, each new one the next in order.

    Returns
    -------
    Array : (3 m,) whole numbers that compress well.
    """
    flat = faces.reshape(-1)
    highest = np.maximum.accumulate(np.append(-1, flat))[:-1]
    return (highest + 1 - flat).astype(np.int16)


def _unpack_faces(back: NDArray[np.int16]) -> NDArray[np.int32]:
    """Undo ``pack_faces``: (3 m,) to (m, 3)."""
    new = back == 0
    return (np.cumsum(new) - new - back).astype(np.int32).reshape(-1, 3)


def _add(shapes: dict[str, Mesh], name: str, mesh: Mesh) -> None:
    """Keep a bone, and its mirror when it has one."""
    shapes[name] = mesh
    if name.endswith("_right"):
        mirrored = mesh.vertices_mm * np.array([1, -1, 1], dtype=np.float32)
        flipped = np.ascontiguousarray(mesh.faces[:, ::-1])
        shapes[name.removesuffix("_right") + "_left"] = Mesh(mirrored, flipped)
