"""Write the course as pages for reading: `python -m course_lib site FOLDER [03 04 …]`.

Every notebook is run; in place of each widget stand still pictures, its words and its numbers. The
pages need no server, no internet and, but for the search, no script.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterable
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from course_lib.chapters import course_map
from course_lib.links import Address, AddressError, binder_link, notebook_stems, remote_address
from course_lib.machine import ROOT
from course_lib.site_pages import (
    COURSE,
    Page,
    frame,
    search_index,
    with_links,
    without_notes,
)
from course_lib.still_pictures import NoPictureError, draw_stills

if TYPE_CHECKING:
    from nbformat import NotebookNode

HERE = Path(__file__).parent
MARK = ".upper-back-course-site"
PATIENCE_S = 900
INSTALL = "from course_lib.stills import install\ninstall()"


class SiteError(RuntimeError):
    """The site could not be written; the message is a sentence on what to do."""


def chosen_stems(wanted: Iterable[str], root: Path = ROOT) -> list[str]:
    """Return the notebooks to write, in their order.

    Parameters
    ----------
    wanted : numbers or names, such as "03" or "03_cause_posture"; none for all.
    root : the course's folder, which holds README.md.

    Raises
    ------
    SiteError : one of them does not exist.
    """
    stems, wanted = notebook_stems(root), list(wanted)
    strange = [name for name in wanted if not any(_means(name, stem) for stem in stems)]
    if strange:
        raise SiteError(
            f"There is no notebook {strange[0]!r}: choose numbers or names from {', '.join(stems)}."
        )
    return [stem for stem in stems if not wanted or any(_means(name, stem) for name in wanted)]


def _means(name: str, stem: str) -> bool:
    return name in (stem, stem.split("_")[0])


def run_notebook(path: Path, *, stills: Path) -> NotebookNode:
    """Run a notebook with stills in place of widgets.

    Parameters
    ----------
    path : the notebook.
    stills : the folder where the states of the pictures go.

    Raises
    ------
    SiteError : a cell fails.
    """
    import nbformat
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError

    book = nbformat.read(path, as_version=4)
    book.cells.insert(0, nbformat.v4.new_code_cell(INSTALL))
    own = {"COURSE_STILLS": str(stills), "COURSE_RECORD": str(stills.parent / "record.json")}
    client = NotebookClient(
        book,
        timeout=PATIENCE_S,
        kernel_name="python3",
        resources={"metadata": {"path": str(path.parent)}},
        store_widget_state=False,
        extra_arguments=["--IPKernelApp.log_level=ERROR"],
    )
    try:
        client.execute(env={**os.environ, **own})
    except CellExecutionError as error:
        last = str(error).strip().splitlines()[-1][:300]
        raise SiteError(
            f"The notebook {path.name} did not run to its end ({last}): open it, run all cells, "
            "and mend the cell that stops."
        ) from error
    del book.cells[0]
    return book


def page_of(book: NotebookNode, stem: str) -> Page:
    """Return a notebook that was run as a page.

    Parameters
    ----------
    book : from ``run_notebook``.
    stem : its name without ".ipynb".
    """
    from nbconvert import HTMLExporter
    from traitlets.config import Config

    quiet = {"exclude_input_prompt": True, "exclude_output_prompt": True}
    exporter = HTMLExporter(template_name="basic", config=Config({"TemplateExporter": quiet}))
    for cell in book.cells:
        if cell.cell_type == "markdown":
            cell.source = without_notes(cell.source)
    body, _resources = exporter.from_notebook_node(book)
    first = next((cell.source for cell in book.cells if cell.source.startswith("# ")), f"# {stem}")
    return Page(stem, first.splitlines()[0].removeprefix("# ").strip(), body)


def _front_page(pages: list[Page]) -> Page:
    """Return the first page: the chapters in order, with the question of each."""
    known = {chapter.stem: chapter for chapter in course_map().chapters}
    rows = "".join(
        f"<li><a href='{page.stem}.html'>{escape(page.title)}</a>"
        + (f"<br>{escape(known[page.stem].question)}" if page.stem in known else "")
        + "</li>"
        for page in pages
    )
    intro = (
        "<p>An open course for runners and for those who teach or treat them. These pages are for "
        "reading: they show every lab at each of its presets. In the notebooks themselves you "
        "predict, move a control and see.</p><p><b>Pain between the shoulders is itself a reason "
        "to ask for advice soon.</b> Read "
        "<a href='00_start_here.ipynb#cell-id=safety-first'>safety first</a> before anything "
        "else.</p>"
    )
    intro = with_links(intro, [page.stem for page in pages])
    return Page("index", "The course", f"<h1>{COURSE}</h1>{intro}<ul class='found'>{rows}</ul>")


def search_page() -> Page:
    """Return the page that finds words in all the others."""
    return Page(
        "search",
        "Search",
        "<h1>Search</h1><p id='told' role='status'>Type a word above.</p>"
        "<noscript><p>The search needs JavaScript; the pages do not.</p></noscript>"
        "<ol id='found' class='found'></ol>"
        "<script src='search-index.js'></script><script src='search.js'></script>",
    )


def prepare_folder(folder: Path) -> None:
    """Make the folder, or empty the one of an earlier site but for its pictures.

    Parameters
    ----------
    folder : where the site goes.

    Raises
    ------
    SiteError : somebody else's files stand there.
    """
    if folder.exists() and any(folder.iterdir()) and not (folder / MARK).exists():
        raise SiteError(
            f"The folder {folder} holds other files: name an empty one, or one that does not exist."
        )
    (folder / "pictures").mkdir(parents=True, exist_ok=True)
    (folder / MARK).touch()
    for old in [*folder.glob("*.html"), *folder.glob("*.js"), *folder.glob("*.css")]:
        old.unlink()


def _write_site(folder: Path, stems: list[str], *, address: Address | None = None) -> int:
    """Write the pages of some notebooks; return how many pictures they show.

    Parameters
    ----------
    folder : where they go.
    stems : which notebooks.
    address : where the repository stands, for links to Binder.
    """
    prepare_folder(folder)
    with tempfile.TemporaryDirectory(prefix="course-site-", ignore_cleanup_errors=True) as name:
        stills = Path(name) / "stills"
        stills.mkdir()
        pages = []
        for stem in stems:
            print(f"Running {stem}", flush=True)
            book = run_notebook(ROOT / "notebooks" / f"{stem}.ipynb", stills=stills)
            page = page_of(book, stem)
            pages.append(Page(stem, page.title, with_links(page.body, stems)))
        print("Drawing the pictures", flush=True)
        draw_stills(stills, folder / "pictures")
        wanted = {file.stem for file in stills.glob("*.json")}
    for picture in (folder / "pictures").iterdir():
        if picture.stem not in wanted:
            picture.unlink()
    _write_pages(folder, pages, address)
    return len(wanted)


def live_link(page: Page, pages: list[Page], *, address: Address | None) -> str:
    """Return the address that opens a page's notebook on Binder, or "" when there is none.

    Parameters
    ----------
    page : the page that asks; search and front page have no notebook.
    pages : those of the notebooks.
    address : where the repository stands, None while it stands nowhere.
    """
    if address is None or page not in pages:
        return ""
    return binder_link(address, f"notebooks/{page.stem}.ipynb")


def _write_pages(folder: Path, pages: list[Page], address: Address | None) -> None:
    def write(name: str, text: str) -> None:
        (folder / name).write_text(text, encoding="utf-8", newline="\n")

    for page in (*pages, _front_page(pages), search_page()):
        live = live_link(page, pages, address=address)
        write(f"{page.stem}.html", frame(page, pages, live=live))
    write("search-index.js", search_index(pages))
    shutil.copy(HERE / "site_search.js", folder / "search.js")
    shutil.copy(HERE / "site.css", folder / "site.css")
    write(".nojekyll", "")


def main(arguments: list[str]) -> int:
    """Write the site; return the exit code.

    Parameters
    ----------
    arguments : a folder, then numbers or names of notebooks; none for all.
    """
    folder = Path(arguments[0]).resolve()
    try:
        address = remote_address(ROOT)
    except AddressError:
        address = None
    try:
        stems = chosen_stems(arguments[1:])
        count = _write_site(folder, stems, address=address)
    except (SiteError, NoPictureError) as error:
        print(error, file=sys.stderr)
        return 1
    print(f"{len(stems)} chapters and {count} pictures: open {folder / 'index.html'}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
