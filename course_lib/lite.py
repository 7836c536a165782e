"""Write the course as live notebooks without a server: `python -m course_lib site --lite`.

JupyterLite runs Python inside the reader's browser (Pyodide). The course goes along as one wheel
with its tables; Python itself and the packages are loaded by the browser from the addresses that
JupyterLite knows, so a reader needs the internet.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import tomllib
import zipfile
from pathlib import Path

import course_lib
from course_lib.machine import ROOT, pinned_versions
from course_lib.site import SiteError, chosen_stems

# Pyodide brings these in versions of its own; a pin of ours would refuse them.
WITH_PYODIDE = ("jsonschema", "numpy", "pandas", "platformdirs", "pyyaml", "statsmodels")
# The page's own kernel and JupyterLite stand in for these.
NOT_IN_A_PAGE = ("ipykernel", "jupyterlab", "nbval")
MARK = ".upper-back-course-lite"
FIRST_CELL = """\
# JupyterLite: this loads the course into your browser; the first time takes a minute.
%pip install -q upper-back-course
import os
os.environ["COURSE_RECORD"] = "/drive/record.json"  # your answers stay in this browser"""


def requirements(root: Path = ROOT) -> list[str]:
    """Return what the course needs in a page, such as "plotly==7.1.0" or "numpy".

    Parameters
    ----------
    root : the course's folder, which holds README.md.
    """
    from packaging.requirements import Requirement

    with (root / "pyproject.toml").open("rb") as file:
        wanted = [Requirement(text).name for text in tomllib.load(file)["project"]["dependencies"]]
    pins = pinned_versions(root)
    there = [name for name in wanted if name not in NOT_IN_A_PAGE]
    return [name if name in WITH_PYODIDE else f"{name}=={pins[name]}" for name in there]


def _wheel_files(root: Path = ROOT) -> dict[str, bytes]:
    """Return what goes into the wheel: the library, its tables, and the notebooks it reads."""
    kinds = {"course_lib": "**/*", "data": "**/*", "notebooks": "*.ipynb"}
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for folder, kind in kinds.items()
        for path in sorted((root / folder).glob(kind))
        if path.is_file() and not {"__pycache__", "making"} & set(path.parts)
    }


def write_wheel(folder: Path, *, root: Path = ROOT) -> Path:
    """Write the course as a wheel in which ``data`` lies beside ``course_lib``; return its path.

    Parameters
    ----------
    folder : where the wheel goes; it exists.
    root : the course's folder, which holds README.md.
    """
    version = course_lib.__version__
    info = f"upper_back_course-{version}.dist-info"
    needs = "".join(f"Requires-Dist: {need}\n" for need in requirements(root))
    head = f"Metadata-Version: 2.1\nName: upper-back-course\nVersion: {version}\n{needs}"
    tags = "Wheel-Version: 1.0\nGenerator: course_lib\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    files = _wheel_files(root) | {
        f"{info}/METADATA": head.encode(),
        f"{info}/WHEEL": tags.encode(),
    }
    files[f"{info}/RECORD"] = _record(files, f"{info}/RECORD").encode()
    target = folder / f"upper_back_course-{version}-py3-none-any.whl"
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as wheel:
        for name, content in files.items():
            wheel.writestr(name, content)
    return target


def _record(files: dict[str, bytes], own: str) -> str:
    def row(name: str, content: bytes) -> str:
        digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
        return f"{name},sha256={digest},{len(content)}\n"

    return "".join(row(name, content) for name, content in files.items()) + f"{own},,\n"


def _write_notebooks(folder: Path, stems: list[str], *, root: Path = ROOT) -> None:
    """Copy notebooks, each with a first cell that loads the course."""
    for stem in stems:
        book = json.loads((root / "notebooks" / f"{stem}.ipynb").read_text(encoding="utf-8"))
        cell = {"cell_type": "code", "id": "lite-load", "metadata": {}, "source": FIRST_CELL}
        book["cells"].insert(0, {**cell, "execution_count": None, "outputs": []})
        book["metadata"]["kernelspec"] = {"name": "python", "display_name": "Python (Pyodide)"}
        (folder / f"{stem}.ipynb").write_text(json.dumps(book, indent=1), encoding="utf-8")


