"""Measure the course in a real JupyterLab in headless Chromium, beside the usual ways.

    python -m course_lib benchmark                      all measures, about two hours
    python -m course_lib benchmark --rounds 60          more key presses
    python -m course_lib benchmark --only slider cpu    some measures, printed and not kept

It needs the extra packages ``benchmark`` (matplotlib and playwright) and a Chromium: the one of the
system, or the one that ``python -m playwright install chromium`` fetches. A full run writes
RESULTS.md beside this file. The tests never run it: a time is no pass or fail.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path

MEASURES = ("slider", "scene", "bytes", "opening", "labs", "chapter", "cpu", "models")


def options(arguments: list[str]) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=30, help="key presses a path (30)")
    parser.add_argument("--openings", type=int, default=30, help="times Run All a path (30)")
    parser.add_argument("--tests-took", type=float, help="minutes the test command took before")
    parser.add_argument("--only", nargs="+", choices=MEASURES, help="measure these, keep nothing")
    parser.add_argument("--results", type=Path, help="write the results to this file")
    chosen = parser.parse_args(arguments)
    if chosen.rounds < 1 or chosen.openings < 1:
        parser.error("--rounds and --openings must be 1 or more.")
    return chosen


def measure(chosen: argparse.Namespace, folder: Path) -> tuple[list[str], dict]:
    """Run the chosen measures; give the facts about the machine and the numbers."""
    import browser_measures as browsing
    import made_notebooks
    from cpu import cpu_ms
    from machine_facts import facts
    from page import launch
    from playwright.sync_api import sync_playwright
    from report import PACKAGES
    from server import jupyterlab

    wanted, found = chosen.only or MEASURES, {}
    few = min(3, chosen.openings)  # bytes hardly vary
    pages = folder / "notebooks"
    pages.mkdir()
    made_notebooks.write_all(pages)
    with sync_playwright() as playwright, launch(playwright) as browser:
        about = facts(browser.version, PACKAGES)
        if "cpu" in wanted:
            found["cpu"] = cpu_ms()
        if "models" in wanted:
            found["models"] = models_beside_solvers()
        in_page = {
            "slider": lambda url: browsing.slider_to_pixels(browser, url, chosen.rounds),
            "scene": lambda url: browsing.scene_to_pixels(browser, url, chosen.rounds),
            "bytes": lambda url: browsing.bytes_of_ten(browser, url, few),
            "opening": lambda url: browsing.opening(browser, url, chosen.openings),
            "labs": lambda url: browsing.labs(browser, url, chosen.openings, rounds_of_bytes=few),
            "chapter": lambda url: browsing.whole_chapter(browser, url, chosen.openings),
        }
        with jupyterlab(folder, pages) as url:
            for name in [name for name in in_page if name in wanted]:
                found[name] = in_page[name](url)
                print(json.dumps({name: found[name]}), flush=True)
    return about, found


def models_beside_solvers() -> dict[str, dict[str, float]]:
    """Measure fatigue beside LSODA and bioheat beside explicit steps; CPU only."""
    sys.path.append(str(Path(__file__).parents[2]))  # fatigue shares a helper with its tests
    from bioheat import bioheat_numbers
    from fatigue import fatigue_cpu

    return {"fatigue": fatigue_cpu(), "bioheat": bioheat_numbers()}


def main(arguments: list[str] | None = None) -> int:
    """Measure, print, and write RESULTS.md after a full run."""
    chosen = options(sys.argv[1:] if arguments is None else arguments)
    try:
        import matplotlib  # noqa: F401
        import playwright  # noqa: F401
    except ImportError as error:
        print(f"The package {error.name} is missing: run python -m course_lib benchmark.")
        return 1
    from report import write

    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        about, found = measure(chosen, Path(name))
        kept = chosen.results or (None if chosen.only else Path(__file__).with_name("RESULTS.md"))
        if chosen.tests_took is not None:
            found["tests"] = chosen.tests_took
        print(write(kept or Path(name) / "results.md", about, found))
    return 0


if __name__ == "__main__":
    sys.exit(main())
