"""A JupyterLab of its own: a free port, empty settings, the checkout's own course_lib."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
SECONDS_TO_START = 120


def free_port() -> int:
    """Ask the system for a port that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _settings(folder: Path) -> dict[str, str]:
    quiet = folder / "config" / "labconfig" / "page_config.json"
    quiet.parent.mkdir(parents=True)
    asks = "@jupyterlab/apputils-extension:announcements"  # opens a prompt over the notebook
    quiet.write_text(json.dumps({"disabledExtensions": {asks: True}}), encoding="utf-8")
    places = {
        "JUPYTER_CONFIG_DIR": "config",
        "JUPYTER_DATA_DIR": "data",
        "JUPYTER_RUNTIME_DIR": "runtime",
        "JUPYTERLAB_WORKSPACES_DIR": "workspaces",
        "JUPYTERLAB_SETTINGS_DIR": "settings",
        "IPYTHONDIR": "ipython",
        "COURSE_RECORD": "record.json",
    }
    paths = os.pathsep.join([str(ROOT), str(HERE)])
    return {**os.environ, "PYTHONPATH": paths} | {k: str(folder / v) for k, v in places.items()}


def _command(port: int, notebooks: Path) -> list[str]:
    options = {
        "ServerApp.port": port,
        "ServerApp.port_retries": 0,
        "ServerApp.root_dir": notebooks,
        "IdentityProvider.token": "",
        "ServerApp.disable_check_xsrf": True,
    }
    start = [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root"]
    return start + [f"--{name}={value}" for name, value in options.items()]


def _wait(url: str, process: subprocess.Popen, log: Path) -> None:
    end = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < end and process.poll() is None:
        try:
            urllib.request.urlopen(f"{url}/api", timeout=2).close()
        except (urllib.error.URLError, OSError):
            time.sleep(0.3)
        else:
            return
    told = log.read_text(encoding="utf-8", errors="replace")[-2000:]
    raise RuntimeError(f"JupyterLab did not start; its last words were:\n{told}")


@contextmanager
def jupyterlab(folder: Path, notebooks: Path) -> Iterator[str]:
    """Serve ``notebooks``, keep every setting in ``folder``, give the address."""
    port, log = free_port(), folder / "server.log"
    with log.open("w") as told:
        process = subprocess.Popen(
            _command(port, notebooks), env=_settings(folder), stdout=told, stderr=told
        )
    try:
        url = f"http://127.0.0.1:{port}"
        _wait(url, process, log)
        yield url
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()


def sessions_of(url: str, path: str) -> list[dict]:
    """List the sessions of the notebook ``path``."""
    with urllib.request.urlopen(f"{url}/api/sessions", timeout=20) as answer:
        return [session for session in json.load(answer) if session["path"] == path]


def kernel_is_ready(url: str, path: str) -> bool:
    """Return whether the notebook's kernel is idle and a page is connected to it."""
    kernels = [session["kernel"] for session in sessions_of(url, path)]
    return any(k["execution_state"] == "idle" and k["connections"] for k in kernels)


def end_kernels(url: str, path: str) -> None:
    """Shut down the kernels of the notebook ``path``, so that the next one is fresh."""
    for session in sessions_of(url, path):
        address = f"{url}/api/sessions/{session['id']}"
        order = urllib.request.Request(address, method="DELETE")
        urllib.request.urlopen(order, timeout=20).close()
