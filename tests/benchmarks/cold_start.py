"""Measure the README's first command on a machine that has nothing of the course yet.

    python -m tests.benchmarks.cold_start             three times, about six minutes
    python -m tests.benchmarks.cold_start --runs 5

Each run takes a clean clone of the last commit, an empty home and empty caches of pip and uv,
types the command, opens the first notebook in a real Chromium, runs all of it and moves a slider.
It needs the extra packages ``test`` and the internet, and writes COLD_START.md beside this file.
The tests never run it.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from course_lib.chromium import find_browser, launch
from course_lib.opening import FIRST_NOTEBOOK
from tests.benchmarks.machine_facts import facts, learners_environment, load, spread
from tests.benchmarks.visit import faults, move_first_lab, open_notebook, run_all
from tests.browser.server import environment
from tests.repository.files import ROOT

LONGEST_S = 1800
PACKAGES = ("jupyterlab", "ipywidgets", "anywidget", "plotly", "ipykernel", "numpy")
STEPS = {
    "ready": "from the command to JupyterLab answering",
    "figure": "from the command to the first figure, drawn",
    "usable": "from the command to a lab whose slider has moved its picture",
    "again": "the same command a second time, to JupyterLab answering",
}


@contextmanager
def opened(clone: Path, home: Path, python: str) -> Iterator[tuple[float, str, str]]:
    """Type the command; give the seconds until JupyterLab answers, its address and its token."""
    shutil.rmtree(home / "runtime", ignore_errors=True)
    places = {"HOME": home, "XDG_CACHE_HOME": home / "cache", "UV_CACHE_DIR": home / "uv"}
    jupyter = {name: value for name, value in environment(home).items() if str(home) in value}
    own = {**learners_environment(), **jupyter, **{k: str(place) for k, place in places.items()}}
    command = [python, "-m", "course_lib", "open", "--no-browser"]
    start = time.monotonic()
    with (
        (home / "log").open("w") as log,
        subprocess.Popen(command, cwd=clone, env=own, stdout=log, stderr=log) as process,
    ):
        try:
            told = _answer(process, home / "runtime", start + LONGEST_S)
            yield time.monotonic() - start, f"http://127.0.0.1:{told['port']}", told["token"]
        finally:
            for file in (home / "runtime").glob("jpserver-*.json"):
                os.kill(json.loads(file.read_text())["pid"], signal.SIGTERM)
            process.wait(60)


def _answer(process: subprocess.Popen, runtime: Path, deadline: float) -> dict:
    while time.monotonic() < deadline and process.poll() is None:
        for file in runtime.glob("jpserver-*.json"):
            if text := file.read_text():
                return json.loads(text)
        time.sleep(0.1)
    raise RuntimeError(f"JupyterLab did not start: see the log beside {runtime}.")


def one_run(browser: Browser, python: str) -> dict[str, float]:
    """Measure one cold start, and a warm one after it; seconds."""
    with tempfile.TemporaryDirectory(prefix="cold-", ignore_cleanup_errors=True) as name:
        home, clone = Path(name), Path(name) / "course"
        subprocess.run(["git", "clone", "-q", str(ROOT), str(clone)], check=True)
        with opened(clone, home, python) as (ready, address, token):
            start = time.monotonic()
            page = browser.new_page()
            open_notebook(page, f"{address}/lab/tree/{FIRST_NOTEBOOK}?token={token}")
            run_all(page)
            figure = ready + time.monotonic() - start
            move_first_lab(page)
            usable = ready + time.monotonic() - start
            wrong = faults(page)
            page.close()
        if wrong:
            raise RuntimeError(f"The notebook put out errors: {wrong}")
        with opened(clone, home, python) as (again, _, _):
            return {"ready": ready, "figure": figure, "usable": usable, "again": again}


def report(rows: list[dict[str, float]], about: list[str]) -> str:
    """Return COLD_START.md."""
    lines = ["# How long the first start takes", "", *about, ""]
    lines += ["Written by `python -m tests.benchmarks.cold_start`, whose first lines say how.", ""]
    lines += ["| seconds | median [least–most] n |", "|---|---|"]
    lines += [f"| {words} | {spread([r[key] for r in rows])} |" for key, words in STEPS.items()]
    lines += [
        "",
        "The clone, the home folder and the caches of pip and uv were empty each time; the file",
        "cache of the system was not. The packages came over a fast connection: a slow one adds",
        "the time of its download. The browser was open already, and nobody paused to read.",
        "",
    ]
    return "\n".join(lines)


def main() -> int:
    """Measure, print, and write COLD_START.md."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=3, help="cold starts (3)")
    parser.add_argument("--python", default="python3", help="the Python that types the command")
    chosen = parser.parse_args()
    with sync_playwright() as playwright:
        browser = launch(playwright, find_browser(playwright))
        rows, loads, about = [], [], facts(browser.version, PACKAGES)
        for _ in range(chosen.runs):
            loads.append(load())
            rows.append(one_run(browser, chosen.python))
            print(json.dumps(rows[-1]), "load average before it", loads[-1], flush=True)
    before = ", ".join(f"{value:.1f}" for value in loads)
    text = report(rows, [*about, f"- Load average before each run: {before}"])
    Path(__file__).with_name("COLD_START.md").write_text(text, encoding="utf-8")
    print(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
