"""What a JupyterHub is told about the course, and the link that brings a class there."""

import re
import subprocess
import sys
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml
from traitlets.config import Config

from course_lib import __main__ as launcher
from course_lib import links
from tests.repository import binder_rehearsal as rehearsal
from tests.repository.files import ROOT

FOLDER = ROOT / "course_lib" / "hub"
VALUES = yaml.safe_load((FOLDER / "values.yaml").read_text(encoding="utf-8"))
MEASURED = (ROOT / "tests" / "benchmarks" / "HUB.md").read_text(encoding="utf-8")
SIZES = {"M": 2**20, "G": 2**30}


def configured():
    """Return what JupyterHub reads in the course's file, after settings of the hub's own."""
    config = Config()
    source = (FOLDER / "jupyterhub_config.py").read_text(encoding="utf-8")
    exec(compile(source, "jupyterhub_config.py", "exec"), {"get_config": lambda: config})
    return config.Spawner


def size(text):
    return float(text[:-1]) * SIZES[text[-1]]


def test_servers_get_time_and_memory_and_jupyterlab_asks_for_nothing():
    spawner = configured()
    assert spawner.default_url == "/lab"
    assert spawner.start_timeout == VALUES["singleuser"]["startTimeout"] == 300
    assert spawner.mem_limit == VALUES["singleuser"]["memory"]["limit"]
    added = spawner.args.get_value(["--allow-root"])
    assert added[0] == "--allow-root"  # a hub's own arguments stay
    opening = launcher.open_command(sys.executable, ROOT, port=None, browser=True)
    asked = {word for word in added if word.startswith("--LabApp.")}
    assert asked == {w for w in opening if w.startswith("--LabApp.") and "default_url" not in w}


def test_a_student_was_measured_to_fit_what_the_chart_grants():
    rows = re.findall(r"^\| (server|kernel), n = (\d+) \| (\d+) \| (\d+) \|$", MEASURED, re.M)
    rss = {(kind, int(count)): float(value) * 1e6 for kind, count, _, value in rows}
    assert {count for _, count in rss} == {10, 20}
    memory = {name: size(text) for name, text in VALUES["singleuser"]["memory"].items()}
    for count in (10, 20):
        server, kernel = rss["server", count], rss["kernel", count]
        assert server + kernel <= memory["guarantee"]
        assert server + 5 * kernel <= memory["limit"]
    assert re.findall(r"Errors: (\d+)\.", MEASURED) == ["0", "0"]


def test_the_image_is_the_one_that_repo2docker_makes():
    words = (FOLDER / "values.yaml").read_text(encoding="utf-8")
    hub = rehearsal.frozen()["jupyterhub"]
    assert (
        f"Its JupyterHub is {hub.rsplit('.', 1)[0]}: take a chart with a hub of {hub[0]}." in words
    )
    assert VALUES["singleuser"]["image"] == {"name": "IMAGE", "tag": "TAG"}
    assert "--target-repo-dir /srv/course --image-name IMAGE:TAG" in words
    notebook = VALUES["singleuser"]["defaultUrl"].removeprefix("/lab/tree/")
    assert (ROOT / notebook).is_file()


@pytest.mark.skipif(sys.platform == "win32", reason="the command runs in a Linux container")
def test_the_notebooks_are_copied_once_and_answers_stay(tmp_path):
    hook = VALUES["singleuser"]["lifecycleHooks"]["postStart"]["exec"]["command"]
    assert "/srv/course/notebooks" in hook[-1]
    command = [word.replace("/srv/course", str(ROOT)) for word in hook]
    for answer in ("", "mine"):
        assert subprocess.run(command, env={"HOME": str(tmp_path), "PATH": "/bin"}).returncode == 0
        copied = tmp_path / "notebooks" / "00_start_here.ipynb"
        assert copied.read_text(encoding="utf-8").endswith(answer)
        copied.write_text("mine", encoding="utf-8")


# ---- the link -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "root"),
    [
        ("https://hub.example.org", "https://hub.example.org"),
        (" https://hub.example.org/ ", "https://hub.example.org"),
        ("https://hub.example.org:8443/hub/login?next=%2Fhub", "https://hub.example.org:8443"),
        ("http://127.0.0.1:8000/jupyter/user/ann/lab", "http://127.0.0.1:8000/jupyter"),
    ],
)
def test_every_form_of_a_hubs_address_is_read(given, root):
    assert links.read_hub(given) == root


@pytest.mark.parametrize(
    "given", ["", "hub.example.org", "file:///srv/hub", "https://a:secret@b.c"]
)
def test_what_is_no_hub_gets_a_sentence(given):
    with pytest.raises(
        links.AddressError, match="is no address of a JupyterHub: give it as"
    ) as told:
        links.read_hub(given)
    assert "secret" not in str(told.value)


@pytest.mark.parametrize(("ref", "branch"), [("HEAD", {}), ("a/b", {"branch": ["a/b"]})])
def test_the_link_pulls_the_course_and_opens_the_notebook_in_it(ref, branch):
    source = links.read_address("git@github.com:ann/back.git").web
    link = links.gitpuller_link(source, "https://hub.example.org", ref=ref)
    assert link.startswith("https://hub.example.org/hub/user-redirect/git-pull?")
    assert parse_qs(urlsplit(link).query) == {
        "repo": ["https://github.com/ann/back"],
        "urlpath": [f"lab/tree/back/{links.FIRST}"],
        **branch,
    }
    assert (ROOT / links.FIRST).is_file()


def test_the_command_prints_the_link_of_a_hub(capsys):
    words = ["links", "ann/back", "--hub", "https://hub.example.org/hub/login"]
    assert launcher.main(words) == 0
    said = capsys.readouterr().out
    link = links.gitpuller_link("https://github.com/ann/back", "https://hub.example.org")
    assert f"For a class on this JupyterHub: {link}\n" in said
    assert launcher.main([*words[:-1], "hub"]) == 1
    assert "'hub' is no address of a JupyterHub" in capsys.readouterr().err
