"""What is made from a record: bookings, an invoice, a payment, a note."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from studio_tui.domain.money import money_words
from studio_tui.screens.base import reported
from studio_tui.screens.dialogs import Question
from studio_tui.screens.opening import open_new
from studio_tui.services import beginnings, notes, payments
from studio_tui.services.catalogue import catalogue
from studio_tui.services.desk import Desk

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from studio_tui.screens.record_frame import RecordFrame

NEW: Final[dict[str, str]] = {
    "items": "Order lines",
    "session": "Session",
    "appointment": "Appointment",
    "invoice": "Invoice",
    "payment": "Payment",
    "memo": "Credit memo",
    "note": "Note",
    "date": "Date of this session",
    "copy": "Copy of this session",
    "task": "Task",
    "member": "Member of the family",
}
"""What New offers, by the key that `make_new` takes."""


async def make_new(base: RecordFrame, kind: str) -> None:
    """Make something new from a record, as New and the lists of records do.

    Args:
        base: The record that it is made from, to whose `context` it belongs.
        kind: One of `NEW`.
    """
    await _MAKERS[kind](base)


async def _note(base: RecordFrame) -> None:
    from studio_tui.screens.note import NotePanel

    @reported
    async def typed(screen: RecordFrame, text: str | None) -> None:
        if text:
            await screen.studio.call(notes.add, screen.KIND, screen.record_id, text)
            await screen.show_notes()

    base.app.push_screen(NotePanel(), partial(typed, base))


async def _task(base: RecordFrame) -> None:
    await base.make_task()


async def _session(base: RecordFrame) -> None:
    """With the wizard, or a short form: as the person at the desk prefers."""
    client_id = base.context.client_id
    how = await base.studio.call(Desk.preference, "booking.new_session", "wizard", personal=True)
    if how != "form" or client_id is None:
        await base.schedule("session")
        return
    from studio_tui.screens.new_session import open_new_session

    await open_new_session(base, client_id)


async def _appointment(base: RecordFrame) -> None:
    await base.schedule("linked")


async def _invoice(base: RecordFrame) -> None:
    here = base.context
    if here.client_id is None:
        base.remind("Link it to a client first: an invoice needs one.")
        return
    blank = await base.studio.call(beginnings.invoice, here.client_id, here.session_id)
    await open_new(base, "invoice", blank)


async def _memo(base: RecordFrame) -> None:
    from studio_tui.services import credit_memos

    await open_new(base, "invoice", await base.studio.call(credit_memos.begin, base.record_id))


async def _payment(base: RecordFrame) -> None:
    """For the only invoice on which something is to be paid; else ask for which, or for none."""
    here = base.context
    if here.client_id is None:
        base.remind("Link it to a client first: a payment needs one.")
        return
    client_id = here.client_id
    if here.invoice_id is not None:
        await _pay(base, client_id, here.invoice_id)
        return
    call, within = base.studio.call, here.session_id
    found = await call(beginnings.payable, client_id=client_id, session_id=within)
    if within is not None and len(found) == 1:
        await _pay(base, client_id, found[0].id)
        return
    credit = await call(payments.credit_of, client_id)
    if not (found or credit):
        await _pay(base, client_id, None)
        return
    money = (await call(catalogue)).currency
    choices = [
        (str(hit.id), f"Invoice {hit.number}: {money_words(hit.balance, money)} to pay")
        for hit in found
    ]

    @reported
    async def chosen(screen: RecordFrame, answer: str | None) -> None:
        if answer == "refund":
            blank = await screen.studio.call(beginnings.refund, client_id)
            await open_new(screen, "payment", blank)
        elif answer:
            await _pay(screen, client_id, None if answer == "deposit" else int(answer))

    choices += [("deposit", "Deposit, for no invoice yet")]
    choices += [("refund", f"Give back {money_words(credit, money)} of credit")] if credit else []
    question = Question("New payment", "What is paid?", (*choices, ("", "Back")))
    base.app.push_screen(question, partial(chosen, base))


async def _pay(base: RecordFrame, client_id: int, invoice_id: int | None) -> None:
    blank = await base.studio.call(beginnings.payment, client_id, invoice_id)
    await open_new(base, "payment", blank)


async def _date(base: RecordFrame) -> None:
    from studio_tui.screens.session_dates import add_date

    await add_date(base)  # type: ignore[arg-type]


async def _copy(base: RecordFrame) -> None:
    from studio_tui.screens.copy_session import ask_copy

    await ask_copy(base)  # type: ignore[arg-type]


async def _member(base: RecordFrame) -> None:
    from studio_tui.screens.family import ask_member
    from studio_tui.services.family import Member

    here = base.context
    assert here.client_id is not None
    await ask_member(base, Member(here.client_id), here.session_id)


_MAKERS: Final[dict[str, Callable[[RecordFrame], Awaitable[None]]]] = {
    "session": _session,
    "appointment": _appointment,
    "invoice": _invoice,
    "payment": _payment,
    "memo": _memo,
    "note": _note,
    "date": _date,
    "task": _task,
    "copy": _copy,
    "member": _member,
}
