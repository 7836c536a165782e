"""Words are spelled right, and in one way: the British one, as the course is written."""

import subprocess
import sys
from pathlib import Path

import codespell_lib
import pytest

from tests.repository.files import ROOT, repository_files, text_of

BRITISH = Path(codespell_lib.__file__).parent / "data" / "dictionary_en-GB_to_en-US.txt"
# Right in British English too: focused, a practice, the LICENSE file, and code such as `math`.
BOTH = "focused,license,math,practice,practices,program,programs,stories,story"
READ = {"notebooks", "data"}


def misspelled(files, *options):
    """Return what codespell, with the settings of pyproject.toml, finds in the files."""
    command = [sys.executable, "-m", "codespell_lib", *options, *map(str, files)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode in (0, 65), done.stderr
    return done.stdout.splitlines()


@pytest.fixture(scope="module")
def american(tmp_path_factory):
    """codespell's list of British words, turned round."""
    file = tmp_path_factory.mktemp("words") / "american.txt"
    pairs = (line.split("->") for line in BRITISH.read_text(encoding="utf-8").splitlines())
    lines = [f"{us.split(',')[0].strip()}->{gb}" for gb, us in pairs]
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return ["--dictionary", str(file), "--ignore-words-list", BOTH]


def texts():
    return [path.relative_to(ROOT) for path in repository_files() if text_of(path) is not None]


def test_no_word_is_misspelled():
    assert len(texts()) > 300
    assert misspelled(texts()) == []


def test_what_a_reader_meets_is_british(american):
    prose = [path for path in texts() if path.parts[0] in READ or path.suffix == ".md"]
    prose = [path for path in prose if path.suffix not in (".py", ".json")]
    assert len(prose) > 60
    assert misspelled(prose, *american) == []


def test_both_kinds_of_fault_are_found(american, tmp_path):
    wrong, page = "musc" + "el", tmp_path / "page.md"  # so that this file passes itself
    page.write_text(f"The colour of a {wrong}, a gray rib", encoding="utf-8")
    assert [line.split(": ")[1] for line in misspelled([page])] == [f"{wrong} ==> muscle, mussel"]
    (line,) = misspelled([page], *american)
    assert line.endswith("gray ==> grey")
