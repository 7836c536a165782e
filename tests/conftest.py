"""What the tests share."""

from __future__ import annotations

import pytest

from course_lib.record import Record

pytest.register_assert_rewrite("tests.lab_frame")


@pytest.fixture
def record(tmp_path):
    """Give an empty record of this test's own."""
    return Record(tmp_path / "record.json")
