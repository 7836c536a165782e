"""Make data/anatomy/bones.npz, the shapes and outlines of all bones, from the tables beside it.

Run it from the repository with the extra ``build`` installed: python data/anatomy/make_bones.py
There is no chance in it: the same tables and the same package versions give the same file.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parent))

from making import girdle, plan, rib, scapula, skull, tracing, vertebra
from making.fields import Array, largest, solid, thin

from course_lib.anatomy import outlines, shapes, skeleton

Shape = tuple[Array, Array]
SIZES = {  # triangles: shown by default, and close up
    "vertebra": (660, 2400),
    "disc": (110, 150),
    "rib": (270, 800),
    "cartilage": (100, 220),
    "manubrium": (320, 900),
    "sternal_body": (420, 1000),
    "xiphoid": (110, 220),
    "scapula": (900, 2600),
    "clavicle": (260, 600),
    "head": (1900, 2400),
}


def make_vertebra(level: str, *, step: float = 0.75) -> Shape:
    """Mesh one vertebra in its own frame."""
    plans = (None, *plan.read_plans().values(), None)
    row = skeleton.VERTEBRAE.index(level) + 1
    above, own, below = plans[row - 1 : row + 2]
    size = own.size
    low = [-size["spine_behind_mm"] - 4, 0, min(size["spine_up_mm"], own.lower_facet[2] - 8) - 6]
    high = [
        size["body_front_mm"] + 9,
        size["whole_width_mm"] / 2 + 5,
        max(own.upper_facet[2] + 8, own.tip[2] + 6, own.top) + 6,
    ]
    mesh = solid(vertebra.vertebra(own, above, below), low, high, step=step, mirrored=True)
    return largest(mesh)


def make_plate(name: str) -> Shape:
    """Mesh a part of the sternum, the right scapula or the head in its own frame."""
    boxes = {
        "manubrium": ([-65, 0, 445], [-5, 36, 505], 0.9, True),
        "sternal_body": ([-35, 0, 340], [25, 26, 460], 0.9, True),
        "xiphoid": ([-5, 0, 305], [25, 16, 360], 0.8, True),
        "scapula": ([-236, -202, 362], [-60, -60, 536], 1.1, False),
        "head": ([-200, 0, 590], [25, 82, 805], 2.0, True),
    }
    low, high, step, mirrored = boxes[name]
    field = {"scapula": scapula.scapula, "head": skull.head}.get(name) or getattr(girdle, name)
    vertices, faces = largest(solid(field, low, high, step=step, mirrored=mirrored))
    key = f"{name}_right" if name == "scapula" else name
    return vertices - skeleton.pose().matrix(key)[:3, 3], faces


def makers() -> dict[str, tuple[str, object]]:
    """Give every stored part: its name -> (row of SIZES, function that makes it)."""
    parts = {level: ("vertebra", lambda n=level: make_vertebra(n)) for level in skeleton.VERTEBRAE}
    for row, name in enumerate(skeleton.DISCS):
        parts[name] = ("disc", lambda n=row: rib.disc(n))
    for n in range(1, 13):
        parts[f"rib_{n}_right"] = ("rib", lambda n=n: rib.rib(n))
    for n in range(1, 11):
        parts[f"cartilage_{n}_right"] = ("cartilage", lambda n=n: rib.cartilage(n - 1))
    for name in ("manubrium", "sternal_body", "xiphoid", "head"):
        parts[name] = (name, lambda n=name: make_plate(n))
    parts["scapula_right"] = ("scapula", lambda: make_plate("scapula"))
    parts["clavicle_right"] = ("clavicle", rib.clavicle)
    return parts


def length_scaled(name: str, triangles: int) -> int:
    """Give long ribs more triangles than short ones."""
    if not name.startswith("rib_"):
        return triangles
    factor = {1: 0.85, 2: 0.95, 10: 0.9, 11: 0.65, 12: 0.5}.get(int(name.split("_")[1]), 1.08)
    return int(triangles * factor)


def make_part(name: str) -> dict[str, Shape]:
    """Make one part at both levels of detail."""
    kind, maker = makers()[name]
    mesh = maker()
    return {
        detail: thin(mesh, length_scaled(name, SIZES[kind][k]))
        for k, detail in enumerate(("plain", "fine"))
    }


def in_order(mesh: Shape) -> Shape:
    """Sort the triangles as a walk over the surface meets them, the vertices by first use."""
    vertices, faces = mesh
    beside = {
        edge: row
        for row, (a, b, c) in enumerate(faces.tolist())
        for edge in ((a, b), (b, c), (c, a))
    }
    met, order = np.zeros(len(faces), dtype=bool), []
    for seed in range(len(faces)):
        todo = [] if met[seed] else [seed]
        met[seed] = True
        while todo:
            order.append(todo.pop())
            a, b, c = faces[order[-1]].tolist()
            for row in (beside.get(edge) for edge in ((b, a), (c, b), (a, c))):
                if row is not None and not met[row]:
                    met[row] = True
                    todo.append(row)
    faces = faces[order]
    flat = faces.reshape(-1)
    kept = flat[np.sort(np.unique(flat, return_index=True)[1])]
    rank = np.zeros(len(vertices), dtype=np.int64)
    rank[kept] = np.arange(len(kept))
    return vertices[kept], rank[faces]


def pack(parts: dict[str, dict[str, Shape]]) -> dict[str, Array]:
    """Put all parts into a few arrays of small numbers: steps from one vertex to the next."""
    arrays: dict[str, Array] = {"names": np.array(list(parts))}
    for detail in ("plain", "fine"):
        meshes = [in_order(part[detail]) for part in parts.values()]
        boxes = np.array([[v.min(0), v.max(0)] for v, _ in meshes], dtype=np.float32)
        steps = []
        for (vertices, _), (low, high) in zip(meshes, boxes, strict=True):
            place = np.round((vertices - low) / (high - low) * shapes.STEPS).astype(np.int16)
            steps.append(np.diff(place, axis=0, prepend=np.zeros((1, 3), np.int16)))
        arrays[f"{detail}_boxes"] = boxes
        arrays[f"{detail}_sizes"] = np.array([[len(v), len(f)] for v, f in meshes], dtype=np.int32)
        arrays[f"{detail}_vertices"] = np.concatenate(steps).T.copy()
        arrays[f"{detail}_faces"] = np.concatenate([shapes.pack_faces(f) for _, f in meshes])
    return arrays


def trace_all(parts: dict[str, dict[str, Shape]]) -> dict[str, tuple[Array, ...]]:
    """Find the outlines that the plates show, on the finer shapes; left bones mirror right ones."""
    return {
        sight.key(name): tracing.trace(shapes.Mesh(*part["fine"]), name, sight)
        for name, part in parts.items()
        for sight in tracing.sights(name)
    }


def main() -> None:
    """Make every part and write the file."""
    parts = {}
    for name in makers():
        parts[name] = make_part(name)
        print(name, [len(f) for _, f in parts[name].values()], flush=True)
    path = Path(__file__).parent / "bones.npz"
    np.savez_compressed(path, **pack(parts), **outlines.pack(trace_all(parts)))
    print(f"{path.name}: {path.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
