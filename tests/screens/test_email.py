"""Writing an email and following it through the outbox, with the keys that a person presses."""

from __future__ import annotations

import email
import time
from contextlib import asynccontextmanager
from email.policy import default
from typing import TYPE_CHECKING, Any

import pytest
from icalendar import Calendar

from studio_tui import printing
from studio_tui.domain.letter import Attachment, MessageDraft, Outcome
from studio_tui.errors import StudioError
from studio_tui.screens.compose import compose
from studio_tui.screens.email import EmailScreen
from studio_tui.screens.message import MessageScreen
from studio_tui.screens.outbox import OutboxScreen, open_outbox
from studio_tui.screens.postman import LONGEST
from studio_tui.services import invoices, outbox, sending
from tests import factories
from tests.mail.server import hanging, serving
from tests.screens.program import calendar_of, running, until
from tests.screens.wizard.walking import press, said, settled, shown

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from email.message import EmailMessage
    from pathlib import Path

    from textual.pilot import Pilot

    from studio_tui.domain.booking import Booked
    from studio_tui.services.outbox import OutboxEntry
    from studio_tui.studio import Studio

SARA = {"first": "Sara", "last": "Smith", "email": "sara@example.org"}
HOSTILE = "[/] O'Brien <b>"


def booked(studio: Studio, **client: Any) -> Booked:
    return factories.book(studio, client=factories.client_draft(**SARA | client))


@asynccontextmanager
async def writing(
    studio: Studio, size: tuple[int, int] = (80, 24), *, document: bool = False, **client: Any
) -> AsyncIterator[Pilot[None]]:
    """An email about a session that was just booked."""
    found = booked(studio, **client)
    async with running(studio, size) as pilot:
        await compose(
            calendar_of(pilot),
            "session",
            found.session_id,
            document=("confirmation", found.session_number) if document else None,
        )
        await settled(pilot)
        yield pilot


def screen_of(pilot: Pilot[None]) -> EmailScreen:
    found = pilot.app.screen
    assert isinstance(found, EmailScreen), found
    return found


def kept(studio: Studio) -> tuple[OutboxEntry, ...]:
    return studio.run(outbox.listing)


def files(studio: Studio) -> list[EmailMessage]:
    folder = studio.directory / "outbox"
    return [
        email.message_from_bytes(path.read_bytes(), policy=default)
        for path in sorted(folder.glob("*.eml"))
    ]


def attendee(calendar_file: str | bytes) -> str:
    """Who is invited."""
    (event,) = Calendar.from_ical(calendar_file).walk("VEVENT")
    return str(event["attendee"])


def with_server(studio: Studio, port: int, timeout: int = 1) -> None:
    """Into the file, as a child process sends."""
    text = f'[mail]\nhost = "localhost"\nport = {port}\ntls = "none"\ntimeout = {timeout}\n'
    text += 'sender = "hello@lumen.example"\n'
    (studio.directory / "config.toml").write_text(text, "utf-8")


# Writing


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (120, 40)])
@pytest.mark.parametrize("no_colour", [False, True])
async def test_a_letter_is_there_to_be_read_with_the_document_by_name(
    studio: Studio, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int], no_colour: bool
) -> None:
    if no_colour:
        monkeypatch.setenv("NO_COLOR", "1")
    async with writing(studio, size, document=True) as pilot:
        text = shown(pilot)
        for part in (
            "Email to Smith, Sara",
            "To      sara@example.org",
            "Your Portrait session on",
            "Dear Sara,",
            "confirmation-10000",
            "^S Send",
        ):
            assert part in text
        if size[0] >= 80:
            assert "confirmation-10000-Sara-Smith.pdf" in text
            assert "Friday 27 November 2026" in text


