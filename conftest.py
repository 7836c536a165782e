"""What holds for every test and for every notebook that nbval runs.

It stands at the root, since pytest reads a conftest only for the folders beneath it and the
notebooks need it too. A kernel inherits the environment of the pytest process.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import hypothesis
import pytest

if TYPE_CHECKING:
    from xdist.remote import Producer
    from xdist.scheduler import LoadScopeScheduling

pytest_plugins = ["pytester", "tests.notebooks.key_numbers"]

hypothesis.settings.register_profile("course", deadline=None, derandomize="CI" in os.environ)
hypothesis.settings.load_profile("course")

# The first takes about half of all workers' time: on one worker it would outlast all the others.
BY_NOTEBOOK = ("tests/browser/test_notebooks.py", "tests/notebooks/test_controls.py")
HOME = Path(tempfile.mkdtemp(prefix="course-tests-"))
os.environ["COURSE_STRICT"] = "1"
os.environ["COURSE_RECORD"] = str(HOME / "record.json")
# A developer's own start-up files and Jupyter settings must not decide a test.
os.environ["IPYTHONDIR"] = str(HOME / "ipython")
os.environ["JUPYTER_CONFIG_DIR"] = str(HOME / "jupyter")
# As in pyproject.toml, but in the kernels: PYTHONWARNINGS knows no module below course_lib.
STARTUP = HOME / "ipython" / "profile_default" / "startup"
STARTUP.mkdir(parents=True)
(STARTUP / "warnings_are_errors.py").write_text(
    "import warnings\nwarnings.filterwarnings('error', module=r'course_lib\\b|__main__$')\n"
)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """Ask for one worker more than there are cores: a browser test waits half of its time."""
    return (os.cpu_count() or 1) + 1


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> LoadScopeScheduling:
    """Give each worker a module at a time, and of those in `BY_NOTEBOOK` a notebook at a time."""
    from xdist.scheduler import LoadScopeScheduling

    class ByModuleOrNotebook(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            notebook = re.search(r"\[\d\d_\w+\]$", nodeid)
            whole = super()._split_scope(nodeid)
            return whole + notebook[0] if notebook and whole in BY_NOTEBOOK else whole

    return ByModuleOrNotebook(config, log)


def pytest_unconfigure() -> None:
    """Remove this run's record and settings."""
    shutil.rmtree(HOME, ignore_errors=True)
