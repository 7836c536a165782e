"""The measures taken in the page: slider to pixels, a scene, bytes, opening. All interleaved."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager

from made_notebooks import BYTES, LABS, OPENING, SCENE, SLIDER, chapter, labs_of
from page import LabPage, opened
from playwright.sync_api import Browser

Series = dict[str, list[float]]
WARM_UP = 4
SCENE_QUIET_MS = 1500  # a new plotly scene is drawn in several steps
CHAPTER_QUIET_MS = 3000  # cells without a picture may take their time
FRAMES = 100  # of the breath that plays
REST_MS = 700  # before each press, so that what the last one set off has ended
HALF_WAY = 20  # presses to the right before turning back, so that no end of the range is met


def _ready(lab: LabPage, path: str, label: str) -> None:
    lab.run_all()
    if path == "ours":  # the lab opens its controls after a prediction, or on this request
        lab.page.click("button:has-text('Explore without predicting')")
    lab.wait_quiet(2)
    row = f".widget-slider:has(.widget-label:text-matches('{label}', 'i'))"
    lab.page.focus(f"{row} .noUi-handle")


def slider_to_pixels(browser: Browser, url: str, rounds: int) -> dict[str, Series]:
    """Press an arrow key on a slider of each path in turn; ms and bytes for every press."""
    with _all_open(browser, url, "slider", SLIDER) as labs:
        for path, lab in labs.items():
            _ready(lab, path, "lean")
        return _presses(labs, rounds, quiet_ms=500)


def scene_to_pixels(browser: Browser, url: str, rounds: int) -> dict[str, Series]:
    """Do the same with the curve of a thorax in space, then play a breath of the course's own."""
    with _all_open(browser, url, "scene", SCENE) as labs:
        for path, lab in labs.items():
            _ready(lab, path, "curve")
        found = _presses(labs, rounds, quiet_ms=SCENE_QUIET_MS)
        found["ours"]["frame"] = labs["ours"].page_ms_of_frames("Play a breath", FRAMES)
        return found


@contextmanager
def _all_open(
    browser: Browser, url: str, measure: str, paths: Iterable[str]
) -> Iterator[dict[str, LabPage]]:
    with ExitStack() as stack:
        files = {path: f"{measure}_{path}.ipynb" for path in paths}
        labs = {n: stack.enter_context(opened(browser, url, file)) for n, file in files.items()}
        yield labs
        _nothing_left_the_machine(*labs.values())


def _presses(labs: dict[str, LabPage], rounds: int, *, quiet_ms: int) -> dict[str, Series]:
    found = {path: {"last": [], "first": [], "bytes": [], "message": []} for path in labs}
    for number in range(WARM_UP + rounds):
        key = "ArrowRight" if number // HALF_WAY % 2 == 0 else "ArrowLeft"
        for path, lab in labs.items():
            lab.page.wait_for_timeout(REST_MS)
            pressed = lab.press(key, quiet_ms)
            for name, series in found[path].items():
                series.extend([pressed[name]] if number >= WARM_UP else [])
    return found


def bytes_of_ten(browser: Browser, url: str, rounds: int) -> Series:
    """Count the bytes that ten figures send to a fresh page from a fresh kernel."""
    found: Series = {path: [] for path in BYTES}
    for _ in range(rounds):
        for path in BYTES:
            with opened(browser, url, f"bytes_{path}.ipynb") as lab:
                before = lab.bytes_in
                lab.run_all()
                lab.wait_quiet(6)
                found[path].append(lab.bytes_in - before)
                _nothing_left_the_machine(lab)
    return found


def opening(browser: Browser, url: str, rounds: int) -> Series:
    """Time Run All to the first figure with three labs, each in a fresh page and kernel."""
    found: Series = {path: [] for path in OPENING}
    for number in range(1 + rounds):  # the first round fills the disk cache and is not counted
        for path in OPENING:
            bare = path == "from_kernel"
            with opened(browser, url, f"opening_{path}.ipynb", bare=bare) as lab:
                first = lab.run_all()["first"]
                found[path].extend([first] if number else [])
                _nothing_left_the_machine(lab)
    return found


def labs(
    browser: Browser, url: str, rounds: int, *, rounds_of_bytes: int
) -> dict[str, dict[str, Series]]:
    """Time the first figure and count the bytes of one, five and ten labs; fresh pages."""
    found = {str(n): {path: {"first": [], "bytes": []} for path in labs_of(n)} for n in LABS}
    for number in range(rounds):
        for count, paths in found.items():
            for path, series in paths.items():
                with opened(browser, url, f"labs_{count}_{path}.ipynb") as lab:
                    before = lab.bytes_in
                    series["first"].append(lab.run_all()["first"])
                    if number < rounds_of_bytes:
                        lab.wait_quiet(3)
                        series["bytes"].append(lab.bytes_in - before)
                    _nothing_left_the_machine(lab)
    return found


def whole_chapter(browser: Browser, url: str, rounds: int) -> Series:
    """Time Run All of a chapter to its last picture, each in a fresh page and kernel."""
    found: Series = {path: [] for path in chapter()}
    for _ in range(rounds):
        for path, times in found.items():
            with opened(browser, url, f"chapter_{path}.ipynb") as lab:
                times.append(lab.run_all(CHAPTER_QUIET_MS)["last"])
                _nothing_left_the_machine(lab)
    return found


def _nothing_left_the_machine(*labs: LabPage) -> None:
    for lab in labs:
        if lab.outside:
            raise RuntimeError(f"{lab.path} asked another machine: {lab.outside[:3]}")
