"""What can go wrong in a way that a person can mend: one class, whose message is what they read."""

from __future__ import annotations


class StudioError(Exception):
    """A refusal with a sentence that says what is wrong and what to do.

    Attributes:
        message: The sentence shown to the user.
        code: A short stable word for scripts, as in ``{"error": {"code": ...}}``.
        field: Key of the form field that the sentence belongs to, if there is one.
    """

    def __init__(self, message: str, *, code: str = "refused", field: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.code = code
        self.field = field
