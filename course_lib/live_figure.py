"""A plotly figure that lives in the page and is sent only what changed.

The Python side stays an ordinary ``plotly.graph_objects.Figure`` that tests can read. The page
side is loaded once a page from the installed plotly package: ten figures share one copy.
"""

from __future__ import annotations

import base64
import gzip
import re
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Any

import anywidget
import numpy as np
import traitlets

from course_lib.live_widget import HERE, LiveWidget, difference, joined, plain_numbers
from course_lib.picture import Picture
from course_lib.style import words_in_dark


class PlotlyRuntime(anywidget.AnyWidget):
    """Carries plotly.js to the page once for each kernel; shows nothing itself.

    Parameters
    ----------
    script : plotly.js, compressed by gzip.
    version : its version, as the first lines of plotly.js tell it.
    """

    _esm = HERE / "plotly_runtime.js"
    version = traitlets.Unicode().tag(sync=True)
    script = traitlets.Bytes().tag(sync=True)


@lru_cache(maxsize=1)
def plotly_runtime() -> PlotlyRuntime:
    """Send plotly.js, compressed, to the page; later calls send nothing."""
    source = files("plotly").joinpath("package_data", "plotly.min.js").read_bytes()
    version = re.search(rb"plotly\.js v([\w.-]+)", source[:400])
    return PlotlyRuntime(
        script=gzip.compress(source, compresslevel=1, mtime=0),  # a higher level takes longer
        version=version[1].decode() if version else "unknown",
    )


def plain(picture: Picture) -> dict[str, Any]:
    """Turn a picture into dicts and lists, arrays as raw bytes.

    Parameters
    ----------
    picture : what to send, with a plotly figure or plain dicts.
    """
    drawn = picture.drawn if isinstance(picture.drawn, Mapping) else picture.drawn.to_dict()
    return {
        "data": _raw(drawn.get("data", [])),
        "layout": _raw(drawn.get("layout", {})),
        "sentence": picture.sentence,
        "numbers": plain_numbers(picture.numbers),
    }


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


def patch_between(old: dict[str, Any], new: dict[str, Any]) -> dict[str, Any]:
    """Give the smallest message that turns one plain picture into the next.

    Parameters
    ----------
    old, new : from ``plain``.
    """
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


class LiveFigure(LiveWidget):
    """Show a ``Picture`` and change it in place.

    Parameters
    ----------
    picture : what to show first.
    name : accessible name of the figure, a few words.

    ``picture`` holds what is shown now; ``show`` changes it with one message to the page.
    """

    _esm = joined("live_shared.js", "live_narrow.js", "live_quick.js", "live_figure.js")
    _css = joined("live_figure.css") + words_in_dark()

    def __init__(self, picture: Picture, *, name: str) -> None:
        plotly_runtime()
        super().__init__(picture, name=name)

    def show(self, picture: Picture) -> None:
        """Draw another picture in place of the one shown, sending only what changed.

        Parameters
        ----------
        picture : what to show; with other kinds of traces it is sent whole.
        """
        old, self._plain = self._plain, self._flat(picture)
        self.picture = picture
        patch = patch_between(old, self._plain)
        if patch:
            self._tell(patch)

    def _flat(self, picture: Picture) -> dict[str, Any]:
        return plain(picture)

    def _missed(self) -> dict[str, Any]:
        return {"whole": self._plain}
