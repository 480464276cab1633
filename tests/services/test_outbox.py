"""Messages on their way: claimed once, tried again, written into the history; a real server."""

from __future__ import annotations

import email
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from email.policy import default
from typing import TYPE_CHECKING, Any

import pytest

from studio_tui import delivery
from studio_tui.config import MailSettings
from studio_tui.delivery import deliver_due, summary
from studio_tui.domain.letter import Attachment, MessageDraft, Outcome
from studio_tui.errors import StudioError
from studio_tui.services import outbox, sending, sessions
from tests import factories
from tests.conftest import NOW
from tests.mail.server import PASSWORD, USER, free_port, hanging, serving

if TYPE_CHECKING:
    from pathlib import Path

    from studio_tui.services.outbox import OutboxEntry
    from studio_tui.studio import Studio

pytestmark = pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")

SARA, TOM = "sara@example.org", "tom@example.org"
PDF = Attachment("confirmation-10001-Smith.pdf", b"%PDF-1.7 \x00\xff" * 999)


def draft(**fields: Any) -> MessageDraft:
    values = {"to": SARA, "subject": "Your session", "body": "Dear Sara", "attachments": (PDF,)}
    return MessageDraft(**{**values, **fields})


def put(studio: Studio, **fields: Any) -> int:
    return studio.run(outbox.put, draft(**fields), sender="hello@lumen.example")


def with_server(studio: Studio, port: int, **mail: Any) -> None:
    given = {"tls": "none", "timeout": 2, **mail}
    studio.settings = replace(studio.settings, mail=MailSettings("localhost", port, **given))


def states(entry: OutboxEntry) -> dict[str, str]:
    return {each.address: each.state for each in entry.recipients}


def at(studio: Studio, text: str) -> None:
    """Let the clock stand still at another time."""
    studio._fixed = factories.at(text)


def test_a_message_is_sent_once_and_told_to_everything_that_it_is_about(studio: Studio) -> None:
    booked = factories.book(studio)
    with serving() as post:
        with_server(studio, post.port)
        about = {"client_id": booked.client_id, "session_id": booked.session_id}
        put(studio, **about)
        (entry,) = deliver_due(studio)
        assert deliver_due(studio) == ()
    assert states(entry) == {SARA: "sent"}
    assert entry.client == "Smith, Sara"
    assert entry.next_try is None
    assert summary([entry]) == ("Sent to sara@example.org.", False)
    (message,) = post.messages
    assert message["From"] == "Lumen Studio <hello@lumen.example>"
    (attached,) = message.iter_attachments()
    assert (attached.get_filename(), attached.get_content()) == (PDF.name, PDF.content)
    said = f"Emailed to {SARA}: Your session"
    assert studio.run(sessions.get, booked.session_id).history[0][1:] == ("Anna Berg", said)
    history = studio.run(sessions.history, "client", booked.client_id)
    assert history[0][2] == said


def test_one_of_two_is_refused_and_the_other_gets_it(studio: Studio) -> None:
    with serving() as post:
        with_server(studio, post.port)
        post.replies[TOM] = "550 No such user"
        put(studio, to=f"{SARA}, {TOM}")
        (entry,) = deliver_due(studio)
        assert deliver_due(studio) == ()
    assert states(entry) == {SARA: "sent", TOM: "refused"}
    assert post.addresses == [[SARA]]
    said, minded = summary([entry])
    assert said.startswith("Refused for tom@example.org. The server says: 550 No such user.")
    assert minded


def test_what_fails_for_now_is_tried_again_for_those_who_do_not_have_it(studio: Studio) -> None:
    with serving() as post:
        with_server(studio, post.port)
        post.replies[TOM] = "451 Later"
        put(studio, to=f"{SARA}, {TOM}")
        (entry,) = deliver_due(studio)
        assert states(entry) == {SARA: "sent", TOM: "waiting"}
        said = "Mail to tom@example.org waits until 09:01: The server says: 451 Later."
        assert outbox.sentences(entry)[0] == (said, False)
        assert studio.run(sending.seconds_to_next) == 60
        assert deliver_due(studio) == ()
        post.replies.clear()
        at(studio, "2026-11-24T09:01")
        (entry,) = deliver_due(studio)
    assert states(entry) == {SARA: "sent", TOM: "sent"}
    assert post.addresses == [[SARA], [TOM]]
    first, second = post.messages
    assert first["Message-ID"] == second["Message-ID"]
    assert first["To"] == second["To"] == f"{SARA}, {TOM}"
    assert studio.run(sending.seconds_to_next) is None


def test_the_pauses_grow_to_an_hour_and_end_after_two_days() -> None:
    pauses: list[int] = []
    while (pause := sending.pause_after(len(pauses) + 1)) is not None:
        pauses.append(pause)
    assert pauses[:6] == [60, 300, 900, 3600, 3600, 3600]
    assert set(pauses[3:]) == {3600}
    assert 2 * 86400 <= sum(pauses) < 2 * 86400 + 3600


