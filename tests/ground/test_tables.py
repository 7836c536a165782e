"""The tables are what datapackage.json says, and every fault gives its own sentence."""

import json
import math
import shutil
from pathlib import Path

import pytest
from frictionless import Package, Resource

from course_lib.cells import BadCellError, parse_cell
from course_lib.tables import DataError, data_folder, load_columns, load_table, table_names

REAL = Path(__file__).resolve().parents[2] / "data"
SCHEMA = {
    "fields": [
        {
            "name": "id",
            "type": "string",
            "constraints": {"required": True, "unique": True, "pattern": "r[0-9]+"},
        },
        {"name": "side", "type": "string", "constraints": {"enum": ["left", "right"]}},
        {"name": "angle_deg", "type": "number", "constraints": {"minimum": -90, "maximum": 90}},
        {"name": "n", "type": "integer", "constraints": {"minimum": 1}},
        {"name": "day", "type": "date"},
        {"name": "unit", "type": "string"},
        {"name": "population", "type": "string"},
        {"name": "source_key", "type": "string", "sourceKeys": True},
        {
            "name": "confidence",
            "type": "string",
            "constraints": {"required": True, "enum": ["V", "C", "A", "S", "GAP"]},
        },
    ],
    "primaryKey": ["id"],
    "missingValues": [""],
}
CHILD = {
    "fields": [{"name": "name", "type": "string"}, {"name": "parent", "type": "string"}],
    "foreignKeys": [{"fields": ["parent"], "reference": {"resource": "room/t", "fields": ["id"]}}],
    "missingValues": [""],
}
HEADER = "id,side,angle_deg,n,day,unit,population,source_key,confidence"
GOOD = [
    HEADER,
    "r1,left,1.5,10,2026-11-22,deg,adults,teng2015,V",
    '"r2",right,-3e1,,,deg,"runners,\nadults",teng2015;hansraj2014,C',
    "r3,,,,,deg,,,GAP",
]
ALLOWED = "the columns allowed are: " + HEADER.replace(",", ", ") + "."


@pytest.fixture
def small(tmp_path, monkeypatch):
    """Give a writer for a small package of its own, with the real references."""
    shutil.copy(REAL / "references.json", tmp_path)
    resources = [
        {"name": "room/t", "path": "room/t.csv", "type": "table", "schema": SCHEMA},
        {"name": "room/child", "path": "room/child.csv", "type": "table", "schema": CHILD},
    ]
    (tmp_path / "room").mkdir()
    (tmp_path / "datapackage.json").write_text(json.dumps({"name": "x", "resources": resources}))
    (tmp_path / "room/child.csv").write_text("name,parent\na,r1\nb,\n")
    monkeypatch.setenv("COURSE_DATA", str(tmp_path))

    def write(lines, name="room/t"):
        text = lines if isinstance(lines, str) else "\n".join(lines) + "\n"
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
        return tmp_path

    write(GOOD)
    return write


def standard(folder):
    """Read the package with the real library; sourceKeys become an ordinary enum or pattern."""
    package = Package(str(folder / "datapackage.json"))
    ids = [item["id"] for item in json.loads((folder / "references.json").read_text())]
    one = "(" + "|".join(ids) + ")"
    for resource in package.resources:
        for field in resource.schema.fields if resource.path.endswith(".csv") else []:
            if field.custom.get("sourceKeys"):
                field.constraints["pattern"] = f"{one}(;{one})*"
    return package


def faults(folder):
    report = standard(folder).validate()
    return [error.type for task in report.tasks for error in task.errors]


def test_the_real_package_is_valid_by_the_real_library():
    assert faults(REAL) == []


def test_every_real_table_loads_and_has_its_rows():
    for name in table_names():
        rows = Resource(path=str(REAL / f"{name}.csv")).read_rows()
        assert len(load_table(name)) == len(rows) > 0


def test_the_small_package_is_valid_for_both(small):
    folder = small(GOOD)
    assert faults(folder) == []
    frame = load_table("room/t")
    assert list(frame["id"]) == ["r1", "r2", "r3"]
    assert frame["angle_deg"].tolist()[:2] == [1.5, -30.0]
    assert math.isnan(frame["angle_deg"][2])
    assert frame["side"][2] == ""
    assert frame["population"][1] == "runners,\nadults"


def test_each_call_gives_a_copy_of_its_own():
    frame = load_table("claims")
    frame.loc[0, "id"] = "changed"
    load_columns("claims").clear()
    assert load_table("claims")["id"][0] == "C01"
    assert load_columns("claims")["id"][0] == "C01"


