"""The map of the course: its chapters, what each asks, how long it takes."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from course_lib.tables import load_rows


@dataclass(frozen=True)
class Chapter:
    """One notebook of the course.

    Attributes
    ----------
    stem : name of the notebook without ".ipynb".
    title, question : what it is called and what it asks.
    minutes : time for reading and trying, minutes.
    optional_minutes : time for the part at the end that may be left out, minutes.
    room : folder of its model, data and tests.
    open : whether it stands already.
    """

    stem: str
    title: str
    question: str
    minutes: int
    optional_minutes: int
    room: str
    open: bool

    @property
    def time(self) -> str:
        """The minutes in words, those of the optional part in brackets."""
        more = f" (+{self.optional_minutes})" if self.optional_minutes else ""
        return f"{self.minutes} min{more}"


@dataclass(frozen=True)
class CourseMap:
    """All chapters in order; those that stand are links."""

    chapters: tuple[Chapter, ...]

    def _repr_html_(self) -> str:
        rows = "".join(
            f"<tr><td>{chapter.stem[:2]}</td><td style='text-align:left'>{_link(chapter)}</td>"
            f"<td style='text-align:left'>{escape(chapter.question)}</td>"
            f"<td>{chapter.time}</td></tr>"
            for chapter in self.chapters
        )
        names = ("no.", "chapter", "asks", "time")
        head = "".join(f"<th scope='col'>{name}</th>" for name in names)
        return (
            "<table aria-label='Map of the course'><thead><tr>"
            f"{head}</tr></thead><tbody>{rows}</tbody></table>"
        )

    def __str__(self) -> str:
        """Give the map as plain text."""
        return "\n".join(
            f"{c.stem[:2]} {c.title} ({c.time}{'' if c.open else ', to come'}): {c.question}"
            for c in self.chapters
        )


def _link(chapter: Chapter) -> str:
    title = escape(chapter.title)
    return f"<a href='{chapter.stem}.ipynb'>{title}</a>" if chapter.open else f"{title} (to come)"


def course_map() -> CourseMap:
    """Show the chapters of the course in order, with the question and minutes of each."""
    return CourseMap(
        tuple(
            Chapter(
                row["stem"], row["title"], row["question"], int(row["minutes"]),
                int(row["optional_minutes"]), row["room"], row["status"] == "open",
            )
            for row in load_rows("chapters")
        )
    )  # fmt: skip
