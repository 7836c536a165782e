"""The library keeps to its own limits, and each limit is known to bite."""

import pytest

from tests.repository import code
from tests.repository.files import ROOT

MODULES = sorted((ROOT / "course_lib").rglob("*.py"))


def test_the_library_is_found():
    assert len(MODULES) > 10


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_a_module_keeps_the_limits(path):
    name = path.relative_to(ROOT).as_posix()
    assert code.code_faults(path.read_text(encoding="utf-8"), name) == []


def test_each_exception_has_a_reason_and_is_still_needed():
    assert all(len(reason.split()) > 3 for reason in code.ALLOWED.values())
    assert code.allowed_but_gone(ROOT) == []


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("\n" * 251, "has 251 lines: split it"),
        ("from numpy import *", "imports everything from numpy"),
        ("def hold(): ...", "hold has no docstring"),
        ("class Spine: ...", "Spine has no docstring"),
        ('def hold(mass_kg) -> float:\n    """Hold."""', "hold lacks a type hint"),
        ('def hold(mass_kg: float):\n    """Hold."""', "hold lacks a type hint"),
        ('def f(*a) -> None:\n    """F."""', "f lacks a type hint"),
        ('def f(a: int, b: int, c: int) -> None:\n    """F."""', "more than 2 arguments"),
        ('def f() -> None:\n    """F."""\n    raise ValueError("x")', "raises an error: say"),
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


def test_good_code_passes():
    source = (
        '"""A module."""\n\n\nclass Spine:\n    """A spine."""\n\n'
        "    def at(self, level: str, side: str, *, lean_deg: float = 0.0) -> float:\n"
        '        """Return one value."""\n        return lean_deg\n'
    )
    assert code.code_faults(source, "x.py") == []