def row(**changes):
    """Give the first good row with some cells changed."""
    cells = dict(zip(HEADER.split(","), GOOD[1].split(","), strict=True)) | changes
    return ",".join(cells.values())


# What each cell may hold, as the sentence says it.
NUMBER = "a finite number from -90 up to 90"
WHOLE = "a whole number from 1"
KEY = "a key of references.json (nearest: 'teng2015'), empty only where confidence is GAP"
NO_KEY = "a key of references.json, empty only where confidence is GAP"
CELLS = [
    ("angle_deg", "abc", f"found 'abc'; allowed: {NUMBER}."),
    ("angle_deg", "nan", f"found 'nan'; allowed: {NUMBER}."),
    ("angle_deg", "inf", f"found 'inf'; allowed: {NUMBER}."),
    ("angle_deg", "-Infinity", f"found '-Infinity'; allowed: {NUMBER}."),
    ("angle_deg", "1e999", f"found '1e999'; allowed: {NUMBER}."),
    ("angle_deg", "90.1", f"found '90.1'; allowed: {NUMBER}."),
    ("angle_deg", "-91", f"found '-91'; allowed: {NUMBER}."),
    ("n", "0", f"found '0'; allowed: {WHOLE}."),
    ("n", "2.5", f"found '2.5'; allowed: {WHOLE}."),
    ("side", "up", "found 'up'; allowed: one of left, right."),
    ("confidence", "M", "found 'M'; allowed: one of V, C, A, S, GAP."),
    ("confidence", "", "found an empty cell; allowed: text, never empty."),
    (
        "day",
        "22.11.2026",
        "found '22.11.2026'; allowed: a day as year-month-day, such as 2026-11-22.",
    ),
    ("id", "x9", "found 'x9'; allowed: text of the form r[0-9]+."),
    ("source_key", "teng2105", f"found 'teng2105'; allowed: {KEY}."),
    ("source_key", "teng2015;teng2105", f"found 'teng2105'; allowed: {KEY}."),
    ("source_key", "", f"found an empty cell; allowed: {NO_KEY}."),
]
# Python and the library read these as numbers or accept the empty key; the course does not.
STRICTER = {"nan", "inf", "-Infinity", "1e999", ""}


@pytest.mark.parametrize(("column", "cell", "sentence"), CELLS)
def test_a_wrong_cell_is_named_with_file_line_and_column(small, column, cell, sentence):
    folder = small(
        [HEADER, GOOD[2], row(id="r7", **{column: cell}) if column != "id" else row(id=cell)]
    )
    with pytest.raises(DataError) as caught:
        load_table("room/t")
    # The row before it spans lines 2 and 3.
    assert str(caught.value) == f"data/room/t.csv, line 4, column {column!r}: {sentence}"
    if cell not in STRICTER or column == "confidence":
        assert faults(folder) != []


TABLES = [
    ([HEADER.replace(",unit", ""), "r1"], f"line 1: the column 'unit' is missing; {ALLOWED}"),
    ([HEADER + ",extra", "r1"], f"line 1: found the unknown column 'extra'; {ALLOWED}"),
    (
        ["side,id" + HEADER.removeprefix("id,side"), "r1"],
        f"line 1: the columns are in another order or repeated; {ALLOWED}",
    ),
    ("", f"line 1: the column 'id' is missing; {ALLOWED}"),
    (
        [HEADER, "r1,left"],
        "line 2: found 2 cells, but 9 are allowed, one for each column; text with a comma goes "
        "in double quotes.",
    ),
    (
        [HEADER, row(), "", row(id="r2")],
        "line 3: found 0 cells, but 9 are allowed, one for each column; text with a comma goes "
        "in double quotes.",
    ),
    (
        [HEADER, row(), row()],
        "line 3, column 'id': found 'r1'; allowed: each value once (line 2 has it already).",
    ),
]


@pytest.mark.parametrize(("lines", "sentence"), TABLES)
def test_a_wrong_table_is_named(small, lines, sentence):
    folder = small(lines)
    with pytest.raises(DataError) as caught:
        load_table("room/t")
    assert str(caught.value).removeprefix("data/room/t.csv, ") == sentence
    assert faults(folder) != []


def test_a_foreign_key_must_exist(small):
    folder = small("name,parent\na,r9\n", "room/child")
    with pytest.raises(DataError) as caught:
        load_table("room/child")
    assert str(caught.value) == (
        "data/room/child.csv, line 2, column 'parent': found 'r9'; allowed: a value of 'id' in "
        "table 'room/t'."
    )
    assert faults(folder) == ["foreign-key"]


