"""A real JupyterLab with the launcher's own settings, and a real Chromium, both for tests only."""

import json
import os
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

from course_lib.__main__ import open_command
from course_lib.chromium import find_browser, launch

__all__ = ["NO_BROWSER", "environment", "find_browser", "launch", "running"]

NO_BROWSER = (
    "No Chromium or Chrome was found, so nothing was tested in a real browser: install one, or "
    "name its program in the environment variable CHROMIUM, and run the tests again."
)


def environment(home):
    """Return an environment in which Jupyter reads and writes nothing outside ``home``."""
    folders = {
        "IPYTHONDIR": "ipython",
        "JUPYTER_CONFIG_DIR": "config",
        "JUPYTER_DATA_DIR": "data",
        "JUPYTER_RUNTIME_DIR": "runtime",
        "JUPYTERLAB_SETTINGS_DIR": "settings",
        "JUPYTERLAB_WORKSPACES_DIR": "workspaces",
        "COURSE_RECORD": "record.json",
    }
    own = {name: str(home / folder) for name, folder in folders.items()}
    return {**os.environ, "COURSE_STRICT": "1", **own}


@contextmanager
def running(home, *, patience_s=120, opens=open_command):
    """Serve ``home / "work"`` and give (address, token); ``opens`` makes the command line."""
    work = home / "work"
    work.mkdir()
    command = opens(Path(sys.executable), work, port=_free_port(), browser=False)
    command.append("--LabApp.expose_app_in_browser=True")  # menu entries by their name
    with (home / "server.log").open("w") as log:
        server = subprocess.Popen(
            command, cwd=work, env=environment(home), stdout=log, stderr=subprocess.STDOUT
        )
        try:
            yield _address(server, home, time.monotonic() + patience_s)
        finally:
            server.terminate()
            try:
                server.wait(20)
            except subprocess.TimeoutExpired:
                server.kill()


def _free_port():
    # Two servers that look for a port in the same moment find the same one free.
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return asked.getsockname()[1]


def _address(server, home, deadline):
    while time.monotonic() < deadline and server.poll() is None:
        for file in (home / "runtime").glob("jpserver-*.json"):
            told = json.loads(file.read_text() or "{}")
            if told:
                return f"http://127.0.0.1:{told['port']}", told["token"]
        time.sleep(0.1)
    raise RuntimeError(f"JupyterLab did not start: {(home / 'server.log').read_text()[-2000:]}")
