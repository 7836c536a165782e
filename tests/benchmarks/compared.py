"""What the course is compared with: the same pictures, made the usual ways. Runs in the kernel."""

from __future__ import annotations

from collections.abc import Callable

import ipywidgets as widgets
import numpy as np
import plotly.graph_objects as go

from course_lib.picture import Picture
from course_lib.posture.figure import SHOWN_JOINT, runner
from course_lib.posture.lever import tilt_head
from course_lib.posture.lever_figure import lever
from course_lib.posture.model import Load, hold
from course_lib.posture.runner_drawing import bodies, outline
from course_lib.posture.running import run_with
from course_lib.posture.step_figure import step
from course_lib.style import PALETTE

START = {"head_forward_mm": 20.0, "neck_flexion_deg": 0.0, "kyphosis_deg": 50.0}


def runner_figure(lean_deg: float, **others: float) -> go.Figure:
    """Make the runner figure, as the course's own lab does."""
    return runner(hold(**{**START, **others}, lean_deg=lean_deg)).figure


def lean_slider() -> widgets.FloatSlider:
    """Make the slider that every path is driven with."""
    return widgets.FloatSlider(value=3.5, min=0, max=25, step=0.5, description="Lean")


def update(shown: go.FigureWidget, new: go.Figure) -> None:
    """Bring a FigureWidget to another figure's state in one batch."""
    with shown.batch_update():
        for old, trace in zip(shown.data, new.data, strict=True):
            old.update(trace)
        shown.update_layout(new.layout)


def widget_lab(picture: Callable[..., go.Figure], **ranges: tuple) -> widgets.VBox:
    """Put sliders (low, high, start) or a list of choices above a FigureWidget."""
    controls = {name: _control(name, values) for name, values in ranges.items()}
    settings = lambda: {name: control.value for name, control in controls.items()}  # noqa: E731
    shown = go.FigureWidget(picture(**settings()))
    for control in controls.values():
        control.observe(lambda _change: update(shown, picture(**settings())), "value")
    return widgets.VBox([*controls.values(), shown])


def _control(name: str, values: tuple) -> widgets.Widget:
    if isinstance(values[0], str):
        return widgets.Dropdown(options=values, description=name)
    low, high, start = values
    return widgets.FloatSlider(value=start, min=low, max=high, description=name)


def bare_widget(picture: Picture, name: str) -> go.FigureWidget:
    """Show a picture as the chapter's plain figures are shown; the name is not used."""
    return go.FigureWidget(picture.figure)


def runner_widget() -> widgets.VBox:
    """Do what the course's first posture lab does, with a FigureWidget."""
    ranges = {"head_forward_mm": (0, 75, 20), "neck_flexion_deg": (0, 60, 0)}
    return widget_lab(runner_figure, **ranges, kyphosis_deg=(20, 75, 50), lean_deg=(0, 25, 3.5))


def step_widget() -> widgets.VBox:
    """Do what the second lab does, with a FigureWidget."""
    ranges = {
        "speed_m_s": (2.5, 5.5, 3.0),
        "lean_deg": (0, 25, 3.5),
        "head_forward_mm": (0, 75, 20),
    }
    joints = ("T4/T5", "C7/T1", "T7/T8", "T10/T11")
    return widget_lab(lambda **values: step(run_with(**values)).figure, **ranges, joint=joints)


def lever_widget() -> widgets.VBox:
    """Do what the third lab does, with a FigureWidget."""
    ranges = {"tilt_deg": (0, 60, 30), "arm_mm": (20, 60, 39)}
    return widget_lab(lambda **values: lever(tilt_head(**values)).figure, **ranges)


def draw_with_matplotlib(lean_deg: float) -> None:
    """Draw the runner figure's three panels with matplotlib, as an inline image."""
    import matplotlib.pyplot as plt

    load = hold(**START, lean_deg=lean_deg)
    figure, (body, levels, bars) = plt.subplots(
        1, 3, figsize=(9.2, 4.7), width_ratios=(44, 27, 13), layout="constrained"
    )
    _draw_body(body, load)
    _draw_levels(levels, load)
    _draw_bars(bars, load)
    plt.show()
    plt.close(figure)


def _draw_body(axes, load: Load) -> None:
    row = load.at(SHOWN_JOINT)
    pivot, arm = load.joint_mm[row], load.lever_mm[row]
    for line in outline(load):
        axes.plot(*line.T, color=PALETTE["body"], linewidth=1.5)
    for bone in bodies(load):
        axes.fill(*bone.T, facecolor=PALETTE["bone"], edgecolor=PALETTE["bone_edge"])
    axes.plot(*load.com_mm.T, "o", mfc="none", color=PALETTE["body"], markersize=4)
    axes.plot([pivot[0], pivot[0] + arm], [pivot[1]] * 2, "-o", color=PALETTE["demand"], lw=5)
    axes.plot([pivot[0] - 50, pivot[0]], [pivot[1]] * 2, "--s", color=PALETTE["muscle"], lw=4)
    end, start = (pivot[0] + arm, pivot[1] - 110), (pivot[0] + arm, pivot[1])
    told = f"{load.mass_above_kg[row]:.1f} kg,\n{arm:.0f} mm\nin front"
    axes.annotate("", end, start, arrowprops={"arrowstyle": "->", "lw": 3})
    axes.text(*end, told, va="top", ha="center")
    axes.set(xlim=(pivot[0] - 190, pivot[0] + 210), ylim=(150, 840), aspect="equal")
    axes.axis("off")


def _draw_levels(axes, load: Load) -> None:
    rows, moment = np.arange(len(load.joints)), load.moment_nm
    axes.fill_betweenx(rows, moment.low, moment.high, color=PALETTE["demand"], alpha=0.22)
    axes.plot(hold().moment_nm.middle, rows, ":s", color=PALETTE["reference"], label="published")
    axes.plot(moment.middle, rows, "-o", color=PALETTE["demand"], linewidth=3, label="now")
    axes.set(xlim=(-6, 24), ylim=(12.6, -0.6), xlabel="flexion moment (N m)")
    axes.set_yticks(rows, load.joints)
    axes.grid(alpha=0.3)
    axes.legend()


def _draw_bars(axes, load: Load) -> None:
    row, moment = load.at(SHOWN_JOINT), load.moment_nm
    asked = moment.middle[row]
    spread = [[asked - moment.low[row]], [moment.high[row] - asked]]
    axes.bar(["asked"], [asked], 0.7, yerr=spread, color=PALETTE["demand"])
    axes.bar(["most"], [load.capacity_nm[row]], 0.7, color=PALETTE["capacity"], hatch="/")
    axes.text(0, moment.high[row] + 2, f"{100 * asked / load.capacity_nm[row]:.0f} %", ha="center")
    axes.set(ylim=(0, 100), ylabel=f"at {SHOWN_JOINT} (N m)")
