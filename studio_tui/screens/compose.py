"""Opening an email about a record: a form letter filled in, a document attached."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from studio_tui.documents.values import TITLES
from studio_tui.domain.numbers import number_words
from studio_tui.errors import StudioError
from studio_tui.screens.dialogs import Question
from studio_tui.services import letters

if TYPE_CHECKING:
    from studio_tui.documents.values import DocumentKind
    from studio_tui.domain.letter import LetterArea, MessageDraft
    from studio_tui.screens.base import StudioScreen
    from studio_tui.services.letters import About, Prepared


@dataclass(frozen=True, slots=True)
class Enclosed:
    """A document that goes along, before it is made."""

    kind: DocumentKind
    number: str
    bill_to: bool
    with_notes: bool

    @property
    def title(self) -> str:
        """As ``Session confirmation 10012``."""
        return f"{TITLES[self.kind]} {number_words(self.number)}".rstrip()


_LETTERS = {"confirmation": "session", "invoice": "invoice"}
"""Documents that the first letter of an area goes with."""


async def compose(
    base: StudioScreen[Any],
    area: LetterArea,
    record_id: int,
    *,
    letter_id: int | None = None,
    document: tuple[DocumentKind, str] | None = None,
    to: str = "",
    bill_to: bool | None = None,
    with_notes: bool = False,
    invite: bool | None = None,
) -> None:
    """Open an email to write and send; what cannot be is said by the screen that it comes from.

    Args:
        base: The screen that the email opens over.
        area: What it is about.
        record_id: The session, appointment or invoice.
        letter_id: The form letter; None: the one that goes with the document, if one does; what is
            cancelled has one of its own.
        document: Kind and number of a document to attach; it is made while the email is read.
        to: Address to write to, when it is not the client's.
        bill_to: Whether it goes to whoever pays; None: asks about an invoice that somebody else
            pays, and else writes to the client.
        with_notes: Whether the notes of the record are on the document.
        invite: Whether the invitation goes along, or its cancellation if the booking is
            cancelled; None: with a confirmation, and with what is written about an appointment.
    """
    try:
        subject = await base.studio.call(letters.about, area, record_id)
        if bill_to is not None or area != "invoice" or not subject.payer or to:
            await _open(base, subject, letter_id, document, to, bool(bill_to), with_notes, invite)
            return
    except StudioError as error:
        base.report(error)
        return

    async def answered(answer: str | None) -> None:
        try:
            if answer:
                payer = answer == "payer"
                await _open(base, subject, letter_id, document, to, payer, with_notes, invite)
        except StudioError as error:
            base.report(error)

    choices = (
        ("payer", f"{subject.payer}, who pays"),
        ("client", f"{subject.client}, the client"),
        ("", "Write to nobody"),
    )
    base.app.push_screen(Question("Email", "Whom do you want to write to?", choices), answered)


async def _open(
    base: StudioScreen[Any],
    subject: About,
    letter_id: int | None,
    document: tuple[DocumentKind, str] | None,
    to: str,
    bill_to: bool,
    with_notes: bool,
    invite: bool | None,
) -> None:
    from studio_tui.screens.email import EmailScreen
    from studio_tui.screens.email_draft import begun_about

    enclosed = document and Enclosed(*document, bill_to=bill_to, with_notes=with_notes)
    if letter_id is None:
        letter_id = await _letter(base, subject, enclosed, to)
    prepared = await _prepared(base, subject, letter_id, bill_to)
    draft = prepared.draft
    if to:
        draft = replace(draft, to=to)
        prepared = replace(prepared, to=to, problems=())
    confirms = enclosed is not None and enclosed.kind in ("confirmation", "photographer")
    invites = (confirms or subject.area == "appointment") if invite is None else invite
    if invites:
        draft = await _with_invitation(base, subject, enclosed, draft)
    if enclosed and not draft.subject:
        said = f"Cancelled: {enclosed.title}" if subject.cancelled else enclosed.title
        draft = replace(draft, subject=said)
    screen = EmailScreen(
        base.studio,
        replace(prepared, draft=draft),
        subject=subject,
        bill_to=bill_to,
        enclosed=enclosed,
        kept=begun_about(subject, document, bill_to, with_notes, invites),
    )
    await base.app.push_screen(screen)


async def _letter(
    base: StudioScreen[Any], subject: About, enclosed: Enclosed | None, to: str
) -> int | None:
    """The letter to start from, if none was chosen: the one that goes with the document."""
    if to or (enclosed is not None and enclosed.kind not in _LETTERS):
        return None
    return await base.studio.call(letters.usual, subject)


async def _with_invitation(
    base: StudioScreen[Any], subject: About, enclosed: Enclosed | None, draft: MessageDraft
) -> MessageDraft:
    """The email with the invitation to the booking that it is about."""
    from studio_tui.services.invitations import invitation

    if subject.area == "invoice":
        return draft
    made = await base.studio.call(
        invitation,
        subject.area,
        subject.record_id,
        to=draft.to,
        sender=base.studio.settings.mail.sender,
        staff=enclosed is not None and enclosed.kind == "photographer",
    )
    return replace(draft, attachments=(*draft.attachments, made))


async def _prepared(
    base: StudioScreen[Any], subject: About, letter_id: int | None, bill_to: bool
) -> Prepared:
    """The letter filled in; one that cannot be read is left out, which is said."""
    call = base.studio.call
    try:
        return await call(letters.prepare, subject, letter_id, bill_to=bill_to)
    except StudioError as error:
        if letter_id is None:
            raise
        empty = await call(letters.prepare, subject, None, bill_to=bill_to)
        return replace(empty, problems=(error.message, *empty.problems))
