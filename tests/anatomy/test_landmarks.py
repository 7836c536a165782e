"""Levels: numbers agree with names, disagreement stays visible, and wrong names are a sentence."""

import re

import pytest

from course_lib.anatomy import landmarks as marks

ALL = marks.landmarks()


def numbers(level):
    """Read a level such as T4/T5 or T3-T4 as numbers of vertebrae."""
    return [marks.VERTEBRAE.index(name.strip()) for name in re.split("[/-]", level) if name.strip()]


@pytest.mark.parametrize("mark", ALL, ids=lambda mark: mark.id)
def test_numbers_agree_with_the_level_in_words(mark):
    assert mark.level_low <= mark.level_high
    if mark.level:
        found = numbers(mark.level)
        assert mark.level_low - 1 <= min(found)
        assert max(found) <= mark.level_high + 1


def test_the_tip_of_the_scapula_shows_its_disagreement():
    rows = marks.landmarks(topic="lower tip of the shoulder blade")
    assert {row.agreement for row in rows} == {"sources differ"}
    assert {row.source_key: row.level for row in rows} == {
        "egofelix": "T7",
        "ellis": "T8",
        "haneline2008": "T8",
    }
    measured = next(row for row in rows if row.sd is not None)
    assert (measured.mean, measured.sd, measured.confidence) == (8.0, 0.9, "A")
    assert (measured.level_low, measured.level_high) == (7.0, 9.0)


def test_topics_said_to_differ_do_differ_and_the_others_do_not():
    for topic in {mark.topic for mark in ALL}:
        rows = marks.landmarks(topic=topic)
        levels = {(row.level_low, row.level_high) for row in rows}
        states = {row.agreement for row in rows}
        expected = "one source" if len(rows) == 1 else "sources agree"
        if len(levels) > 1:
            expected = "sources differ"
        assert states == {expected}, topic


def test_what_passes_the_diaphragm():
    found = {mark.topic: mark.level for mark in marks.landmarks(kind="diaphragm opening")}
    assert found == {"inferior vena cava": "T8", "oesophagus": "T10", "aorta": "T12"}


def test_every_thoracic_nerve_has_a_dermatome_and_weak_sources_are_marked():
    rows = marks.landmarks(kind="dermatome")
    assert {row.level for row in rows} == {f"T{i}" for i in range(1, 13)}
    for row in ALL:
        if row.source_key in ("droracle", "picmonic", "egofelix", "coursehero", "earthslab"):
            assert row.confidence == "S", row.id
            assert "weak source" in row.note or "cross-check" in row.note or row.sd, row.id


def test_what_lies_at_one_vertebra():
    at_t8 = {mark.topic for mark in marks.at_level("T8")}
    assert {
        "inferior vena cava",
        "lower tip of the shoulder blade",
        "skin served by nerve T8",
    } <= at_t8
    assert "aorta" not in at_t8
    assert "rib 8 below the shoulder blade" not in at_t8
    assert "ridge across the breastbone" in {mark.topic for mark in marks.at_level("T4")}
    assert "ridge across the breastbone" in {mark.topic for mark in marks.at_level("T5")}


@pytest.mark.parametrize("wrong", ["T13", "t4", "", "C1", None])
def test_an_unknown_vertebra_lists_the_known_ones(wrong):
    with pytest.raises(ValueError, match=r"There is no vertebra .* choose one of C7, T1, T2"):
        marks.at_level(wrong)


def test_an_unknown_kind_or_topic_names_the_nearest():
    with pytest.raises(ValueError, match="No landmark has the kind 'dermatomes'; choose dermatome"):
        marks.landmarks(kind="dermatomes")
    with pytest.raises(ValueError, match="No landmark has the topic 'aortas'; choose aorta"):
        marks.landmarks(topic="aortas")
    with pytest.raises(ValueError, match="choose dermatome, diaphragm opening, internal level"):
        marks.landmarks(kind="xyz")
