"""The keys of writing emails and of the outbox; `keys` has all others and puts them together."""

from __future__ import annotations

from typing import Final

from studio_tui.key import Key

MAIL: Final[tuple[Key, ...]] = (
    # Writing an email
    Key("email.send", ("ctrl+s", "f8"), "send", "Send", "email", "Send it", True),
    Key(
        "email.letter",
        ("f4", "ctrl+t"),
        "letter",
        "Letter",
        "email",
        "Choose a form letter, filled in for this record",
        True,
    ),
    Key(
        "email.back", ("escape",), "back", "Back", "email", "Back; asks about what you wrote", True
    ),
    Key(
        "files.remove",
        ("delete", "d"),
        "remove",
        "Leave out",
        "files",
        "Send the email without the file under the cursor",
    ),
    # The outbox
    Key(
        "calendar.outbox",
        ("o", "f8"),
        "outbox",
        "Outbox",
        "calendar",
        "Emails that were sent, and that wait to be",
    ),
    Key(
        "outbox.again",
        ("r", "ctrl+r", "f5"),
        "again",
        "Try again",
        "outbox",
        "Try it again now, for everybody who does not have it",
        True,
    ),
    Key(
        "outbox.rewrite",
        ("w", "ctrl+n"),
        "rewrite",
        "Rewrite",
        "outbox",
        "Write it anew to those who did not get it, as to another address",
        True,
    ),
    Key(
        "outbox.stop",
        ("delete", "x"),
        "stop",
        "Stop",
        "outbox",
        "Try it no more, as when the address was wrong",
        True,
    ),
)
