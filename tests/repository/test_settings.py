"""What conftest.py and pyproject.toml promise every test is really in force."""

import os
import subprocess
import sys
import tempfile
import warnings
from pathlib import Path

import hypothesis
import pytest


def warn_from(module):
    exec(compile("import warnings; warnings.warn('old')", module, "exec"), {"__name__": module})


def test_a_warning_in_the_library_is_an_error():
    with pytest.raises(UserWarning, match="old"):
        warn_from("course_lib.tables")


def test_a_warning_elsewhere_is_not():
    with warnings.catch_warnings(record=True) as seen:
        warn_from("another_library")
    assert [str(warning.message) for warning in seen] == ["old"]


@pytest.mark.parametrize(
    ("module", "code"), [("course_lib.tables", 1), ("__main__", 1), ("another_library", 0)]
)
def test_in_a_notebook_it_is_an_error_too(module, code):
    warn = f"import warnings; warnings.warn_explicit('old', UserWarning, 'x', 1, {module!r})"
    done = subprocess.run([sys.executable, "-m", "IPython", "-c", warn], capture_output=True)
    assert (done.returncode, b"old" in done.stdout + done.stderr) == (code, True)


def test_no_test_touches_the_learners_own_record():
    from course_lib.record import default_record

    assert os.environ["COURSE_STRICT"] == "1"
    assert default_record().path.is_relative_to(Path(tempfile.gettempdir()).resolve())


def test_hypothesis_never_fails_for_slowness_and_is_the_same_in_ci():
    settings = hypothesis.settings()
    assert settings.deadline is None
    assert settings.derandomize == ("CI" in os.environ)
