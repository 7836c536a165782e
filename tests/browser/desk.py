"""One learner at one JupyterLab page: what they do, and what they see."""

import re
from contextlib import contextmanager
from urllib.parse import urlparse

import nbformat
from playwright.sync_api import expect

PATIENCE_MS, POLL_MS = 60_000, 50
MOST_TABS = 120
expect.set_options(timeout=PATIENCE_MS)
# anywidget says this when a page needs more than two seconds to start a figure, as a loaded test
# machine may; test_survival.py has a test that the figure lives all the same.
SLOW_START = "[anywidget] Failed to initialize model."
# JupyterLab says this of itself where a page is reloaded, or a kernel restarted, on a busy machine.
DEBUGGER = "Could not restore the debugger state"
LOCAL = ("127.0.0.1", "localhost")
# A figure's drawn arrays, typed ones written as plain lists, and what stands around the plot.
SEEN = """(figure) => {
  const gd = figure.querySelector(".js-plotly-plot");
  const scene = figure.querySelector("canvas")?.courseScene;
  const plain = (_key, value) => ArrayBuffer.isView(value) ? Array.from(value) : value;
  return {
    data: scene ? JSON.stringify(scene.matrices, plain)
      : gd && gd.data ? JSON.stringify(gd.data, plain) : "",
    sentence: figure.querySelector(".course-sentence").textContent.replaceAll("\u00a0", " "),
    rows: [...figure.querySelectorAll(".course-numbers tbody tr")].map(
      (row) => [...row.cells].map((cell) => cell.textContent)),
    width: gd && gd._fullLayout ? gd._fullLayout.width : 0,
    font: gd && gd._fullLayout ? gd._fullLayout.font.color : "",
    font_px: gd && gd._fullLayout ? gd._fullLayout.font.size : 0,
  };
}"""
# Whether the focus stands below a node, inside the same notebook.
BEHIND = """(node) => {
  const at = document.activeElement;
  return Boolean(at.closest(".jp-OutputArea")
    && node.compareDocumentPosition(at) & Node.DOCUMENT_POSITION_FOLLOWING);
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
        context.on("request", self._asked_for)
        self.page = context.new_page()
        self.page.on("websocket", self._socket)
        self.page.on("console", self._console)
        self.page.on("pageerror", self._uncaught)

    def _asked_for(self, request):
        address = urlparse(request.url)
        if address.scheme not in ("data", "blob") and address.hostname not in LOCAL:
            self.outside.append(request.url)

    def _socket(self, socket):
        if urlparse(socket.url).hostname not in LOCAL:
            self.outside.append(socket.url)
        socket.on("framereceived", lambda frame: self._count(len(frame)))

    def _count(self, size):
        self.received += size

    def _console(self, message):
        if message.type == "error" and not message.text.startswith(DEBUGGER):
            self.complaints.append(f"{message.text} ({message.location.get('url', '')})")

    def _uncaught(self, error):
        if SLOW_START not in str(error):
            self.complaints.append(f"uncaught: {error}")

    # ---- what the learner does ----------------------------------------------------------------

    def open(self, path):
        """Open a notebook in an empty workspace and wait for its kernel."""
        self.page.goto(f"{self.base}/lab/tree/{path}?reset&token={self.token}")
        self.wait_idle()

    def turn_to(self, path):
        """Save and close what is open, and open another notebook in the same page."""
        if self.page.url == "about:blank":
            self.open(path)
            return
        self.save()
        self.stop_kernels()
        self.command("application:close-all")
        expect(self.page.locator(".jp-NotebookPanel")).to_have_count(0)
        self.command("docmanager:open", path=path)
        self.wait_idle()

    def command(self, name, **arguments):
        """Do what a menu entry or shortcut of JupyterLab does, and wait until it is done."""
        script = "([name, args]) => window.jupyterapp.commands.execute(name, args).then(() => {})"
        self.page.evaluate(script, [name, arguments])

    def wear(self, theme):
        """Change to JupyterLab's "Light" or "Dark" theme, and wait until its curtain has gone."""
        self.command("apputils:change-theme", theme=f"JupyterLab {theme}")
        expect(self.page.locator("#jupyterlab-splash")).to_have_count(0)
        expect(self.page.locator("body")).to_have_attribute(
            "data-jp-theme-light", str(theme == "Light").lower()
        )

    def theme(self):
        """Tell which theme JupyterLab wears: "Light" or "Dark"."""
        light = self.page.locator("body").get_attribute("data-jp-theme-light")
        return "Light" if light == "true" else "Dark"

    def run_all(self):
        """Run every cell and wait until the last has ended."""
        self.command("notebook:run-all-cells")
        self.wait_idle()

    def restart_and_run_all(self):
        """Restart the kernel, as the menu does, and run every cell."""
        script = "() => void window.jupyterapp.commands.execute('notebook:restart-run-all')"
        self.page.evaluate(script)  # it asks, so its end is not waited for
        self.page.locator(".jp-Dialog .jp-mod-accept").click()
        expect(self.page.locator(".jp-Dialog")).to_have_count(0)
        self.wait_idle()

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

    def save(self):
        """Save the notebook and wait until it is on disk."""
        self.command("docmanager:save")
        self.page.wait_for_function("() => !window.jupyterapp.shell.currentWidget.model.dirty")

    def leave(self):
        """Stop what runs and close the page."""
        self.context.remove_listener("request", self._asked_for)
        if self.page.evaluate("() => Boolean(window.jupyterapp)"):
            self.stop_kernels()
        self.page.close()

    def stop_kernels(self):
        """Shut down the kernels of this page's notebooks."""
        self.page.evaluate(
            """() => Promise.all([...window.jupyterapp.shell.widgets("main")].map(
              (panel) => panel.sessionContext && panel.sessionContext.shutdown()))"""
        )

    def explore(self, lab):
        """Open a lab's controls without a prediction, where it asks for one."""
        skip = lab.get_by_role("button", name="Explore without predicting")
        if skip.is_visible():
            skip.click()
        expect(lab).not_to_have_class(re.compile("course-closed"))

    def tab_to(self, target):
        """Press Tab, or Shift and Tab where that is nearer, until the target has the focus."""
        key = "Shift+Tab" if target.evaluate(BEHIND) else "Tab"
        for _ in range(MOST_TABS):
            if target.evaluate("(node) => node === document.activeElement"):
                return
            self.page.keyboard.press(key)
        raise AssertionError(f"Tab never reaches {target}")

    def press_arrow(self, slider, key="ArrowRight"):
        """Move a slider by one step with the keyboard."""
        slider.focus()
        slider.press(key)

    def drag(self, slider, by_px):
        """Pull a slider's handle sideways with the mouse."""
        slider.scroll_into_view_if_needed()
        box = slider.bounding_box()
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        self.page.mouse.move(x, y)
        self.page.mouse.down()
        self.page.mouse.move(x + by_px, y, steps=6)
        self.page.mouse.up()

    # ---- what the learner sees ----------------------------------------------------------------

    @property
    def figures(self):
        """The figures of the page."""
        return self.page.locator(".course-figure")

    @property
    def labs(self):
        """The labs of the page."""
        return self.page.locator(".course-lab")

    @property
    def sliders(self):
        """The handles of the sliders that move a lab's model."""
        return self.page.locator(".course-controls .noUi-handle")

    def drawn(self, figure=None):
        """Wait until a figure stands drawn and return what is seen of it."""
        figure = figure or self.figures.first
        expect(figure.locator(".js-plotly-plot .main-svg, canvas").first).to_be_attached()
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
def desk(context, base, token):
    """Give a learner a page; pages share a cache, and the server gives each its own kernel."""
    learner = Desk(context, base, token)
    try:
        yield learner
    finally:
        learner.leave()
