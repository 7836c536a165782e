"""RESULTS.md: every number as median [min–max] n, every ratio with its goal, whatever they are."""

from __future__ import annotations

import statistics
from pathlib import Path

from cpu import ALL_MATRICES
from machine_facts import spread

from course_lib.anatomy.figure import thorax_parts

PACKAGES = ("jupyterlab", "ipywidgets", "anywidget", "plotly", "matplotlib", "ipykernel", "numpy")
GOALS = {
    "slider": {"matplotlib": 0.25, "new_figure": 0.35},
    "scene": {"new_meshes": 0.05, "restyle": 0.5},
    "bytes": {"figure_widget": 0.12},
    "opening": {"figure_widget": 0.25, "from_kernel": None},
    "chapter": {"figure_widget": None},
}
TESTS_MINUTES = 10
MODEL_RATIO = 0.01  # CPU time of our models beside the usual solver
# What a scene may cost: the most, in the unit of the value times the scale.
LIMITS = {
    "message": ("message of one step, with its words and numbers", "kB", 1e-3, 8),
    "frame": ("page time a frame while a breath plays", "ms", 1.0, 10),
    "matrices": ("CPU time of the matrices of all bones", "ms", 1.0, 5),
}
LABELS = {
    "ours": "the course's live figure",
    "matplotlib": "`@interact` + matplotlib",
    "new_figure": "`@interact` + a new plotly Figure",
    "figure_widget": "FigureWidget + `batch_update`",
    "from_kernel": "the course's live figure, plotly.js not ready before",
}
SCENE_LABELS = {
    "ours": "the course's live scene",
    "new_meshes": "`@interact` + a new plotly Figure of Mesh3d",
    "restyle": "one restyle of all vertices of Mesh3d",
}
TITLES = {
    "slider": ("Slider to pixels", "ms", 1.0),
    "scene": ("Slider to pixels in space", "ms", 1.0),
    "bytes": ("Bytes to the page for ten figures", "MB", 1e-6),
    "opening": ("Run All to the first figure, three labs", "s", 1e-3),
    "chapter": ("Run All of chapter 03 to its last picture", "s", 1e-3),
}
WORDS = """\
- **Slider to pixels**: the runner figure (same model, same curves) in one page a path, each with a
  kernel of its own. An arrow key is pressed on the focused slider handle. The clock starts at the
  page's own time stamp of the key event. In every animation frame the page reads what is drawn: the
  shapes and labels of all plots and the images that have arrived. The clock stops at the start of
  the frame after the one in which this last changed, so that the change is on the screen; the
  picture counts as final when nothing changes for 500 ms. One press a path in turn (A B C D,
  A B C D) after 700 ms of rest; the first four are not counted. Our path also writes its sentence;
  the others do not.
- **In space**: the thorax of the lab "How do the spine and the rib cage move?" against the same
  triangles as plotly meshes, one a bone, once as a new Figure and once with x, y and z of all
  meshes sent as one binary message into one restyle. An arrow key moves the curve by one degree.
  Same clock, same rest, same turns; what is drawn is read from a strip across the middle of the
  canvas as soon as the graphics have finished with it, and counts as final when nothing changes
  for 1500 ms. All draw as they do by default on a plain screen: plotly at twice the width and
  height, our scene once with four samples a pixel. Our path also writes its sentence and its
  numbers. The message is the largest that the page receives after a press, with Jupyter's
  envelope. The time a frame is what the page's own code takes in an animation frame while "Play a
  breath" runs; the drawing itself is the graphics card's, and takes longer where there is none,
  as here.
- **Bytes**: payload of the web-socket messages that the page receives from Run All on, before any
  compression by the socket, for one cell that shows ten runner figures. Fresh page and kernel.
- **Opening**: from the mouse click on Run All to the first finished figure (read as above, first
  change), with the three posture labs in three cells, against three FigureWidgets with the same
  pictures and as many controls, but without predictions, presets or tables. Fresh page and kernel
  each time, in turn; a first round that fills the disk cache is not counted. Two seconds pass
  between the kernel's first idle state and the click: in them the course's small extension has
  JupyterLab evaluate plotly.js. "Not ready before" is the same page without that extension.
- **One, five and ten labs**: the same posture labs in turn, a cell each, first figure and bytes as
  above. **Chapter**: all code cells of chapter 03, to the last change before three seconds of
  calm, against the same cells with a FigureWidget in the place of each lab and each figure.
- **CPU**: `time.process_time` of single calls in one process, after five calls that do not count.
- **Models beside the usual solvers**: fatigue against scipy's LSODA at several tolerances, with
  the largest error of each against a tight Radau; bioheat ("fresh" finds the modes anew, "again"
  keeps them) against explicit steps. Medians of CPU time over thirty turns.
- `@interact` + plotly uses the `plotly_mimetype` renderer alone; plotly's default adds an HTML
  renderer and was not measured. The matplotlib picture holds the same panels and curves, not every
  detail. The FigureWidget is given each new figure whole, in one batch; code written by hand for
  one figure, which sets only what moved, may be faster.
- Every request that would leave the machine is blocked, and one such request ends the measurement
  with an error.
- Goals are ratios of medians. "Not met" is no failure of a test: it says where to look next.

Other work on the machine makes single numbers noisy. Paths are interleaved so that it meets all of
them alike: trust the ratios of medians more than the medians.
"""


def label(measure: str, path: str) -> str:
    """Name a path in words."""
    return (SCENE_LABELS if measure == "scene" else LABELS)[path]


