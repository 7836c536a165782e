"""No style sheet of the course moves anything; what scripts move is tested in the browser."""

import re

import pytest

from tests.ground.test_contrast import IN_THE_THEME, SITE

MOVES = r"(?<![\w-])(?:transition|animation|scroll-behavior)[\w-]*:(?!\s*none)[^;}]+|@keyframes"


@pytest.mark.parametrize("sheet", [*IN_THE_THEME, SITE], ids=lambda path: path.name)
def test_no_style_sheet_moves_anything(sheet):
    assert re.findall(MOVES, sheet.read_text("utf-8")) == []


def test_a_style_sheet_that_moves_something_is_caught():
    assert re.findall(MOVES, "p { transition: left 1s; } q { animation-name: turn }") != []
    assert re.findall(MOVES, "p { transition: none !important; }") == []
