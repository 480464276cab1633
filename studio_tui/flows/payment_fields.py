"""What is asked about paying at booking: now, by a plan, or not yet; how, and how much."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from studio_tui.domain.money import parse_money
from studio_tui.domain.payment import PaymentDraft, change
from studio_tui.domain.words import date_short, plural
from studio_tui.errors import StudioError
from studio_tui.flows import amounts, invoice_fields, plan_fields
from studio_tui.flows.amounts import (
    balance,
    currency_of,
    deposit_asked,
    methods_of,
    money_said,
    value_of,
)
from studio_tui.flows.field import Answers, Draft, Facts, Field, Reading, plain, tick
from studio_tui.flows.flow import Page
from studio_tui.flows.said import Said

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from studio_tui.domain.payment import MethodEntry, MethodKind

NOW, PLAN, NOT_NOW = "Payment now", "Payment plan", "No payment now"

REFERENCES: Final[dict[MethodKind, str]] = {
    "card": "Last card digits",
    "cheque": "Cheque number",
    "gift": "Voucher number",
    "other": "Reference",
}
"""What is noted about a payment, by the kind of its method; nothing about cash."""

CARD_DIGITS: Final = 6
"""Most digits of a card's number that are kept."""


def _choices(answers: Answers) -> Sequence[str]:
    return (NOW, PLAN, NOT_NOW) if invoice_fields.invoiced(answers) else (NOW, NOT_NOW)


def _choice_default(answers: Answers) -> str:
    """As the studio proposes it: where a deposit is asked, always, or never."""
    proposed = answers.facts.catalogue.preferences.get("booking.payment", "deposit")
    if proposed == "deposit":
        return NOW if deposit_asked(answers) else NOT_NOW
    return NOW if proposed == "now" else NOT_NOW


# Payment now


def _paid_by(*kinds: MethodKind) -> Callable[[Answers], bool]:
    return lambda answers: getattr(answers.value("method"), "kind", "") in kinds


def read_tendered(text: str, answers: Answers) -> Reading:
    """Cash handed over for the amount, and the change."""
    amount: int | None = answers.value("amount")
    if not text or amount is None:
        return Reading()
    given = parse_money(text, currency_of(answers))
    back = change(given, amount)
    return Reading(given, f"change {money_said(answers, back)}" if back else "no change")


def read_card(text: str, _: Answers) -> Reading:
    """The last digits of a card, never all of them."""
    if sum(map(str.isdigit, text)) > CARD_DIGITS:
        raise StudioError("Only the last four digits: a whole card number is not kept.")
    return Reading(text)


def excess(answers: Answers) -> int:
    """How much more is paid than the invoice comes to."""
    amount, total = value_of(answers, "amount"), balance(answers)
    return max(0, amount - total) if amount and total is not None else 0


def excess_words(answers: Answers) -> str:
    """What to do about paying too much."""
    more = money_said(answers, excess(answers))
    return f"That is {more} more than the invoice: keep the rest as credit, or type less."


def keep_credit(answers: Answers) -> bool:
    """Whether what is paid too much is kept as credit."""
    return excess(answers) > 0 and bool(value_of(answers, "keep_credit"))


def _payment_problems(answers: Answers) -> tuple[tuple[str, str], ...]:
    if excess(answers) and not keep_credit(answers):
        return (("amount", excess_words(answers)),)
    return ()


def _taken(answers: Answers) -> tuple[PaymentDraft, ...]:
    amount, method = answers.value("amount"), answers.value("method")
    if amount is None or method is None:
        return ()
    reference = answers.value(f"reference_{method.kind}") if method.kind in REFERENCES else ""
    tendered = answers.value("tendered") if method.kind == "cash" else None
    token = f"{answers.draft.token}-payment"
    return (PaymentDraft(amount, method.id, reference=reference, tendered=tendered, token=token),)


# What comes of it


def paying(answers: Answers) -> str:
    """What was chosen: one of `NOW`, `PLAN` and `NOT_NOW`."""
    text = answers.text("payment") if "payment" in answers.fields else NOT_NOW
    return text if text in _choices(answers) else NOT_NOW


def payment_drafts(answers: Answers) -> tuple[PaymentDraft, ...]:
    """The payments as they should be stored, today's first."""
    chosen = paying(answers)
    if chosen == NOW and "amount" in answers.fields:
        return _taken(answers)
    return (
        plan_fields.plan_drafts(answers)
        if chosen == PLAN and "plan_count" in answers.fields
        else ()
    )


