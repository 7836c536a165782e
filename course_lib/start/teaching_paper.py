"""Pages for the class, made from the chapters: a handout to print, and its answer key."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from course_lib.chapters import Chapter
from course_lib.page_words import file_link
from course_lib.questions import Question, right_answer
from course_lib.start.teaching import (
    Asked,
    chapter_of,
    objectives,
    predictions,
    questions,
    tasks,
    taught_chapters,
)
from course_lib.start.teaching_tables import rich

ALL = "all"
FOR_INSTRUCTORS = (
    "This key is for instructors. Show it to a class after everybody has tried, not before."
)
SAFETY_LINE = (
    "This course explains; it diagnoses nothing. Pain at the top of the back, between the "
    "shoulders, is itself a reason to ask for medical advice. Chest pain, numbness, fever or pain "
    "after an accident: ask first, and soon."
)
LINE = "<p class='line'></p>"
PRINT = (
    "body{font:12pt/1.5 sans-serif;max-width:46em;margin:2em auto;padding:0 1em;color:#111}"
    "h1{font-size:18pt}h2{font-size:14pt;margin-top:1.4em;break-after:avoid}"
    "h3{font-size:12pt;break-after:avoid}.ask,li{break-inside:avoid}.ask{margin:1em 0}"
    ".line{border-bottom:1px solid #666;height:1.7em;margin:0}ul.boxes{list-style:none;padding:0}"
    "ul.boxes li::before{content:'\\2610\\00a0\\00a0'}section+section{break-before:page}"
    ".safe{border:1px solid #666;padding:.4em .8em}small{color:#333}"
)


def _chosen(stem: str) -> tuple[Chapter, ...]:
    """List the chapters to print: one, or every one for ``ALL``; raises as ``chapter_of``."""
    return taught_chapters() if stem == ALL else (chapter_of(stem),)


def handout(stem: str) -> str:
    """Write the page to print: aims, tasks, predictions and questions with space, no answers.

    Parameters
    ----------
    stem : name of the chapter's notebook, or ``ALL``.

    Returns
    -------
    str : a whole page of HTML.

    Raises
    ------
    TeachingError : there is no such chapter; the sentence lists those that stand.
    """
    parts = "".join(f"<section>{_handout_of(chapter)}</section>" for chapter in _chosen(stem))
    return _page("Handout", f"<p class='safe'>{SAFETY_LINE}</p>{parts}")


def answer_key(stem: str) -> str:
    """Write the page with the answers to everything on the handout.

    Parameters
    ----------
    stem : name of the chapter's notebook, or ``ALL``.

    Returns
    -------
    str : a whole page of HTML.

    Raises
    ------
    TeachingError : there is no such chapter; the sentence lists those that stand.
    """
    return _page("Answer key", f"<p class='safe'>{FOR_INSTRUCTORS}</p>{key_of(stem)}")


def key_of(stem: str) -> str:
    """Give the answers as HTML, without a page around them.

    Parameters
    ----------
    stem : name of the chapter's notebook, or ``ALL``.

    Raises
    ------
    TeachingError : there is no such chapter; the sentence lists those that stand.
    """
    parts = []
    for chapter in _chosen(stem):
        asked = [(p.question, p.answer, p.explanation) for p in predictions(chapter.stem)]
        told = [(q.stem, answer_words(q), q.explanation) for q in questions(chapter.stem)]
        parts.append(f"<section><h2>{chapter.stem[:2]} {escape(chapter.title)}</h2>")
        parts += [_answers("Predictions", asked), _answers("Check yourself", told), "</section>"]
    return "".join(parts)


def answer_words(question: Question) -> str:
    """Give the right answer in words, without the full stops of its parts.

    Parameters
    ----------
    question : a question of any type.
    """
    return right_answer(question).replace(".; ", "; ").replace("., then", ", then").rstrip(".")


def _answers(title: str, rows: Sequence[tuple[str, str, str]]) -> str:
    items = "".join(
        f"<li>{escape(question)}<br><b>{escape(answer)}.</b> {escape(why)}</li>"
        for question, answer, why in rows
    )
    return f"<h3>{title}</h3><ol>{items}</ol>" if rows else ""


def _handout_of(chapter: Chapter) -> str:
    stem = chapter.stem
    aims = "".join(f"<li>{rich(item)}</li>" for item in objectives(stem))
    done = "".join(
        f"<h3>{rich(heading)}</h3><ol>{''.join(f'<li>{rich(step)}</li>' for step in steps)}</ol>"
        for heading, steps in tasks(stem)
    )
    asked = "".join(_prediction(one) for one in predictions(stem))
    check = "".join(_question(one) for one in questions(stem))
    return (
        f"<h1>{stem[:2]} {escape(chapter.title)}</h1><p><i>{escape(chapter.question)}</i></p>"
        f"<h2>You will be able to …</h2><ul>{aims}</ul>"
        + (f"<h2>Predict first</h2>{asked}" if asked else "")
        + (f"<h2>Then try</h2>{done}" if done else "")
        + (f"<h2>Check yourself</h2>{check}" if check else "")
    )


def _boxes(texts: Sequence[str]) -> str:
    return f"<ul class='boxes'>{''.join(f'<li>{escape(text)}</li>' for text in texts)}</ul>"


def _prediction(one: Asked) -> str:
    space = _boxes(one.options) if one.options else f"<p>My prediction: ________ {one.unit}</p>"
    after = f"<p>The model said:</p>{LINE}<p>Why?</p>{LINE}{LINE}"
    return f"<div class='ask'><p><b>{escape(one.question)}</b></p>{space}{after}</div>"


def _question(question: Question) -> str:
    # In the order of the alphabet, which gives no hint.
    if question.type == "numeric":
        space = f"<p>Answer: ________ {escape(question.unit)}</p>"
    elif question.type == "order":
        items = "".join(f"<li>____ {escape(item)}</li>" for item in sorted(question.items))
        space = f"<p>Number them:</p><ul style='list-style:none;padding:0'>{items}</ul>"
    else:
        space = _boxes(sorted(option.text for option in question.options))
    return f"<div class='ask'><p><b>{escape(question.stem)}</b></p>{space}</div>"


def _page(title: str, body: str) -> str:
    return (
        "<!doctype html><html lang='en'><head><meta charset='utf-8'>"
        f"<title>{title}: why does your upper back hurt when running?</title>"
        f"<style>{PRINT}</style></head><body>{body}"
        "<p><small>Why does your upper back hurt when running? An open course, CC BY 4.0. Not "
        "medical advice, and not reviewed by a clinician.</small></p></body></html>"
    )


def link(words: str, *, name: str, page: str) -> str:
    """Offer a page as a file that lies inside the link, so that no network is needed.

    Parameters
    ----------
    words : what the link says.
    name : name of the file that is saved.
    page : the page, HTML.

    Returns
    -------
    str : the link as HTML.
    """
    return file_link(words, name=name, kind="text/html", raw=page.encode())
