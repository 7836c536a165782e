"""What the tests share."""

from __future__ import annotations

import pytest

from course_lib.record import Record

pytest.register_assert_rewrite("tests.lab_frame", "tests.browser.desk", "tests.browser.scenes")


@pytest.fixture
def record(tmp_path):
    """Give an empty record of this test's own."""
    return Record(tmp_path / "record.json")
