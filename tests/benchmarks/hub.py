"""Let a class log in to a real JupyterHub, run chapter 03 at once, and drag a slider.

    python -m tests.benchmarks.hub                      10 and then 20 students, about 15 minutes
    python -m tests.benchmarks.hub --students 5         another class; printed and not kept

Hub, proxy and course are installed into a folder that is removed afterwards; it needs Linux, node,
npm, git, Chromium and the extra packages ``test``. Two students are real pages in Chromium, the
others send the same requests and kernel messages without a page, since their browsers run on their
own machines. A run without options writes HUB.md beside this file. The tests never run it.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

from playwright.sync_api import sync_playwright

from course_lib.chromium import find_browser, launch
from course_lib.links import gitpuller_link
from tests.benchmarks import visit
from tests.benchmarks.hub_place import hub, install, needs, repository, sizes
from tests.benchmarks.hub_student import NOTEBOOK, PATIENCE_S, Student
from tests.benchmarks.machine_facts import load, machine, spread

STEPS = {
    "enter": "log in, start the server, pull the course, open chapter 03 (s)",
    "run_all": "Run All, pressed by all at once, to the first figure (s)",
    "drag": "slider to its answer, by all at once (s)",
}
BROWSERS = 2
APART_S = 2.0  # from one log-in to the next
SYSTEM_GB = 2.0  # what the machine keeps for itself


class Visitor:
    """A student at a real page; the same steps as a ``Student``."""

    def __init__(self, hub: str, name: str) -> None:
        self.name, self.faults = name, []

    def enter(self, link: str) -> None:
        """Follow the link through the hub's form and the pull to the open notebook."""
        self.play = sync_playwright().start()
        self.page = launch(self.play, find_browser(self.play)).new_page()
        self.page.set_default_timeout(visit.PATIENCE_MS)
        self.page.goto(link)
        self.page.fill("#username_input", self.name)
        self.page.fill("#password_input", "x")
        self.page.click("#login_submit")
        visit.wait_open(self.page)

    def run_all(self) -> float:
        """Run every cell; return the seconds to the first figure, drawn."""
        return visit.run_all(self.page)

    def drag(self) -> float:
        """Move a slider; return the seconds until the sentence says something new."""
        seconds = visit.move_first_lab(self.page)
        self.faults += visit.faults(self.page)
        return seconds

    def leave(self) -> None:
        """Close the browser."""
        self.play.stop()


def take_part(student: Student | Visitor, link: str, *, wait_s: float, at_once: threading.Barrier):
    """Do what a student does, in step with the others; return the seconds of each step."""
    seconds = {}
    time.sleep(wait_s)
    for step in STEPS:
        start = time.monotonic()
        try:
            if not student.faults:
                does = getattr(student, step)
                told = does(link) if step == "enter" else does()
                seconds[step] = time.monotonic() - start if told is None else told
        except Exception as error:
            student.faults.append(f"{student.name}, {step}: {type(error).__name__} {error}"[:300])
        at_once.wait(PATIENCE_S)
    at_once.wait(PATIENCE_S)  # memory is read while all are still there
    student.leave()
    return seconds


def hold_class(place: Path, folder: Path, *, count: int) -> dict:
    """Let a class of ``count`` work; return its seconds, memory and errors."""
    source = repository(folder).as_uri()
    before = load()
    with hub(place, folder / "run") as (address, pid), ThreadPoolExecutor(count) as pool:
        link = gitpuller_link(source, address, notebook=NOTEBOOK)
        kinds = [Visitor] * min(BROWSERS, count) + [Student] * (count - BROWSERS)
        students = [kind(address, f"student{i:02}") for i, kind in enumerate(kinds)]
        at_once = threading.Barrier(count + 1)
        doing = [
            pool.submit(take_part, student, link, wait_s=APART_S * i, at_once=at_once)
            for i, student in enumerate(students)
        ]
        for _ in STEPS:
            at_once.wait(PATIENCE_S)
        memory, during = sizes(pid), load()
        at_once.wait(PATIENCE_S)
        rows = [future.result() for future in doing]
    return {
        "students": count,
        "pages": rows[:BROWSERS],
        "others": rows[BROWSERS:],
        "memory": memory,
        "load": (before, during),
        "faults": [fault for student in students for fault in student.faults],
    }


