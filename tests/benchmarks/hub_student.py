"""A student without a browser: the same requests and kernel messages that a page would send."""

from __future__ import annotations

import json
import struct
import time
import uuid
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import nbformat
import requests
import websocket

from tests.repository.files import ROOT

NOTEBOOK = "notebooks/03_cause_posture.ipynb"
PATIENCE_S = 1500
VIEW = "application/vnd.jupyter.widget-view+json"


class Student:
    """One log-in, one server, one kernel; ``faults`` collects every error that comes back."""

    def __init__(self, hub: str, name: str) -> None:
        self.hub, self.name, self.faults = hub, name, []
        self.web = requests.Session()
        self.base = f"{hub}/user/{name}"

    def enter(self, link: str) -> None:
        """Log in, follow the link, open the notebook."""
        self.log_in()
        self.open(self.follow(link))

    # ---- before class: log in, start the server, follow the link ---------------------------

    def log_in(self) -> None:
        """Fill in the hub's own form and wait until the server answers."""
        self._asked("get", f"{self.hub}/hub/login")
        form = {"username": self.name, "password": "x", "_xsrf": self._xsrf("/hub/")}
        self._asked("post", f"{self.hub}/hub/login", data=form, params={"next": "/hub/spawn"})
        end = time.monotonic() + PATIENCE_S
        while time.monotonic() < end:
            answer = self._asked("get", f"{self.base}/lab")  # leads through the hub's OAuth
            if answer.ok and "jupyter-config-data" in answer.text:
                return
            time.sleep(1)
        raise RuntimeError(f"The server of {self.name} did not start.")

    def follow(self, link: str) -> str:
        """Pull the course as the gitpuller link says; return the notebook's path."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(link).query).items()}
        path = asked.pop("urlpath").removeprefix("lab/tree/")
        answer = self._asked("get", f"{self.base}/git-pull/api?{urlencode(asked)}", stream=True)
        told = [json.loads(line[6:]) for line in answer.iter_lines() if line.startswith(b"data: ")]
        if not told or told[-1]["phase"] != "finished":
            self.faults.append(f"The link of {self.name} pulled nothing: {told[-1:]}")
        return path

    def open(self, path: str) -> None:
        """Start the notebook's kernel, as opening it in JupyterLab does, and listen to it."""
        wanted = {"path": path, "name": path, "type": "notebook", "kernel": {"name": "python3"}}
        token = {"X-XSRFToken": self._xsrf(f"/user/{self.name}/")}
        url = f"{self.base}/api/sessions"
        kernel = self._asked("post", url, json=wanted, headers=token).json()["kernel"]["id"]
        address = f"{self.base.replace('http', 'ws', 1)}/api/kernels/{kernel}/channels"
        cookies = requests.cookies.get_cookie_header(self.web.cookies, _request(self.base + "/"))
        self.socket = websocket.create_connection(address, cookie=cookies, timeout=PATIENCE_S)

    def _asked(self, verb: str, url: str, **how: Any) -> requests.Response:
        answer = self.web.request(verb, url, timeout=PATIENCE_S, **how)
        if answer.status_code >= 500 and answer.status_code != 503:  # 503: not started yet
            self.faults.append(f"{verb} {urlsplit(url).path}: {answer.status_code}")
        return answer

    def _xsrf(self, path: str) -> str:
        found = [c.value for c in self.web.cookies if c.name == "_xsrf" and path == c.path]
        return found[-1] if found else ""

    # ---- in class: run all, drag -----------------------------------------------------------

    def run_all(self) -> float:
        """Run every cell of chapter 03; return the seconds to the first figure's arrival."""
        cells = nbformat.read(ROOT / NOTEBOOK, as_version=4).cells
        start, self.widgets, figure = time.monotonic(), {}, None
        asked = [
            self._send("execute_request", {"code": cell.source, "silent": False})
            for cell in cells
            if cell.cell_type == "code"
        ]
        for message in self._until_idle(asked[-1]):
            if message["msg_type"] == "comm_open":
                self.widgets[message["content"]["comm_id"]] = message["content"]["data"]["state"]
            shows = VIEW in message["content"].get("data", {})
            figure = figure or (time.monotonic() - start if shows else None)
        return figure

    def drag(self) -> float:
        """Move the first lab's slider; return the seconds until the kernel sent what changes."""
        button = self._widget(description="Explore without predicting")
        press = {"method": "custom", "content": {"event": "click"}}
        list(self._until_idle(self._comm(button, press)))
        slider = self._widget(_model_name="FloatSliderModel", disabled=False)
        value = self.widgets[slider]["value"] + self.widgets[slider]["step"]
        start = time.monotonic()
        asked = self._comm(slider, {"method": "update", "state": {"value": value}})
        answers = [m for m in self._until_idle(asked) if m["msg_type"] == "comm_msg"]
        if not any(m["content"]["comm_id"] != slider for m in answers):
            self.faults.append(f"The slider of {self.name} moved nothing.")
        return time.monotonic() - start

    def leave(self) -> None:
        """Close the connection to the kernel."""
        self.socket.close()

    def _widget(self, **wanted: Any) -> str:
        fits = (
            comm
            for comm, state in self.widgets.items()
            if all(state.get(name) == value for name, value in wanted.items())
        )
        return next(fits)

    def _comm(self, comm: str, data: dict[str, Any]) -> str:
        return self._send("comm_msg", {"comm_id": comm, "data": data})

    def _send(self, kind: str, content: dict[str, Any]) -> str:
        name = uuid.uuid4().hex
        header = {"msg_id": name, "msg_type": kind, "session": self.name, "version": "5.3"}
        told = {"username": self.name, "date": "2026-01-01T00:00:00Z"}
        parts = {"header": header | told, "parent_header": {}, "metadata": {}, "content": content}
        self.socket.send(json.dumps({**parts, "channel": "shell", "buffers": []}))
        return name

    def _until_idle(self, asked: str) -> Any:
        """Give each message until the kernel has dealt with what was asked; note errors."""
        while True:
            message = _read(self.socket.recv())
            if message["msg_type"] == "error":
                self.faults.append(f"{message['content']['ename']}: {message['content']['evalue']}")
            if message["msg_type"] == "stream" and message["content"]["name"] == "stderr":
                self.faults.append(message["content"]["text"])
            yield message
            done = message["content"].get("execution_state") == "idle"
            if done and message["parent_header"].get("msg_id") == asked:
                return


def _request(url: str) -> requests.Request:
    return requests.Request("GET", url)


def _read(frame: str | bytes) -> dict[str, Any]:
    """Read a message; with binary parts, the words stand between the first two offsets."""
    if isinstance(frame, bytes):
        (count,) = struct.unpack_from("!I", frame)
        offsets = [*struct.unpack_from(f"!{count}I", frame, 4), len(frame)]
        frame = frame[offsets[0] : offsets[1]].decode()
    return json.loads(frame)