def test_a_missing_file_is_named(small, tmp_path):
    (tmp_path / "room/t.csv").unlink()
    with pytest.raises(DataError) as caught:
        load_table("room/t")
    path = tmp_path / "room/t.csv"
    assert str(caught.value) == f"data/room/t.csv is missing: looked for {path}; restore this file."


def test_text_in_another_encoding_is_named(small, tmp_path):
    (tmp_path / "room/t.csv").write_bytes(HEADER.encode() + b"\nr1,left,1,1,,\xb0,,teng2015,V\n")
    with pytest.raises(DataError, match=r"^data/room/t.csv, near line 1: found text that cannot"):
        load_table("room/t")


def test_the_mark_that_spreadsheets_write_does_no_harm(small):
    small("\ufeff" + "\n".join(GOOD) + "\n")
    assert load_table("room/t")["id"][0] == "r1"


def test_an_unknown_table_lists_the_known_ones(small):
    with pytest.raises(DataError) as caught:
        load_table("room/tt")
    assert str(caught.value) == (
        "There is no table 'room/tt' (did you mean 'room/t'?); the known tables are: room/child, "
        "room/t."
    )


def test_a_broken_description_is_named(small, tmp_path):
    (tmp_path / "datapackage.json").write_text("{")
    with pytest.raises(DataError, match=r"^datapackage.json in .* cannot be read .* restore"):
        load_table("room/t")


def test_no_data_folder_says_where_it_looked_and_what_to_do(tmp_path, monkeypatch):
    monkeypatch.setenv("COURSE_DATA", str(tmp_path / "nowhere"))
    with pytest.raises(DataError) as caught:
        load_table("claims")
    assert str(caught.value) == (
        "The course data were not found: looked for datapackage.json in "
        f"{tmp_path / 'nowhere'}; download the whole course and install it from its own folder "
        "with 'pip install -e .', or set COURSE_DATA to the path of its data folder."
    )


def test_the_working_directory_plays_no_part(tmp_path, monkeypatch):
    monkeypatch.delenv("COURSE_DATA", raising=False)
    monkeypatch.chdir(tmp_path)
    assert data_folder() == REAL
    assert len(load_table("claims")) > 30


def test_a_field_type_outside_the_subset_is_refused():
    with pytest.raises(BadCellError, match=r"^a field of type string, .* date, not geopoint$"):
        parse_cell({"name": "x", "type": "geopoint"}, "1,2")


# Tables of the course's own making; every other one holds published facts.
OWN = {"chapters", "glossary", "plan/predictions", "treatments/predictions"}
OWN |= {"start/access_notes", "start/answers", "start/mistakes_to_meet", "start/presets"}
OWN |= {"start/room_checklist", "start/schedules", "start/worth_showing"}


def test_every_real_row_keeps_its_confidence_and_none_is_from_memory():
    for name in set(table_names()) - OWN:
        columns = load_columns(name)
        assert {"population", "confidence"} <= set(columns), name
        assert {"source_key", "sources"} & set(columns), name
        assert set(columns["confidence"]) <= {"V", "C", "A", "S", "GAP"}, name


def test_every_column_of_source_keys_is_checked_against_the_references():
    described = json.loads((REAL / "datapackage.json").read_text(encoding="utf-8"))["resources"]
    for resource in described:
        for field in resource.get("schema", {}).get("fields", []):
            if field["name"].endswith("source_key") or field["name"] == "sources":
                assert field.get("sourceKeys") is True, (resource["name"], field["name"])


WORDS = ["easily", "just", "simply", "obviously", "damage", "damaged", "crumbling"]


@pytest.mark.parametrize("name", ["claims", "posture/evidence", "screening/red_flags"])
def test_no_word_that_frightens_or_discourages(name):
    text = load_table(name).astype(str).to_csv().lower()
    assert "wear and tear" not in text
    assert not set(WORDS) & set("".join(c if c.isalpha() else " " for c in text).split())


def test_red_flags_give_urgency_and_never_a_probability():
    flags = load_table("screening/red_flags")
    reviewed = flags[flags["clinically_reviewed"] == "yes"]
    assert set(reviewed["source_key"]) == {"nhs_backpain"}
    assert list(reviewed["id"]) == [f"rf{i:02d}" for i in range(1, 12)]
    assert set(flags[flags["tier"] == "emergency"]["soon"]) == {"now"}
    assert set(flags[flags["tier"] == "urgent"]["soon"]) == {"today"}
    assert all(feature.endswith("?") for feature in flags["feature"])
    shown = flags[["feature", "soon", "reason"]].to_csv().lower()
    assert not any(word in shown for word in ("%", "probab", "risk", "chance", "likely"))
