"""How JupyterLab is opened: for a learner, and for a class at a projector.

The page side of presenting is the small JupyterLab extension in ``presenting/``, which is loaded
for a class only. Like the launcher this runs on a bare Python: the standard library only.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

FIRST_NOTEBOOK = "notebooks/00_start_here.ipynb"
EXTENSION = Path(__file__).parent / "presenting"


class NoSuchNotebookError(ValueError):
    """There is no such notebook; the message is a sentence for the instructor."""


def open_command(
    python: Path,
    root: Path,
    *,
    port: int | None,
    browser: bool,
    notebook: str = FIRST_NOTEBOOK,
) -> list[str]:
    """Return the command that opens JupyterLab and lets it ask and fetch nothing.

    Parameters
    ----------
    python : the course's own Python.
    root : the folder that JupyterLab shows.
    port : of this machine; JupyterLab looks for a free one when it is None.
    browser : whether a browser opens by itself.
    notebook : path of the first one to show, in ``root``.
    """
    command = [
        *(str(python), "-m", "jupyterlab"),
        f"--ServerApp.root_dir={root}",
        f"--LabApp.default_url=/lab/tree/{notebook}",
        "--LabApp.news_url=None",  # jupyter/page_config.json stops the question about news
        "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
        "--LabApp.extension_manager=readonly",
        "--ServerApp.answer_yes=True",
        "--log-level=WARN",
    ]
    if port is not None:
        command.append(f"--ServerApp.port={port}")
    if not browser:
        command.append("--no-browser")
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        command.append("--allow-root")  # Jupyter refuses to start as root without it
    return command


def find_notebook(wanted: str, root: Path) -> str:
    """Return the path of a notebook in the course, such as ``notebooks/00_start_here.ipynb``.

    Parameters
    ----------
    wanted : its number ("03"), its name with or without ".ipynb", or its path.
    root : the course's folder.

    Raises
    ------
    NoSuchNotebookError : no notebook, or more than one, is meant.
    """
    stems = sorted(path.stem for path in (root / "notebooks").glob("*.ipynb"))
    stem = Path(wanted.replace("\\", "/")).name.removesuffix(".ipynb")
    exact = [name for name in stems if name == stem]
    found = exact or [name for name in stems if stem and name.split("_")[0] == stem.zfill(2)]
    if len(found) != 1:
        raise NoSuchNotebookError(
            f"There is no notebook {wanted!r} to present; choose one of: {', '.join(stems)}."
        )
    return f"notebooks/{found[0]}.ipynb"


def copy_notebooks(root: Path, target: Path) -> None:
    """Copy the notebooks, so that a class leaves no trace in the course's own files.

    Parameters
    ----------
    root : the course's folder, which holds notebooks/.
    target : folder that gets a folder notebooks/ of its own.
    """
    shutil.copytree(
        root / "notebooks",
        target / "notebooks",
        ignore=shutil.ignore_patterns(".ipynb_checkpoints"),
    )


def present_command(
    python: Path, target: Path, *, notebook: str, port: int | None, browser: bool
) -> list[str]:
    """Return the command that opens a notebook for a class.

    Parameters
    ----------
    python : the course's own Python.
    target : folder with the copy, from ``copy_notebooks``.
    notebook : path of the one to show, in ``target``.
    port : of this machine; JupyterLab looks for a free one when it is None.
    browser : whether a browser opens by itself.
    """
    command = open_command(python, target, port=port, browser=browser, notebook=notebook)
    return [*command, f"--LabApp.extra_labextensions_path={EXTENSION}"]


def present_environment(environment: Mapping[str, str], target: Path) -> dict[str, str]:
    """Return the environment in which a class has its own record and JupyterLab a bare desk.

    Parameters
    ----------
    environment : what the launcher itself runs in.
    target : folder with the copy; record and workspaces go there.
    """
    own = {
        "COURSE_RECORD": str(target / "record.json"),
        "JUPYTERLAB_WORKSPACES_DIR": str(target / "workspaces"),
    }
    return {**environment, **own}