async def test_it_is_changed_and_sent_with_the_pdf_while_one_works_on(studio: Studio) -> None:
    factories.execute(studio, "UPDATE location SET email = 'hello@lumen.example'")
    async with writing(studio, document=True) as pilot:
        await press(pilot, "Hello! ", "up", "ctrl+u", "See you", "ctrl+s")
        assert pilot.app.screen is calendar_of(pilot)
        assert said(pilot).startswith("Not sent: no mail server is set up. The outbox says")
    (message,) = files(studio)
    assert (message["To"], message["Subject"]) == ("sara@example.org", "See you")
    body = message.get_body()
    assert body is not None
    assert body.get_content().startswith("Hello! Dear Sara,")
    attached, invite = message.iter_attachments()
    assert attached.get_filename() == "confirmation-10000-Sara-Smith.pdf"
    assert attached.get_content().startswith(b"%PDF")
    assert invite.get_filename() == "invite.ics"
    assert attendee(invite.get_content()) == "mailto:sara@example.org"


async def test_it_goes_to_the_server_of_the_settings(studio: Studio) -> None:
    with serving() as post:
        with_server(studio, post.port)
        async with writing(studio) as pilot:
            await press(pilot, "f8")
            assert said(pilot) == "Sent to sara@example.org."
            app: Any = pilot.app
            assert app.postman._timer is None, "nothing waits, so nothing is looked at"
    assert post.addresses == [["sara@example.org"]]


async def test_a_server_that_hangs_holds_up_nobody_and_is_asked_again(studio: Studio) -> None:
    with hanging() as port:
        with_server(studio, port)
        async with writing(studio) as pilot:
            await press(pilot, "ctrl+s")
            assert said(pilot).startswith("Mail to sara@example.org waits until 09:01: localhost")
            app: Any = pilot.app
            assert app.postman._timer is not None
    (entry,) = kept(studio)
    assert entry.recipients[0].state == "waiting"


async def test_sending_that_goes_wrong_is_not_begun_again_at_once(studio: Studio) -> None:
    (studio.directory / "config.toml").write_text("[mail]\nhots = 1\n", "utf-8")
    async with writing(studio) as pilot:
        await press(pilot, "ctrl+s")
        assert said(pilot).startswith("Mail waits: ")
        app: Any = pilot.app
        assert app.postman._timer._interval == LONGEST


async def test_leaving_the_program_does_not_wait_for_a_server(studio: Studio) -> None:
    with hanging() as port:
        with_server(studio, port, timeout=60)
        begun = time.monotonic()
        async with writing(studio) as pilot:
            await pilot.press("ctrl+s")
            await until(pilot, lambda: kept(studio) != () and kept(studio)[0].attempts == 1)
            await pilot.press("ctrl+q")
        assert time.monotonic() - begun < 30
        assert kept(studio)[0].recipients[0].state == "waiting"


async def test_without_an_address_it_asks_for_one(studio: Studio) -> None:
    async with writing(studio, email="") as pilot:
        assert getattr(pilot.app.focused, "key", "") == "to"
        assert "No email address is known for Smith, Sara: type one." in said(pilot)
        await press(pilot, "ctrl+s")
        assert said(pilot) == "To is needed here."
        await press(pilot, "sara", "ctrl+s")
        assert "needs an @" in said(pilot)
        await press(pilot, "@example.org, tom@example.org", "ctrl+s")
    assert [each.address for each in kept(studio)[0].recipients] == [
        "sara@example.org",
        "tom@example.org",
    ]


async def test_the_line_says_what_the_text_leads_to(studio: Studio) -> None:
    async with writing(studio) as pilot:
        assert said(pilot) == "Ctrl+S sends it; F4 starts from another letter."
        await press(pilot, "up")
        assert "Ctrl+S sends" not in said(pilot)


async def test_a_subject_is_wanted(studio: Studio) -> None:
    async with writing(studio) as pilot:
        await press(pilot, "up", "ctrl+u", "ctrl+s")
        assert said(pilot) == "Subject is needed here."
        assert getattr(pilot.app.focused, "key", "") == "subject"
    assert kept(studio) == ()


async def test_arrows_and_enter_lead_through_it(studio: Studio) -> None:
    async with writing(studio) as pilot:

        def here() -> str:
            return str(getattr(pilot.app.focused, "key", ""))

        assert here() == "body"
        await press(pilot, "up")
        assert here() == "subject"
        await press(pilot, "up")
        assert here() == "to"
        await press(pilot, "enter", "enter")
        assert here() == "body"


