"""Form letters: which there are, whom they go to, and filling them in for a record."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from studio_tui.domain.booking import GoneError
from studio_tui.domain.letter import LetterEntry, MessageDraft
from studio_tui.domain.names import display
from studio_tui.services import letter_values

if TYPE_CHECKING:
    from studio_tui.domain.letter import LetterArea
    from studio_tui.services.desk import Desk


@dataclass(frozen=True, slots=True)
class About:
    """What a letter is about, and who could get it."""

    area: LetterArea
    record_id: int
    number: str
    client_id: int | None
    client: str
    """Name, last name first; empty for an appointment of nobody's."""
    payer_id: int | None
    """Who pays, where that is somebody else."""
    payer: str
    session_id: int | None
    appointment_id: int | None
    invoice_id: int | None
    cancelled: bool = False
    """Whether the session or appointment is."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A letter filled in, to be looked at before it is sent."""

    draft: MessageDraft
    to: str
    """Name of whom it is for."""
    problems: tuple[str, ...] = field(default=())
    """Sentences: fields that there are not, an address that is missing."""


_ABOUT: Final[dict[LetterArea, str]] = {
    "session": """
        SELECT session.number, session.client_id, nullif(bill.bill_to_id, session.client_id),
               session.id, NULL, bill.id, status.kind = 'cancelled'
        FROM session JOIN status ON status.id = session.status_id
        LEFT JOIN invoice AS bill ON bill.id =
            (SELECT min(id) FROM invoice WHERE session_id = session.id)
        WHERE session.id = ?""",
    "appointment": """
        SELECT number, client_id, NULL, session_id, appointment.id, NULL, status.kind = 'cancelled'
        FROM appointment JOIN status ON status.id = appointment.status_id
        WHERE appointment.id = ?""",
    "invoice": """
        SELECT number, client_id, nullif(bill_to_id, client_id), session_id, NULL, id, 0
        FROM invoice WHERE id = ?""",
}


def about(desk: Desk, area: LetterArea, record_id: int) -> About:
    """What there is to know before a letter is written.

    Raises:
        GoneError: When there is no such record.
    """
    row = desk.row(_ABOUT[area], (record_id,))
    if row is None:
        raise GoneError(f"This {area} no longer exists.")
    number, client_id, payer_id, session_id, appointment_id, invoice_id, cancelled = row
    return About(
        area=area,
        record_id=record_id,
        number=number or "",
        client_id=client_id,
        client=_name(desk, client_id),
        payer_id=payer_id,
        payer=_name(desk, payer_id),
        session_id=session_id,
        appointment_id=appointment_id,
        invoice_id=invoice_id,
        cancelled=bool(cancelled),
    )


def _name(desk: Desk, client_id: int | None) -> str:
    row = desk.row("SELECT last, first, company FROM client WHERE id = ?", (client_id,))
    return display(*row) if row else ""


def offered(desk: Desk, area: LetterArea) -> tuple[LetterEntry, ...]:
    """The letters about something, in the studio's order."""
    return tuple(
        LetterEntry(*row)
        for row in desk.rows(
            "SELECT id, name, area FROM letter WHERE area = ? AND NOT inactive ORDER BY sort, name",
            (area,),
        )
    )


def usual(desk: Desk, subject: About) -> int | None:
    """Id of the letter that is proposed: the first, or that of a cancelled booking."""
    occasion = "cancelled" if subject.cancelled else ""
    row = desk.row(
        "SELECT id FROM letter WHERE area = ? AND occasion = ? AND NOT inactive "
        "ORDER BY sort, name LIMIT 1",
        (subject.area, occasion),
    )
    return row[0] if row else None


def prepare(
    desk: Desk, subject: About, letter_id: int | None = None, *, bill_to: bool = False
) -> Prepared:
    """Fill in a letter, or begin an empty one.

    Args:
        desk: Where we are.
        subject: What it is about.
        letter_id: The letter; None for an empty one.
        bill_to: Whether it goes to whoever pays, who is then the client of the letter.

    Raises:
        StudioError: When the letter is gone or cannot be read.
    """
    client_id = subject.payer_id if bill_to and subject.payer_id else subject.client_id
    client = letter_values.of_client(desk, client_id)
    title, body, problems = "", "", list[str]()
    if letter_id is not None:
        title, body, problems = _filled(desk, subject, client, letter_id)
    draft = MessageDraft(
        to=client["email"],
        subject=title,
        body=body,
        client_id=client_id,
        session_id=subject.session_id,
        appointment_id=subject.appointment_id,
        invoice_id=subject.invoice_id if subject.area == "invoice" else None,
    )
    name = _name(desk, client_id)
    return Prepared(draft, name, (*_about_address(desk, client_id, client, name), *problems))


def _about_address(
    desk: Desk, client_id: int | None, client: letter_values.Fields, name: str
) -> tuple[str, ...]:
    if not client["email"]:
        return (f"No email address is known for {name}: type one." if name else "Type an address.",)
    row = desk.row("SELECT allow_email FROM client WHERE id = ?", (client_id,))
    return () if row and row[0] else (f"{name} has asked for no emails.",)


def _filled(
    desk: Desk, subject: About, client: letter_values.Fields, letter_id: int
) -> tuple[str, str, list[str]]:
    """Subject and body, and what is wrong with them."""
    row = desk.row("SELECT subject, body FROM letter WHERE id = ?", (letter_id,))
    if row is None:
        raise GoneError("This letter no longer exists. Choose another.")
    from studio_tui.mail.merge import merge

    values = _values(desk, subject, client)
    today = letter_values.day_words(desk.today())
    title, body = (merge(text, subject.area, values, today) for text in row)
    text = re.sub(r"\n{3,}", "\n\n", body.text)  # where nothing stood between
    problems = dict.fromkeys((*title.problems, *body.problems))
    return " ".join(title.text.split()), text, list(problems)


def _values(
    desk: Desk, subject: About, client: letter_values.Fields
) -> dict[str, letter_values.Fields]:
    found = {
        "client": client,
        "session": letter_values.of_session(desk, subject.session_id),
        "studio": letter_values.of_studio(desk),
        "user": letter_values.of_user(desk),
    }
    if subject.appointment_id is not None:
        return found | {"appointment": letter_values.of_appointment(desk, subject.appointment_id)}
    invoice, payment = letter_values.of_invoice(desk, subject.invoice_id)
    return found | {"invoice": invoice, "payment": payment}
