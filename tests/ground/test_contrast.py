"""Text and marks stand out from what is behind them, in the light and the dark theme: computed.

The rule is WCAG 2.2: 4.5 to 1 for text, 3 to 1 for what must be seen besides. The themes' colours
are read from the style sheets of the JupyterLab that is installed, ours from our own files.
"""

import re
import sys
from pathlib import Path

import pytest

from course_lib.strokes import band, zone
from course_lib.style import EDGE, INK, INK_IN_DARK, PALETTE
from tests.repository.files import ROOT

TEXT, MARK = 4.5, 3.0
THEMES = Path(sys.prefix) / "share/jupyter/lab/themes/@jupyterlab"
# What our cards and figures can stand on.
BEHIND = ("var(--jp-layout-color0)", "var(--jp-layout-color1)", "var(--jp-layout-color2)")
NAMED = {"white": "#fff", "black": "#000"}
HOUSE = ROOT / "course_lib"
SITE = HOUSE / "site.css"  # has two themes of its own
IN_THE_THEME = sorted(set(HOUSE.rglob("*.css")) - {SITE})
SCRIPTS = sorted(HOUSE.rglob("*.py"))
WORDS, GROUND = (
    r"(?<![\w-])color:\s*([^;\"'}!]+)",
    r"(?<![\w-])background(?:-color)?:\s*([^;\"'}!]+)",
)
RING = r"outline:\s*\d+px solid\s*([^;\"'}!]+)"


def variables(text):
    """Read the custom properties of a style sheet."""
    return {name: value.strip() for name, value in re.findall(r"(--[\w-]+):\s*([^;}]+)", text)}


THEME = {
    theme: variables((THEMES / f"theme-{theme}-extension/index.css").read_text("utf-8"))
    for theme in ("light", "dark")
}


def resolved(value, known):
    """Follow variables to a plain colour; a variable that nobody sets has its own second choice."""
    found = re.fullmatch(r"var\((--[\w-]+)(?:,\s*(.+))?\)", value.strip())
    if not found:
        return NAMED.get(value.strip(), value.strip())
    name, otherwise = found.groups()
    return resolved(known.get(name, otherwise), known)


def channels(colour):
    """Give red, green, blue from 0 to 255 and opacity of a hex or rgb colour, else nothing."""
    if found := re.fullmatch(r"#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})", colour):
        digits = found[1] if len(found[1]) == 6 else "".join(2 * digit for digit in found[1])
        return (*(int(digits[i : i + 2], 16) for i in (0, 2, 4)), 1.0)
    if found := re.fullmatch(r"rgba?\(([\d.,\s]+)\)", colour):
        numbers = [float(number) for number in found[1].split(",")]
        return (*numbers[:3], numbers[3] if len(numbers) > 3 else 1.0)
    return None


def luminance(rgb):
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in rgb]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(front, behind):
    """Give the ratio of two colours; what shines through the front one counts."""
    *front, opacity = channels(front)
    *behind, _whole = channels(behind)
    seen = [opacity * f + (1 - opacity) * b for f, b in zip(front, behind, strict=True)]
    bright, dark = sorted(luminance([c / 255 for c in rgb]) for rgb in (seen, behind))[::-1]
    return (bright + 0.05) / (dark + 0.05)


def grounds(theme):
    return [resolved(colour, THEME[theme]) for colour in BEHIND]


def declared(text, what):
    """List (colour, backgrounds stated with it) of each rule or style attribute."""
    blocks = re.findall(r"\{([^{}]*)\}|style=[\"']([^\"']*)[\"']", text)
    return [
        (colour.strip(), re.findall(GROUND, block))
        for block in (one or two for one, two in blocks)
        for colour in re.findall(what, block)
    ]


def faint(text, *, known, behind, what=WORDS, least=TEXT):
    """List what is declared in a text and does not stand out from what is behind it."""
    found = []
    for colour, own in declared(text, what):
        front = resolved(colour, known)
        own = [ground for ground in (resolved(g, known) for g in own) if channels(ground)]
        if not channels(front):
            continue  # inherit, currentColor: the theme's
        found += [
            f"{colour} on {ground}: {contrast(front, ground):.2f}"
            for ground in (own or behind)
            if contrast(front, ground) < least
        ]
    return found


