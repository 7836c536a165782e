"""The sign lab as data: controls, presets, predictions, what it leaves out, sources."""

from __future__ import annotations

from course_lib.declared import Control, Prediction, Preset
from course_lib.screening.frequencies import Thousand, count_people

SIGN_CONTROLS = (
    Control(
        "ill_per_1000",
        "Ill people",
        "per 1,000",
        1,
        100,
        1,
        9,
        "9 of 1,000 people with new low back pain had a serious disease; the rest of the range is "
        "to see what a rarer or a commoner illness would change.",
    ),
    Control(
        "sign_in_ill_percent",
        "Ill people with the sign",
        "%",
        0,
        100,
        1,
        100,
        "0 to 100 %: for most signs nobody has measured it; 77 and 80 % are published for one set.",
    ),
    Control(
        "sign_in_well_percent",
        "Well people with the sign",
        "%",
        0,
        100,
        0.1,
        80.2,
        "0 to 100 %: 80 % follows from the low-back study, 8 and 28 % are published for one set.",
    ),
)

FIRST = {"ill_per_1000": 9, "sign_in_ill_percent": 77, "sign_in_well_percent": 8.3}
SECOND = {"ill_per_1000": 9, "sign_in_ill_percent": 80, "sign_in_well_percent": 27.6}

SIGN_PRESETS = (
    Preset("Any sign, low back pain", {}),
    Preset("Four of five signs, first sample", FIRST),
    Preset("Four of five signs, second sample", SECOND),
    Preset("A sign nobody well has", {"sign_in_ill_percent": 50, "sign_in_well_percent": 0}),
)


def _alarms_rise(result: Thousand) -> float:
    """Tell which move leaves fewer well people with the sign for each ill one: 0 base, 1 sign."""
    base = count_people(ill_per_1000=18, sign_in_ill_percent=77, sign_in_well_percent=27.6)
    sign = result
    per_ill = [r.well_with_sign / max(r.ill_with_sign, 1) for r in (base, sign)]
    return float(per_ill[1] < per_ill[0])


SIGN_PREDICTIONS = (
    Prediction(
        "sign-clean",
        "Think of a better sign: every one of the 9 ill people has it, and only 10 of 100 well "
        "people do. Of those who have the sign, how many are well?",
        {"sign_in_well_percent": 10},
        lambda result: result.well_with_sign,
        "10 of 100 of 991 well people are 99. Even this sign points to eleven well people for each "
        "ill one, because there are so many more of them.",
        "people",
        0,
        500,
        1,
        "people",
    ),
    Prediction(
        "sign-second",
        "Four of five signs of one kind of back pain were found in 8 of 100 people without it in "
        "the first sample. In a second sample it was 28 of 100. With 9 ill people in 1,000, how "
        "many well people carry the signs now?",
        SECOND,
        lambda result: result.well_with_sign,
        "28 of 100 of 991 well people are about 274; in the first sample it was 82. A sign often "
        "does worse in the next group of people.",
        "people",
        0,
        500,
        1,
        "people",
    ),
    Prediction(
        "sign-better",
        "You may choose: twice as many ill people (18 instead of 9), or a sign that 8 instead of "
        "28 of 100 well people carry. Which leaves fewer well people with the sign for each ill "
        "person found?",
        FIRST,
        _alarms_rise,
        "Doubling the ill halves the false alarms for each one found; the cleaner sign cuts them "
        "to a third. That is why professionals combine signs: together they are rarer in the well.",
        options=("twice as many ill people", "the cleaner sign"),
    ),
)

SIGN_LEAVES_OUT = (
    "The upper back: for pain in the thoracic spine nobody has published such numbers.",
    "How many ill people carry a sign, in the low-back study: 100 % is the most it can be.",
    "Everything a professional adds: your history, an examination, and how it goes on.",
    "You: this counts a crowd. It says nothing about one person.",
)
SIGN_SOURCES = ("henschke2009", "sieper2009", "finucane2020")