# Files


async def test_a_file_is_left_out(studio: Studio) -> None:
    async with writing(studio, document=True) as pilot:
        assert "invite.ics" in shown(pilot)
        await press(pilot, "tab", "d")
        assert said(pilot) == "confirmation-10000-Sara-Smith.pdf is left out."
        assert ".pdf" not in shown(pilot).splitlines()[-3]
        await press(pilot, "d")
        assert said(pilot) == "invite.ics is left out."
        assert "Attached" not in shown(pilot)
        assert getattr(pilot.app.focused, "key", "") == "body"
        await press(pilot, "ctrl+s")
    assert kept(studio)[0].attachments == ()


async def test_mail_about_an_appointment_carries_an_invitation_and_a_plain_letter_none(
    studio: Studio,
) -> None:
    client = factories.client_draft(**SARA)
    arranged = factories.arrange(studio, client=client, start=factories.at("2026-11-26T14:00"))
    async with running(studio) as pilot:
        await compose(calendar_of(pilot), "appointment", arranged.appointment_id)
        await settled(pilot)
        assert "invite.ics" in shown(pilot)
    async with writing(studio, last="Lee") as pilot:
        assert "invite.ics" not in shown(pilot)


async def test_a_letter_about_a_cancelled_session_can_take_it_out_of_the_clients_calendar(
    studio: Studio,
) -> None:
    factories.execute(studio, "UPDATE location SET email = 'hello@lumen.example'")
    found = booked(studio)
    factories.execute(
        studio,
        "UPDATE session SET status_id = "
        "(SELECT id FROM status WHERE area = 'session' AND kind = 'cancelled')",
    )
    async with running(studio) as pilot:
        await compose(calendar_of(pilot), "session", found.session_id, invite=True)
        await settled(pilot)
        assert "invite.ics" in shown(pilot)
        (invite,) = screen_of(pilot).message.attachments
    assert invite.content_type == "text/calendar; method=CANCEL; charset=utf-8"


async def test_an_invitation_that_was_sent_is_rewritten_as_one(studio: Studio) -> None:
    factories.execute(studio, "UPDATE location SET email = 'hello@lumen.example'")
    async with writing(studio, document=True) as pilot:
        await press(pilot, "ctrl+s")
    again = studio.run(outbox.draft_of, kept(studio)[0].id)
    assert again.attachments[1].content_type == "text/calendar; method=REQUEST; charset=utf-8"
    (message,) = files(studio)
    asked = next(part for part in message.walk() if part.get_content_type() == "text/calendar")
    assert asked.get_param("method") == "REQUEST"
    assert attendee(asked.get_content()) == "mailto:sara@example.org"


async def test_what_is_sent_early_waits_for_its_attachment(studio: Studio) -> None:
    found = booked(studio)
    async with running(studio) as pilot:
        document = ("confirmation", found.session_number)
        await compose(calendar_of(pilot), "session", found.session_id, document=document)  # type: ignore[arg-type]
        await pilot.pause()
        assert "being made …" in shown(pilot)
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert "as soon as the attachment is made" in screen_of(pilot).line.text
        await until(pilot, lambda: pilot.app.screen is calendar_of(pilot))
        await settled(pilot)
    assert kept(studio)[0].attachments == ("confirmation-10000-Sara-Smith.pdf", "invite.ics")


