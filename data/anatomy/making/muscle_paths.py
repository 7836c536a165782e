"""Make data/anatomy/muscle_paths.csv: muscle points in the frames of the bones that carry them.

Run it again when the frames of course_lib.anatomy.skeleton change:

    python data/anatomy/making/muscle_paths.py FASCICLES.csv

FASCICLES.csv is the fascicle table of the reference body (osim_ross), which is not part of this
repository: one row a point, with fascicle, point_no, body and pelvisframe_x/y/z_mm (x forward,
y up, z right). Points of muscles that the model does not have come from ``attached_lines``: they
join the attachments named in data/anatomy/muscles.csv at places chosen by us. Only the right side
is written; the left is its mirror image. Nothing random: the same input gives the same bytes.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

import numpy as np
from attached_lines import attached_lines
from numpy.typing import NDArray

from course_lib.anatomy import skeleton

Array = NDArray[np.float64]
Point = tuple[str, Array]
OUT = Path(__file__).parents[1] / "muscle_paths.csv"
BODY = "male full-body model, torso after Allaire 2020, 79.58 kg, generic"
PLACED = "the course's own skeleton"
COLUMNS = (
    "muscle_id,line,path_from,point_no,bone,x_mm,y_mm,z_mm,population,source_key,confidence,note"
)
# A teaching subset: enough lines to show the spread of each muscle, no more.
CHOSEN = {
    "trapezius_descending": "trap_cl",
    "trapezius_transverse": "trap_acr_scap trap_acr_T1 trap_acr_T2 trap_acr_T3",
    "trapezius_ascending": "trap_inf_T4 trap_inf_T6 trap_inf_T8 trap_inf_T10 trap_inf_T12",
    "latissimus_dorsi": "LD_T7_r LD_T9_r LD_T11_r LD_L1_r LD_L3_r LD_Il_r",
    "levator_scapulae": "levator_scap",
    "serratus_anterior": "SerrAnt1_1_R SerrAnt2_2_R SerrAnt3_1_R SerrAnt5_1_R SerrAnt7_1_R"
    " SerrAnt9_1_R",
    "splenius_capitis": "splen_cap_skl_T1 splen_cap_skl_T2",
    "splenius_cervicis": "splen_cerv_c3_T3 splen_cerv_c3_T4 splen_cerv_c3_T5 splen_cerv_c3_T6",
    "iliocostalis_thoracis": "IL_R5_r IL_R7_r IL_R9_r IL_R11_r iliocost_cerv_c5rib",
    "longissimus_thoracis": "LTpT_T1_r LTpT_T4_r LTpT_T7_r LTpT_T10_r LTpT_R5_r LTpT_R8_r"
    " LTpT_R11_r",
    "semispinalis_capitis": "semi_cap_sklthx",
    "semispinalis_cervicis": "semi_cerv_c3thx",
    "multifidus": "multifidus_T5_T1 multifidus_T7_T3 multifidus_T9_T5 multifidus_T11_T7"
    " multifidus_T12_T10 multifidus_L1_T9",
    "scalenus_anterior": "scalenus_ant",
    "scalenus_medius": "scalenus_med",
    "scalenus_posterior": "scalenus_post",
    "sternocleidomastoid": "stern_mast cleid_mast cleid_occ",
    "pectoralis_major": "PECM1 PECM2 PECM3",
}

# The model joins the neck to the head; these two end on the spinous process of C7.
ON_C7 = ("trap_acr_scap", "multifidus_T4_C7")
MANUBRIUM_MM = 455.0  # the sternal angle lies at about 451 mm in the reference posture


def bone_of(body: str) -> str:
    """Give our bone for a body of the model; what we do not draw rides on its neighbour."""
    if body.startswith("thoracic"):
        return "T" + body.removeprefix("thoracic")
    if body.startswith("rib"):
        return f"rib_{body.removeprefix('rib').removesuffix('_R')}_right"
    return {
        "scapula_R": "scapula_right",
        "clavicle_R": "clavicle_right",
        "humerus_r": "scapula_right",
        "sternum": "sternal_body",
        "head_neck": "head",
    }.get(body, "L1")  # lumbar vertebrae, sacrum and pelvis


def fascicles(path: Path) -> dict[str, list[Point]]:
    """Read the model's fascicles: name -> points (bone, world mm with y to the left)."""
    found: dict[str, list[Point]] = {}
    with path.open(newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            x, up, right = (float(row[f"pelvisframe_{axis}_mm"]) for axis in "xyz")
            bone = bone_of(row["body"])
            if row["fascicle"] in ON_C7 and bone == "head":
                bone = "C7"
            if bone == "sternal_body" and up > MANUBRIUM_MM:
                bone = "manubrium"
            point = (bone, np.array([x, -right, up]))
            found.setdefault(row["fascicle"], []).append(point)
    return found


def rows_of(muscle: str, line: str, points: list[Point], *, path_from: str) -> list[list[str]]:
    """Write one line as rows of the table, each point in its bone's own frame."""
    pose = skeleton.pose()
    row = dict(zip(pose.names, pose.matrices, strict=True))
    tail = {
        "fascicles": [BODY, "osim_ross", "C", ""],
        "attachments": [PLACED, "zanatomy_text;osim_ross", "C", "places chosen by us"],
    }[path_from]
    rows = []
    for number, (bone, world_mm) in enumerate(points, start=1):
        local = np.linalg.solve(row[bone], np.append(world_mm, 1.0))[:3]
        cells = [f"{value + 0.0:.2f}" for value in np.round(local, 2)]
        rows.append([muscle, line, path_from, str(number), bone, *cells, *tail])
    return rows


def main(path: Path) -> None:
    """Write the table, in the order of the table of muscles."""
    known = fascicles(path)
    attached = attached_lines(known)
    with (OUT.parent / "muscles.csv").open(newline="", encoding="utf-8") as file:
        muscles = [row["id"] for row in csv.DictReader(file)]
    with OUT.open("w", newline="", encoding="utf-8") as file:
        write = csv.writer(file, lineterminator="\n")
        write.writerow(COLUMNS.split(","))
        for muscle in muscles:
            for line in CHOSEN.get(muscle, "").split():
                write.writerows(rows_of(muscle, line, known[line], path_from="fascicles"))
            for line, points in attached.get(muscle, {}).items():
                write.writerows(rows_of(muscle, line, points, path_from="attachments"))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
