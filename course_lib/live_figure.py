"""A plotly figure that lives in the page and is sent only what changed.

The Python side stays an ordinary ``plotly.graph_objects.Figure`` that tests can read. The page
side is loaded once a page from the installed plotly package: ten figures share one copy.
"""

from __future__ import annotations

import base64
import gzip
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import anywidget
import numpy as np
import traitlets

from course_lib.manners import page_manners, show_for_keeps
from course_lib.picture import Picture
from course_lib.quantities import Numbers

HERE = Path(__file__).parent


class PlotlyRuntime(anywidget.AnyWidget):
    """Carries plotly.js to the page once for each kernel; shows nothing itself."""

    _esm = HERE / "plotly_runtime.js"
    script = traitlets.Bytes().tag(sync=True)


@lru_cache(maxsize=1)
def plotly_runtime() -> PlotlyRuntime:
    """Send plotly.js, compressed, to the page; later calls send nothing."""
    source = files("plotly").joinpath("package_data", "plotly.min.js").read_bytes()
    return PlotlyRuntime(script=gzip.compress(source, compresslevel=4, mtime=0))


def plain(picture: Picture) -> dict[str, Any]:
    """Turn a picture into dicts and lists, arrays as raw bytes."""
    drawn = picture.drawn if isinstance(picture.drawn, Mapping) else picture.drawn.to_dict()
    return {
        "data": _raw(drawn.get("data", [])),
        "layout": _raw(drawn.get("layout", {})),
        "sentence": picture.sentence,
        "numbers": plain_numbers(picture.numbers),
    }


def plain_numbers(numbers: Numbers) -> dict[str, Any]:
    """Turn a table into lists of text."""
    rows = [[cell if isinstance(cell, str) else f"{cell:.3g}" for cell in r] for r in numbers.rows]
    return {"columns": list(numbers.columns), "rows": rows}


def _raw(node: Any) -> Any:  # noqa: ANN401 (any JSON value)
    if isinstance(node, np.ndarray):
        return _bytes(node)
    if isinstance(node, Mapping):
        if "bdata" in node and "shape" not in node:
            return {"dtype": node["dtype"], "raw": base64.b64decode(node["bdata"])}
        return {key: _raw(value) for key, value in node.items()}
    if isinstance(node, (list, tuple)):
        return [_raw(value) for value in node]
    return node.item() if isinstance(node, np.generic) else node


def _bytes(values: np.ndarray) -> Any:  # noqa: ANN401 (any JSON value)
    if values.ndim != 1 or values.dtype.kind not in "iufb":
        return values.tolist()
    return {"dtype": "f8", "raw": values.astype(np.float64).tobytes()}


def difference(old: Any, new: Any, *, path: str = "") -> dict[str, Any]:  # noqa: ANN401
    """List what changed between two plain trees as plotly attribute paths.

    >>> difference({"x": {"a": 1, "b": 2}}, {"x": {"a": 1, "b": 3}})
    {'x.b': 3}
    """
    if old == new:
        return {}
    both = isinstance(old, dict) and isinstance(new, dict)
    if not both or "raw" in new or "raw" in old:
        return {path: new}
    gone = dict.fromkeys(old.keys() - new.keys())
    changes: dict[str, Any] = {}
    for key, value in (new | gone).items():
        changes |= difference(old.get(key), value, path=f"{path}.{key}" if path else key)
    return changes


def patch_between(old: dict[str, Any], new: dict[str, Any]) -> dict[str, Any]:
    """Give the smallest message that turns one plain picture into the next."""
    same_traces = [t.get("type") for t in old["data"]] == [t.get("type") for t in new["data"]]
    if not same_traces:
        return {"whole": new}
    traces = [difference(a, b) for a, b in zip(old["data"], new["data"], strict=True)]
    patch = {
        "traces": {str(i): change for i, change in enumerate(traces) if change},
        "layout": difference(old["layout"], new["layout"]),
        "sentence": new["sentence"] if new["sentence"] != old["sentence"] else None,
        "numbers": new["numbers"] if new["numbers"] != old["numbers"] else None,
    }
    return {key: value for key, value in patch.items() if value}


def split_buffers(node: Any, buffers: list[bytes]) -> Any:  # noqa: ANN401
    """Move raw bytes out of a tree into ``buffers``, leaving their number behind."""
    if isinstance(node, dict):
        if "raw" in node:
            buffers.append(node["raw"])
            return {"dtype": node["dtype"], "raw": len(buffers) - 1}
        return {key: split_buffers(value, buffers) for key, value in node.items()}
    if isinstance(node, list):
        return [split_buffers(value, buffers) for value in node]
    return node


class LiveFigure(anywidget.AnyWidget):
    """Show a ``Picture`` and change it in place.

    Parameters
    ----------
    picture : what to show first.
    name : accessible name of the figure, a few words.

    ``picture`` holds what is shown now; ``show`` changes it with one message to the page.

    Messages travel on the comm of ``layout``: anywidget shuts a widget's own comm for good when
    the page needs more than two seconds to start it, as a slow computer does. They are numbered,
    so that a page that starts late asks for what it has missed.
    """

    _esm = HERE / "live_figure.js"
    _css = HERE / "live_figure.css"
    name = traitlets.Unicode().tag(sync=True)
    large = traitlets.Bool(False).tag(sync=True)
    whole = traitlets.Any().tag(sync=True, to_json=lambda _value, widget: widget._now())

    def __init__(self, picture: Picture, *, name: str) -> None:
        self.picture, self._plain, self._number = picture, plain(picture), 0
        plotly_runtime()
        page_manners()
        super().__init__(name=name)
        self.observe(lambda _change: self._tell({}), "large")
        self.on_msg(self._on_page)

    def show(self, picture: Picture) -> None:
        """Draw another picture in place of the one shown, sending only what changed."""
        old, self._plain = self._plain, plain(picture)
        self.picture = picture
        patch = patch_between(old, self._plain)
        if patch:
            self._tell(patch)

    def send(self, content: dict[str, Any], buffers: list[bytes] | None = None) -> None:
        """Send a message to every page that shows this figure."""
        self.layout.send(content, buffers)

    def _now(self) -> dict[str, Any]:
        return {**self._plain, "number": self._number}

    def _tell(self, patch: dict[str, Any]) -> None:
        self._number += 1
        buffers: list[bytes] = []
        message = split_buffers(patch, buffers) | {"number": self._number, "large": self.large}
        self.send(message, buffers=buffers)

    def _on_page(self, _widget: object, content: dict[str, Any], _buffers: object) -> None:
        if content.get("number") != self._number:
            self._tell({"whole": self._plain})

    def _ipython_display_(self) -> None:
        show_for_keeps(self, self.name, sentence=self.picture.sentence)