def test_after_two_days_it_is_given_up_and_can_be_tried_by_hand(studio: Studio) -> None:
    with_server(studio, free_port())
    message_id = put(studio)
    factories.execute(studio, "UPDATE message SET attempts = 60")
    (entry,) = deliver_due(studio)
    assert states(entry) == {SARA: "given-up"}
    assert entry.next_try is None
    assert "Not taken for two days" in summary([entry])[0]
    with serving() as post:
        with_server(studio, post.port)
        assert deliver_due(studio) == ()
        studio.run(outbox.again, message_id)
        assert states(deliver_due(studio)[0]) == {SARA: "sent"}
    with pytest.raises(StudioError, match="Everybody has this message already"):
        studio.run(outbox.again, message_id)


@pytest.mark.parametrize("hangs", [False, True])
def test_a_server_that_does_not_answer_keeps_the_message_waiting(
    studio: Studio, hangs: bool
) -> None:
    put(studio)
    with hanging() as port:
        with_server(studio, port if hangs else free_port(), timeout=1)
        (entry,) = deliver_due(studio)
    assert states(entry) == {SARA: "waiting"}
    assert ("takes too long" if hangs else "does not answer") in summary([entry])[0]


def test_a_message_can_be_stopped(studio: Studio) -> None:
    message_id = put(studio, to=f"{SARA}, {TOM}")
    claimed = studio.run(sending.claim)
    assert claimed is not None
    with pytest.raises(StudioError, match="being sent at this moment"):
        studio.run(outbox.stop, message_id)
    studio.run(sending.settle, claimed, [Outcome(SARA, "sent"), Outcome(TOM, "later", "Busy.")])
    studio.run(outbox.stop, message_id)
    entry = studio.run(outbox.get, message_id)
    assert states(entry) == {SARA: "sent", TOM: "given-up"}
    assert outbox.sentences(entry)[0] == (f"Given up for {TOM}. It was stopped.", True)
    assert studio.run(sending.seconds_to_next) is None
    with pytest.raises(StudioError, match="Nobody waits"):
        studio.run(outbox.stop, message_id)


# Two at once


def test_of_two_programs_each_message_is_sent_by_one(studio: Studio, directory: Path) -> None:
    with serving() as post:
        post.delay = 0.05
        (directory / "config.toml").write_text(
            f'[mail]\nhost = "localhost"\nport = {post.port}\ntls = "none"\n', "utf-8"
        )
        for number in range(6):
            put(studio, subject=f"Number {number}")
        words = ("-m", "studio_tui", "--data", str(directory), "outbox", "send")
        children = [
            subprocess.Popen(
                (sys.executable, *words),
                stdout=subprocess.PIPE,
                env=os.environ | {"STUDIO_NOW": NOW},
            )
            for _ in range(2)
        ]
        said = [child.communicate()[0] for child in children]
    assert [child.returncode for child in children] == [0, 0]
    assert sorted(m["Subject"] for m in post.messages) == [f"Number {n}" for n in range(6)]
    assert b"".join(said).count(b"Sent to") == 6


def test_a_claim_is_ours_alone_until_it_runs_out(studio: Studio) -> None:
    message_id = put(studio)
    claimed = studio.run(sending.claim)
    assert claimed is not None
    assert studio.run(sending.claim) is None
    assert studio.run(sending.seconds_to_next) == sending.LEASE
    with pytest.raises(StudioError, match="being sent at this moment"):
        studio.run(outbox.again, message_id)
    at(studio, "2026-11-24T09:30")
    other = studio.run(sending.claim)
    assert other is not None
    assert (other.id, other.attempt) == (message_id, 2)
    studio.run(sending.settle, claimed, [Outcome(SARA, "later", "slow")])
    assert studio.run(sending.claim) is None, "it is still the other's"
    entry = studio.run(sending.settle, other, [Outcome(SARA, "sent")])
    assert states(entry) == {SARA: "sent"}


def test_threads_of_one_program_claim_in_turn(studio: Studio) -> None:
    for _ in range(10):
        put(studio)
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _: studio.run(sending.claim), range(20)))
    ids = [claimed.id for claimed in found if claimed]
    assert len(ids) == len(set(ids)) == 10


# Without a server

UNSENT = "Not sent: no mail server is set up. The outbox says what to do. Saved as"


def test_without_a_server_a_file_is_saved_that_mail_programs_open(studio: Studio) -> None:
    put(studio, subject="../Your <session>", body="Dear Sära")
    (entry,) = deliver_due(studio)
    (path,) = (studio.directory / "outbox").iterdir()
    assert path.name == "2026-11-24-sara-example-org-Your-session.eml"
    assert states(entry) == {SARA: "saved"}
    assert outbox.sentences(entry) == ((f"{UNSENT} outbox/{path.name}", True),)
    message = email.message_from_bytes(path.read_bytes(), policy=default)
    assert message["Subject"] == "../Your <session>"
    (attached,) = message.iter_attachments()
    assert attached.get_content() == PDF.content
    with serving() as post:
        with_server(studio, post.port)
        studio.run(outbox.again, entry.id)
        assert states(deliver_due(studio)[0]) == {SARA: "sent"}
        assert len(post.received) == 1


