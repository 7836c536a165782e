"""What Binder makes of this repository, and the links that lead there."""

import subprocess
import sys
from urllib.parse import parse_qs, urlsplit

import pytest
from packaging.version import Version

from course_lib import __main__ as launcher
from course_lib import links
from tests.repository import binder_rehearsal as rehearsal
from tests.repository.files import ROOT
from tests.repository.test_versions import PINS

README = (ROOT / "README.md").read_text(encoding="utf-8")
STEMS = links.notebook_stems(ROOT)
ON_LINUX = pytest.mark.skipif(sys.platform == "win32", reason="repo2docker runs on Linux and macOS")
UPDATE = '${MAMBA_EXE} env update -p ${NB_PYTHON_PREFIX} --file "environment.yml"'


def dockerfile(folder):
    """Return what repo2docker would build, and what it says of it; Docker is not needed."""
    # Named, since it refuses to make root the user of an image.
    command = ["repo2docker", "--no-build", "--debug", "--user-id=1000", "--user-name=jovyan"]
    done = subprocess.run(
        [sys.executable, "-m", *command, str(folder)], capture_output=True, text=True, cwd=folder
    )
    assert done.returncode == 0, done.stderr
    return done.stdout + done.stderr


@ON_LINUX
def test_binder_updates_its_conda_base_of_our_python_from_our_file():
    said = dockerfile(ROOT)
    assert f"Building conda environment for python={rehearsal.PYTHON}\n" in said
    lines = [line for line in said.splitlines() if "env update" in line or "pip install" in line]
    assert len(lines) == 1
    assert UPDATE in lines[0]
    before, after = said.split(UPDATE)
    assert "COPY --chown=1000:1000 src/ ${REPO_DIR}/" in before  # the pins are there by then
    assert 'CMD ["jupyter"' in after


@ON_LINUX
def test_without_the_file_binder_would_take_another_python(tmp_path):
    for name in ("requirements.txt", "pyproject.toml"):
        (tmp_path / name).write_text((ROOT / name).read_text(encoding="utf-8"), encoding="utf-8")
    said = dockerfile(tmp_path)
    assert UPDATE not in said
    assert f"python={rehearsal.PYTHON}\n" not in said


def test_what_binder_freezes_otherwise_is_pinned_by_us():
    frozen = rehearsal.frozen()
    ours = {name for name in frozen if name in PINS}
    assert {"jupyterlab", "ipywidgets", "jupyterlab-widgets", "ipykernel"} <= ours
    assert all(
        Version(frozen[name]) <= Version(PINS[name]) for name in ("jupyterlab", "ipywidgets")
    )
    assert "jupyterlab" in rehearsal.base_requirements()
    assert "nodejs" not in rehearsal.base_requirements()
    assert rehearsal.pip_lines() == ["-c requirements.txt", "-e ."]


def test_the_closure_follows_needs_and_leaves_extras_and_strangers_out():
    requires = {
        "upper-back-course": ["numpy>=2", "Pytest ; extra == 'test'"],
        "numpy": ["old; python_version < '3'", "Blas"],
    }
    have = dict.fromkeys(["upper-back-course", "numpy", "blas", "old", "pytest", "other"], "1")
    assert rehearsal.closure(have, requires) == {"numpy", "blas"}


# ---- links --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "binder"),
    [
        ("ann/back", "gh/ann/back"),
        (" ann-b/my.back_2 ", "gh/ann-b/my.back_2"),
        ("github.com/ann/back", "gh/ann/back"),
        ("https://github.com/ann/back.git", "gh/ann/back"),
        ("https://ann:secret@GitHub.com/ann/back/", "gh/ann/back"),
        ("git@github.com:ann/back.git", "gh/ann/back"),
        ("ssh://git@gitlab.com:22/lab/back/course.git", "gl/lab%2Fback%2Fcourse"),
        ("https://codeberg.org/ann/back", "git/https%3A%2F%2Fcodeberg.org%2Fann%2Fback"),
    ],
)
def test_every_form_of_an_address_is_read(given, binder):
    assert links.read_address(given).binder == binder


