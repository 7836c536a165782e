"""One server and one browser for all browser tests; each test gets a page of its own."""

import os

import pytest

from tests.browser import server
from tests.browser.desk import desk as new_desk

SIZE = {"width": 1400, "height": 1000}


def pytest_collection_modifyitems(items):
    for item in items:
        if "tests/browser/" in item.nodeid:
            item.add_marker(pytest.mark.browser)
    # Longest first, so that no worker ends alone with a long one.
    items.sort(key=lambda item: item.get_closest_marker("browser") is None)


@pytest.fixture(scope="session")
def browser():
    playwright = pytest.importorskip("playwright.sync_api", reason=server.NO_BROWSER)
    with playwright.sync_playwright() as tools:
        program = server.find_browser(tools)
        if program is None:
            (pytest.fail if os.environ.get("CI") else pytest.skip)(server.NO_BROWSER)
        chromium = server.launch(tools, program)
        yield chromium.new_context(viewport=SIZE)
        chromium.close()


@pytest.fixture(scope="session")
def home(tmp_path_factory):
    return tmp_path_factory.mktemp("jupyter")


@pytest.fixture(scope="session")
def jupyter(browser, home):
    with server.running(home) as address:
        yield address


@pytest.fixture
def work(jupyter, home):
    """The folder that JupyterLab serves."""
    return home / "work"


@pytest.fixture
def desk(browser, jupyter):
    with new_desk(browser, *jupyter) as learner:
        yield learner
