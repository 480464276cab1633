"""``studio book``: the Scheduling Wizard without a screen, its answers given as options."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

from studio_tui.cli.booking_options import (
    booking_facts,
    booking_typed,
    client_typed,
    declare_booking,
    refuse_mixture,
    with_end,
)
from studio_tui.cli.invoices import currency_of, standing_words
from studio_tui.cli.money import declare_money, money_typed
from studio_tui.cli.output import Refusal, RefusedError, Result
from studio_tui.cli.shapes import (
    booking_shape,
    clash_shape,
    invoice_shape,
    moment_shape,
    payment_shape,
)
from studio_tui.cli.wishes import (
    APPOINTMENT,
    CLIENT,
    MONEY,
    SESSION,
    answered,
    left_empty,
    refuse_problems,
)
from studio_tui.domain.booking import TakenError
from studio_tui.domain.clashes import taken_words
from studio_tui.domain.money import money_words
from studio_tui.domain.recurrence import Choice, Plan
from studio_tui.domain.words import date_short, listing, plural, span_words, time_words
from studio_tui.flows import invoice_fields, payment_fields
from studio_tui.flows.appointment_fields import appointment_draft
from studio_tui.flows.client_fields import client_draft
from studio_tui.flows.repeat_fields import series_plan
from studio_tui.flows.session_fields import session_draft
from studio_tui.services import (
    agenda,
    alike,
    appointments,
    availability,
    booking,
    invoices,
    payments,
    series,
    sessions,
)
from studio_tui.services.desk import Desk

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Callable
    from datetime import date

    from studio_tui.cli.call import Call
    from studio_tui.cli.shapes import Shape
    from studio_tui.domain.booking import AppointmentDraft, Booked, BookingDraft, ClientDraft
    from studio_tui.domain.found import Booking
    from studio_tui.services.series import Occurrence
    from studio_tui.studio import Studio

T = TypeVar("T")


def declare(parser: ArgumentParser) -> None:
    """Declare the options."""
    declare_booking(parser)
    declare_money(parser)


def run(call: Call) -> Result:
    """Book a session or arrange an appointment."""
    refuse_mixture(call.args)
    with call.studio() as studio:
        return (_session if call.args.appointment is None else _appointment)(studio, call)


def _session(studio: Studio, call: Call) -> Result:
    args = call.args
    facts = booking_facts(studio, args, None)
    typed = client_typed(args, facts) | booking_typed(args, facts)
    answers = answered(typed, facts)
    refuse_problems(answers, (CLIENT, SESSION))
    answers = answered(typed | money_typed(args, answers), facts)
    refuse_problems(answers, MONEY)
    client, draft = client_draft(answers), session_draft(answers)
    assert draft is not None  # type and start were given
    draft = replace(with_end(draft, args, facts), confirmed=args.confirmed)
    likely = () if facts.client else _duplicates(studio, client)
    booked, warnings = _stored(
        studio,
        draft,
        lambda: studio.run(
            booking.book,
            client,
            draft,
            original=facts.client,
            invoice=invoice_fields.invoice_draft(answers),
            payments=payment_fields.payment_drafts(answers),
            keep_credit=bool(args.keep_credit) and payment_fields.keep_credit(answers),
            **_forced(args),
        ),
    )
    warnings += left_empty(answers, (CLIENT, SESSION))
    (stored,) = studio.run(agenda.these, [booked.session_id])
    said, money = _money(studio, booked)
    return Result(
        f"{_text(stored, facts.today)}{said}",
        booking_shape(stored)
        | {"client_number": booked.client_number, "warnings": warnings}
        | money,
        (*likely, *warnings),
    )


def _money(studio: Studio, booked: Booked) -> tuple[str, Shape]:
    """The invoice and the payments that were stored, as a sentence and as JSON."""
    taken = [studio.run(payments.get, payment_id) for payment_id in booked.payment_ids]
    if booked.invoice_id is None and not taken:
        return "", {"invoice": None, "payments": []}
    currency = currency_of(studio)
    sentences, invoice = [], None
    if booked.invoice_id is not None:
        found = studio.run(invoices.get, booked.invoice_id)
        invoice = invoice_shape(found, currency)
        standing = standing_words(found, currency)
        total = money_words(found.totals.total, currency)
        sentences.append(f"Invoice {found.number} for {total}: {standing}.")
    credit = sum(record.draft.amount for record in taken if record.draft.invoice_id is None)
    if credit:
        sentences.append(f"{money_words(credit, currency)} is kept as credit.")
    return (
        "".join(f"\n{sentence}" for sentence in sentences),
        {"invoice": invoice, "payments": [payment_shape(one, currency) for one in taken]},
    )


def _appointment(studio: Studio, call: Call) -> Result:
    args = call.args
    session_id = None if args.session is None else studio.run(sessions.by_number, args.session)
    facts = booking_facts(studio, args, session_id)
    answers = answered(
        client_typed(args, facts) | booking_typed(args, facts), facts, (CLIENT, APPOINTMENT)
    )
    new = args.new_client is not None
    refuse_problems(answers, (CLIENT, APPOINTMENT) if new else (APPOINTMENT,))
    draft, client = appointment_draft(answers), client_draft(answers) if new else None
    assert draft is not None  # type and start were given
    draft = replace(with_end(draft, args, facts), session_id=session_id, confirmed=args.confirmed)
    likely = _duplicates(studio, client) if client else ()
    if plan := series_plan(answers):
        return _series(studio, call, draft, plan, client, likely)
    arranged, warnings = _stored(
        studio,
        draft,
        lambda: studio.run(appointments.book, draft, client=client, **_forced(args)),
    )
    warnings += left_empty(answers, (CLIENT, APPOINTMENT) if new else (APPOINTMENT,))
    (stored,) = studio.run(agenda.these, [arranged.appointment_id], "appointment")
    return Result(
        _text(stored, facts.today),
        booking_shape(stored)
        | {
            "client_number": arranged.client_number,
            "session": args.session or "",
            "warnings": warnings,
        },
        (*likely, *warnings),
    )


def _series(
    studio: Studio,
    call: Call,
    draft: AppointmentDraft,
    plan: Plan,
    client: ClientDraft | None,
    likely: tuple[str, ...],
) -> Result:
    """All dates of a recurring appointment, or none of them."""
    args, skipped = call.args, _not_free(studio, call, draft, plan)
    if skipped:
        plan = Plan(plan.rule, {each.day: Choice("skip") for each in skipped})
    booked, warnings = _stored(
        studio,
        draft,
        lambda: studio.run(series.book, draft, plan, client=client, **_forced(args)),
    )
    stored = studio.run(agenda.these, booked.appointment_ids, "appointment")
    dates = "".join(f"\n{date_short(each.start.date())}, {each.number}" for each in stored)
    zone = studio.run(lambda desk: desk.zone)
    left = tuple(
        f"{date_short(each.day)} is left out: {each.problem or taken_words(each.clashes, zone)}"
        for each in skipped
    )
    how = plan.rule.words
    return Result(
        f"{_text(stored[0], studio.run(Desk.today))}\n"
        f"{how[0].upper()}{how[1:]}: {plural(len(stored), 'date')}.{dates}",
        booking_shape(stored[0])
        | {
            "client_number": booked.first.client_number,
            "session": args.session or "",
            "warnings": warnings,
            "series": {
                "rule": plan.rule.text,
                "appointments": [booking_shape(each) for each in stored],
                "skipped": [each.day.isoformat() for each in skipped],
            },
        },
        (*likely, *warnings, *left),
    )


def _not_free(
    studio: Studio, call: Call, draft: AppointmentDraft, plan: Plan
) -> tuple[Occurrence, ...]:
    """The dates that are left out because something stands against them, if that is wanted."""
    if not call.args.skip_taken:
        return ()
    return tuple(each for each in studio.run(series.preview, draft, plan) if each.undecided)


def _duplicates(studio: Studio, client: ClientDraft) -> tuple[str, ...]:
    """A sentence for each client who may be the same; never a reason not to book."""
    return tuple(
        f"{hit.name}{f' ({hit.number})' if hit.number else ''} may be the same client: {hit.why}."
        for hit in studio.run(alike.alike, client)
    )


def _forced(args: Namespace) -> dict[str, Any]:
    """How a service is told that a time is wanted although it is taken, and why."""
    return {"force": args.force, "because": args.because or ""}


def _stored(
    studio: Studio, draft: BookingDraft, store: Callable[[], T]
) -> tuple[T, tuple[str, ...]]:
    """Book, and say what there is to say about the time."""
    warning = studio.run(availability.check, draft, alternatives=0).warning
    try:
        stored = store()
    except TakenError as taken:
        raise _refused(taken, studio.run(lambda desk: desk.zone)) from taken
    return stored, (warning,) if warning else ()


def _refused(taken: TakenError, zone: str) -> RefusedError:
    later = [f"{date_short(start.date())} {time_words(start)}" for start in taken.next_starts]
    how = "--force --because TEXT" if taken.reason else "--force"
    return RefusedError(
        taken.message,
        Refusal(
            tuple(clash_shape(clash, zone) for clash in taken.clashes),
            {
                "next": [moment_shape(start) for start in taken.next_starts],
                "force_allowed": taken.allowed,
                "reason_needed": taken.reason,
            },
            (
                *([f"Next free: {listing(later)}."] if later else []),
                *([f"With {how} it is booked all the same."] if taken.allowed else []),
            ),
        ),
        code=taken.code,
    )


def _text(stored: Booking, today: date) -> str:
    who = listing([*(part.name for part in stored.parts), *filter(None, [stored.outside])])
    whose = f" for {stored.client}" if stored.client else ""
    about = "" if stored.client else stored.description
    what = ", ".join(filter(None, (stored.type_name, about)))
    return (
        f"{stored.kind.capitalize()} {stored.number} is booked{whose}: {what}, "
        f"{span_words(stored.start, stored.end, today)}{f', {who}' if who else ''}."
    )
