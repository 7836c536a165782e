"""Small pieces of HTML that cards share: words read out on a change, a notice, a file to save."""

from __future__ import annotations

from base64 import b64encode
from html import escape

# In a widget JupyterLab takes colour and line from links.
LINK = "color:var(--jp-content-link-color,#0b57d0);text-decoration:underline"


def spoken(inner: str, *, framed: bool = True) -> str:
    """Wrap HTML so that a screen reader reads it out when it changes.

    Parameters
    ----------
    inner : HTML to read out.
    framed : whether a box is drawn round it, if it is not empty.

    >>> spoken("<p>Yes.</p>", framed=False)
    "<div role='status' aria-live='polite'><p>Yes.</p></div>"
    """
    box = " class='course-said'" if framed and inner else ""
    return f"<div role='status' aria-live='polite'{box}>{inner}</div>"


def spoken_texts(*paragraphs: str) -> str:
    """Wrap plain texts, escaped, a paragraph each; empty ones are left out.

    Parameters
    ----------
    paragraphs : plain text each.
    """
    return spoken("".join(f"<p>{escape(text)}</p>" for text in paragraphs if text))


def notice(sentence: str) -> str:
    """Show one sentence about a fault, or nothing.

    Parameters
    ----------
    sentence : plain text, "" for nothing.
    """
    return f"<p role='alert' class='course-notice'>{escape(sentence)}</p>" if sentence else ""


def scrolling(label: str, table: str) -> str:
    """Let a wide or long table scroll in a box of its own, by keyboard too.

    Parameters
    ----------
    label : what the table holds, plain text, read out by screen readers.
    table : HTML.
    """
    return (
        "<div style='overflow:auto;max-height:520px' tabindex='0' role='region' "
        f"aria-label='{escape(label)}'>{table}</div>"
    )


def file_link(words: str, *, name: str, kind: str, raw: bytes) -> str:
    """Offer a file that lies inside its link, so that no network is needed.

    Parameters
    ----------
    words : what the link says.
    name : name of the saved file.
    kind : media type, such as text/html.
    raw : the file.
    """
    data = b64encode(raw).decode("ascii")
    address = f"data:{kind};charset=utf-8;base64,{data}"
    return f"<a style='{LINK}' download='{escape(name)}' href='{address}'>{escape(words)}</a>"