def prepare(folder: Path, stems: list[str], *, target: Path, kernel: Path) -> None:
    """Write what JupyterLite reads: notebooks, wheel, settings and its own configuration.

    Parameters
    ----------
    folder : where they go.
    stems : which notebooks.
    target : where the pages shall go.
    kernel : where the page part of the kernel is, or will be.
    """
    contents = folder / "contents"
    contents.mkdir()
    _write_notebooks(contents, stems)
    build = {"contents": [str(contents)], "output_dir": str(target), "apps": ["lab"]}
    wheels = {"piplite_urls": [str(write_wheel(folder))]}
    config = {
        "LiteBuildConfig": {**build, "no_sourcemaps": True},
        "PipliteAddon": wheels,
        "FederatedExtensionAddon": {"extra_labextensions_path": [str(kernel)]},
    }
    (folder / "jupyter_lite_config.json").write_text(json.dumps(config), encoding="utf-8")
    settings = Path(course_lib.__file__).parent / "jupyter" / "settings.json"
    shutil.copy(settings, folder / "overrides.json")


def tools(folder: Path, *, root: Path = ROOT) -> dict[str, str]:
    """Install JupyterLite into a folder of its own; return the environment in which it runs.

    Parameters
    ----------
    folder : an empty one for JupyterLite alone.
    root : the course's folder, which holds README.md.

    Raises
    ------
    SiteError : it cannot be installed.
    """
    with (root / "pyproject.toml").open("rb") as file:
        wanted = tomllib.load(file)["project"]["optional-dependencies"]["lite"]
    pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    _run([*pip, "--target", str(folder), "-c", str(root / "requirements.txt"), *wanted], cwd=folder)
    return {**os.environ, "PYTHONPATH": str(folder)}


def _run(words: list[str], *, cwd: Path, env: dict[str, str] | None = None) -> None:
    done = subprocess.run(  # noqa: S603 our own command line
        [sys.executable, *words], cwd=cwd, env=env, capture_output=True, text=True, check=False
    )
    if done.returncode:
        said = (done.stdout + done.stderr).strip()[-1500:]
        raise SiteError(f"The pages could not be built: read why, and try again online.\n{said}")


def write_lite(target: Path, stems: list[str]) -> None:
    """Build the pages into ``target``.

    Parameters
    ----------
    target : folder of the pages, empty or with earlier pages, which are replaced.
    stems : which notebooks, from ``chosen_stems``.

    Raises
    ------
    SiteError : somebody else's files stand there, or JupyterLite stops.
    """
    if target.exists() and any(target.iterdir()) and not (target / MARK).exists():
        raise SiteError(
            f"The folder {target} holds other files: name an empty one, or one that does not exist."
        )
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    with tempfile.TemporaryDirectory(prefix="course-lite-", ignore_cleanup_errors=True) as name:
        folder, apart = Path(name).resolve() / "lite", Path(name).resolve() / "tools"
        for place in (folder, apart):
            place.mkdir()
        prepare(folder, stems, target=target, kernel=apart / "share" / "jupyter" / "labextensions")
        build = ["-m", "jupyterlite_core", "build", "--lite-dir", str(folder)]
        _run(build, cwd=folder, env=tools(apart))
    (target / MARK).touch()


def main(arguments: list[str]) -> int:
    """Write the pages; return the exit code.

    Parameters
    ----------
    arguments : a folder, then numbers or names of notebooks; none for all.
    """
    target = Path(arguments[0]).resolve()
    try:
        stems = chosen_stems(arguments[1:])
        write_lite(target, stems)
    except SiteError as error:
        print(error, file=sys.stderr)
        return 1
    print(
        f"{len(stems)} notebooks: serve the folder with `python3 -m http.server -d {target}` and "
        "open http://localhost:8000/lab/index.html, or publish it as it is."
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
