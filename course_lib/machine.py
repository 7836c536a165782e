"""The environment check for people: what is installed, what is missing, what to do.

Only the standard library is imported at the top, so that the check also answers
on a machine where nothing has been installed yet.
"""

from __future__ import annotations

import html
import os
import shutil
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OLDEST = (3, 11)
NEWEST = (3, 13)
FRONT_ENDS = ("anywidget", "@jupyter-widgets/jupyterlab-manager")
STATE_WORDS = {"ok": "ok", "note": "note", "problem": "TO DO"}


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at.

    Attributes
    ----------
    state : "ok", "note" (works, not as tested) or "problem".
    sentence : what was found, and what to do.
    """

    state: str
    sentence: str


@dataclass(frozen=True)
class MachineReport:
    """All findings; shows itself as text and, in a notebook, as a short list."""

    findings: tuple[Finding, ...]

    @property
    def ready(self) -> bool:
        """True when nothing has to be done before the course runs."""
        return all(finding.state != "problem" for finding in self.findings)

    @property
    def verdict(self) -> str:
        """The whole report in one sentence."""
        if self.ready:
            return "Your machine is ready for this course."
        count = sum(finding.state == "problem" for finding in self.findings)
        what = "one thing has" if count == 1 else f"{count} things have"
        return f"Your machine is not ready yet: {what} to be done (see TO DO)."

    def __str__(self) -> str:
        lines = (f"[{STATE_WORDS[f.state]}] {f.sentence}" for f in self.findings)
        return "\n".join((self.verdict, *lines))

    def __repr__(self) -> str:
        return str(self)

    def _repr_html_(self) -> str:
        rows = "".join(
            f"<li><b>{STATE_WORDS[f.state]}</b>: {html.escape(f.sentence)}</li>"
            for f in self.findings
        )
        return f"<p><b>{html.escape(self.verdict)}</b></p><ul>{rows}</ul>"


def start_command(action: str, *, windows: bool = os.name == "nt") -> str:
    """Return the command a learner types for an action.

    Parameters
    ----------
    action : "open", "present", "test" and so on.
    windows : whether it is a Windows machine; asked from Python when left out.
    """
    return f"{'py' if windows else 'python3'} -m course_lib {action}"


def python_problem(version: tuple[int, ...], action: str = "open") -> str:
    """Say what is wrong with a Python version, or "" when it is in range.

    Parameters
    ----------
    version : such as (3, 12, 1).
    action : the word after `course_lib`, for the command to type next.
    """
    if OLDEST <= tuple(version[:2]) <= NEWEST:
        return ""
    found = ".".join(str(part) for part in version[:3])
    minors = range(NEWEST[1], OLDEST[1] - 1, -1)
    present = next((f"3.{m}" for m in minors if shutil.which(f"python3.{m}")), None)
    launcher = "py -" if os.name == "nt" else "python"
    advice = (
        f"Python {present} is on this machine, so type"
        if present
        else "install one of these beside it from python.org, then type, for Python 3.12,"
    )
    return (
        f"This course needs Python 3.{OLDEST[1]} to 3.{NEWEST[1]} and this is Python {found}: "
        f"{advice} `{launcher}{present or '3.12'} -m course_lib {action}`."
    )


def pinned_versions(root: Path) -> dict[str, str]:
    """Return package name to pinned version, for the Python that runs now.

    Parameters
    ----------
    root : the course's folder, which holds README.md.
    """
    from packaging.requirements import Requirement
    from packaging.utils import canonicalize_name

    lines = (root / "requirements.txt").read_text(encoding="utf-8").splitlines()
    pins = [Requirement(line) for line in lines if line.strip() and not line.startswith("#")]
    return {
        canonicalize_name(pin.name): str(pin.specifier).removeprefix("==")
        for pin in pins
        if pin.marker is None or pin.marker.evaluate()
    }


def check_package(requirement: str, *, tested: str | None, installed: str | None) -> Finding:
    """Compare one installed package with the allowed range and the tested version.

    Parameters
    ----------
    requirement : as in pyproject.toml, e.g. "numpy>=2.4,<3".
    tested : the version the course was tested with.
    installed : the version found; None when the package is missing.
    """
    from packaging.requirements import Requirement

    wanted = Requirement(requirement)
    repair = f"run `{start_command('open')}` once while you are online"
    if installed is None:
        return Finding("problem", f"{wanted.name} is missing (tested: {tested}): {repair}.")
    if not wanted.specifier.contains(installed, prereleases=True):
        return Finding(
            "problem",
            f"{wanted.name} is {installed}, and the course needs {wanted.specifier}: {repair}.",
        )
    if installed != tested:
        return Finding(
            "note",
            f"{wanted.name} is {installed}; the course was tested with {tested}. "
            f"This may work; if something looks wrong, {repair}.",
        )
    return Finding("ok", f"{wanted.name} {installed}, as tested.")


def _installed_version(name: str) -> str | None:
    from importlib import metadata

    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None


def check_packages(root: Path = ROOT) -> list[Finding]:
    """Check every package the course asks for directly.

    Parameters
    ----------
    root : the course's folder, which holds README.md.
    """
    import tomllib

    if not (root / "pyproject.toml").is_file() or not (root / "requirements.txt").is_file():
        sentence = f"The list of tested versions is not in {root}: keep the course's folder whole."
        return [Finding("problem", sentence)]
    if _installed_version("packaging") is None:
        return [Finding("problem", f"Nothing is installed yet: run `{start_command('open')}`.")]
    from packaging.requirements import Requirement

    with (root / "pyproject.toml").open("rb") as file:
        wanted = tomllib.load(file)["project"]["dependencies"]
    tested = pinned_versions(root)
    names = [Requirement(text).name for text in wanted]
    return [
        check_package(text, tested=tested.get(name), installed=_installed_version(name))
        for text, name in zip(wanted, names, strict=True)
    ]


def check_folders(root: Path = ROOT) -> list[Finding]:
    """Check that the tables and the notebooks lie beside the library.

    Parameters
    ----------
    root : the course's folder, which holds README.md.
    """
    findings = []
    for name in ("data", "notebooks"):
        if (root / name).is_dir():
            findings.append(Finding("ok", f"The folder {name}/ is there."))
        else:
            advice = "download the whole course again and run it from its own folder"
            findings.append(Finding("problem", f"There is no folder {root / name}: {advice}."))
    return findings


def check_front_ends(folders: list[str] | None = None) -> list[Finding]:
    """Check that JupyterLab finds the page parts that sliders and figures need.

    Parameters
    ----------
    folders : where JupyterLab looks for extensions; asked from Jupyter when left out.
    """
    if folders is None:
        try:
            from jupyter_core.paths import jupyter_path
        except ImportError:
            return []  # the missing jupyterlab is already reported as a package
        folders = jupyter_path("labextensions")
    findings = []
    for name in FRONT_ENDS:
        if any((Path(folder) / name / "package.json").is_file() for folder in folders):
            findings.append(Finding("ok", f"JupyterLab sees {name}."))
        else:
            advice = f"start JupyterLab with `{start_command('open')}`"
            findings.append(Finding("problem", f"JupyterLab does not see {name}: {advice}."))
    return findings


def check_record(path: Path | None = None) -> list[Finding]:
    """Check that the folder of the learner's own record can be written.

    Parameters
    ----------
    path : the record's file; the course's own place when left out.
    """
    if path is None:
        try:
            from course_lib.record import default_record

            path = Path(default_record().path)
        except ImportError:
            return []  # the missing package is already reported
    folder = next(parent for parent in path.parents if parent.exists())
    try:
        with tempfile.TemporaryFile(dir=folder):
            return [Finding("ok", f"Your record can be kept in {path.parent}.")]
    except OSError:
        advice = "the course runs, but forgets your answers when you close it"
        return [Finding("note", f"{folder} cannot be written: {advice}.")]


def check_my_machine(root: Path = ROOT) -> MachineReport:
    """Look at Python, packages, folders, JupyterLab and the record; say what to do.

    Parameters
    ----------
    root : the course's folder, which holds README.md.
    """
    if sys.platform == "emscripten":
        said = "Python runs inside this page: nothing is installed, and figures may be slower."
        return MachineReport((Finding("note", said),))
    if wrong := python_problem(sys.version_info[:3]):
        return MachineReport((Finding("problem", wrong),))
    here = [Finding("ok", f"Python {sys.version.split()[0]}, in {sys.prefix}.")]
    rest = (check_packages(root), check_folders(root), check_front_ends(), check_record())
    return MachineReport(tuple(sum(rest, start=here)))


if __name__ == "__main__":
    REPORT = check_my_machine()
    print(REPORT)
    sys.exit(0 if REPORT.ready else 1)