async def test_a_document_that_cannot_be_made_is_told_and_nothing_is_sent(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def failing(*_: Any, **__: Any) -> tuple[str, bytes]:
        raise StudioError("The confirmation could not be made: no room.")

    monkeypatch.setattr(printing, "document_pdf", failing)
    async with writing(studio, document=True) as pilot:
        assert "no room. The email goes without it." in said(pilot)
        assert "being made" not in shown(pilot)
        await press(pilot, "ctrl+s")
    assert kept(studio)[0].attachments == ("invite.ics",)


# Letters


async def test_another_letter_is_chosen(studio: Studio) -> None:
    async with writing(studio) as pilot:
        await press(pilot, "f4")
        assert "Letters about a session" in shown(pilot)
        await press(pilot, "thank", "enter")
        assert "Thank you for your visit" in shown(pilot)
        assert "Thank you for coming" in shown(pilot)


async def test_a_letter_replaces_what_was_written_only_when_that_is_wanted(studio: Studio) -> None:
    async with writing(studio) as pilot:
        await press(pilot, "Mine. ", "up", "up", "ctrl+u", "tom@example.org")
        await press(pilot, "f4", "thank", "enter", "k")
        assert "Mine. Dear Sara" in shown(pilot)
        await press(pilot, "f4", "thank", "enter", "r")
        assert "Mine." not in shown(pilot)
        assert "Thank you for your visit" in shown(pilot)
        assert "To      tom@example.org" in shown(pilot), "whom it goes to stays"


async def test_a_field_that_there_is_not_is_asked_about_before_it_is_sent(studio: Studio) -> None:
    factories.execute(studio, "UPDATE letter SET body = 'Dear {{ client.frist }}' WHERE sort = 10")
    async with writing(studio) as pilot:
        assert "did you mean client.first?" in said(pilot)
        await press(pilot, "ctrl+s")
        assert "There is nothing known for [client.frist?] in the text." in shown(pilot)
        await press(pilot, "k")
        assert kept(studio) == ()
        await press(pilot, "ctrl+s", "s")
    assert len(kept(studio)) == 1


async def test_a_letter_that_cannot_be_read_leaves_an_empty_email(studio: Studio) -> None:
    factories.execute(studio, "UPDATE letter SET body = '{% for %}' WHERE sort = 10")
    async with writing(studio) as pilot:
        assert "The letter cannot be filled in" in said(pilot)
        assert screen_of(pilot).text.value == ""


async def test_names_are_shown_as_they_are(studio: Studio) -> None:
    async with writing(studio, first=HOSTILE, last=HOSTILE) as pilot:
        assert f"Email to {HOSTILE}, {HOSTILE}" in shown(pilot)
        assert f"Dear {HOSTILE}," in shown(pilot)


async def test_an_invoice_that_somebody_else_pays_asks_whom_to_write_to(studio: Studio) -> None:
    found = booked(studio)
    payer = factories.store(studio, first="Ole", last="Berg", email="ole@example.org")
    bill = factories.invoice_draft(studio, client_id=found.client_id, bill_to_id=payer)
    invoice_id = studio.run(invoices.create, bill)
    async with running(studio) as pilot:
        await compose(calendar_of(pilot), "invoice", invoice_id)
        await settled(pilot)
        assert "Whom do you want to write to?" in shown(pilot)
        await press(pilot, "b")
        assert "To      ole@example.org" in shown(pilot)
        assert "Dear Ole," in shown(pilot)
        await press(pilot, "escape")
        await compose(calendar_of(pilot), "invoice", invoice_id)
        await settled(pilot)
        await press(pilot, "escape")
        assert pilot.app.screen is calendar_of(pilot)


async def test_what_is_gone_is_said_by_the_screen_it_comes_from(studio: Studio) -> None:
    async with running(studio) as pilot:
        await compose(calendar_of(pilot), "invoice", 99)
        await settled(pilot)
        assert said(pilot) == "This invoice no longer exists."


# Leaving


async def test_an_email_that_nobody_touched_is_left_at_once(studio: Studio) -> None:
    async with writing(studio) as pilot:
        await press(pilot, "escape")
        assert pilot.app.screen is calendar_of(pilot)
    assert kept(studio) == ()


@pytest.mark.parametrize(("answer", "left"), [("d", True), ("s", False), ("escape", False)])
async def test_what_was_written_is_not_thrown_away_unasked(
    studio: Studio, answer: str, left: bool
) -> None:
    async with writing(studio) as pilot:
        await press(pilot, "Hello", "escape")
        assert "It is not sent yet." in shown(pilot)
        await press(pilot, answer)
        assert (pilot.app.screen is calendar_of(pilot)) is left
        if not left:
            assert screen_of(pilot).unsaved == "An email was written and not sent."
    assert kept(studio) == ()


# The outbox


def put(studio: Studio, to: str = "sara@example.org, tom@example.org") -> int:
    files = (Attachment("a.pdf", b"%PDF"),)
    draft = MessageDraft(to, HOSTILE, "Dear Sara,\n\n" + "see you soon " * 20, files)
    return studio.run(outbox.put, draft, sender="hello@lumen.example")


def settle(studio: Studio, *states: str) -> None:
    claimed = studio.run(sending.claim)
    assert claimed is not None
    said = {"refused": "The server says: 550 No such user.", "later": "lumen takes too long."}
    outcomes = [
        Outcome(address, state, said.get(state, ""))  # type: ignore[arg-type]
        for address, state in zip(claimed.to, states, strict=True)
    ]
    studio.run(sending.settle, claimed, outcomes)


@asynccontextmanager
async def looking(studio: Studio, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Pilot[None]]:
    async with running(studio, size) as pilot:
        await open_outbox(calendar_of(pilot))
        await settled(pilot)
        yield pilot


async def test_an_empty_outbox_says_so_and_nothing_can_be_done(studio: Studio) -> None:
    async with running(studio) as pilot:
        await press(pilot, "o")
        assert "No email has been written yet." in shown(pilot)
        await press(pilot, "r", "w", "x", "enter", "escape")
        assert pilot.app.screen is calendar_of(pilot)


@pytest.mark.parametrize("size", [(40, 12), (80, 24)])
@pytest.mark.parametrize("no_colour", [False, True])
async def test_each_address_has_a_line_that_says_what_became_of_it(
    studio: Studio, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int], no_colour: bool
) -> None:
    if no_colour:
        monkeypatch.setenv("NO_COLOR", "1")
    put(studio)
    settle(studio, "sent", "refused")
    async with looking(studio, size) as pilot:
        assert said(pilot) == "Sent to sara@example.org."
        await press(pilot, "down")
        assert said(pilot).startswith("Refused for tom@example.org. The server says: 550")
        if size[0] >= 80:
            text = shown(pilot)
            assert "›! 24 Nov 09:00" in text
            assert "refused" in text
            assert HOSTILE in text


