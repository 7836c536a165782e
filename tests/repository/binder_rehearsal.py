"""Install what Binder would, without Docker, and run the course in it.

    python3.12 -m tests.repository.binder_rehearsal FOLDER

FOLDER must not exist; it becomes the environment. First come the versions that repo2docker freezes
into every image, then what environment.yml adds, by the same pip arguments. Then every version is
compared with requirements.txt, every notebook is run, and a lab is moved in a browser. It takes
some minutes and is no part of the tests.
"""

import json
import re
import subprocess
import sys
import venv
from importlib.util import find_spec
from pathlib import Path

import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from course_lib.machine import pinned_versions
from tests.repository.files import ROOT

PYTHON = "3.12"
# What conda calls otherwise than pip.
OTHER_NAMES = {
    "jupyterhub-base": "jupyterhub",
    "jupyterhub-singleuser": "jupyterhub",
    "nbconvert-core": "nbconvert",
    "python-fastjsonschema": "fastjsonschema",
}
NOT_PYTHON = ("python", "pip", "nodejs")
RUNS = (
    ["notebooks", "-q", "-n", "2", "--dist", "loadscope"],
    ["tests/browser/test_lab.py", "-q"],
)
LIST = """
import importlib.metadata as m, json
print(json.dumps({d.name: d.version for d in m.distributions()}))
"""


def frozen(name=f"environment.py-{PYTHON}-linux-64.lock"):
    """Return package -> version of the Python packages in Binder's frozen base."""
    folder = Path(find_spec("repo2docker").origin).parent / "buildpacks" / "conda"
    found = {}
    for line in (folder / name).read_text(encoding="utf-8").splitlines():
        file = re.search(r"/([^/]+)-([^-/]+)-([^-/]+)\.(?:conda|tar\.bz2)#", line)
        if file and "py" in file[3]:
            found[canonicalize_name(OTHER_NAMES.get(file[1], file[1]))] = file[2]
    return found


def base_requirements(name=f"environment.py-{PYTHON}.yml"):
    """Return what repo2docker asks for in every image, as pip writes it."""
    folder = Path(find_spec("repo2docker").origin).parent / "buildpacks" / "conda"
    asked = yaml.safe_load((folder / name).read_text(encoding="utf-8"))["dependencies"]
    names = [re.split(r"[=<>]", entry)[0] for entry in asked if isinstance(entry, str)]
    return sorted({OTHER_NAMES.get(name, name) for name in names if name not in NOT_PYTHON})


def pip_lines():
    """Return what environment.yml hands to pip."""
    asked = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
    (lines,) = [entry["pip"] for entry in asked["dependencies"] if isinstance(entry, dict)]
    return lines


def closure(installed, requires):
    """Return the packages that the course needs, directly or not."""
    todo, seen = ["upper-back-course"], set()
    while todo:
        name = canonicalize_name(todo.pop())
        if name in seen or name not in installed:
            continue
        seen.add(name)
        wanted = map(Requirement, requires.get(name, []))
        todo += [w.name for w in wanted if not w.marker or w.marker.evaluate({"extra": ""})]
    return seen - {"upper-back-course"}


def main(folder):
    """Rehearse; return 0 when everything is as tested."""
    folder = Path(folder).resolve()
    if sys.version_info[:2] != tuple(map(int, PYTHON.split("."))) or folder.exists():
        print(f"Start this with Python {PYTHON}, and name a folder that does not exist.")
        return 2
    venv.create(folder, with_pip=True)
    python = folder / ("Scripts" if sys.platform == "win32" else "bin") / "python"

    def pip(*arguments):
        command = [python, "-m", "pip", "install", "--quiet", *arguments]
        subprocess.run(list(map(str, command)), cwd=ROOT, check=True)

    limits = folder / "frozen.txt"
    limits.write_text("".join(f"{name}=={v}\n" for name, v in frozen().items()), encoding="utf-8")
    pip("-c", limits, *base_requirements())
    asked = ROOT / "condaenv.rehearsal.requirements.txt"  # conda writes such a file here, too
    asked.write_text("\n".join(pip_lines()) + "\n", encoding="utf-8")
    try:
        pip("-U", "-r", asked, "--exists-action=b")
    finally:
        asked.unlink()
    differing = differences(python)
    print("Versions:", "as tested" if not differing else "; ".join(differing))
    pip("-c", "requirements.txt", "-e", ".[test]")
    codes = [
        subprocess.run([str(python), "-m", "pytest", *run], cwd=ROOT).returncode for run in RUNS
    ]
    return int(bool(differing) or any(codes))


def differences(python):
    """Return a sentence for each package of the course whose version is not the tested one."""
    script = LIST + "print(json.dumps({d.name: d.requires or [] for d in m.distributions()}))"
    said = subprocess.run([str(python), "-c", script], capture_output=True, text=True, check=True)
    have, requires = (
        {canonicalize_name(name): value for name, value in json.loads(line).items()}
        for line in said.stdout.splitlines()
    )
    pins = pinned_versions(ROOT)
    needed = sorted(closure(have, requires))
    assert len(needed) > 60, needed
    return [
        f"{name} {have[name]} instead of {pins.get(name)}"
        for name in needed
        if have[name] != pins.get(name)
    ]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
