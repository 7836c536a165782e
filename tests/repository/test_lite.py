"""The live notebooks without a server: what JupyterLite is given, and that the wheel is the course.

JupyterLite itself is fetched for each build, and Python inside a page comes from another machine,
so no test runs either; the README says so.
"""

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import nbformat
import pytest
from packaging.requirements import Requirement

from course_lib import __main__ as launcher
from course_lib import lite, machine
from course_lib.links import site_arguments
from course_lib.site import SiteError
from tests.repository.files import ROOT
from tests.repository.test_versions import EXTRAS, PINS, PROJECT

STEMS = ["00_start_here", "03_cause_posture"]


@pytest.fixture(scope="module")
def given(tmp_path_factory):
    """What JupyterLite reads to build two notebooks into ``target``."""
    folder = tmp_path_factory.mktemp("lite")
    lite.prepare(folder, STEMS, target=folder / "target", kernel=folder / "kernel")
    return folder


def test_jupyterlite_is_told_what_to_build_and_where(given):
    config = json.loads((given / "jupyter_lite_config.json").read_text(encoding="utf-8"))
    build = config["LiteBuildConfig"]
    assert build["output_dir"] == str(given / "target")
    (contents,) = build["contents"]
    assert sorted(path.stem for path in Path(contents).iterdir()) == STEMS
    (wheel,) = config["PipliteAddon"]["piplite_urls"]
    assert zipfile.is_zipfile(wheel)
    kernel = config["FederatedExtensionAddon"]["extra_labextensions_path"]
    assert kernel == [str(given / "kernel")]
    settings = json.loads((given / "overrides.json").read_text(encoding="utf-8"))
    assert settings["@jupyterlab/notebook-extension:tracker"]["windowingMode"] == "defer"


def test_jupyterlite_is_kept_apart_from_the_courses_own_packages(tmp_path, monkeypatch):
    """Beside JupyterLab, its page part puts an error into every page."""
    ran = []
    monkeypatch.setattr(lite, "_run", lambda words, **how: ran.append((words, how)))
    (tmp_path / "pages").mkdir()
    lite.write_lite(tmp_path / "pages", STEMS)
    (install, _), (build, how) = ran
    assert install[:3] == ["-m", "pip", "install"]
    apart = install[install.index("--target") + 1]
    assert how["env"]["PYTHONPATH"] == apart
    assert set(EXTRAS["lite"]) <= set(install)
    assert install[install.index("-c") + 1] == str(ROOT / "requirements.txt")
    assert build[:3] == ["-m", "jupyterlite_core", "build"]
    others = {text for extra, texts in EXTRAS.items() if extra != "lite" for text in texts}
    assert not any("jupyterlite" in text for text in [*others, *PROJECT["dependencies"]])


def test_what_stops_the_build_is_told():
    with pytest.raises(SiteError, match=r"could not be built: read why(?s:.*)No such thing"):
        lite._run(["-c", "raise SystemExit('No such thing')"], cwd=ROOT)


def test_every_notebook_loads_the_course_first_and_is_whole(given):
    for stem in STEMS:
        ours = nbformat.read(ROOT / "notebooks" / f"{stem}.ipynb", as_version=4)
        book = nbformat.read(given / "contents" / f"{stem}.ipynb", as_version=4)
        nbformat.validate(book)
        assert book.cells[0].source.splitlines()[1] == "%pip install -q upper-back-course"
        assert [cell.source for cell in book.cells[1:]] == [cell.source for cell in ours.cells]


def test_the_wheel_alone_is_the_course(tmp_path):
    with zipfile.ZipFile(lite.write_wheel(tmp_path)) as wheel:
        assert wheel.testzip() is None
        wheel.extractall(tmp_path / "site")
    script = (
        "import course_lib; from course_lib.chapters import course_map\n"
        "from course_lib.posture import lab\nlab.runner_lab()\n"
        "print(course_lib.__file__, len(course_map().chapters))"
    )
    path = f"import sys; sys.path.insert(0, {str(tmp_path / 'site')!r})\n"
    done = subprocess.run(
        [sys.executable, "-c", path + script], cwd=tmp_path, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    where, chapters = done.stdout.rsplit(maxsplit=1)
    assert where.startswith(str(tmp_path))
    assert int(chapters) >= 17


def test_the_wheel_asks_for_our_versions_of_what_pyodide_lacks():
    needs = {need.name: str(need.specifier) for need in map(Requirement, lite.requirements())}
    wanted = {Requirement(text).name for text in PROJECT["dependencies"]}
    assert set(needs) == wanted - {"ipykernel", "jupyterlab", "nbval"}
    assert needs["plotly"] == f"=={PINS['plotly']}"
    assert {name for name, pin in needs.items() if not pin} == set(lite.WITH_PYODIDE)


def test_jupyterlite_and_its_kernel_are_of_one_series():
    series = {PINS[Requirement(text).name].rsplit(".", 1)[0] for text in EXTRAS["lite"]}
    assert series == {"0.8"}
    (lab,) = [text for text in PROJECT["dependencies"] if text.startswith("jupyterlab")]
    assert Requirement(lab).specifier.contains(PINS["jupyterlab"])
    assert PINS["jupyterlab"].startswith("4.6.")  # what JupyterLite 0.8 is made of


def test_in_a_page_the_machine_check_asks_for_nothing(monkeypatch):
    monkeypatch.setattr(sys, "platform", "emscripten")
    report = machine.check_my_machine()
    assert report.ready
    assert "nothing is installed" in str(report)


def test_only_a_folder_of_its_own_is_written_over(tmp_path):
    (tmp_path / "thesis.txt").touch()
    with pytest.raises(SiteError, match="holds other files: name an empty one"):
        lite.write_lite(tmp_path, STEMS)
    assert (tmp_path / "thesis.txt").exists()


def test_the_launcher_knows_both_kinds_of_site():
    for words, kind in ((["site"], "site"), (["site", "--lite"], "lite")):
        options, _ = launcher.parse(words)
        assert site_arguments(options) == ["-m", f"course_lib.{kind}", f"build/{kind}"]
    options, _ = launcher.parse(["site", "pages", "--lite", "--only", "03"])
    assert site_arguments(options) == ["-m", "course_lib.lite", "pages", "03"]
