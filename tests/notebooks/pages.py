"""A notebook run in this process, seen as the page a learner would have in front of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import ipywidgets as widgets
import nbformat
import numpy as np
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output
from traitlets.config import Config

from course_lib.live_widget import LiveWidget

NOTEBOOKS = sorted((Path(__file__).parents[2] / "notebooks").glob("*.ipynb"))


@dataclass(frozen=True)
class Page:
    """What the cells of a notebook gave: widgets to use, and texts to read."""

    roots: tuple[widgets.Widget, ...]
    texts: tuple[str, ...]


def run_notebook(path: Path) -> Page:
    """Run every code cell as a kernel would and keep what each one shows."""
    InteractiveShell.clear_instance()
    shell = InteractiveShell.instance(config=Config({"HistoryManager": {"enabled": False}}))
    roots, texts = [], []
    for cell in nbformat.read(path, as_version=4).cells:
        if cell.cell_type != "code":
            continue
        with capture_output():
            outcome = shell.run_cell(cell.source)
        assert outcome.success, f"{path.name}, cell {cell.id}: {outcome.error_in_exec}"
        if isinstance(outcome.result, widgets.Widget):
            roots.append(outcome.result)
        elif hasattr(outcome.result, "_repr_html_"):
            texts.append(outcome.result._repr_html_())
    InteractiveShell.clear_instance()
    return Page(tuple(roots), tuple(texts))


def walk(widget: widgets.Widget, *, hidden: bool = True) -> Iterator[widgets.Widget]:
    """Yield a widget and all inside it; without ``hidden`` only what can be seen."""
    if not hidden and widget.layout.display == "none":
        return
    yield widget
    for child in getattr(widget, "children", ()):
        yield from walk(child, hidden=hidden)


def in_view(page: Page) -> list[widgets.Widget]:
    """List every widget of the page that can be seen now."""
    return [widget for root in page.roots for widget in walk(root, hidden=False)]


def is_control(widget: widgets.Widget) -> bool:
    """Say whether a learner can operate this widget (text shown by a widget is no control)."""
    shown_only = (widgets.HTML, widgets.HTMLMath, widgets.Label, widgets.Output, widgets.Box)
    operable = isinstance(widget, widgets.Button) or hasattr(widget, "value")
    return operable and not isinstance(widget, (*shown_only, LiveWidget))


def live_controls(page: Page) -> list[widgets.Widget]:
    """List the controls that can be seen and are switched on."""
    return [w for w in in_view(page) if is_control(w) and not getattr(w, "disabled", False)]


def snapshot(page: Page, *, without: widgets.Widget | None = None) -> dict[str, object]:
    """Write down all that the page shows, leaving out one control's own state."""
    shown: dict[str, object] = {}
    for widget in in_view(page):
        if widget is without:
            continue
        if isinstance(widget, LiveWidget):
            shown[widget.model_id] = (widget._plain, widget.large)
        else:
            value = getattr(widget, "value", None)
            shown[widget.model_id] = (value, getattr(widget, "disabled", False))
    return shown


def drawn(figure: LiveWidget) -> object:
    """Give what a figure draws, without its words: traces, or where parts stand and how they look.

    A camera is left out: looking from elsewhere does not change what is shown.
    """
    told = figure._plain
    return told["data"] if "data" in told else (told["matrices"], told["paints"])


def figures(page: Page) -> list[LiveWidget]:
    """List the figures in view."""
    return [widget for widget in in_view(page) if isinstance(widget, LiveWidget)]


def numbers_in(node: object) -> Iterator[float]:
    """Yield every number in a plain figure, arrays included."""
    if isinstance(node, dict):
        if "raw" in node:
            yield from np.frombuffer(node["raw"], dtype=node["dtype"]).astype(float).tolist()
        else:
            for value in node.values():
                yield from numbers_in(value)
    elif isinstance(node, (list, tuple)):
        for value in node:
            yield from numbers_in(value)
    elif isinstance(node, (int, float)) and not isinstance(node, bool):
        yield float(node)


def html_in_view(page: Page) -> str:
    """Join all that the page shows as HTML."""
    read = (widgets.HTML, widgets.HTMLMath, widgets.Output)
    values = [w.value for w in in_view(page) if isinstance(w, read)]
    return "\n".join([*values, *page.texts])
