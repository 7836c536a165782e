"""References are CSL JSON; only identifiers that were seen become links."""

import json
import shutil
from pathlib import Path

import pytest

from course_lib.sources import (
    DataError,
    SourceError,
    bibliography,
    cite,
    cited_claims,
    cited_keys,
    get_source,
    source_keys,
)

REAL = Path(__file__).resolve().parents[2] / "data"
ITEMS = json.loads((REAL / "references.json").read_text(encoding="utf-8"))


def test_each_reference_has_what_the_course_needs():
    assert len({item["id"] for item in ITEMS}) == len(ITEMS) > 100
    for item in ITEMS:
        assert item["type"]
        assert item.get("title") or item.get("author")
        assert item["custom"].keys() >= {"ids_seen", "authors_seen", "what_was_read"}
        for author in item.get("author", []):
            assert author.keys() in ({"family", "given"}, {"literal"}), item["id"]


def test_an_identifier_is_there_exactly_when_it_was_seen():
    for item in ITEMS:
        has = bool({"DOI", "PMID", "PMCID"} & item.keys())
        assert has == (item["custom"]["ids_seen"] == "Y"), item["id"]
        assert bool(get_source(item["id"]).link) == has


def test_an_author_list_not_seen_in_full_gets_et_al():
    for item in ITEMS:
        source = get_source(item["id"])
        people = [author for author in item.get("author", []) if "family" in author]
        if people and item["custom"]["authors_seen"] != "Y":
            assert "et al." in source.short, item["id"]
            assert "et al." in str(source), item["id"]


@pytest.mark.parametrize(
    ("key", "text", "link"),
    [
        ("mahmoud2019", "Mahmoud et al. 2019", "https://doi.org/10.1007/s12178-019-09594-y"),
        ("hansraj2014", "Hansraj 2014", "https://pubmed.ncbi.nlm.nih.gov/25393825"),
        ("bruno2012", "Bruno et al. 2012", "https://pmc.ncbi.nlm.nih.gov/articles/PMC3431452"),
        ("teng2015", "Teng and Powers 2015", ""),
        ("ning2015", "Ning et al. 2015", ""),
        ("oakley2024", "Oakley et al. 2024", ""),
        ("andersen2011", "Andersen et al. 2011", "https://doi.org/10.1016/j.pain.2010.11.016"),
        ("ogorman1987", "O'Gorman et al. (year not seen)", ""),
        ("prm2021", "“Incidence and risk factors of low back …” 2021", ""),
    ],
)
def test_a_citation_is_author_year_and_a_link_where_one_was_seen(key, text, link):
    citation = cite(key)
    assert str(citation) == text
    shown = text.replace("'", "&#x27;")
    assert citation._repr_html_() == (f'<a href="{link}">{shown}</a>' if link else shown)


def test_an_unknown_key_names_the_nearest():
    with pytest.raises(SourceError) as caught:
        cite("mahmod2019")
    assert caught.value.args[0] == (
        "There is no reference 'mahmod2019' in references.json; the nearest known key is "
        "'mahmoud2019'."
    )


@pytest.fixture
def course(tmp_path, monkeypatch):
    """Give a writer for a notebook in a course folder of its own, with the real data."""
    shutil.copytree(REAL, tmp_path / "data")
    (tmp_path / "notebooks").mkdir()
    monkeypatch.setenv("COURSE_DATA", str(tmp_path / "data"))

    def write(*cells):
        book = {"cells": [{"cell_type": kind, "source": text} for kind, text in cells]}
        path = tmp_path / "notebooks/09_try.ipynb"
        path.write_text(json.dumps(book), encoding="utf-8")
        return tmp_path

    return write


def test_a_notebook_cites_by_call_by_link_and_by_card(course):
    course(
        ("code", ["cite('teng2015')\n", 'cite( "polga2004" )']),
        (
            "markdown",
            "See [one](https://doi.org/10.1007/S12178-019-09594-y), and http://dx.doi.org/"
            "10.1093/ptj/pzab007. Also https://pubmed.ncbi.nlm.nih.gov/25393825/",
        ),
        ("markdown", "Not a source: https://doi.org/10.1000/unknown"),
        ("code", 'evidence_card("C03")'),
    )
    by_card = {"briggs2009", "lopes2012"}
    wanted = {"teng2015", "polga2004", "mahmoud2019", "richards2021", "hansraj2014"} | by_card
    assert cited_keys("09_try") == wanted
    assert cited_claims("09_try") == {"C03"}


def test_a_card_brings_the_sources_of_its_rows(course):
    course(("code", "evidence_card('C16')"))
    assert {"swain2020", "warrener2021", "morton2010", "teng2015"} <= cited_keys("09_try")


def test_the_bibliography_is_alphabetical_and_says_how_each_was_read(course):
    course(("code", "cite('teng2015'); cite('hansraj2014'); cite('nhs_backpain')"))
    lines = str(bibliography("09_try")).splitlines()
    assert [line[:4] for line in lines] == ["Hans", "NHS.", "Teng"]
    assert "[read: full text] https://pubmed.ncbi.nlm.nih.gov/25393825" in lines[0]
    assert "[read: secondary]" in lines[1]
    assert lines[2].endswith("[read: abstract]")
    page = bibliography("09_try")._repr_html_()
    assert page.count("<li>") == 3
    assert '<a href="https://pubmed.ncbi.nlm.nih.gov/25393825">' in page


def test_the_bibliography_takes_keys():
    assert str(bibliography(["hansraj2014", "hansraj2014"])).count("Hansraj") == 1
    with pytest.raises(SourceError, match="no reference 'nobody'"):
        bibliography(["nobody"])


def test_a_notebook_that_is_not_there_is_named(course):
    folder = course(("code", ""))
    with pytest.raises(SourceError) as caught:
        bibliography("77_none")
    assert caught.value.args[0] == (
        f"There is no notebook '77_none' in {folder / 'notebooks'}; the notebooks there: 09_try."
    )


def test_text_from_the_file_is_never_markup(course):
    folder = course(("code", ""))
    path = folder / "data/references.json"
    custom = {"ids_seen": "Y", "authors_seen": "Y", "what_was_read": "<i>x</i>"}
    bad = {"id": "z", "type": "book", "DOI": '"><script>', "custom": custom}
    bad |= {"title": "<script>", "author": [{"family": "<b>", "given": "X"}]}
    path.write_text(json.dumps([*ITEMS, bad]))
    for page in (cite("z")._repr_html_(), bibliography(["z"])._repr_html_()):
        assert "<script>" not in page
        assert "<b>" not in page
        assert "<i>" not in page


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("[", r"references\.json in .* cannot be read as CSL JSON \(.*\); restore the file or"),
        ('[{"type": "book"}]', r"cannot be read as CSL JSON \(KeyError\('id'\)\)"),
        (json.dumps([ITEMS[0], ITEMS[0]]), r"has the id '.*' twice; each id is allowed once\.$"),
    ],
)
def test_a_broken_reference_file_is_named(course, text, sentence):
    folder = course(("code", ""))
    (folder / "data/references.json").write_text(text)
    with pytest.raises(DataError, match=sentence):
        source_keys()


def test_a_missing_reference_file_is_named(course):
    folder = course(("code", ""))
    path = folder / "data/references.json"
    path.unlink()
    with pytest.raises(DataError) as caught:
        cite("teng2015")
    assert str(caught.value) == (
        f"The references were not found: looked for {path}; restore this file."
    )
