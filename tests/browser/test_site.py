"""The pages for reading, opened from a folder: no server, no network, no notebook."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import ipywidgets as widgets
import nbformat
import pytest
from playwright.sync_api import expect

from course_lib import __main__ as launcher
from course_lib import site, stills
from course_lib.links import Address, site_arguments
from course_lib.posture import lab as posture_lab
from course_lib.quiz import quiz
from course_lib.record import Record
from course_lib.site_pages import Page, frame, search_index, sections, with_links

STEMS = ["01_spine_and_ribs", "03_cause_posture"]  # a scene and a figure
LINK = re.compile(r"""(?:href|src)=["']([^"'#]+)(?:#([^"']*))?["']""")
ATTRIBUTES = re.compile(r"""<(?:script|link|img|iframe|source)\b[^>]*?(?:src|href)=["']([^"']+)""")


@pytest.fixture(scope="module")
def folder(browser, tmp_path_factory):
    """The site of two notebooks; the pages of all others are missing on purpose."""
    target = tmp_path_factory.mktemp("site") / "pages"
    command = ["-m", "course_lib", "site", str(target), "--only", "01", "03_cause_posture"]
    words = site_arguments(launcher.parse(command[2:])[0])  # what the launcher would run
    done = subprocess.run([sys.executable, *words], cwd=site.ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"open {target / 'index.html'}" in done.stdout
    return target


@pytest.fixture
def reader(browser):
    """A page, and every address that it asked for elsewhere than on the disk."""
    page, asked, complaints = browser.new_page(), [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.set_default_timeout(30_000)
    yield page
    page.close()
    assert [address for address in asked if not address.startswith(("file:", "data:"))] == []
    assert complaints == []


def html(folder, stem):
    return (folder / f"{stem}.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("stem", STEMS)
def test_every_picture_is_there_and_says_what_it_shows(folder, reader, stem):
    reader.goto((folder / f"{stem}.html").as_uri())
    pictures = reader.locator("figure img")
    assert pictures.count() >= 8
    for picture in pictures.all():
        picture.scroll_into_view_if_needed()
        picture.evaluate("(img) => img.decode()")  # fails when there is nothing to see
        figure = picture.locator("xpath=..")
        assert picture.get_attribute("alt") == figure.locator("figcaption").text_content()
        assert figure.locator("table tbody tr").count() >= 1


def test_the_kinds_of_picture_are_drawn_by_their_own_front_ends(folder):
    kinds = {file.suffix for file in (folder / "pictures").iterdir()}
    assert kinds == {".svg", ".jpg"}
    for file in (folder / "pictures").glob("*.svg"):
        assert "NaN" not in file.read_text(encoding="utf-8")
    pixels = {file.stat().st_size for file in (folder / "pictures").glob("*.jpg")}
    assert min(pixels) > 20_000  # an empty scene has 5 kB


def test_each_preset_of_a_lab_has_a_picture_and_its_settings(folder):
    text, lab = html(folder, "03_cause_posture"), posture_lab.runner_lab(Record(Path("unused")))
    assert len(lab.preset_buttons) >= 4
    for button in lab.preset_buttons:
        assert f"<b>Preset: {button.description}</b><br/>Head slid forward (mm) " in text


@pytest.mark.parametrize("stem", STEMS)
def test_no_widget_is_left_as_words_about_a_widget(folder, stem):
    text = html(folder, stem)
    for trace in ("widget-view", "widget-state", "model_id", "LiveFigure(", "VBox(", "course-kept"):
        assert trace not in text.replace("LiveFigure(figure", "").replace("LiveFigure(forest", "")
    assert text.count("<summary>Answer</summary>") >= 6
    assert "Evidence card" in text
    assert 'class="no-page"' in text  # a chapter that was not written is named, not linked


def test_the_search_finds_a_lever_and_leads_to_it(folder, reader):
    reader.goto((folder / "index.html").as_uri())
    reader.get_by_label("Search").fill("lever")
    reader.get_by_role("button", name="Find").click()
    expect(reader).to_have_url(re.compile("search.html"))
    expect(reader.get_by_role("status")).to_contain_text("have it")
    expect(reader.locator("mark").first).to_have_text(re.compile("lever", re.IGNORECASE))
    reader.locator("#found a").first.click()
    expect(reader).to_have_url(re.compile("03_cause_posture.html"))
    expect(reader.locator("main")).to_contain_text(re.compile("lever", re.IGNORECASE))


def test_the_search_says_when_nothing_fits_and_keeps_text_as_text(folder, reader):
    hostile = "lever <img src=x onerror=alert(1)>"
    reader.goto((folder / "search.html").as_uri() + "?q=" + "%3Cimg src=x onerror=struck=1%3E")
    expect(reader.get_by_role("status")).to_have_text("0 sections have it.")
    reader.get_by_label("Search").fill(hostile)
    expect(reader.get_by_role("status")).to_have_text("0 sections have it.")
    assert reader.locator("img[src=x]").count() == 0
    reader.get_by_label("Search").fill("muscle pull")
    expect(reader.get_by_role("status")).not_to_have_text("0 sections have it.")


def test_every_link_between_pages_leads_somewhere(folder):
    for page in folder.glob("*.html"):
        for target, anchor in LINK.findall(page.read_text(encoding="utf-8")):
            if target.startswith(("https://", "http://", "mailto:")):
                continue
            assert (folder / target).exists(), f"{page.name} leads to {target}"
            if anchor:
                assert f'id="{anchor}"' in (folder / target).read_text(encoding="utf-8"), anchor


def test_nothing_comes_from_another_machine(folder):
    for page in folder.glob("*.html"):
        for address in ATTRIBUTES.findall(page.read_text(encoding="utf-8")):
            assert not address.startswith(("http:", "https:", "//")), address


def test_a_page_leads_to_its_neighbours(folder, reader):
    reader.goto((folder / f"{STEMS[0]}.html").as_uri())
    reader.locator("a[rel=next]").click()
    expect(reader.locator("h1")).to_contain_text("posture")


# ---- without a browser --------------------------------------------------------------------------


def test_sections_are_found_by_their_headings():
    body = "<p>A</p><h2 id='x'>Head &amp; neck</h2><pre>code</pre><p>B <img alt='C'></p>"
    assert sections(body) == [["", "", "A"], ["x", "Head & neck", "B C"]]
    script = search_index([Page("p", "P", body + "<p>&lt;/script&gt;</p>")])
    rows = json.loads(script.removeprefix("globalThis.COURSE_INDEX = ").removesuffix(";\n"))
    assert rows[1] == ["p.html", "P", "x", "Head & neck", "B C </script>"]


def test_links_to_notebooks_become_links_to_pages():
    body = "<a href=\"00_a.ipynb#cell-id=safety-first\">x</a> <a href='01_b.ipynb'>y</a>"
    assert (
        with_links(body, ["00_a"])
        == '<a href="00_a.html#cell-id=safety-first">x</a> <a class="no-page">y</a>'
    )


def test_speaker_notes_stay_out_of_a_page_and_glossary_links_lead_on():
    book = nbformat.read(site.ROOT / "notebooks" / "03_cause_posture.ipynb", as_version=4)
    assert "notes:" in "".join(cell.source for cell in book.cells)
    body = with_links(site.page_of(book, "03_cause_posture").body, ["00_start_here"])
    assert "notes:" not in body
    assert 'href="00_start_here.html#cell-id=glossary-head" title="' in body
    home = nbformat.read(site.ROOT / "notebooks" / "00_start_here.ipynb", as_version=4)
    assert 'id="cell-id=glossary-head"' in site.page_of(home, "00_start_here").body


def test_a_page_leads_to_its_live_notebook_when_there_is_an_address():
    pages = [Page("00_a", "A", ""), Page("01_b", "B", "")]
    for address, count in ((Address("github.com", "ann/back"), 1), (None, 0)):
        live = site.live_link(pages[1], pages, address=address)
        text = frame(pages[1], pages, live=live)
        assert text.count("/gh/ann/back/HEAD?urlpath=lab%2Ftree%2Fnotebooks%2F01_b.ipynb") == count
        assert text.count("Open it live on Binder.") == count
    assert site.live_link(site.search_page(), pages, address=Address("github.com", "a/b")) == ""


def test_a_plain_page_tells_what_each_control_sets():
    box = widgets.VBox(
        [
            widgets.HTML("<style>p {}</style>"),
            widgets.IntSlider(description="Speed (km/h)", min=1, max=20),
            widgets.Dropdown(description="View", options=[("Left", 1), ("<b>", 2)]),
            widgets.Button(description="Reset"),
            widgets.Text(description="Secret", layout={"display": "none"}),
            widgets.HTML("<p>After.</p>"),
        ]
    )
    told = stills.still(box)
    assert "<li>Speed (km/h): from 1 to 20</li><li>View: Left · &lt;b&gt;</li></ul>" in told
    assert told.endswith("<p>After.</p></section>")
    assert "Reset" not in told
    assert "Secret" not in told
    assert told.count("In the notebook you can use") == 1


def test_a_question_folds_its_answer_away():
    told = stills.still(quiz("posture"))
    first, _, rest = told.partition("<details><summary>Answer</summary>")
    assert "Question 1 of" in first
    assert "<li>" in first
    assert "Your answer" not in told
    assert rest


def test_a_prediction_is_told_with_the_models_own_answer(tmp_path, monkeypatch):
    monkeypatch.setenv("COURSE_STILLS", str(tmp_path))
    lab = posture_lab.runner_lab(Record(tmp_path / "record.json"))
    told = stills.still(lab)
    for prediction in lab.predictions:
        assert prediction.explanation.split("'")[0] in told
    assert told.count("What the model says") == len(lab.predictions)
    assert len(list(tmp_path.glob("*.json"))) == told.count("<img")


def test_a_notebook_that_stops_is_named(tmp_path):
    path = tmp_path / "broken.ipynb"
    nbformat.write(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("1 / 0")]), path)
    with pytest.raises(site.SiteError, match=r"broken\.ipynb did not run .*division by zero"):
        site.run_notebook(path, stills=tmp_path)


def test_only_a_folder_of_its_own_is_written_over(tmp_path):
    (tmp_path / "thesis.txt").touch()
    with pytest.raises(site.SiteError, match="holds other files: name an empty one"):
        site.prepare_folder(tmp_path)
    mine = tmp_path / "mine"
    site.prepare_folder(mine)
    (mine / "old.html").touch()
    site.prepare_folder(mine)
    assert not (mine / "old.html").exists()
    shutil.rmtree(mine)


def test_notebooks_are_chosen_by_number_or_name():
    assert site.chosen_stems(["03", "01_spine_and_ribs"]) == STEMS
    assert len(site.chosen_stems([])) > 10
    with pytest.raises(site.SiteError, match="There is no notebook '77': choose numbers or names"):
        site.chosen_stems(["77"])
