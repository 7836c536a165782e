"""What ipywidgets leaves open for keyboard and screen reader, mended once a page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from html import escape
from pathlib import Path
from typing import Any

import anywidget
import ipywidgets as widgets
from IPython.display import display

HERE = Path(__file__).parent


class PageManners(anywidget.AnyWidget):
    """Names sliders and radio groups, keeps keys with the control, tells of a lost kernel."""

    _esm = "\n".join((HERE / name).read_text("utf-8") for name in ("connection.js", "manners.js"))
    _css = HERE / "manners.css"


@lru_cache(maxsize=1)
def page_manners() -> PageManners:
    """Mend every course card of the page, now and later; one for each kernel is enough."""
    return PageManners()


class Button(widgets.Button):
    """A button with one action; a failing action can be noticed (ipywidgets swallows it).

    Parameters
    ----------
    action : what a press does.
    description : the words on the button.
    """

    def __init__(
        self, action: Callable[[], object], *, description: str, **options: object
    ) -> None:
        options.setdefault("layout", widgets.Layout(width="auto"))
        super().__init__(description=description, **options)
        self._action = action

    def click(self) -> None:
        """Do the action."""
        self._action()


class Moving:
    """Several controls move as one: who hears them waits while this is entered."""

    under_way = False

    def __enter__(self) -> None:
        self.under_way = True

    def __exit__(self, *_fault: object) -> None:
        self.under_way = False


class LargeType(widgets.ToggleButton):
    """The switch for the projector: larger type on a card and a taller figure.

    Parameters
    ----------
    card : the box whose type grows.
    figure : the live figure or scene on it.
    """

    def __init__(self, card: widgets.Box, figure: widgets.DOMWidget) -> None:
        words = "For the projector: larger type and a taller figure"
        super().__init__(description="Large type", tooltip=words, layout={"width": "auto"})
        self._card, self._figure = card, figure
        self.observe(self._grow, "value")

    def _grow(self, change: Mapping[str, Any]) -> None:
        self._figure.large = change["new"]
        card = self._card
        (card.add_class if change["new"] else card.remove_class)("course-large")


def show_for_keeps(widget: widgets.DOMWidget, name: str, *, sentence: str) -> None:
    """Show a widget and, for a notebook reopened from disk, what it showed, in words.

    The style sheet hides the words while the widget above them is alive.

    Parameters
    ----------
    widget : what is shown.
    name : its accessible name, a few words.
    sentence : what it shows, in words.
    """
    words = (
        "If there is nothing above, run this cell again: click on it and press Shift and Enter. "
        f"When this notebook was saved, it stood here: “{name}” {sentence}"
    )
    bundle = widgets.DOMWidget._repr_mimebundle_(widget)
    display({**bundle, "text/plain": f"{name}: {sentence}"}, raw=True)
    display({"text/html": f"<p class='course-kept'>{escape(words)}</p>"}, raw=True)


class KeptBox(widgets.VBox):
    """A box that leaves its words behind for a notebook reopened without its kernel.

    Parameters
    ----------
    children : what stands in the box.
    name, sentence : the words to leave.
    """

    def __init__(self, children: list[widgets.Widget], *, name: str, sentence: str) -> None:
        super().__init__(children)
        self._words = (name, sentence)

    def _ipython_display_(self) -> None:
        name, sentence = self._words
        show_for_keeps(self, name, sentence=sentence)