def test_the_formula_gives_what_the_standard_says():
    assert contrast("#000", "#fff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)
    assert contrast("rgba(0,0,0,.5)", "#fff") == pytest.approx(
        contrast("#808080", "#fff"), rel=0.01
    )


def test_the_themes_were_read():
    assert grounds("light")[:2] == ["#fff", "#fff"]
    assert grounds("dark") == ["#111", "#212121", "#424242"]


@pytest.mark.parametrize("role", sorted(INK))
def test_words_about_a_role_can_be_read_in_both_themes(role):
    for theme, inks in (("light", INK), ("dark", INK_IN_DARK)):
        for ground in grounds(theme)[:2]:  # figures never stand on the third
            assert contrast(inks[role], ground) >= TEXT, (theme, ground)


def test_every_ink_has_its_other_half():
    assert INK.keys() == INK_IN_DARK.keys() <= PALETTE.keys()


@pytest.mark.parametrize("role", sorted(PALETTE.keys() - {"text", "grid"}))
def test_a_mark_or_its_edge_stands_out_in_both_themes(role):
    colours = [PALETTE[role], EDGE.get(role, PALETTE[role])]
    for theme in THEME:
        for ground in grounds(theme)[:2]:
            assert max(contrast(colour, ground) for colour in colours) >= MARK, (theme, ground)


@pytest.mark.parametrize("role", sorted(PALETTE.keys() - {"text", "grid"}))
def test_what_is_filled_faintly_has_a_line_round_it_that_stands_out(role):
    filled = band([0.0, 0.0], [1.0, 2.0], along=[0.0, 1.0], role=role)
    corners = [list(filled[letter]) for letter in "xy"]
    assert [(values[0], len(values)) for values in corners] == [
        (values[-1], 5) for values in corners
    ]
    for look in (filled["line"], zone(role, x0=0, x1=1)["line"]):
        assert look["width"] >= 1
        assert look.get("dash", "solid") == "solid"
        for ground in [ground for theme in THEME for ground in grounds(theme)[:2]]:
            assert contrast(look["color"], ground) >= MARK, ground


def test_nothing_is_filled_without_a_line_round_it():
    bare = re.compile(r"\bwidth(?:=|\": ?)0(?![.\d])")
    found = {path.name: len(bare.findall(path.read_text("utf-8"))) for path in SCRIPTS}
    # The fibres of a sheet of muscle are drawn over its filling.
    assert {name: times for name, times in found.items() if times} == {"plate_drawing.py": 1}


@pytest.mark.parametrize("sheet", IN_THE_THEME, ids=lambda path: path.name)
@pytest.mark.parametrize("theme", sorted(THEME))
def test_the_text_of_a_style_sheet_can_be_read(sheet, theme):
    text = sheet.read_text("utf-8")
    assert faint(text, known=THEME[theme], behind=grounds(theme)) == []


@pytest.mark.parametrize("sheet", IN_THE_THEME, ids=lambda path: path.name)
@pytest.mark.parametrize("theme", sorted(THEME))
def test_the_ring_round_what_has_the_focus_can_be_seen(sheet, theme):
    text = sheet.read_text("utf-8")
    known = THEME[theme] | rings(theme)
    assert faint(text, known=known, behind=grounds(theme), what=RING, least=MARK) == []


def rings(theme):
    """Give what `manners.css` sets for a theme."""
    text = (HOUSE / "manners.css").read_text("utf-8")
    either = re.search(
        rf'\[data-jp-theme-light="{str(theme == "light").lower()}"\]\s*\{{(.*?)\}}', text
    )
    return variables(re.search(r"body \{(.*?)\}", text)[1]) | variables(either[1] if either else "")


@pytest.mark.parametrize("theme", sorted(THEME))
def test_text_coloured_in_python_can_be_read(theme):
    for script in SCRIPTS:
        text = script.read_text("utf-8")
        paper = "<!doctype" in text.lower()  # printed or opened by itself, on white
        behind = ["#ffffff"] if paper else grounds(theme)
        assert faint(text, known=THEME[theme], behind=behind) == [], script.name


@pytest.mark.parametrize("number", [0, 1])
def test_the_pages_for_reading_can_be_read_in_both_themes(number):
    text = SITE.read_text("utf-8")
    light, dark = (variables(block) for block in re.findall(r":root \{([^}]*)\}", text))
    known = light if number == 0 else light | dark
    behind = [known["--back"], known["--soft"]]
    assert contrast(known["--text"], behind[1]) >= TEXT
    assert faint(text, known=known, behind=behind) == []
    assert faint(text, known=known, behind=behind, what=RING, least=MARK) == []