async def test_a_message_is_read(studio: Studio) -> None:
    put(studio)
    settle(studio, "sent", "later")
    async with looking(studio) as pilot:
        assert "1 waiting" in shown(pilot)
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, MessageScreen)
        text = shown(pilot)
        for part in (
            "To: sara@example.org, tom@example.org",
            "Mail to tom@example.org waits until 09:01: lumen takes too long.",
            f"Subject: {HOSTILE}",
            "Attached: a.pdf",
            "Dear Sara,",
        ):
            assert part in text
        await press(pilot, "q")
        assert isinstance(pilot.app.screen, OutboxScreen)


async def test_it_is_tried_again_by_a_key_and_the_list_follows(studio: Studio) -> None:
    put(studio)
    settle(studio, "sent", "later")
    async with looking(studio) as pilot:
        await press(pilot, "down", "r")
        assert "waiting" not in shown(pilot)
        assert "not sent" in shown(pilot)
        assert said(pilot).startswith("Not sent: no mail server is set up. The outbox says what")
        await press(pilot, "enter")
        told = " ".join(" ".join(shown(pilot).split()).split())
        assert "open it with a mail program, and send it there" in told
        assert "config.toml" in told
        await press(pilot, "escape", "up", "up")
    assert [message["Subject"] for message in files(studio)] == [HOSTILE]


async def test_what_was_refused_is_written_anew_to_another_address(studio: Studio) -> None:
    put(studio)
    settle(studio, "sent", "refused")
    async with looking(studio) as pilot:
        await press(pilot, "w")
        assert "To      tom@example.org" in shown(pilot)
        assert "a.pdf" in shown(pilot)
        await press(pilot, "f4")
        assert "There are form letters for" in said(pilot)
        await press(pilot, "up", "up", "ctrl+u", "thomas@example.org", "ctrl+s")
        assert isinstance(pilot.app.screen, OutboxScreen)
        assert "thomas@example.org" in shown(pilot)
    newest, _ = kept(studio)
    assert [each.address for each in newest.recipients] == ["thomas@example.org"]
    assert newest.attachments == ("a.pdf",)


