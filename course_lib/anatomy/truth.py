"""How true is this model? Its bones, measured as they are drawn, beside the published sizes.

Every row names its source. Some published sizes contradict each other (the transverse processes
of T11 and T12 lie where the ribs of another source leave their joints); the row shows the gap.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from course_lib.anatomy import cage, spine
from course_lib.anatomy.meshes import extent, plate_tilt_deg
from course_lib.anatomy.shapes import load_shapes
from course_lib.anatomy.skeleton import NAMES, Pose, pose
from course_lib.tables import load_columns, load_rows

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Truth:
    """One measure of one bone: what was published, what ours has.

    Attributes
    ----------
    bone : its name, or words for several bones.
    measure : what is measured.
    published : the published value, in ``unit``.
    ours : the same on the drawn bones, in ``unit``.
    unit : "mm" or "degrees".
    source_key : citation key.
    """

    bone: str
    measure: str
    published: float
    ours: float
    unit: str
    source_key: str

    @property
    def difference(self) -> float:
        """Ours less the published value."""
        return self.ours - self.published

    @property
    def percent(self) -> float:
        """The difference in percent of the published value."""
        return 100.0 * self.difference / self.published


def truth_table() -> tuple[Truth, ...]:
    """Measure the drawn bones against every published size that the course holds for them.

    Sources: myosim_meshes (vertebrae, girdle, cage), kimlieb_ribs (ribs), hutchinson1849 (one
    skeleton, for the ribs too), osim_ross (joints), wilson1987 (breath), zappala2021 (kyphosis).
    """
    return (*_vertebrae(), *_ribs(), *_joints(), *_overall(), *_breath())


def cobb_deg(posed: Pose) -> float:
    """Measure the kyphosis as on a radiograph: T1's upper end plate against T12's lower one.

    Parameters
    ----------
    posed : where the bones are, from ``skeleton.pose``.

    Returns
    -------
    float : degrees.

    Examples
    --------
    >>> round(cobb_deg(pose(kyphosis_deg=50)))
    50
    """
    shapes, tilts = load_shapes(fine=True), []
    for level, upper in (("T1", True), ("T12", False)):
        reach = _reach(level)
        centre = spine.end_plates()[0 if upper else 1][spine.LEVELS.index(level)]
        tilt = plate_tilt_deg(
            shapes[level].vertices_mm, upper=upper, centre=centre, reach=(reach, reach)
        )
        axis = posed.matrix(level)[:3, 2]
        tilts.append(tilt + np.degrees(np.arctan2(axis[0], axis[2])))
    return float(tilts[0] - tilts[1])


def _reach(level: str) -> float:
    sizes = load_columns("anatomy/vertebrae")
    return sizes["body_front_mm"][sizes["level"].index(level)]


def _vertebrae() -> list[Truth]:
    shapes, rows = load_shapes(fine=True), []
    for size in load_rows("anatomy/vertebrae"):
        if size["confidence"] == "GAP":
            continue
        level, vertices = size["level"], shapes[size["level"]].vertices_mm
        length, width, height = (float(v) for v in extent(vertices))
        body = vertices[vertices[:, 0] > 0.0]
        measured = {
            "whole_length_mm": ("whole bone, front to back", length),
            "whole_width_mm": ("whole bone, side to side", width),
            "whole_height_mm": ("whole bone, top to bottom", height),
            "body_width_mm": ("body, side to side", float(extent(body)[1])),
            "body_height_mm": ("body, top to bottom", float(extent(body)[2])),
            "spine_behind_mm": ("tip of the spinous process, behind", -float(vertices[:, 0].min())),
        }
        for key, (measure, ours) in measured.items():
            rows.append(Truth(level, measure, size[key], ours, "mm", size["source_key"]))
    return rows


def _ribs() -> list[Truth]:
    rows = []
    curves = load_columns("anatomy/rib_curves")
    line = np.column_stack([curves["forward_mm"], curves["side_mm"], curves["up_mm"]])
    for number, rib in enumerate(load_rows("anatomy/ribs"), start=1):
        path = line[np.array(curves["rib"]) == number]
        arc = float(np.linalg.norm(np.diff(path, axis=0), axis=1).sum())
        chord = path[-1] - path[0]
        size = float(np.linalg.norm(chord))
        across = path - np.outer(path @ chord, chord) / size**2
        measured = {
            "arc_mm": ("length along the middle line", arc, "mm"),
            "chord_mm": ("head to front end, straight", size, "mm"),
            "depth_mm": ("depth of the arc", float(np.linalg.norm(across, axis=1).max()), "mm"),
            "slope_deg": ("slope below the horizontal", _slope(chord), "degrees"),
        }
        for key, (measure, ours, unit) in measured.items():
            rows.append(Truth(f"rib {number}", measure, rib[key], ours, unit, "kimlieb_ribs"))
    return rows


def _slope(chord: Array) -> float:
    return float(np.degrees(np.arctan2(-chord[2], np.hypot(chord[0], chord[1]))))


def _joints() -> list[Truth]:
    table, posed = load_columns("posture/joints"), pose()
    where = np.column_stack([table["x_mm"], table["y_mm"]])
    apart = np.linalg.norm(np.diff(where, axis=0), axis=1)
    ours = posed.matrices[:13, :3, 3]
    drawn = np.linalg.norm(np.diff(ours, axis=0), axis=1)
    rows = [
        Truth(level, "joint above to joint below", float(a), float(b), "mm", "osim_ross")
        for level, a, b in zip(spine.LEVELS[1:13], apart, drawn, strict=True)
    ]
    return [
        *rows,
        Truth(
            "T1-T12", "kyphosis between end plates", 50.0, cobb_deg(posed), "degrees", "osim_ross"
        ),
    ]


def _overall() -> list[Truth]:
    shapes, posed, rows = load_shapes(), pose(), []
    inside = [n for n in NAMES if n.startswith(("T", "rib", "cart", "stern", "manu", "xiph"))]
    box = extent(np.vstack([shapes[n].placed(posed.matrix(n)) for n in inside]))
    names = ("anteroposterior", "transverse", "craniocaudal")
    whole = dict(zip(names, box, strict=True))
    sides = (
        "oriented box, longest side",
        "oriented box, middle side",
        "oriented box, shortest side",
    )
    for row in load_rows("anatomy/overall_sizes"):
        if row["measure"] in sides:
            own = _oriented_box(shapes[f"{row['bone']}_right"].vertices_mm)
            ours = float(own[sides.index(row["measure"])])
        else:
            ours = float(whole[row["measure"]])
        rows.append(
            Truth(row["bone"], row["measure"], row["value_mm"], ours, "mm", row["source_key"])
        )
    return rows


def _oriented_box(vertices: Array) -> Array:
    """Give the sides of the box along a bone's own main directions, longest first."""
    centred = vertices - vertices.mean(axis=0)
    axes = np.linalg.svd(centred, full_matrices=False)[2]
    return np.sort(extent(centred @ axes.T))[::-1]


def _breath() -> list[Truth]:
    """Split the turn of two ribs in a full breath into its two parts."""
    rows, rest, full = [], cage.cage(), cage.full_breath_deg()
    for row in load_rows("anatomy/breath"):
        number = int(row["rib"])
        axis = rest.axis[number - 1]
        for measure, part in (("pump_deg", abs(axis[1])), ("bucket_deg", abs(axis[0]))):
            name = "front rises" if measure == "pump_deg" else "side rises"
            ours = float(full[number - 1] * part)
            rows.append(
                Truth(
                    f"rib {number}",
                    f"full breath, {name}",
                    row[measure],
                    ours,
                    "degrees",
                    row["source_key"],
                )
            )
    return rows
