"""One notebook in one JupyterLab page: open, run all, press a key, count bytes."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, Playwright, Route, WebSocket
from server import HERE, end_kernels, kernel_is_ready

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
SWITCHES = (
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
    "--enable-unsafe-swiftshader",  # scenes are drawn without a graphics card too
)
IDLE = ".jp-Notebook-ExecutionIndicator[data-status=idle]"
MINUTE_MS = 60_000
EXTENSION = "upper-back-course-ready"


def launch(playwright: Playwright) -> Browser:
    """Start the installed Chromium without a window, or the one playwright has downloaded."""
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    return playwright.chromium.launch(executable_path=found, args=list(SWITCHES))


@dataclass
class LabPage:
    """A page with its notebook, the bytes it was sent and what it asked of other machines."""

    page: Page
    url: str
    path: str
    bytes_in: int = 0
    largest: int = 0
    bare: bool = False  # without the course's extension, which has plotly.js ready
    outside: list[str] = field(default_factory=list)

    def _route(self, route: Route) -> None:
        address = route.request.url
        if self.bare and EXTENSION in address:
            route.abort()
        elif address.startswith(("data:", "blob:")) or urlsplit(address).hostname == "127.0.0.1":
            route.continue_()
        else:
            self.outside.append(address)
            route.abort()

    def _count(self, frame: str | bytes) -> None:
        size = len(frame.encode() if isinstance(frame, str) else frame)
        self.bytes_in += size
        self.largest = max(self.largest, size)

    def _socket(self, socket: WebSocket) -> None:
        socket.on("framereceived", self._count)

    def open(self) -> None:
        """Show the notebook and wait for its kernel."""
        self.page.add_init_script(path=HERE / "watch.js")
        self.page.route("**/*", self._route)
        self.page.on("websocket", self._socket)
        self.page.goto(f"{self.url}/lab/tree/{self.path}?reset", timeout=2 * MINUTE_MS)
        self.page.wait_for_selector(IDLE, timeout=2 * MINUTE_MS)
        for _ in range(600):  # the page's requests are answered only while playwright waits
            if kernel_is_ready(self.url, self.path):
                break
            self.page.wait_for_timeout(200)
        self.page.wait_for_timeout(2000)

    def run_all(self, quiet_ms: int = 500) -> dict[str, float]:
        """Run all cells; give ms from the click to the first picture and to the last change."""
        self.page.click("li.lm-MenuBar-item:has-text('Run')")
        self.page.evaluate("quiet => courseBenchmark.runAll(quiet)", quiet_ms)
        self.page.click("li[data-command='runmenu:run-all']")
        times = self.page.evaluate("courseBenchmark.result")
        self.page.wait_for_selector(IDLE, timeout=2 * MINUTE_MS)
        return self._checked(times)

    def press(self, key: str, quiet_ms: int) -> dict[str, float]:
        """Press a key; give ms to the first and last change, all bytes, the largest message."""
        before, self.largest = self.bytes_in, 0
        self.page.evaluate("quiet => courseBenchmark.keyPress(quiet)", quiet_ms)
        self.page.keyboard.press(key)
        times = self._checked(self.page.evaluate("courseBenchmark.result"))
        return times | {"bytes": self.bytes_in - before, "message": self.largest}

    def page_ms_of_frames(self, words: str, count: int) -> list[float]:
        """Play a scene's motion; give the ms that the page needs for each of its frames."""
        self.page.click(f".course-tools button:has-text('{words}')")
        self.page.wait_for_selector(".course-tools button:has-text('Stop'):enabled")
        times = self.page.evaluate(
            "count => courseBenchmark.framesOf("
            "document.querySelector('.course-scene canvas').courseScene, count)",
            count,
        )
        self.page.click(".course-tools button:has-text('Stop')")
        return times

    def _checked(self, times: dict[str, float | None]) -> dict[str, float]:
        if times["last"] is None:
            raise RuntimeError(f"{self.path}: no picture came within the time limit.")
        return times

    def wait_quiet(self, seconds: float) -> None:
        """Wait until nothing has come over the socket for some seconds."""
        seen = -1
        while seen != self.bytes_in:
            seen = self.bytes_in
            self.page.wait_for_timeout(1000 * seconds)


@contextmanager
def opened(browser: Browser, url: str, path: str, *, bare: bool = False) -> Iterator[LabPage]:
    """Open a notebook in a page and a kernel of its own; end both afterwards."""
    context = browser.new_context(viewport={"width": 1400, "height": 1000})
    lab = LabPage(context.new_page(), url, path, bare=bare)
    try:
        lab.open()
        yield lab
    finally:
        context.close()
        end_kernels(url, path)