def payment_said(answers: Answers) -> tuple[Said, ...]:
    """The payments on the summary."""
    drafts, methods = payment_drafts(answers), {entry.id: entry for entry in methods_of(answers)}
    now = [
        Said("Payment", ", ".join(filter(None, _payment_parts(answers, draft, methods))))
        for draft in drafts
        if not draft.pending
    ]
    kept = excess(answers) if now and keep_credit(answers) else 0
    credit = Said("", f"{money_said(answers, kept)} of it is kept as credit" if kept else "")
    credit_said = (credit,) if kept else ()
    return (*now, *credit_said, *_plan_said(answers, [draft for draft in drafts if draft.pending]))


def _plan_said(answers: Answers, plan: Sequence[PaymentDraft]) -> tuple[Said, ...]:
    """A plan in a few words, however many payments it has."""
    if not plan:
        return ()
    first, last = plan[0], plan[-1]
    assert first.due is not None
    assert last.due is not None
    words = f"{plural(len(plan), 'payment')} of {money_said(answers, first.amount)}"
    if len(plan) == 1:
        return (Said("Plan", f"{words} on {date_short(first.due)}"),)
    pace = answers.value("plan_every").name
    other = f", {money_said(answers, last.amount)}," if last.amount != first.amount else ""
    return (
        Said("Plan", f"{words}, {pace} from {date_short(first.due)}"),
        Said("", f"the last{other} on {date_short(last.due)}"),
    )


def _payment_parts(
    answers: Answers, draft: PaymentDraft, methods: dict[int, MethodEntry]
) -> tuple[str, ...]:
    method = methods.get(draft.method_id or 0)
    back = (draft.tendered or draft.amount) - draft.amount
    total = balance(answers)
    left = max(0, total - draft.amount) if total is not None else 0
    return (
        money_said(answers, draft.amount),
        method.name if method else "",
        draft.reference,
        f"change {money_said(answers, back)}" if back else "",
        "kept as a deposit"
        if total is None
        else f"{money_said(answers, left)} left"
        if left
        else "",
    )


# The pages


def _pays(draft: Draft, facts: Facts) -> Answers | None:
    """Everything typed, if there is anything to pay; None if not."""
    answers = Answers(
        (*invoice_fields.everything(draft, facts).fields.values(), *FIELDS), draft, facts
    )
    if invoice_fields.price_list(answers) is None or balance(answers) == 0:
        return None
    return answers


def _applies(draft: Draft, facts: Facts) -> bool:
    return _pays(draft, facts) is not None


def _chosen(what: str) -> Callable[[Draft, Facts], bool]:
    def applies(draft: Draft, facts: Facts) -> bool:
        answers = _pays(draft, facts)
        return answers is not None and paying(answers) == what

    return applies


def _references() -> tuple[Field, ...]:
    return tuple(
        Field(
            f"reference_{kind}",
            label,
            read_card if kind == "card" else plain,
            applies=_paid_by(kind),
            limit=60,
        )
        for kind, label in REFERENCES.items()
    )


PAGES: tuple[Page, ...] = (
    Page(
        "payment",
        "Payment",
        kind="choice",
        header="Is something paid now?",
        fields=(Field("payment", "Payment", plain, choices=_choices, default=_choice_default),),
        applies=_applies,
        options=("booking.payment",),
        help="A payment can be taken at any time later, from the session or its invoice.",
    ),
    Page(
        "payment_details",
        "Payment now",
        fields=(
            Field(
                "method",
                "Method",
                amounts.read_method,
                rule="required",
                missing="Type how it is paid, as cash or card.",
                choices=amounts.methods_of,
                help="Part of the name, or its code.",
            ),
            Field(
                "amount",
                "Amount",
                amounts.read_amount,
                rule="required",
                default=amounts.amount_default,
                help=amounts.HELP,
            ),
            Field(
                "tendered",
                "Cash given",
                read_tendered,
                applies=_paid_by("cash"),
                help="What was handed over; the change is worked out.",
            ),
            *_references(),
            Field(
                "keep_credit",
                "Keep as credit",
                tick,
                kind="tick",
                applies=lambda answers: excess(answers) > 0,
                help="What is paid too much is kept for the client's next invoice.",
            ),
        ),
        applies=_chosen(NOW),
        needed="How a payment is made is typed here; hide the page before it instead.",
        problems=_payment_problems,
    ),
    replace(
        plan_fields.PAGE,
        applies=_chosen(PLAN),
        needed="How a plan is paid is typed here; hide the page before it instead.",
    ),
)
"""To stand before the confirmation."""

FIELDS: tuple[Field, ...] = tuple(entry for page in PAGES for entry in page.fields)
