"""What every live picture shares: a name, words, numbers, and numbered messages to the page.

A child turns a picture into plain data and says what the page draws; the way there and back, and
what happens when a page starts late, stands here once.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import anywidget
import traitlets

from course_lib.manners import page_manners, show_for_keeps
from course_lib.quantities import Numbers

HERE = Path(__file__).parent


def joined(*names: str) -> str:
    """Put files of this folder together: a widget has one script and one style sheet.

    Parameters
    ----------
    names : of files in this folder, in their order.
    """
    return "\n".join((HERE / name).read_text("utf-8") for name in names)


def plain_numbers(numbers: Numbers) -> dict[str, Any]:
    """Turn a table into lists of text.

    Parameters
    ----------
    numbers : the table of a picture; numbers get three digits.
    """
    rows = [[cell if isinstance(cell, str) else f"{cell:.3g}" for cell in r] for r in numbers.rows]
    return {"columns": list(numbers.columns), "rows": rows}


def difference(old: Any, new: Any, *, path: str = "") -> dict[str, Any]:  # noqa: ANN401
    """List what changed between two plain trees as plotly attribute paths.

    Parameters
    ----------
    old, new : dicts, lists, text, numbers; a dict with "raw" is an array and one piece.
    path : where they stand in the whole tree, "" for all of it.

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


def _split_buffers(node: Any, buffers: list[bytes]) -> Any:  # noqa: ANN401
    """Move raw bytes out of a tree into ``buffers``, leaving their number behind."""
    if isinstance(node, dict):
        if "raw" in node:
            buffers.append(node["raw"])
            return {"dtype": node["dtype"], "raw": len(buffers) - 1}
        return {key: _split_buffers(value, buffers) for key, value in node.items()}
    if isinstance(node, list):
        return [_split_buffers(value, buffers) for value in node]
    return node


class LiveWidget(anywidget.AnyWidget):
    """The parent of ``LiveFigure`` and ``LiveScene``.

    Parameters
    ----------
    picture : what is shown first; it has a ``sentence`` and ``numbers``.
    name : accessible name, a few words.
    traits : further traits of a child.

    ``picture`` holds what is shown now. A child says in ``_flat`` what a picture is as plain data;
    it may add to what a page gets at its start (``_now``) and later (``_missed``), and hear what
    the page says (``_on_page``).

    Messages travel on the comm of ``layout``: anywidget shuts a widget's own comm for good when
    the page needs more than two seconds to start it, as a slow computer does. They are numbered,
    so that a page that starts late asks for what it has missed.
    """

    name = traitlets.Unicode().tag(sync=True)
    large = traitlets.Bool(False).tag(sync=True)
    whole = traitlets.Any().tag(sync=True, to_json=lambda _value, widget: widget._now())

    def __init__(self, picture: Any, *, name: str, **traits: Any) -> None:  # noqa: ANN401
        self.picture, self._plain, self._number = picture, self._flat(picture), 0
        page_manners()
        super().__init__(name=name, **traits)
        self.observe(lambda _change: self._tell({}), "large")
        self.layout.on_msg(self._on_page)

    def send(self, content: dict[str, Any], buffers: list[bytes] | None = None) -> None:
        """Send a message to every page that shows this.

        Parameters
        ----------
        content : plain JSON.
        buffers : raw bytes that go with it; the content names them by number.
        """
        self.layout.send(content, buffers)

    # ---- what a child says ----------------------------------------------------------------------

    def _flat(self, picture: Any) -> dict[str, Any]:  # noqa: ANN401
        raise NotImplementedError

    def _now(self) -> dict[str, Any]:
        return {**self._plain, "number": self._number}

    def _missed(self) -> dict[str, Any]:
        return self._plain

    # ---- there and back -------------------------------------------------------------------------

    def _tell(self, patch: Mapping[str, Any]) -> None:
        self._number += 1
        buffers: list[bytes] = []
        message = _split_buffers(dict(patch), buffers)
        self.send(message | {"number": self._number, "large": self.large}, buffers=buffers)

    def _on_page(self, _widget: object, content: dict[str, Any], _buffers: object) -> None:
        if content.get("number") != self._number:
            self._tell({**self._missed(), "all": True})

    def _ipython_display_(self) -> None:
        show_for_keeps(self, self.name, sentence=self.picture.sentence)
