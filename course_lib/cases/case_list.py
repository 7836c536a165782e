"""The list of cases, without giving anything away."""

from __future__ import annotations

from course_lib.cases.case_file import case_files, load_case
from course_lib.html_table import HtmlTable
from course_lib.quantities import Numbers

SUPPORT = {"worked": "worked", "guided": "with a hint", "open": "on your own"}


def case_list() -> HtmlTable:
    """Show every case with its title and how much support it gives.

    Returns
    -------
    HtmlTable : number, title, support, questions to ask.
    """
    cases = {name: load_case(name) for name in case_files()}
    rows = tuple(
        (name[:2], case.title, SUPPORT[case.support], len(case.ask)) for name, case in cases.items()
    )
    return HtmlTable("The cases", Numbers(("case", "title", "support", "questions"), rows))