def mean_mb(found: dict, kind: str, measure: str) -> float:
    """Return the mean of the processes of a kind, in MB."""
    return statistics.mean(size[measure] for size in found["memory"][kind])


def fits(found: dict, *, measure: str, chapters: int, gib: float = 24.0) -> int:
    """Return how many students' processes fit into a machine's memory."""
    shared = sum(mean_mb(found, kind, measure) for kind in ("hub", "proxy")) + 1000 * SYSTEM_GB
    student = mean_mb(found, "server", measure) + chapters * mean_mb(found, "kernel", measure)
    return int((gib * 2**30 / 1e6 - shared) / student)


def table(found: dict) -> list[str]:
    """Return what one class met, in Markdown."""
    lines = [
        f"## {found['students']} students",
        "",
        "| step | in a page | the others |",
        "|---|---|---|",
    ]
    for step, words in STEPS.items():
        both = [[row[step] for row in found[who] if step in row] for who in ("pages", "others")]
        lines.append(f"| {words} | {' | '.join(spread(s) if s else '–' for s in both)} |")
    before, during = found["load"]
    lines += ["", "| memory of one (MB) | PSS | RSS |", "|---|---|---|"]
    for kind in ("server", "kernel", "hub", "proxy"):
        row = [f"{mean_mb(found, kind, measure):.0f}" for measure in ("PSS", "RSS")]
        lines.append(f"| {kind}, n = {len(found['memory'][kind])} | {' | '.join(row)} |")
    lines += ["", f"Errors: {len(found['faults'])}. Load average before the start {before:.1f}, "]
    lines[-1] += f"at the end {during:.1f}."
    return [*lines, *(f"- {fault}" for fault in found["faults"]), ""]


def report(classes: list[dict], versions: list[str]) -> str:
    """Return HUB.md."""
    last = classes[-1]
    one, three = (
        {m: fits(last, measure=m, chapters=chapters) for m in ("PSS", "RSS")} for chapters in (1, 3)
    )
    head = [
        "# A class on one JupyterHub",
        "",
        f"- Date: {datetime.now(UTC):%Y-%m-%d %H:%M} UTC",
        f"- Machine: {machine()}; other work ran on it, so times are upper bounds",
        f"- {', '.join(versions)}; dummy authenticator, local-process spawner",
        "",
        "Written by `python -m tests.benchmarks.hub`, whose first lines say how. Students log in "
        f"{APART_S:g} s apart; then all press Run All in the same moment, then all move a slider. "
        f"{BROWSERS} of them are pages in Chromium on the same machine; for the others the clock "
        "stops when the message with the figure arrives.",
        "",
    ]
    tail = [
        f"## How many on {24} GiB",
        "",
        "| what each student has open | shared memory counted once (PSS) | not shared (RSS) |",
        "|---|---|---|",
        f"| one chapter | {one['PSS']} | {one['RSS']} |",
        f"| three chapters | {three['PSS']} | {three['RSS']} |",
        "",
        f"{SYSTEM_GB:g} GB are left to the system. This is memory only: when all press Run All in "
        "the same moment, the cores set the waiting time above.",
        "",
    ]
    return "\n".join([*head, *(line for found in classes for line in table(found)), *tail])


def main() -> int:
    """Hold the classes, print, and write HUB.md; return 1 when a student met an error."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--students", type=int, nargs="+", help="sizes of the classes (10 20)")
    chosen = parser.parse_args()
    if problem := needs():
        print(problem, file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory(prefix="hub-", ignore_cleanup_errors=True) as name:
        versions = install(Path(name))
        classes = []
        for count in chosen.students or [10, 20]:
            folder = Path(name) / f"class{len(classes)}"
            folder.mkdir()
            classes.append(hold_class(Path(name), folder, count=count))
            print("\n".join(table(classes[-1])), flush=True)
    text = report(classes, versions)
    if not chosen.students:
        Path(__file__).with_name("HUB.md").write_text(text, encoding="utf-8")
    print(text)
    return int(any(found["faults"] for found in classes))


if __name__ == "__main__":
    sys.exit(main())
