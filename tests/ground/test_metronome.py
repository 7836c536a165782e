"""The beat as data: what it refuses, what travels, and that nothing of it plays by itself."""

from __future__ import annotations

import math

import numpy as np
import pytest

from course_lib.live_widget import joined
from course_lib.metronome import Beat, Cue, Metronome

LINE = np.array([[0.0, 0.0], [1.0, 2.0]])


def beat(**more):
    given = {"cycle_s": 5.0, "cues": (Cue(0.0, "in", 523.0), Cue(0.4, "out", 392.0)),
             "says": "Twelve a minute."}  # fmt: skip
    return Beat(**given | more)


def test_cues_travel_in_order():
    turned = beat(cues=(Cue(0.4, "out", 392.0), Cue(0.0, "in", 523.0)))
    assert [cue["word"] for cue in turned.plain()["cues"]] == ["in", "out"]


def test_lines_travel_as_lists():
    plain = beat(low=[LINE], high=[LINE * 2]).plain()
    assert plain["low"] == [[[0.0, 0.0], [1.0, 2.0]]]
    assert plain["high"] == [[[0.0, 0.0], [2.0, 4.0]]]


@pytest.mark.parametrize("cycle_s", [0.0, 0.2, 61.0, math.nan, "5", True])
def test_a_cycle_nobody_could_follow_is_refused(cycle_s):
    with pytest.raises(ValueError, match="cycle_s") as caught:
        beat(cycle_s=cycle_s)
    assert caught.value.args[0] == (
        f"cycle_s was given as {cycle_s!r}, but it must be a number from 0.25 to 60; choose a "
        "value in that range."
    )


@pytest.mark.parametrize(
    ("cue", "name"),
    [
        (Cue(1.0, "in", 523.0), "cue.at"),
        (Cue(-0.1, "in", 523.0), "cue.at"),
        (Cue(0.0, "in", 15000.0), "cue.tone_hz"),
        (Cue(0.0, "in", 523.0, loud=1.5), "cue.loud"),
    ],
)
def test_a_cue_out_of_range_is_refused(cue, name):
    with pytest.raises(ValueError, match=rf"^{name} was given as .*; choose a value in that range"):
        beat(cues=(cue,))


@pytest.mark.parametrize("cues", [(), (Cue(0.0, "in", 523.0),) * 65])
def test_none_and_too_many_cues_are_refused(cues):
    with pytest.raises(ValueError, match="cues") as caught:
        beat(cues=cues)
    assert caught.value.args[0] == (
        f"A beat was given {len(cues)} cues, but it needs 1 to 64; give at least one cue and leave "
        "out what nobody could follow."
    )


def test_lines_that_do_not_pair_are_refused():
    with pytest.raises(ValueError, match="low and high differ in the number of lines or points"):
        beat(low=[LINE], high=[LINE, LINE])


@pytest.fixture
def sent(monkeypatch):
    """Give a metronome and the list of what it sends to the page."""
    metronome, messages = Metronome(beat(), name="Breathe"), []
    monkeypatch.setattr(
        metronome.layout, "send", lambda content, buffers=None: messages.append(content)
    )
    return metronome, messages


def test_another_beat_travels_once_and_is_numbered(sent):
    metronome, messages = sent
    metronome.play_instead(beat(cycle_s=4.0))
    metronome.play_instead(beat(cycle_s=4.0))
    assert [(m["number"], m["cycle_s"]) for m in messages] == [(1, 4.0)]
    assert metronome.beat.cycle_s == 4.0


def test_a_page_that_missed_a_beat_gets_it(sent):
    metronome, messages = sent
    metronome._on_page(metronome, {"number": 0}, [])
    assert messages == []
    metronome.play_instead(beat(cycle_s=3.0))
    metronome._on_page(metronome, {"number": 0}, [])
    assert [(m["cycle_s"], m.get("all")) for m in messages] == [(3.0, None), (3.0, True)]


def test_no_state_could_start_it_and_none_could_keep_a_tap():
    own = set(Metronome(beat(), name="Breathe").keys)
    assert not {name for name in own if "play" in name or "run" in name or "tap" in name}


def test_the_page_sends_nothing_but_its_number():
    script = joined("live_shared.js", "metronome.js")
    assert script.count("send(") == script.count("layout.send({ number: shown.number })") == 1
    for way_out in ("fetch(", "localStorage", "XMLHttpRequest", "save_changes", "sendBeacon"):
        assert way_out not in script
