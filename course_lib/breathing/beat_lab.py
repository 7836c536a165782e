"""Beats to breathe and to run with, and a lab that carries one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from course_lib.breathing.coupling import Coupling
from course_lib.breathing.model import LIMITS, Trace, wave
from course_lib.breathing.ribs import breathing_lines
from course_lib.lab import Lab
from course_lib.metronome import Beat, Cue, Metronome
from course_lib.quantities import round_to

IN_HZ, OUT_HZ = 523.0, 392.0  # C5 rises to the breath in, G4 falls to the breath out
FEET = (("L", 880.0), ("R", 740.0))
STEP_LOUD = 0.35
SAMPLES = 61


def breath_beat(shown: Trace) -> Beat:
    """Make a beat of one breath: in, out, with ribs that rise and sink.

    Parameters
    ----------
    shown : the breaths, result of ``model.breathe_trace``.
    """
    breaths = shown.breaths
    low, high = breathing_lines(breaths.tidal_l / LIMITS["tidal_l"][1])
    share = breaths.in_percent / 100.0
    phase = np.linspace(0.0, 1.0 - 1e-9, SAMPLES)
    return Beat(
        cycle_s=60.0 / breaths.breaths_min,
        cues=(Cue(0.0, "in", IN_HZ), Cue(share, "out", OUT_HZ)),
        says=f"{round_to(breaths.breaths_min)} breaths a minute, for your ears and eyes. Stop when "
        "it feels odd: it is a clock, not a goal.",
        wave=wave(phase, in_percent=breaths.in_percent),
        low=low,
        high=high,
        lines_say="from the front, from the right; dotted: breathed out",
        tap_word="Tap at each breath in",
        tap_unit="breaths a minute",
    )


def step_beat(coupling: Coupling) -> Beat:
    """Make a beat of steps and breaths; an odd rhythm takes two breaths to bring the foot back.

    Parameters
    ----------
    coupling : steps and breaths, result of ``coupling.couple``; the beat takes the nearest whole
        number of steps to a breath.
    """
    steps = round(coupling.steps_per_breath)
    breaths = 1 + steps % 2
    total = steps * breaths
    share = coupling.in_percent / 100.0
    ins = [Cue(n / breaths, "in", IN_HZ) for n in range(breaths)]
    outs = [Cue((n + share) / breaths, "out", OUT_HZ) for n in range(breaths)]
    feet = [Cue(n / total, *FEET[n % 2], lane="step", loud=STEP_LOUD) for n in range(total)]
    phase = np.linspace(0.0, 1.0 - 1e-9, SAMPLES) * breaths % 1.0
    held = "" if coupling.locked else " The beat keeps to the nearest whole number."
    return Beat(
        cycle_s=60.0 * total / coupling.steps_min,
        cues=(*ins, *outs, *feet),
        says=f"{steps} steps to a breath, {round_to(coupling.steps_min, 3)} steps a minute.{held}",
        wave=wave(phase, in_percent=coupling.in_percent),
        taps=total / 2,
        tap_word="Tap at each left foot",
        tap_unit="left steps a minute",
    )


class BeatLab(Lab):
    """A lab with a metronome under its figure that follows the controls.

    Parameters
    ----------
    beat : makes the beat from the model's result.
    beat_name : accessible name of the metronome.
    declared : what every ``Lab`` takes.
    """

    def __init__(
        self,
        *,
        beat: Callable[[Any], Beat],
        beat_name: str,
        **declared: Any,  # noqa: ANN401 (handed on to Lab as it is)
    ) -> None:
        super().__init__(**declared)
        self._beat = beat
        self.metronome = Metronome(beat(self.result), name=beat_name)
        self.children = (*self.children[:4], self.metronome, *self.children[4:])

    def _redraw(self) -> None:
        super()._redraw()
        self.metronome.play_instead(self._beat(self.result))
