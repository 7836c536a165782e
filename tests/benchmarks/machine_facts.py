"""On what it was measured, and how a series of numbers is written."""

from __future__ import annotations

import os
import platform
import statistics
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path


def spread(values: list[float], scale: float = 1.0, digits: int = 3) -> str:
    """Write median [min–max] n.

    >>> spread([3.0, 1.0, 2.0])
    '2 [1–3] n = 3'
    """
    low, middle, high = min(values), statistics.median(values), max(values)
    told = [f"{scale * value:.{digits}g}" for value in (middle, low, high)]
    return f"{told[0]} [{told[1]}–{told[2]}] n = {len(values)}"


def load() -> float | None:
    """Return the load average of the last minute, where the system tells it."""
    return os.getloadavg()[0] if hasattr(os, "getloadavg") else None


def learners_environment() -> dict[str, str]:
    """Return the environment without what a developer's machine may set and a learner's does not.

    Without byte code on disk, every start compiles all packages anew.
    """
    other = ("PYTHONPATH", "VIRTUAL_ENV", "PYTHONDONTWRITEBYTECODE", "COURSE_STRICT")
    return {name: value for name, value in os.environ.items() if name not in other}


def machine() -> str:
    """Say on what it was measured; names no machine."""
    cpu = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.exists():
        lines = info.read_text(encoding="utf-8").splitlines()
        names = [line.split(":")[1].strip() for line in lines if line.startswith("model name")]
        cpu = names[0] if names else cpu
    memory = ""
    if hasattr(os, "sysconf") and "SC_PHYS_PAGES" in os.sysconf_names:
        memory = f", {os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30:.0f} GiB"
    return f"{cpu}, {os.cpu_count()} cores{memory}, {platform.system()}"


def facts(chromium: str, packages: tuple[str, ...]) -> list[str]:
    """Say when, on what and with which versions it was measured."""
    found = ", ".join(f"{name} {version(name)}" for name in packages)
    before = "unknown" if load() is None else f"{load():.1f}"
    return [
        f"- Date: {datetime.now(UTC):%Y-%m-%d %H:%M} UTC",
        f"- Machine: {machine()}; load average before the start {before}; no graphics card is used",
        f"- Python {platform.python_version()}, {found}, headless Chromium {chromium}",
    ]