@pytest.mark.parametrize(
    "given",
    ["", "back", "a/b/c", "../back", "/srv/git/back.git", "C:\\git\\back", "file:///git/back",
     "https://localhost/ann/back", "https://u:secret@localhost/a/b", "ann/back](x)", "<b>/back",
     "git@github.com:back", "https://github.com/ann"],
)  # fmt: skip
def test_what_others_cannot_reach_gets_a_sentence(given):
    with pytest.raises(links.AddressError) as told:
        links.read_address(given)
    assert "is no public address of a repository: give it as OWNER/NAME" in str(told.value)
    assert "secret" not in str(told.value)


def test_a_link_opens_that_notebook_at_that_commit():
    address = links.read_address("ann/back")
    link = urlsplit(links.binder_link(address, "notebooks/03_x.ipynb", ref="a/branch"))
    assert (link.scheme, link.netloc) == ("https", "mybinder.org")
    assert link.path == "/v2/gh/ann/back/a%2Fbranch"
    assert parse_qs(link.query) == {"urlpath": ["lab/tree/notebooks/03_x.ipynb"]}


def test_github_serves_pages_under_the_owners_name():
    assert links.read_address("Ann/back").pages == "https://ann.github.io/back/"
    assert links.read_address("ann/ann.github.io").pages == "https://ann.github.io/"
    assert links.read_address("https://gitlab.com/ann/back").pages == ""


def repository(folder, origin=None):
    subprocess.run(["git", "init", "-q", str(folder)], check=True)
    if origin:
        subprocess.run(["git", "-C", str(folder), "remote", "add", "origin", origin], check=True)
    (folder / "notebooks").mkdir()
    (folder / "notebooks" / "00_start_here.ipynb").touch()
    for name in ("README.md", "pyproject.toml"):
        (folder / name).write_text((ROOT / name).read_text(encoding="utf-8"), encoding="utf-8")
    return folder


def test_the_command_prints_links_for_gits_own_address(tmp_path, capsys):
    folder = repository(tmp_path, "git@github.com:ann/back.git")
    assert launcher.main(["links"], root=folder) == 0
    said = capsys.readouterr().out
    assert said.startswith("[![Open on Binder](")
    assert said.count("https://mybinder.org/v2/gh/ann/back/HEAD?") == 2
    assert "https://ann.github.io/back/" in said
    assert (folder / "README.md").read_text(encoding="utf-8") == README


def test_the_command_writes_the_readme_and_writes_it_again(tmp_path):
    folder = repository(tmp_path)
    for owner in ("ann", "bob"):
        assert launcher.main(["links", f"{owner}/back", "--write"], root=folder) == 0
        text = (folder / "README.md").read_text(encoding="utf-8")
        assert text.count("https://mybinder.org/v2/") == text.count(f"/v2/gh/{owner}/back/") == 2
        assert links.NO_ADDRESS not in text
    again = links.put_block(text, links.links_block(None, []))
    assert again == links.put_block(README, links.links_block(None, []))


def test_without_an_address_the_command_says_what_to_type(tmp_path, capsys):
    assert launcher.main(["links"], root=repository(tmp_path)) == 1
    assert "type the command again with OWNER/NAME after it" in capsys.readouterr().err


def test_a_readme_without_the_marks_is_left_alone(tmp_path, capsys):
    folder = repository(tmp_path)
    (folder / "README.md").write_text("Mine.", encoding="utf-8")
    assert launcher.main(["links", "ann/back", "--write"], root=folder) == 1
    assert "README.md lacks the lines" in capsys.readouterr().err
    assert (folder / "README.md").read_text(encoding="utf-8") == "Mine."


def test_the_readmes_links_are_those_of_one_address_and_all_notebooks():
    """In a fork they may lead to where the course came from, but never to a notebook of old."""
    begin, end = README.index(links.BEGIN), README.index(links.END) + len(links.END)
    block = README[begin:end]
    found = [urlsplit(word) for word in block.split("(") if word.startswith(links.BINDER + "/v2/")]
    if not found:
        assert block == links.links_block(None, STEMS)
        return
    _, _, provider, owner, name, ref = found[0].path.split("/")
    assert provider == "gh"
    assert block == links.links_block(
        links.Address("github.com", f"{owner}/{name}"), STEMS, ref=ref
    )
