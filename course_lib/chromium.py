"""A Chromium on this machine that asks its makers for nothing, for the site and for the tests."""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge", "microsoft-edge")
# No name and no address but this machine's leads anywhere; and Chromium asks its makers for
# updates and word lists unless it is told not to.
SILENT = (
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-quic",
    "--disable-sync",
    "--enable-unsafe-swiftshader",
    "--no-first-run",
)


def find_browser(playwright: Playwright, *, names: Sequence[str] = NAMES) -> str | None:
    """Return the program of a Chromium on this machine, or None.

    The environment variable CHROMIUM, when set, names it.

    Parameters
    ----------
    playwright : a running Playwright, which may have a Chromium of its own.
    names : programs to look for on the path, best first.
    """
    own = Path(playwright.chromium.executable_path)
    found = [os.environ.get("CHROMIUM"), *map(shutil.which, names), own if own.exists() else None]
    return next((str(program) for program in found if program), None)


def launch(playwright: Playwright, program: str) -> Browser:
    """Start Chromium; as root it does not start inside its own sandbox.

    Parameters
    ----------
    playwright : a running Playwright.
    program : path of the browser, from ``find_browser``.
    """
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    args = [*SILENT, "--no-sandbox"] if root else [*SILENT]
    return playwright.chromium.launch(executable_path=program, args=args)
