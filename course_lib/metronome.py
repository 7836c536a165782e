"""A beat to hear and to see, made in the page: it never starts by itself and can be silent.

The same beat is a sound, a word and a mark that lights up, so that who cannot hear, who cannot see
well and who wants no motion all get it. A button measures the learner's own taps; what it measures
stays in the page until the next reload and goes nowhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import anywidget
import numpy as np
import traitlets

from course_lib.checks import require_between
from course_lib.live_widget import HERE, joined
from course_lib.manners import page_manners, show_for_keeps

CYCLE_LIMITS_S = (0.25, 60.0)
TONE_LIMITS_HZ = (100.0, 2000.0)
MOST_CUES = 64


@dataclass(frozen=True)
class Cue:
    """One beat within a cycle.

    Attributes
    ----------
    at : when, as a share of the cycle, 0 up to 1.
    word : what it says.
    tone_hz : how it sounds, 100 to 2000 Hz.
    lane : which line of the picture it stands on; "breath" says its word and sounds long.
    loud : 0 (silent) to 1.
    """

    at: float
    word: str
    tone_hz: float
    lane: str = "breath"
    loud: float = 1.0


@dataclass(frozen=True)
class Beat:
    """What a metronome plays: a cycle of cues that comes again and again.

    Attributes
    ----------
    cycle_s : length of a cycle, s.
    cues : the beats within it, 1 to 64.
    says : the whole in words.
    wave : draws the cycle, 0 to 1 at equal times.
    low, high : lines of points that the picture moves between as the wave rises.
    lines_say : what these lines show, in words.
    taps : how often in a cycle a learner taps.
    tap_word, tap_unit : words on the button, and of the rate that is counted.
    """

    cycle_s: float
    cues: tuple[Cue, ...]
    says: str
    wave: Sequence[float] = ()
    low: Sequence[np.ndarray] = ()
    high: Sequence[np.ndarray] = ()
    lines_say: str = ""
    taps: float = 1.0
    tap_word: str = "Tap"
    tap_unit: str = "a minute"

    def __post_init__(self) -> None:
        low, high = CYCLE_LIMITS_S
        require_between("cycle_s", self.cycle_s, low=low, high=high)
        if not 1 <= len(self.cues) <= MOST_CUES:
            raise ValueError(
                f"A beat was given {len(self.cues)} cues, but it needs 1 to {MOST_CUES}; "
                "give at least one cue and leave out what nobody could follow."
            )
        for cue in self.cues:
            require_between("cue.at", cue.at, low=0.0, high=1.0 - 1e-9)
            require_between(
                "cue.tone_hz", cue.tone_hz, low=TONE_LIMITS_HZ[0], high=TONE_LIMITS_HZ[1]
            )
            require_between("cue.loud", cue.loud, low=0.0, high=1.0)
        if [len(a) for a in self.low] != [len(b) for b in self.high]:
            raise ValueError(
                "low and high differ in the number of lines or points; give the same lines twice, "
                "once at rest and once at the top of the wave."
            )

    def plain(self) -> dict[str, Any]:
        """Give the beat as lists and numbers."""
        lines = {
            name: [np.round(a, 1).tolist() for a in getattr(self, name)] for name in ("low", "high")
        }
        shown = [round(float(value), 3) for value in self.wave]
        told = ("cycle_s", "says", "lines_say", "taps", "tap_word", "tap_unit")
        own = {name: getattr(self, name) for name in told}
        cues = [asdict(cue) for cue in sorted(self.cues, key=lambda cue: cue.at)]
        return {**own, **lines, "wave": shown, "cues": cues}


class Metronome(anywidget.AnyWidget):
    """Play a beat when the learner presses Start, and stop when they press Stop.

    Parameters
    ----------
    beat : what to play.
    name : accessible name, a few words.

    ``beat`` holds what is played now; ``play_instead`` changes it without a break.

    As in ``LiveFigure``, news travels on the comm of ``layout``, which a slow page keeps, and is
    numbered, so that a page that starts late asks for what it has missed.
    """

    _esm = joined("live_shared.js", "metronome.js")
    _css = HERE / "metronome.css"
    name = traitlets.Unicode().tag(sync=True)
    whole = traitlets.Any().tag(sync=True, to_json=lambda _value, widget: widget._now())

    def __init__(self, beat: Beat, *, name: str) -> None:
        self.beat, self._number = beat, 0
        page_manners()
        super().__init__(name=name)
        self.layout.on_msg(self._on_page)

    def play_instead(self, beat: Beat) -> None:
        """Go on with another beat; a metronome that stands still stays still.

        Parameters
        ----------
        beat : what to play from now on.
        """
        if beat.plain() == self.beat.plain():
            return
        self.beat = beat
        self._number += 1
        self.layout.send(self._now())

    def _now(self) -> dict[str, Any]:
        return {**self.beat.plain(), "number": self._number}

    def _on_page(self, _widget: object, content: dict[str, Any], _buffers: object) -> None:
        if content.get("number") != self._number:
            self.layout.send({**self._now(), "all": True})

    def _ipython_display_(self) -> None:
        show_for_keeps(self, self.name, sentence=self.beat.says)