async def test_what_waits_is_stopped_before_it_is_written_anew(studio: Studio) -> None:
    put(studio, "tom@exampel.org")
    settle(studio, "later")
    async with looking(studio) as pilot:
        await press(pilot, "w")
        assert said(pilot) == "It is still tried; Delete stops that."
        await press(pilot, "delete")
        assert "given up" in shown(pilot)
        assert said(pilot) == "Given up for tom@exampel.org. It was stopped."
        await press(pilot, "w")
        assert "To      tom@exampel.org" in shown(pilot)


async def test_mail_that_waited_is_sent_when_the_program_starts(studio: Studio) -> None:
    put(studio)
    async with running(studio) as pilot:
        await until(pilot, lambda: bool(files(studio)))
        await settled(pilot)
    assert {each.state for each in kept(studio)[0].recipients} == {"saved"}


async def test_no_password_comes_into_the_program(
    studio: Studio, directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = directory / "secret"
    program.write_text("#!/bin/sh\necho tiger-lily\n", "utf-8")
    program.chmod(0o755)
    with hanging(b"220 hello\r\n") as port:
        text = (
            f'[mail]\nhost = "localhost"\nport = {port}\ntls = "none"\ntimeout = 1\nuser = "me"\n'
        )
        text += f'password_command = "{program}"\nsender = "hello@lumen.example"\n'
        (directory / "config.toml").write_text(text, "utf-8")
        async with writing(studio) as pilot:
            await press(pilot, "ctrl+s")
            assert "takes too long" in said(pilot)
    program.unlink()
    found = [path for path in directory.rglob("*") if path.is_file()]
    assert not [path for path in found if b"tiger-lily" in path.read_bytes()]


# Kept while it is written


async def test_a_killed_terminal_loses_nothing_that_was_written(studio: Studio) -> None:
    async with writing(studio, document=True) as pilot:
        await press(pilot, "Wear blue. ", "up", "ctrl+u", "About Friday")
    async with running(studio) as pilot:
        words = "Unfinished email to sara@example.org from 09:00"
        assert said(pilot) == f"{words}: F4 goes on with it."
        await press(pilot, "f4")
        assert "Unfinished email" in shown(pilot)
        await press(pilot, "g")
        assert screen_of(pilot).message.subject == "About Friday"
        assert screen_of(pilot).message.body.startswith("Wear blue. Dear Sara")
        await until(pilot, lambda: len(screen_of(pilot).message.attachments) == 2)
        await press(pilot, "ctrl+s")
        assert "About Friday" in kept(studio)[0].subject
        await press(pilot, "f4")
        assert said(pilot) == "There is no unfinished booking or email."


@pytest.mark.parametrize(("answer", "left"), [("k", 1), ("d", 0), ("escape", 1)])
async def test_leaving_keeps_it_or_throws_it_away(studio: Studio, answer: str, left: int) -> None:
    async with writing(studio) as pilot:
        await press(pilot, "Hello ", "escape", answer)
        assert isinstance(pilot.app.screen, EmailScreen) == (answer == "escape")
        kept_words = "Email kept: F4 on the calendar goes on with it."
        assert (said(pilot) == kept_words) == (answer == "k")
    assert len(studio.drafts.unfinished(1)) == left


async def test_what_nobody_has_written_in_is_not_kept(studio: Studio) -> None:
    async with writing(studio) as pilot:
        await press(pilot, "x")
        await pilot.press("backspace")
        await press(pilot, "escape")
        assert pilot.app.screen is calendar_of(pilot)
    assert studio.drafts.unfinished(1) == []


async def test_an_email_about_what_is_gone_is_said_and_can_be_discarded(studio: Studio) -> None:
    async with writing(studio) as pilot:
        await press(pilot, "Hello ", "escape", "k")
        factories.execute(studio, "DELETE FROM session")
        await press(pilot, "f4", "g")
        assert pilot.app.screen is calendar_of(pilot)
        assert "no longer exists" in said(pilot)
        await press(pilot, "f4", "d")
        assert said(pilot) == "Discarded the email to sara@example.org."
