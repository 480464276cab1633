from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from studio_tui.domain.booking import GoneError
from studio_tui.services import invoices, letter_values, letters, payments
from tests import factories

if TYPE_CHECKING:
    from studio_tui.domain.letter import LetterArea
    from studio_tui.services.letters import Prepared
    from studio_tui.studio import Studio

SMITH = {"first": "Sara", "last": "Smith", "email": "sara@example.org"}


def named(studio: Studio, name: str) -> int:
    (row,) = factories.rows(studio, "SELECT id FROM letter WHERE name = ?", name)
    return int(row[0])


def prepared(
    studio: Studio, area: LetterArea, record_id: int, name: str = "", *, bill_to: bool = False
) -> Prepared:
    subject = studio.run(letters.about, area, record_id)
    letter_id = named(studio, name) if name else None
    return studio.run(letters.prepare, subject, letter_id, bill_to=bill_to)


def letter(studio: Studio, area: LetterArea, body: str) -> None:
    factories.execute(
        studio,
        "INSERT INTO letter (name, sort, inactive, area, subject, body) "
        "VALUES ('Mine', 1, 0, ?, 'S', ?)",
        area,
        body,
    )


def test_the_session_confirmation_is_a_letter_that_can_be_sent_as_it_is(studio: Studio) -> None:
    booked = factories.book(studio, client=factories.client_draft(**SMITH))
    found = prepared(studio, "session", booked.session_id, "Session confirmation")
    assert found.problems == ()
    assert found.to == "Smith, Sara"
    draft = found.draft
    assert draft.to == "sara@example.org"
    assert draft.subject == "Your Portrait session on Friday 27 November 2026"
    assert draft.body.startswith(
        "Dear Sara,\n\nThank you for booking with Lumen Studio. We look forward to seeing you on "
        "Friday 27 November 2026 from 14:00 to 15:00, with Anna Berg.\n\n"
    )
    assert draft.body.endswith("With kind regards,\nAnna Berg\nLumen Studio")
    assert "call us" not in draft.body, "the studio has no phone number yet"
    assert (draft.client_id, draft.session_id, draft.invoice_id) == (
        booked.client_id,
        booked.session_id,
        None,
    )


def test_every_starter_letter_names_only_what_there_is(studio: Studio) -> None:
    booked = factories.book(studio, client=factories.client_draft(**SMITH))
    invoice = factories.invoice_draft(
        studio, client_id=booked.client_id, session_id=booked.session_id
    )
    arranged = factories.arrange(studio, client_id=booked.client_id, force=True)
    records = {
        "session": booked.session_id,
        "appointment": arranged.appointment_id,
        "invoice": studio.run(invoices.create, invoice),
    }
    for area, record_id in records.items():
        offered = studio.run(letters.offered, area)  # type: ignore[arg-type]
        assert offered
        for entry in offered:
            found = prepared(studio, entry.area, record_id, entry.name)
            assert found.problems == ()
            assert "\n\n\n" not in found.draft.body
            assert "  " not in found.draft.body
            assert " ." not in found.draft.body


def test_an_invoice_letter_says_what_is_open_and_goes_to_whoever_pays(studio: Studio) -> None:
    booked = factories.book(studio, client=factories.client_draft(**SMITH))
    payer = factories.store(studio, last="Berg", first="Ole", email="ole@example.org")
    line = factories.line(studio, price=12000)
    draft = factories.invoice_draft(
        studio, line, client_id=booked.client_id, bill_to_id=payer, session_id=booked.session_id
    )
    invoice_id = studio.run(invoices.create, draft)
    total = studio.run(invoices.get, invoice_id).totals.total
    subject = studio.run(letters.about, "invoice", invoice_id)
    assert (subject.client, subject.payer) == ("Smith, Sara", "Berg, Ole")
    to_client = prepared(studio, "invoice", invoice_id, "Invoice")
    to_payer = prepared(studio, "invoice", invoice_id, "Invoice", bill_to=True)
    assert (to_client.draft.to, to_payer.draft.to) == ("sara@example.org", "ole@example.org")
    assert to_payer.draft.body.startswith("Dear Ole,")
    assert to_payer.draft.client_id == payer
    assert to_payer.draft.invoice_id == invoice_id
    assert "is still open" in to_payer.draft.body
    payment = factories.payment_draft(studio, total, invoice_id=invoice_id)
    studio.run(payments.take, payment)
    assert (
        "It has been paid in full" in prepared(studio, "invoice", invoice_id, "Invoice").draft.body
    )
    letter(studio, "invoice", "{{ session.start }} {{ payment.method }} {{ payment.amount }}")
    mine = prepared(studio, "invoice", invoice_id, "Mine", bill_to=True)
    assert mine.draft.body.startswith("14:00 Card £")


def test_what_a_client_owes_is_what_was_billed_less_what_was_paid(studio: Studio) -> None:
    client_id = factories.store(studio, **SMITH)
    draft = factories.invoice_draft(studio, client_id=client_id)
    invoice_id = studio.run(invoices.create, draft)
    record = studio.run(invoices.get, invoice_id)
    assert studio.run(letter_values.of_client, client_id)["balance"].startswith("£")
    taken = factories.payment_draft(studio, record.totals.total, invoice_id=invoice_id)
    studio.run(payments.take, taken)
    assert studio.run(letter_values.of_client, client_id)["balance"] == ""


def test_a_letter_with_mistakes_is_filled_in_and_says_so(studio: Studio) -> None:
    booked = factories.book(studio)
    letter(studio, "session", "Dear {{ client.frist }}, {{ appointment.start }}")
    found = prepared(studio, "session", booked.session_id, "Mine")
    assert found.draft.body == "Dear [client.frist?], [appointment.start?]"
    assert found.problems == (
        "No email address is known for Smith, Sara: type one.",
        "The letter names client.frist, which there is not: did you mean client.first?",
        "A letter about a session cannot name appointment.start.",
    )


def test_somebody_who_wants_no_emails_is_named(studio: Studio) -> None:
    booked = factories.book(studio, client=factories.client_draft(**SMITH))
    factories.execute(studio, "UPDATE client SET allow_email = 0")
    found = prepared(studio, "session", booked.session_id)
    assert found.problems == ("Smith, Sara has asked for no emails.",)
    assert (found.draft.subject, found.draft.body) == ("", "")


def test_an_appointment_of_nobodys_can_be_written_about(studio: Studio) -> None:
    arranged = factories.arrange(studio)
    letter(studio, "appointment", "{{ appointment.with }} {{ appointment.date }}{{ client.last }}")
    found = prepared(studio, "appointment", arranged.appointment_id, "Mine")
    assert found.problems == ("Type an address.",)
    assert found.draft.body == "Anna Berg 27 November 2026"


def test_what_is_gone_is_told(studio: Studio) -> None:
    booked = factories.book(studio)
    with pytest.raises(GoneError, match="This invoice no longer exists"):
        studio.run(letters.about, "invoice", 99)
    subject = studio.run(letters.about, "session", booked.session_id)
    with pytest.raises(GoneError, match="This letter no longer exists"):
        studio.run(letters.prepare, subject, 99)
