"""One learner at one JupyterLab page: what they do, and what they see."""

import re
from contextlib import contextmanager
from urllib.parse import urlparse

import nbformat
from playwright.sync_api import expect

PATIENCE_MS, POLL_MS = 10_000, 50
RUNTIME = "__upperBackCoursePlotly"
LOCAL = ("127.0.0.1", "localhost")
# A figure's drawn arrays, typed ones written as plain lists, and what stands around the plot.
SEEN = """(figure) => {
  const gd = figure.querySelector(".js-plotly-plot");
  const plain = (_key, value) => ArrayBuffer.isView(value) ? Array.from(value) : value;
  return {
    data: gd && gd.data ? JSON.stringify(gd.data, plain) : "",
    sentence: figure.querySelector(".course-sentence").textContent,
    cells: [...figure.querySelectorAll(".course-numbers td")].map((cell) => cell.textContent),
    heads: [...figure.querySelectorAll(".course-numbers thead th")].map((c) => c.textContent),
    width: gd && gd._fullLayout ? gd._fullLayout.width : 0,
    font: gd && gd._fullLayout ? gd._fullLayout.font.color : "",
  };
}"""
NOT_FINITE = """() => [...document.querySelectorAll(".js-plotly-plot .main-svg *")].filter(
  (node) => [...node.attributes].some((a) => /NaN|Infinity/.test(a.value))).length"""


def write_notebook(folder, name, *sources):
    """Write a notebook of code cells and return its name."""
    spec = {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"}
    cells = [nbformat.v4.new_code_cell(source) for source in sources]
    book = nbformat.v4.new_notebook(metadata={"kernelspec": spec}, cells=cells)
    nbformat.write(book, folder / f"{name}.ipynb")
    return f"{name}.ipynb"


class Desk:
    """A page of its own that may talk to this machine only.

    ``outside`` lists every address that was asked for elsewhere, ``complaints`` every error that
    the page wrote to its console, ``received`` the bytes that came from the kernels.
    """

    def __init__(self, context, base, token):
        self.context, self.base, self.token = context, base, token
        self.outside, self.complaints, self.received = [], [], 0
        context.set_default_timeout(PATIENCE_MS)
        context.route("**/*", self._gate)
        self.page = context.new_page()
        self.page.on("websocket", self._socket)
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.complaints.append(f"uncaught: {error}"))

    def _gate(self, route):
        address = urlparse(route.request.url)
        if address.scheme in ("data", "blob") or address.hostname in LOCAL:
            return route.continue_()
        self.outside.append(route.request.url)
        return route.abort()

    def _socket(self, socket):
        if urlparse(socket.url).hostname not in LOCAL:
            self.outside.append(socket.url)
        socket.on("framereceived", lambda frame: self._count(len(frame)))

    def _count(self, size):
        self.received += size

    def _console(self, message):
        if message.type == "error":
            self.complaints.append(f"{message.text} ({message.location.get('url', '')})")

    # ---- what the learner does ----------------------------------------------------------------

    def open(self, path):
        """Open a notebook in an empty workspace and wait for its kernel."""
        self.page.goto(f"{self.base}/lab/tree/{path}?reset&token={self.token}")
        self.wait_idle()

    def command(self, name, **arguments):
        """Do what a menu entry or shortcut of JupyterLab does, and wait until it is done."""
        script = "([name, args]) => window.jupyterapp.commands.execute(name, args).then(() => {})"
        self.page.evaluate(script, [name, arguments])

    def run_all(self):
        """Run every cell and wait until the last has ended."""
        self.command("notebook:run-all-cells")
        self.wait_idle()

    def restart_and_run_all(self):
        """Restart the kernel, as the menu does, and run every cell."""
        self.start("notebook:restart-run-all")
        self.page.locator(".jp-Dialog .jp-mod-accept").click()
        expect(self.page.locator(".jp-Dialog")).to_have_count(0)
        self.wait_idle()

    def start(self, name):
        """Begin a command that asks something before it goes on."""
        self.page.evaluate("(name) => void window.jupyterapp.commands.execute(name)", name)

    def wait_idle(self):
        """Wait until no cell of the current notebook runs or waits."""
        self.page.wait_for_function(
            """() => {
              const app = window.jupyterapp;
              const panel = app && app.shell.currentWidget;
              const kernel = panel?.sessionContext?.session?.kernel;
              if (!panel?.content?.widgets || kernel?.status !== "idle") return false;
              return panel.content.widgets.every((cell) => !cell.node.querySelector(
                ".jp-InputPrompt, .jp-InputArea-prompt")?.textContent.includes("[*]"));
            }"""
        )

    def explore(self, lab):
        """Open a lab's controls without a prediction."""
        lab.get_by_role("button", name="Explore without predicting").click()
        expect(lab).not_to_have_class(re.compile("course-closed"))

    # ---- what the learner sees ----------------------------------------------------------------

    def figures(self):
        """Return the figures of the page."""
        return self.page.locator(".course-figure")

    def drawn(self, figure=None):
        """Wait until a figure stands drawn and return what is seen of it."""
        figure = figure or self.figures().first
        expect(figure.locator(".js-plotly-plot .main-svg").first).to_be_attached()
        return figure.evaluate(SEEN)

    def changed(self, before, figure=None, *, key="data"):
        """Wait until a figure differs from what was seen before and return what is seen now."""
        return self.until(lambda seen: seen[key] != before[key], figure)

    def until(self, condition, figure=None):
        """Wait until a condition on what is seen of a figure holds and return what is seen."""
        for _ in range(PATIENCE_MS // POLL_MS):
            seen = self.drawn(figure)
            if condition(seen):
                return seen
            self.page.wait_for_timeout(POLL_MS)
        raise AssertionError(f"The figure stayed at: {seen['sentence']!r}, {seen['width']} px")

    def errors(self):
        """Return the text of every error or warning that a cell put out."""
        kinds = ("application/vnd.jupyter.error", "application/vnd.jupyter.stderr")
        found = ",".join(f'.jp-OutputArea-output[data-mime-type="{kind}"]' for kind in kinds)
        return self.page.locator(found).all_inner_texts()

    def assert_quiet(self):
        """Nothing left the machine and nothing complained."""
        assert self.outside == []
        assert self.complaints == []
        assert self.page.evaluate(NOT_FINITE) == 0


@contextmanager
def desk(browser, base, token):
    """Give a new learner: nothing is shared with the page of another test."""
    context = browser.new_context(viewport={"width": 1400, "height": 1000})
    try:
        yield Desk(context, base, token)
    finally:
        context.close()
