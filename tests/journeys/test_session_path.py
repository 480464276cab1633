"""The session path as a person walks it: the real program, real keys, and what is left of it.

Ten steps: open the wizard, begin, choose a session, find or create the client, check the client,
enter the session, decide about the invoice, its items and the payment, tick everything that Finish
can do, finish.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from pypdf import PdfReader

from studio_tui.services import agenda, appointments, invoices, sessions
from studio_tui.services import clients as clients_service
from studio_tui.studio import Studio
from tests.conftest import NOW
from tests.factories import rows
from tests.terminal import Terminal

if TYPE_CHECKING:
    from pathlib import Path

    from tests.mail.server import Post


def test_a_session_is_booked_invoiced_paid_confirmed_and_followed_up(
    directory: Path, post: Post
) -> None:
    with Terminal(directory) as terminal:
        terminal.wait_for("Camera room 1")
        _who_and_when(terminal)
        _money(terminal)
        _ticks(terminal)
        _additional_appointment(terminal)
        _email(terminal, post)
        _records(terminal)
        printed = (directory / "documents").glob
        terminal.wait_until(lambda: any(printed("confirmation-*.pdf")), "the printed confirmation")
    _stored(directory)
    _mail(post)
    _papers(directory)


def _who_and_when(terminal: Terminal) -> None:
    """Wizard, session, a new client whose capitals are kept with F3, the session."""
    terminal.press("ctrl+p")
    terminal.wait_for("This wizard books")
    terminal.press("enter")
    terminal.wait_for("What would you like to schedule?")
    terminal.press("enter")
    terminal.wait_for("Who is it for?")
    terminal.press("smith, sara", "enter")
    terminal.wait_for("Client information", "Last name      Smith")
    terminal.press("ctrl+u", "McDONALD", "f3")
    terminal.press("tab", "tab", "sara@example.org", "tab", "07700 900123", "pagedown")
    terminal.wait_for("Session information", "McDONALD, Sara")
    terminal.press("fa", "tab", "reunion", "tab", "fri 2pm", "tab", "tab", "tab", "tab", "mia")
    terminal.press("tab", "tab", "tab", "tab", "1345", "tab", "6")
    terminal.wait_for("6 people")
    terminal.press("pagedown")


def _money(terminal: Terminal) -> None:
    """An invoice with the fee for six, two items by identifier, a discount; the deposit in cash."""
    terminal.wait_for("Shall the session fee be invoiced now?")
    terminal.press("enter")
    terminal.wait_for("Sitting fee, 5 people and more", "95.00")
    terminal.press("p108", "enter")
    terminal.wait_for("2 lines, £127.00 together")
    terminal.press("reprint", "enter")
    terminal.wait_for("3 lines")
    terminal.press("pagedown")
    terminal.wait_for("page 8")
    terminal.press("10%", "pagedown")
    terminal.wait_for("The invoice comes to £114.30, the deposit of Family is £25.00.")
    terminal.press("enter")
    terminal.wait_for("£25.00 of £114.30, £89.30 left")
    terminal.press("cash", "tab", "tab", "50")
    terminal.wait_for("change £25.00")
    terminal.press("pagedown")


def _ticks(terminal: Terminal) -> None:
    """Everything that Finish can do, from the last tick up to the first."""
    terminal.wait_for("page 11", "Book additional linked appointment [ ]")
    for label in ("Book additional", "Open payment", "Open invoice", "Open session", "Open client"):
        terminal.press("up")
        terminal.wait_for(f"› {label}")
        terminal.press(" ")
    terminal.press("up", " ")
    terminal.wait_for("[x] Session confirmation")
    terminal.press("up", " ")
    terminal.wait_until(lambda: terminal.text.count("[x]") == 7, "seven ticks")
    terminal.press("ctrl+s")


def _additional_appointment(terminal: Terminal) -> None:
    """The wizard begins again at once, for the same client and session."""
    terminal.wait_for("Arrange an appointment", "McDONALD, Sara", "1 session")
    terminal.press("cons", "tab", "tab", "thu 10am", "ctrl+s")
    terminal.wait_for("page 2", "10000, Family, Fri 27 Nov 2026, 14:00")
    terminal.press("ctrl+s")


def _email(terminal: Terminal, post: Post) -> None:
    """The email lies beneath, ready to be changed and sent."""
    terminal.wait_for("Email to McDONALD, Sara", "To      sara@example.org")
    terminal.wait_for("confirmation-10000-Sara-McDONALD.pdf", "kB")
    terminal.press("Bring the dog, too. ", "ctrl+s")
    terminal.wait_until(lambda: bool(post.received), "the email")


def _records(terminal: Terminal) -> None:
    """What was left open, one upon the other; a document of each, and back to the calendar."""
    terminal.wait_for("Client 10000 › Session 10000 › Invoice 10000 › Payment 10000")
    terminal.wait_for("£89.30 to pay on invoice 10000")
    _save(terminal, "Receipt 10000", "receipt-10000")
    terminal.press("escape")
    terminal.wait_for("Client 10000 › Session 10000 › Invoice 10000")
    terminal.press("f6")
    terminal.wait_for("Print 10 × 8 in")
    terminal.press("escape")
    _save(terminal, "Invoice 10000", "invoice-10000")
    terminal.press("escape")
    terminal.wait_for("Client 10000 › Session 10000", "Appointments 1", "Invoices 1")
    terminal.press("ctrl+r")
    terminal.wait_for("Which one?")
    terminal.press("p")
    _saved(terminal, "photographer-10000")
    terminal.press("escape")
    terminal.wait_for("McDONALD, Sara", "Sessions 1")
    terminal.press("f6", "right")
    terminal.wait_for("[Appointments 1]")
    terminal.press("escape")
    terminal.press("escape")
    terminal.wait_for("Camera room 1", "Fri 27 Nov 2026")


def _save(terminal: Terminal, document: str, name: str) -> None:
    terminal.press("ctrl+r")
    terminal.wait_for(document)
    _saved(terminal, name)


def _saved(terminal: Terminal, name: str) -> None:
    terminal.wait_for("Save as PDF")
    terminal.press("s")
    terminal.wait_for(f"Saved in documents: {name}")


def _stored(directory: Path) -> None:
    """Read the database back."""
    with Studio(directory, now=NOW) as studio:
        assert rows(studio, "SELECT number, last, first FROM client") == [
            ("10000", "McDONALD", "Sara")
        ]
        client = studio.run(clients_service.get, 1)
        assert (client.email, client.phones[0].number) == ("sara@example.org", "07700 900123")
        session = studio.run(sessions.get, 1)
        assert (session.photographer, session.assistant) == ("Anna Berg", "Mia Carter")
        assert (session.resource, session.draft.people) == ("Camera room 1", 6)
        assert (session.draft.description, session.draft.arrival) == ("reunion", "13:45")
        invoice = studio.run(invoices.get, 1)
        assert [line.identifier for line in invoice.draft.lines] == ["SIT5", "P108", "REPRINT"]
        assert (invoice.totals.discount, invoice.totals.total) == (12_70, 114_30)
        assert (invoice.paid, invoice.balance) == (25_00, 89_30)
        payment = invoice.payments[0]
        assert (payment.method, payment.amount) == ("Cash", 25_00)
        assert rows(studio, "SELECT tendered FROM payment") == [(50_00,)]
        (appointment,) = studio.run(appointments.of_session, 1)
        assert (appointment.type_name, f"{appointment.start:%a %H:%M}") == (
            "Consultation",
            "Thu 10:00",
        )
        week = studio.run(agenda.between, session.draft.start.date(), session.draft.end.date())
        assert {part.name for part in week[0].parts} == {"Anna Berg", "Mia Carter", "Camera room 1"}
        states = rows(studio, "SELECT address, state FROM message_recipient")
        assert states == [("sara@example.org", "sent")]


def _mail(post: Post) -> None:
    """What the mail server was handed."""
    (message,) = post.messages
    assert message["To"] == "sara@example.org"
    body = message.get_body(("plain",))
    assert body is not None
    assert body.get_content().startswith("Bring the dog, too.")
    pdf = next(
        part for part in message.iter_attachments() if part.get_content_type() == "application/pdf"
    )
    assert pdf.get_filename() == "confirmation-10000-Sara-McDONALD.pdf"
    text = PdfReader(io.BytesIO(pdf.get_content())).pages[0].extract_text()
    assert "Session confirmation" in text


def _papers(directory: Path) -> None:
    """The four documents, read back."""
    papers = {
        path.name.partition("-")[0]: "\n".join(
            page.extract_text() for page in PdfReader(path).pages
        )
        for path in (directory / "documents").glob("*.pdf")
    }
    assert set(papers) == {"confirmation", "photographer", "invoice", "receipt"}
    confirmation, photographer = papers["confirmation"], papers["photographer"]
    for words in ("Friday 27 November 2026", "13:45", "Sitting fee, 5 people", "£114.30", "£89.30"):
        assert words in confirmation
    assert "07700 900123" in photographer
    assert "Consultation" in photographer
    assert "£" not in photographer
    assert "Reprint of a damaged picture" in papers["invoice"]
    for words in ("£25.00", "Cash", "£50.00", "£89.30"):
        assert words in papers["receipt"]
