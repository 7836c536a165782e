"""The library keeps to its own limits, and each limit is known to bite."""

import json
import re

import pytest

from tests.repository import code
from tests.repository.files import ROOT, repository_files

MODULES = sorted((ROOT / "course_lib").rglob("*.py"))


def test_the_library_is_found():
    assert len(MODULES) > 10


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_a_module_keeps_the_limits(path):
    name = path.relative_to(ROOT).as_posix()
    assert code.code_faults(path.read_text(encoding="utf-8"), name) == []


def test_a_public_function_is_used_by_another_file():
    sources = {}
    for path in repository_files():
        name = path.relative_to(ROOT).as_posix()
        if path.suffix == ".py":
            sources[name] = path.read_text(encoding="utf-8")
        elif path.suffix == ".ipynb":
            cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
            code_cells = ["".join(c["source"]) for c in cells if c["cell_type"] == "code"]
            sources[name] = "\n".join(re.sub(r"^%.*", "", text, flags=re.M) for text in code_cells)
    assert code.unused_faults(sources) == []


@pytest.mark.parametrize(
    ("user", "count"),
    [("import a\na.f()", 0), ("from a import f", 0), ("f = 1", 1), ('"f"', 1), ("def f(): ...", 1)],
)
def test_a_function_for_one_file_alone_is_told_so(user, count):
    library = "def f(): ...\ndef _g(): ...\nf()"
    faults = code.unused_faults({"course_lib/a.py": library, "tests/test_a.py": user})
    assert [fault.split(" is used")[0] for fault in faults] == ["course_lib/a.py:f"] * count


def test_each_exception_has_a_reason_and_is_still_needed():
    assert all(len(reason.split()) > 3 for reason in code.ALLOWED.values())
    assert code.allowed_but_gone(ROOT) == []


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("x = 1\n" * 251, "has 251 lines of code: split it"),
        ('"""M.\n' + "word\n" * 12 + '"""\n' + "x = 1\n" * 251, "has 251 lines of code"),
        ('"""M.\n' + "word\n" * 300 + '"""\n' + "x = 1\n" * 59, "has 361 lines, with docstrings"),
        ("from numpy import *", "imports everything from numpy"),
        ("def hold(): ...", "hold has no docstring"),
        ("class Spine: ...", "Spine has no docstring"),
        ('def hold(mass_kg) -> float:\n    """Hold."""', "hold lacks a type hint"),
        ('def hold(mass_kg: float):\n    """Hold."""', "hold lacks a type hint"),
        ('def f(*a) -> None:\n    """F."""', "f lacks a type hint"),
        ('def f(a: int, b: int, c: int) -> None:\n    """F."""', "more than 2 arguments"),
        ('def f() -> None:\n    """F."""\n    raise ValueError("x")', "raises an error: say"),
        ('class A:\n    """A."""\n    def m(self) -> None: ...', "m has no docstring"),
        ('def f(a: int) -> None:\n    """F."""', "f does not describe a under Parameters"),
        (
            'def f(*a: int, **b: int) -> None:\n    """F.\n\n    Parameters\n    ----------\n'
            '    a : one, not b.\n    """',
            "f does not describe b under Parameters",
        ),
        (
            'class A:\n    """A."""\n    def m(self, a: int) -> None:\n        """M a."""',
            "m does not describe a under Parameters",
        ),
        (
            'def f(a: int, b: int) -> None:\n    """F.\n\n    Parameters\n    ----------\n'
            '    a : one.\n    """',
            "f does not describe b under Parameters",
        ),
        ("def _f():\n" + "    x = 1\n" * 30, "_f has 31 lines of code"),
        (
            'class A:\n    """A."""\n    def m(self, a: int, b: int, c: int) -> None: ...',
            "m takes more than 2 arguments",
        ),
        ('class A:\n    """A."""\n    def m(self, a) -> None: ...', "m lacks a type hint"),
    ],
)
def test_each_limit_bites(source, words):
    assert any(words in fault for fault in code.code_faults(source, "x.py")), source


def test_words_that_explain_leave_room_for_code():
    words = '"""M.\n' + "word\n" * 50 + '"""\n'
    function = "def _f():\n" + words.replace('"""', '    """') + "    x = 1\n"
    assert code.code_faults(words + function + "x = 1\n" * 248, "x.py") == []


def test_good_code_passes():
    source = (
        '"""A module."""\n\n\nclass Spine:\n    """A spine."""\n\n'
        "    def at(self, level: str, side: str, *, lean_deg: float = 0.0) -> float:\n"
        '        """Return one value.\n\n        Parameters\n        ----------\n'
        "        level, side : where to read.\n        lean_deg : lean, degrees.\n"
        '        """\n        return lean_deg\n\n\n'
        'class _Own:\n    """Nobody else\'s."""\n\n'
        '    def at(self, level: str) -> str:\n        """Give it back."""\n        return level\n'
    )
    assert code.code_faults(source, "x.py") == []