def test_a_file_that_cannot_be_written_keeps_the_message_waiting(studio: Studio) -> None:
    (studio.directory / "outbox").write_text("in the way", "utf-8")
    put(studio)
    (entry,) = deliver_due(studio)
    assert states(entry) == {SARA: "waiting"}
    assert "could not be saved" in summary([entry])[0]


# What cannot be sent


@pytest.mark.parametrize(
    ("fields", "sentence", "field"),
    [
        ({"to": ""}, "Type an email address", "to"),
        ({"to": " , ;"}, "Type an email address", "to"),
        ({"to": "sara"}, "needs an @", "to"),
        ({"to": "Smith, Sara <sara@example.org>"}, "needs an @", "to"),
        ({"to": "Sara <>"}, "An address is empty", "to"),
        ({"to": f"{SARA}\nBcc: {TOM}"}, "no spaces in it", "to"),
        ({"to": ", ".join(f"a{n}@example.org" for n in range(21))}, "to 20 at most", "to"),
        ({"subject": "Hello\nBcc: x@example.org"}, "one line", "subject"),
        ({"subject": "x" * 251}, "251 characters; shorten", "subject"),
        ({"body": "x" * 2_000_001}, "2,000,001 characters; shorten it to 2,000,000", "body"),
        ({"attachments": (Attachment("a.pdf", bytes(20_000_001)),)}, "Take one away", None),
    ],
)
def test_what_cannot_be_sent_is_refused_before_it_is_stored(
    studio: Studio, fields: dict[str, Any], sentence: str, field: str | None
) -> None:
    with pytest.raises(StudioError, match=sentence) as caught:
        put(studio, **fields)
    assert caught.value.field == field
    assert studio.run(outbox.listing) == ()


def test_several_addresses_are_told_apart_and_each_is_kept_once(studio: Studio) -> None:
    put(studio, to=f"Sara Smith <{SARA}>; {TOM}, SARA@example.org,")
    (entry,) = studio.run(outbox.listing)
    assert states(entry) == {SARA: "waiting", TOM: "waiting"}
    assert entry.attachments == (PDF.name,)
    assert outbox.sentences(entry)[0][0] == f"“Your session” waits to be sent to {SARA} and {TOM}."


def test_a_message_can_be_written_anew_to_those_who_do_not_have_it(studio: Studio) -> None:
    message_id = put(studio, to=f"{SARA}, {TOM}")
    claimed = studio.run(sending.claim)
    assert claimed is not None
    studio.run(sending.settle, claimed, [Outcome(SARA, "sent"), Outcome(TOM, "refused", "No.")])
    assert studio.run(outbox.draft_of, message_id) == draft(to=TOM)


def test_the_password_is_nowhere(
    studio: Studio, directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LUMEN_MAIL", PASSWORD)
    put(studio)
    with serving(auth=True) as post:
        post.replies["DATA"] = "451 Later"
        with_server(studio, post.port, user=USER, password_env="LUMEN_MAIL")
        (entry,) = deliver_due(studio)
        monkeypatch.setenv("LUMEN_MAIL", f"{PASSWORD}-wrong")
        at(studio, "2026-11-24T09:01")
        (wrong,) = deliver_due(studio)
    assert "does not accept user and password" in summary([wrong])[0]
    kept = repr((entry, wrong)).encode()
    kept += b"".join(path.read_bytes() for path in directory.rglob("*") if path.is_file())
    assert PASSWORD.encode() not in kept


# The child process of the screens


def test_a_child_delivers_and_says_so_in_one_line(studio: Studio) -> None:
    put(studio)
    put(studio, to=TOM)
    said, minded = delivery.said_by(delivery.start(studio))
    file = "outbox/2026-11-24-sara-example-org-Your-session.eml"
    assert said.startswith(f"{UNSENT} {file}")
    assert said.endswith("And 1 more in the outbox.")
    assert minded
    assert delivery.said_by(delivery.start(studio)) == ("", False)


def test_a_child_that_goes_wrong_is_told(studio: Studio, directory: Path) -> None:
    (directory / "config.toml").write_text("[mail]\nhots = 'x'\n", "utf-8")
    said, minded = delivery.said_by(delivery.start(studio))
    assert said.startswith("Mail waits: ")
    assert "Did you mean host?" in said
    assert minded


def test_a_child_that_cannot_be_started_is_told(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.executable", "/nowhere/python")
    with pytest.raises(StudioError, match="no other program can be started"):
        delivery.start(studio)
