"""CPU time of models and figures, in this process."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from course_lib.lab import Lab
from course_lib.record import Record

CALLS = 200
ALL_MATRICES = "pose"
ROOMS = ("mobility", "endurance", "breathing", "thermal", "massage", "screening", "plan")
RUN = {"speed_m_s": 3.0, "head_forward_mm": 20.0}


def _series(call: Callable[[int], object]) -> list[float]:
    times = []
    for number in range(CALLS + 5):
        start = time.process_time()
        call(number)
        times.append(1000 * (time.process_time() - start))
    return times[5:]


def cpu_ms() -> dict[str, list[float]]:
    """Measure each model, each figure, and a redraw without the page; ms a call."""
    from course_lib.anatomy.figure import moving_thorax, thorax_parts
    from course_lib.anatomy.skeleton import pose
    from course_lib.live_figure import LiveFigure
    from course_lib.live_scene import LiveScene
    from course_lib.posture.figure import runner
    from course_lib.posture.lever import tilt_head
    from course_lib.posture.lever_figure import lever
    from course_lib.posture.model import hold
    from course_lib.posture.running import run_with
    from course_lib.posture.step_figure import step

    lean = lambda number: 0.1 * (number % 200)  # noqa: E731
    load, demand, head = hold(), run_with(**RUN, lean_deg=3.5), tilt_head(30.0)
    shown = LiveFigure(runner(load), name="runner")
    thorax = LiveScene(thorax_parts(muscles=False), moving_thorax(pose()), name="thorax")
    curved = lambda number: pose(kyphosis_deg=30 + 0.1 * number)  # noqa: E731
    calls = {
        "hold": lambda number: hold(lean_deg=lean(number)),
        "run_with": lambda number: run_with(**RUN, lean_deg=lean(number)),
        "tilt_head": lambda number: tilt_head(lean(number)),
        "figure runner": lambda _number: runner(load),
        "figure step": lambda _number: step(demand),
        "figure lever": lambda _number: lever(head),
        "hold + runner + LiveFigure.show": lambda number: shown.show(
            runner(hold(lean_deg=lean(number)))
        ),
        ALL_MATRICES: curved,
        "pose + moving_thorax + LiveScene.show": lambda number: thorax.show(
            moving_thorax(curved(number))
        ),
    }
    return {name: _series(call) for name, call in calls.items()} | labs_ms()


def labs_ms() -> dict[str, list[float]]:
    """Measure model and picture of every lab while its first slider goes from end to end."""
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        record = Record(Path(folder) / "record.json")
        for room in ROOMS:
            module = import_module(f"course_lib.{room}.lab")
            for name in sorted(vars(module)):
                lab = getattr(module, name)(record=record) if name.endswith("_lab") else None
                if isinstance(lab, Lab):
                    found[f"{lab.id}: model"] = _series(lambda n, lab=lab: _model(lab, n))
                    found[f"{lab.id}: picture"] = _series(lambda _n, lab=lab: _picture(lab))
    return found


def _model(lab: Lab, number: int) -> object:
    sliders = [w for w in lab.controls.values() if hasattr(w, "max")]
    moved = dict(lab.starts)
    if sliders:
        place = next(k for k, w in lab.controls.items() if w is sliders[0])
        low, high = sliders[0].min, sliders[0].max
        moved[place] = low + (high - low) * (number % CALLS) / CALLS
    return lab.model(**moved)


def _picture(lab: Lab) -> object:
    return lab.draw(lab.result, guess=None)
