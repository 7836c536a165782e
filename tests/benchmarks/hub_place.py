"""A real JupyterHub in a folder of its own: its packages, its proxy, its processes, its memory."""

from __future__ import annotations

import json
import os
import secrets
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.benchmarks.machine_facts import learners_environment
from tests.benchmarks.server import free_port
from tests.repository.files import ROOT

HUB, PROXY = "jupyterhub==6.1.1", "configurable-http-proxy@5.3.0"
PULLER = "nbgitpuller==1.3.0"
RECIPE = ROOT / "course_lib" / "hub" / "jupyterhub_config.py"
CONFIG = """
load_subconfig({recipe!r})
c.JupyterHub.bind_url = {url!r}
c.JupyterHub.hub_port = {hub_port}
c.JupyterHub.db_url = "sqlite:///{folder}/hub.sqlite"
c.JupyterHub.cookie_secret_file = "{folder}/cookie_secret"
c.JupyterHub.authenticator_class = "dummy"
c.Authenticator.allow_all = True
c.JupyterHub.spawner_class = "simple"
c.SimpleLocalProcessSpawner.home_dir_template = "{folder}/homes/{{username}}"
c.Spawner.cmd = [{singleuser!r}]
c.Spawner.args.extend({root_user!r})
c.ConfigurableHTTPProxy.command = {proxy!r}
c.ConfigurableHTTPProxy.api_url = "http://127.0.0.1:{api_port}"
c.ConfigurableHTTPProxy.pid_file = "{folder}/proxy.pid"
"""


def install(folder: Path) -> list[str]:
    """Install hub, course and proxy into ``folder``; return the versions that matter."""
    python = folder / "venv" / "bin" / "python"
    pins = ["-c", str(ROOT / "requirements.txt")]
    subprocess.run([sys.executable, "-m", "venv", str(folder / "venv")], check=True)
    subprocess.run([python, "-m", "pip", "install", "-q", *pins, "uv"], check=True)
    course = [*pins, "-e", str(ROOT), HUB, PULLER]
    subprocess.run([python, "-m", "uv", "pip", "install", "-q", *course], check=True)
    npm = ["npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", str(folder), PROXY]
    subprocess.run(npm, check=True)
    asked = "import sys; print(sys.version.split()[0])"
    version = subprocess.run([python, "-c", asked], capture_output=True, text=True, check=True)
    node = subprocess.run(["node", "--version"], capture_output=True, text=True, check=True)
    return [f"Python {version.stdout.strip()}", HUB, PULLER, PROXY, f"node {node.stdout.strip()}"]


def repository(folder: Path) -> Path:
    """Make the repository that the students' links pull: the last commit, and nothing else."""
    bare = folder / "course"
    subprocess.run(["git", "clone", "-q", "--bare", str(ROOT), str(bare)], check=True)
    return bare


@contextmanager
def hub(place: Path, folder: Path) -> Iterator[tuple[str, int]]:
    """Start a hub of the installed packages in ``folder``; give its address and process id."""
    url, hub_port, api_port = (free_port() for _ in range(3))
    address = f"http://127.0.0.1:{url}"
    bin_folder = place / "venv" / "bin"
    (folder / "homes").mkdir(parents=True)
    script = place / "node_modules" / "configurable-http-proxy" / "bin" / "configurable-http-proxy"
    settings = CONFIG.format(
        recipe=str(RECIPE),
        url=address,
        hub_port=hub_port,
        api_port=api_port,
        folder=folder,
        singleuser=str(bin_folder / "jupyterhub-singleuser"),
        root_user=["--allow-root"] if os.geteuid() == 0 else [],
        proxy=["node", str(script)],
    )
    config = folder / "jupyterhub_config.py"
    config.write_text(settings, encoding="utf-8")
    own = {"PATH": f"{bin_folder}{os.pathsep}{os.environ['PATH']}"}
    own["CONFIGPROXY_AUTH_TOKEN"] = secrets.token_hex(32)
    command = [str(bin_folder / "jupyterhub"), "-f", str(config)]
    with (folder / "hub.log").open("w") as log:
        process = subprocess.Popen(
            command, cwd=folder, env={**learners_environment(), **own}, stdout=log, stderr=log
        )
    try:
        _wait(f"{address}/hub/api", process, folder)
        yield address, process.pid
    finally:
        process.terminate()
        try:
            process.wait(120)  # it stops every student's server first
        except subprocess.TimeoutExpired:
            process.kill()


def _wait(api: str, process: subprocess.Popen, folder: Path) -> None:
    end = time.monotonic() + 180
    while time.monotonic() < end and process.poll() is None:
        try:
            with urllib.request.urlopen(api, timeout=5) as answer:
                json.load(answer)
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.3)
    raise RuntimeError(f"The hub did not start:\n{(folder / 'hub.log').read_text()[-2000:]}")


def children() -> dict[int, list[int]]:
    """Return the processes that each process has started."""
    found: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            words = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue  # it has ended meanwhile
        found.setdefault(int(words[1]), []).append(int(stat.parent.name))
    return found


def memory_mb(pid: int) -> dict[str, float]:
    """Return PSS and RSS of a process, in MB."""
    told = {}
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        name, _, rest = line.partition(":")
        if name in ("Pss", "Rss"):
            told[name.upper()] = int(rest.split()[0]) * 1024 / 1e6
    return told


def sizes(hub_pid: int) -> dict[str, list[dict[str, float]]]:
    """Return PSS and RSS in MB of each server, each kernel, the hub and the proxy."""
    tree, found = children(), {"hub": [memory_mb(hub_pid)], "proxy": [], "server": [], "kernel": []}
    todo = list(tree.get(hub_pid, []))
    while todo:
        pid = todo.pop()
        words = Path(f"/proc/{pid}/cmdline").read_bytes().decode(errors="replace")
        kind = next((k for k, mark in MARKS.items() if mark in words), None)
        if kind:
            found[kind].append(memory_mb(pid))
        todo += tree.get(pid, [])
    return found


MARKS = {
    "kernel": "ipykernel_launcher",
    "server": "jupyterhub-singleuser",
    "proxy": "configurable-http-proxy",
}


def needs() -> str:
    """Say what is missing on this machine; nothing when all is there."""
    missing = [name for name in ("node", "npm", "git") if shutil.which(name) is None]
    if sys.platform != "linux":
        return "The load test reads /proc: run it on Linux."
    return f"Install {' and '.join(missing)}, then type the command again." if missing else ""