def verdicts(measure: str, medians: dict[str, float]) -> list[str]:
    """Say each ratio with its goal."""
    lines = []
    for other, goal in GOALS[measure].items():
        ratio = medians["ours"] / medians[other]
        aim = f", goal ≤ {goal}: **{'met' if ratio <= goal else 'not met'}**" if goal else ""
        lines.append(f"- ours / {label(measure, other)}: **{ratio:.3f}**{aim}")
    return lines


def section(measure: str, series: dict[str, list[float]]) -> list[str]:
    """Write one measure: a row a path, then the ratios."""
    title, unit, scale = TITLES[measure]
    rows = [
        f"| {label(measure, path)} | {spread(values, scale)} |" for path, values in series.items()
    ]
    medians = {path: statistics.median(values) for path, values in series.items()}
    head = [f"## {title}", "", f"| path | {unit}, median [min–max] n |", "|---|---|"]
    return [*head, *rows, "", *verdicts(measure, medians), ""]


def _first_change(measure: str, found: dict[str, dict[str, list[float]]]) -> list[str]:
    head = ["| path | ms to the first change | kB to the page a press |", "|---|---|---|"]
    rows = [
        f"| {label(measure, path)} | {spread(seen['first'])} | {spread(seen['bytes'], 1e-3)} |"
        for path, seen in found.items()
    ]
    return ["For information, from the same presses:", "", *head, *rows, ""]


def limits(found: dict) -> list[str]:
    """Write what a step and a frame of a scene cost, each with its limit."""
    ours = found.get("scene", {}).get("ours", {})
    series = {name: ours[name] for name in ("message", "frame") if name in ours}
    series |= {"matrices": found["cpu"][ALL_MATRICES]} if "cpu" in found else {}
    rows = []
    for name, values in series.items():
        what, unit, scale, most = LIMITS[name]
        met = "met" if scale * statistics.median(values) <= most else "not met"
        rows.append(f"| {what} | {spread(values, scale)} {unit} | ≤ {most} {unit}: **{met}** |")
    parts = thorax_parts(muscles=False)
    size = f"{len(parts)} parts, {sum(len(part.faces) for part in parts)} triangles."
    head = ["## What a scene costs", "", size, "", "| | median [min–max] n | goal for the median |"]
    return [*head, "|---|---|---|", *rows, ""] if rows else []


def models(found: dict[str, dict[str, float]]) -> list[str]:
    """Write the models beside the usual solvers; every ratio has the same goal."""
    lines = ["## Models beside the usual solvers", "", "| | value | goal |", "|---|---|---|"]
    for name, numbers in found.items():
        for what, value in numbers.items():
            goal = ""
            if " / " in what:
                met = "met" if value <= MODEL_RATIO else "not met"
                goal = f"≤ {MODEL_RATIO}: **{met}**"
            lines.append(f"| {name}: {what} | {value:.3g} | {goal} |")
    return [*lines, ""]


def labs(found: dict[str, dict[str, dict[str, list[float]]]]) -> list[str]:
    """Write first figure and bytes of one, five and ten labs, with their ratios."""
    head = "| labs | path | s to the first figure | MB to the page |"
    lines = ["## One, five and ten labs", "", head, "|---|---|---|---|"]
    for count, paths in found.items():
        for path, seen in paths.items():
            told = f"{spread(seen['first'], 1e-3)} | {spread(seen['bytes'], 1e-6)}"
            lines.append(f"| {count} | {label('labs', path)} | {told} |")
    for count, paths in found.items():
        first, size = (
            statistics.median(paths["ours"][of]) / statistics.median(paths["figure_widget"][of])
            for of in ("first", "bytes")
        )
        other = label("labs", "figure_widget")
        lines.append(f"| {count} | ours / {other} | **{first:.3f}** | **{size:.3f}** |")
    return [*lines, ""]


def tests(minutes: float) -> list[str]:
    """Write how long the test command took, as somebody has measured it."""
    met = "met" if minutes <= TESTS_MINUTES else "not met"
    told = f"{minutes:g} minutes, goal ≤ {TESTS_MINUTES}: **{met}**"
    return ["## The test command", "", f"`python3 -m course_lib test` took {told}.", ""]


def _pixels(measure: str, found: dict) -> list[str]:
    final = {name: series["last"] for name, series in found[measure].items()}
    return section(measure, final) + _first_change(measure, found[measure])


def write(path: Path, about: list[str], found: dict) -> str:
    """Write the results that there are; return the text."""
    lines = ["# How fast the course is", "", *about, ""]
    lines += ["Written by `python -m course_lib benchmark`; what each number means is below.", ""]
    for measure in ("slider", "scene"):
        lines += _pixels(measure, found) if measure in found else []
    lines += limits(found)
    for measure in ("bytes", "opening", "chapter"):
        lines += section(measure, found[measure]) if measure in found else []
    lines += labs(found["labs"]) if "labs" in found else []
    if "cpu" in found:
        lines += ["## Models and figures", "", "| call | CPU ms, median [min–max] n |", "|---|---|"]
        lines += [f"| `{name}` | {spread(values, 1, 2)} |" for name, values in found["cpu"].items()]
        lines += [""]
    lines += models(found["models"]) if "models" in found else []
    lines += tests(found["tests"]) if "tests" in found else []
    text = "\n".join([*lines, "## What is measured", "", WORDS])
    path.write_text(text, encoding="utf-8")
    return text
