"""The launcher: `python -m course_lib open`, `present`, `test`, `check`, `site` and more.

It runs on a bare Python, so it imports the standard library only. Everything is
installed into the folder .venv beside the README, and nowhere else.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from course_lib.links import AddressError, add_actions, show_links, site_arguments
from course_lib.machine import ROOT, python_problem, start_command
from course_lib.opening import (
    FIRST_NOTEBOOK,
    NoSuchNotebookError,
    copy_notebooks,
    find_notebook,
    open_command,
    present_command,
    present_environment,
)

PIP = ("-m", "pip", "install", "--quiet", "--disable-pip-version-check")
PINS = ("-c", "requirements.txt")
LINT_IMPORTS = "import sys; from importlinter.cli import lint_imports_command as go; sys.exit(go())"
PARALLEL = ["-n", "auto", "--maxprocesses", "4", "--dist", "loadscope", "--no-loadscope-reorder"]
CHECKS = (
    ("-m", "ruff", "check", "."),
    ("-m", "ruff", "format", "--check", "."),
    ("-c", LINT_IMPORTS, "--no-logo", "--no-cache"),
)


class SetupError(RuntimeError):
    """Setting up failed; the message is a sentence for the learner."""


def venv_python(root: Path, *, windows: bool = os.name == "nt") -> Path:
    """Return where the course's own Python is, or will be.

    Parameters
    ----------
    root : the course's folder, which holds README.md.
    windows : whether it is a Windows machine; asked from Python when left out.
    """
    folder = root / ".venv"
    return folder / "Scripts" / "python.exe" if windows else folder / "bin" / "python"


def fingerprint(root: Path, python: str = sys.version) -> str:
    """Return a text that changes when what has to be installed changes.

    The folder is part of it, since a moved course must be set up again.

    Parameters
    ----------
    root : the course's folder, which holds README.md.
    python : version and build of the Python that installs, as in ``sys.version``.
    """
    import tomllib

    settings = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    parts = [settings["project"], settings["build-system"], settings["tool"]["hatch"]]
    wanted = json.dumps(parts, sort_keys=True)
    pins = (root / "requirements.txt").read_text(encoding="utf-8")
    return hashlib.sha256("\n".join((wanted, pins, python, str(root))).encode()).hexdigest()


def stamped_extras(root: Path, wanted: str) -> list[str] | None:
    """Return the extras a finished set-up wrote down, or None when it is stale or absent.

    Parameters
    ----------
    root : the course's folder, which holds README.md.
    wanted : the ``fingerprint`` that a fresh set-up has.
    """
    try:
        stamp = json.loads((root / ".venv" / "course-stamp.json").read_text(encoding="utf-8"))
        fresh = stamp["fingerprint"] == wanted and venv_python(root).exists()
        return sorted(stamp["extras"]) if fresh else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _install_commands(python: Path, extras: list[str]) -> tuple[list[list[str]], list[list[str]]]:
    """Return the commands that install the course: the fast way, and the plain way.

    `extras` names optional parts in pyproject.toml, such as "test".
    """
    course = f".[{','.join(extras)}]" if extras else "."
    py = str(python)
    fast = [
        [py, *PIP, "--only-binary", "uv", *PINS, "uv"],
        [py, "-m", "uv", "pip", "install", "--quiet", "--python", py, *PINS, "-e", course],
    ]
    return fast, [[py, *PIP, *PINS, "-e", course]]


def run(command: list[str], root: Path, *, env: Mapping[str, str] | None = None) -> int:
    """Run a command in the course's folder and return its exit code.

    Ctrl+C reaches the command as well, so the launcher waits for it to end in order.

    Parameters
    ----------
    command : program and arguments.
    root : the course's folder, which holds README.md.
    env : environment of the command; the launcher's own when left out.
    """
    # Where this is set, every kernel compiles all packages anew: some five seconds each.
    kept = {k: v for k, v in (env or os.environ).items() if k != "PYTHONDONTWRITEBYTECODE"}
    with subprocess.Popen(command, cwd=root, env=kept) as process:  # noqa: S603 our own command
        while True:
            try:
                return process.wait()
            except KeyboardInterrupt:
                continue


def quiet(command: list[str], root: Path) -> tuple[bool, str]:
    """Run a command; return whether it worked and the last line it wrote.

    Parameters
    ----------
    command : program and arguments.
    root : the course's folder, which holds README.md.
    """
    done = subprocess.run(  # noqa: S603 our own command line
        command, cwd=root, capture_output=True, text=True, errors="replace", check=False
    )
    lines = (done.stdout + done.stderr).strip().splitlines()
    return done.returncode == 0, lines[-1] if lines else ""


def _make_venv(root: Path) -> Path:
    """Return the Python of .venv, made where none fits; raises SetupError when it cannot be."""
    python = venv_python(root)
    probe = "import pip, sys; print(sys.version_info[:2])"
    if python.exists():
        works, answer = quiet([str(python), "-c", probe], root)
        if works and answer == str(tuple(sys.version_info[:2])):
            return python
    works, answer = quiet([sys.executable, "-m", "venv", "--clear", ".venv"], root)
    if not works:
        shutil.rmtree(root / ".venv", ignore_errors=True)
        package = f"python3.{sys.version_info[1]}-venv"
        raise SetupError(
            f"The folder {root / '.venv'} could not be made ({answer}): check that you may write "
            f"there (on Debian or Ubuntu also run `sudo apt install {package}`), then try again."
        )
    return python


def prepare(root: Path, extra: str | None) -> Path:
    """Install what is needed, unless it is there; return the Python to use.

    Parameters
    ----------
    root : the course's folder, which holds README.md.
    extra : optional part of pyproject.toml to install as well, such as "test", or None.

    Raises
    ------
    SetupError : .venv cannot be made or the packages cannot be installed.
    """
    wanted = fingerprint(root)
    have = stamped_extras(root, wanted)
    if have is not None and (extra is None or extra in have):
        return venv_python(root)
    print(f"Setting up the course in {root / '.venv'}: one to three minutes, once.", flush=True)
    python = _make_venv(root)
    extras = sorted({*(have or []), *([extra] if extra else [])})
    fast, plain = _install_commands(python, extras)
    if not all(quiet(command, root)[0] for command in fast):
        print("The fast installer did not work here; pip takes over.", flush=True)
        if any(run(command, root) for command in plain):
            raise SetupError(
                "The packages could not be installed (pip says why, above): check that you are "
                "online and have 2 GB of free disk, then type the same command again."
            )
    stamp = json.dumps({"fingerprint": wanted, "extras": extras})
    (root / ".venv" / "course-stamp.json").write_text(stamp, encoding="utf-8")
    return python


def present(options: argparse.Namespace, root: Path) -> int:
    """Open a copy of the notebooks for a projector; return JupyterLab's exit code.

    Parameters
    ----------
    options : from ``parse``: notebook, port, no_browser.
    root : the course's folder, which holds README.md.

    Raises
    ------
    NoSuchNotebookError : a notebook that is not there.
    SetupError : the course cannot be set up.
    """
    notebook = find_notebook(options.notebook, root)
    python = prepare(root, None)
    with tempfile.TemporaryDirectory(prefix="course-", ignore_cleanup_errors=True) as name:
        target = Path(name).resolve()
        copy_notebooks(root, target)
        command = present_command(
            python, target, notebook=notebook, port=options.port, browser=not options.no_browser
        )
        print("Presenting a copy of the notebooks: press H for the keys, N for your notes.")
        print("To stop it, press Ctrl+C here; nothing of this class is kept.", flush=True)
        env = present_environment(os.environ, target)
        return run(command, root, env=env)


def test_commands(python: Path, arguments: list[str]) -> list[list[str]]:
    """Return the commands of the test run; pytest comes last, so its summary does too.

    Parameters
    ----------
    python : the course's own Python, from ``prepare``.
    arguments : what pytest gets besides, such as "-k spine".
    """
    checks = [[str(python), *check] for check in CHECKS]
    return [*checks, [str(python), "-m", "pytest", *PARALLEL, *arguments]]


def parse(arguments: list[str]) -> tuple[argparse.Namespace, list[str]]:
    """Split the command line into the launcher's own part and what is handed on.

    Parameters
    ----------
    arguments : the command line without the program's name.
    """
    parser = argparse.ArgumentParser(prog="course_lib", allow_abbrev=False)
    actions = parser.add_subparsers(dest="action", required=True)
    for name, words in (
        ("open", "set up the course and open it"),
        ("present", "open a notebook for a projector, one screen at a time"),
    ):
        opening = actions.add_parser(name, help=words, allow_abbrev=False)
        opening.add_argument("--no-browser", action="store_true", help="print the address only")
        opening.add_argument("--port", type=int, default=None, help="port of this machine to use")
    told = "number, name or path of the notebook, such as 03 (default: the first)"
    opening.add_argument("notebook", nargs="?", default=FIRST_NOTEBOOK, help=told)
    actions.add_parser("check", help="say what is installed, what is missing, what to do")
    for name, words in (
        ("test", "set up the course and run all tests; the rest is for pytest"),
        ("benchmark", "measure the course's speed in a browser"),
    ):
        actions.add_parser(name, help=words, add_help=False, allow_abbrev=False)
    add_actions(actions)
    known, rest = parser.parse_known_args(arguments)
    if rest and known.action not in ("test", "benchmark"):
        parser.error(f"{known.action} does not know {' '.join(rest)}")
    return known, rest


def act(options: argparse.Namespace, rest: list[str], *, root: Path) -> int:
    """Do what the command line asks and return the exit code.

    Parameters
    ----------
    options, rest : from ``parse``.
    root : the course's folder, which holds README.md.

    Raises
    ------
    NoSuchNotebookError, SetupError, AddressError : each with a sentence on what to do.
    """
    if options.action == "check":
        python = venv_python(root) if venv_python(root).exists() else sys.executable
        return run([str(python), "-m", "course_lib.machine"], root)
    if options.action == "test":
        return max(abs(run(each, root)) for each in test_commands(prepare(root, "test"), rest))
    if options.action in ("benchmark", "site"):
        benchmark = ["tests/benchmarks/run.py", *rest]
        does = benchmark if options.action == "benchmark" else site_arguments(options)
        return run([str(prepare(root, options.action)), *does], root)
    if options.action == "links":
        return show_links(options, root)
    if options.action == "present":
        return present(options, root)
    python = prepare(root, None)
    print("Opening the course. To stop it, press Ctrl+C here.", flush=True)
    return run(open_command(python, root, port=options.port, browser=not options.no_browser), root)


def main(arguments: list[str] | None = None, *, root: Path = ROOT) -> int:
    """Run the launcher; return the exit code.

    Parameters
    ----------
    arguments : the command line without the program's name; asked from Python when left out.
    root : the course's folder, which holds README.md.
    """
    options, rest = parse(sys.argv[1:] if arguments is None else arguments)
    problem = python_problem(sys.version_info[:3], options.action)
    if not problem and not (root / "pyproject.toml").is_file():
        problem = (
            f"The course's files are not in {root}: go into the folder that holds README.md "
            f"and type `{start_command(options.action)}` there."
        )
    if problem:
        print(problem, file=sys.stderr)
        return 2
    try:
        return act(options, rest, root=root)
    except (SetupError, NoSuchNotebookError, AddressError) as error:
        print(error, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
