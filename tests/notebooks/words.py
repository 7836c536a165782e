"""How a figure can be read: where the numbers of its sentence stand, the colours of its words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from course_lib.live_widget import LiveWidget
from course_lib.style import INK

NUMBER = re.compile(r"(?<![\w.,])[−-]?\d+(?:\.\d+)?")


def numbers(text: str) -> list[str]:
    """List the numbers of a text as written, a minus sign as a hyphen.

    >>> numbers("T4: −2.5 to 10 mm")
    ['-2.5', '10']
    """
    return [found.replace("−", "-") for found in NUMBER.findall(text)]


def unit(number: str) -> float:
    """Give the size of the last digit that counts; zeros at the end of a whole number do not.

    >>> unit("340"), unit("2.50")
    (10.0, 0.01)
    """
    whole, _, decimals = number.lstrip("-").partition(".")
    return 10.0 ** (-len(decimals) or len(whole) - len(whole.rstrip("0")) * bool(int(whole)))


def untold(sentence: str, elsewhere: str) -> list[str]:
    """List the numbers of a sentence that stand nowhere else, rounded as the sentence rounds."""
    known = [abs(float(number)) for number in numbers(elsewhere)]
    return [
        said
        for said in numbers(sentence)
        if not any(abs(abs(float(said)) - one) <= unit(said) / 2 + 0.005 * one for one in known)
    ]


def check_numbers(figure: LiveWidget, settings: list[object], where: str) -> None:
    """Hold that at least half of what the sentence counts is in the table or set by the learner.

    The rest may be how two of them compare, or who was studied.
    """
    table, sentence = figure._plain["numbers"], figure.picture.sentence
    cells = [*table["columns"], *(cell for row in table["rows"] for cell in row)]
    lost = untold(sentence, " ".join(map(str, [figure.name, *cells, *settings])))
    fair = 2 * len(lost) <= len(numbers(sentence))
    assert fair, f"{where}: the table of {figure.name!r} lacks {lost} of {sentence!r}"
    assert all(table["columns"]), f"{where}: the table of {figure.name!r} has a column without name"


def word_colours(node: object) -> Iterator[str]:
    """Yield the colours of words in a plain figure, but for words on a ground of their own."""
    if isinstance(node, dict):
        for key, value in node.items():
            if key.endswith("font") and "bgcolor" not in node and isinstance(value, dict):
                yield from [value["color"]] if "color" in value else []
            elif key != "template":
                yield from word_colours(value)
    elif isinstance(node, (list, tuple)):
        for value in node:
            yield from word_colours(value)
    elif isinstance(node, str):
        yield from re.findall(r"color:\s*([^;'\"]+)", node)


def check_colours(figure: LiveWidget) -> None:
    """Hold that words have the theme's colour or an ink, whose contrast is computed."""
    strange = set(word_colours(figure._plain)) - set(INK.values())
    assert not strange, f"{figure.name!r} writes words in {strange}: use INK"
