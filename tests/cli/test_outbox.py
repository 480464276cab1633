from __future__ import annotations

from typing import TYPE_CHECKING

from studio_tui.domain.letter import MessageDraft
from studio_tui.services import outbox
from studio_tui.studio import Studio
from tests.conftest import NOW

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Outcome


def put(directory: Path, to: str) -> None:
    with Studio(directory, now=NOW) as studio:
        studio.run(outbox.put, MessageDraft(to, "Your session", "Dear Sara"))


def test_an_empty_outbox_says_so(run: Callable[..., Outcome]) -> None:
    assert run("outbox", "list").out == "The outbox is empty.\n"
    assert run("outbox", "send").out == "Nothing is waiting to be sent.\n"
    assert run("outbox", "list", "--json").json == []


def test_messages_are_listed_and_sent(run: Callable[..., Outcome], directory: Path) -> None:
    put(directory, "sara@example.org, tom@example.org")
    assert run("outbox", "list").out.splitlines() == [
        "2026-11-24 09:00  sara@example.org  Your session  waiting",
        "2026-11-24 09:00  tom@example.org   Your session  waiting",
    ]
    sent = run("outbox", "send", "--json").json
    assert sent["said"].startswith("Not sent: no mail server is set up. The outbox says")
    assert sent["minded"] is True
    (message,) = run("outbox", "list", "--json").json
    assert sent["messages"] == [message]
    assert message["recipients"][1] == {
        "address": "tom@example.org",
        "state": "saved",
        "said": "outbox/2026-11-24-sara-example-org-Your-session.eml",
        "at": "2026-11-24T09:00",
    }
    assert (message["subject"], message["attempts"], message["next_try"]) == (
        "Your session",
        1,
        None,
    )


def test_anything_else_is_wrong_usage(run: Callable[..., Outcome]) -> None:
    assert run("outbox").code == 2
    assert run("outbox", "empty").code == 2
