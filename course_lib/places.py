"""Where the course keeps its data and notebooks, and the error for data that cannot be used."""

import os
from pathlib import Path

from course_lib.plain_error import PlainValueError


class DataError(PlainValueError):
    """The course data are missing or broken; the message is one sentence a learner understands."""


def data_folder() -> Path:
    """Find the folder that holds the tables, the questions and the references.

    Returns
    -------
    Path : the folder named by the environment variable COURSE_DATA when it is set, otherwise
        ``data`` beside ``course_lib``. The working directory plays no part.

    Raises
    ------
    DataError : there is no ``datapackage.json`` in that folder.
    """
    given = os.environ.get("COURSE_DATA")
    beside = Path(__file__).parent.parent / "data"
    folder = (Path(given).expanduser() if given else beside).resolve()
    if not (folder / "datapackage.json").is_file():
        raise DataError(
            f"The course data were not found: looked for datapackage.json in {folder}; "
            "download the whole course and install it from its own folder with "
            "'pip install -e .', or set COURSE_DATA to the path of its data folder."
        )
    return folder


def notebooks_folder() -> Path:
    """Find the folder with the notebooks, which stands beside the data folder."""
    return data_folder().parent / "notebooks"


def notebook_stands(stem: str) -> bool:
    """Say whether a notebook of the course is there yet, not only planned.

    Parameters
    ----------
    stem : its name without ".ipynb", such as "03_cause_posture".
    """
    return (notebooks_folder() / f"{stem}.ipynb").is_file()
