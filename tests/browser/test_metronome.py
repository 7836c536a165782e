"""The beat in a real page: it starts only when asked, can be silent, and stops at once."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.desk import desk as new_desk
from tests.browser.desk import write_notebook

BEAT = """\
from course_lib.metronome import Beat, Cue, Metronome
cues = (Cue(0.0, "in", 523.0), Cue(0.5, "out", 392.0))
Metronome(Beat(cycle_s=0.5, cues=cues, says="Quick.", wave=(0, 1, 0)), name="{name}")"""
LISTEN = """
  window.voices = [];
  window.tones = 0;
  const Real = window.AudioContext;
  window.AudioContext = class extends Real {
    constructor(...given) { super(...given); window.voices.push(this); }
  };
  const start = OscillatorNode.prototype.start;
  OscillatorNode.prototype.start = function (...given) {
    window.tones += 1;
    return start.apply(this, given);
  };
"""
A_WHILE_MS = 1200  # more than two cycles


@pytest.fixture(scope="module")
def opened(browser, jupyter, home):
    """A learner who has run two beats."""
    book = write_notebook(
        home / "work", "beat", *(BEAT.format(name=name) for name in ("One", "Two"))
    )
    with new_desk(browser, *jupyter) as learner:
        learner.page.add_init_script(LISTEN)
        learner.open(book)
        yield learner


@pytest.fixture
def at_beat(opened):
    """A learner with two new beats before them, of which nothing was heard yet."""
    opened.page.emulate_media(reduced_motion="no-preference")
    opened.command("notebook:clear-all-cell-outputs")
    expect(opened.page.locator(".course-metronome")).to_have_count(0)
    opened.page.evaluate("() => { window.voices = []; window.tones = 0; }")
    opened.run_all()
    return opened


def beat(learner, name):
    return learner.page.get_by_role("group", name=name)


def press(card, name):
    card.get_by_role("button", name=re.compile(name)).click()


def tones(learner):
    return learner.page.evaluate("window.tones")


def test_nothing_sounds_until_start_and_nothing_after_stop(at_beat):
    card = beat(at_beat, "One")
    expect(card.get_by_role("button", name="Stop")).to_be_disabled()
    at_beat.page.wait_for_timeout(A_WHILE_MS)
    assert at_beat.page.evaluate("window.voices.length") == 0
    press(card, "Start")
    expect(card.get_by_role("button", name="Stop")).to_be_focused()
    at_beat.page.wait_for_function("window.tones >= 2")
    press(card, "Stop")
    after = tones(at_beat)
    at_beat.page.wait_for_timeout(A_WHILE_MS)
    assert tones(at_beat) == after
    assert at_beat.page.evaluate("window.voices[0].state") == "suspended"
    at_beat.assert_quiet()


def test_a_silent_beat_is_still_seen_and_escape_stops_it(at_beat):
    card = beat(at_beat, "One")
    press(card, "Sound")
    press(card, "Start")
    expect(card.locator(".course-beat-word")).to_have_text("out")
    expect(card.locator(".course-beat-now")).to_have_count(1)
    assert tones(at_beat) == 0
    at_beat.page.keyboard.press("Escape")
    expect(card).to_have_attribute("data-running", "false")
    expect(card.locator(".course-beat-now")).to_have_count(0)


def test_one_beat_at_a_time(at_beat):
    press(beat(at_beat, "One"), "Start")
    press(beat(at_beat, "Two"), "Start")
    expect(beat(at_beat, "One")).to_have_attribute("data-running", "false")
    expect(beat(at_beat, "Two")).to_have_attribute("data-running", "true")


def test_taps_are_measured_by_mouse_and_by_key(at_beat):
    card = beat(at_beat, "One")
    tap = card.get_by_role("button", name="Tap")
    for _ in range(4):
        tap.click()
        at_beat.page.wait_for_timeout(400)
    expect(card.locator(".course-beat-heard")).to_contain_text("The beat: 120.")
    tap.focus()
    tap.press("Space")
    expect(card.locator(".course-beat-heard")).to_contain_text(re.compile(r"^You: \d"))


def test_less_motion_moves_nothing_and_tells_the_same(at_beat):
    at_beat.page.emulate_media(reduced_motion="reduce")
    at_beat.run_all()
    card = beat(at_beat, "One")
    press(card, "Sound")
    press(card, "Start")
    expect(card.locator(".course-beat-word")).to_have_text("out")
    expect(card.locator(".course-beat-dot")).to_be_hidden()
    expect(card).to_contain_text("nothing moves")
