"""An error whose message is made for learners."""


class PlainError(Exception):
    """What notebooks show as its one sentence, without the lines of code that led there.

    It is mixed into errors that say what was given, what is allowed and what to do next.
    ``%debug`` in the next cell still leads to those lines.
    """

    def _render_traceback_(self) -> list[str]:
        return [str(self)]


class PlainValueError(PlainError, ValueError):
    """A value that cannot be used, in one sentence."""
