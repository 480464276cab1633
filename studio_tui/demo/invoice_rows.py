"""Turns invented invoices and payments into the rows that writing and taking them would store."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from studio_tui.domain.invoice import InvoiceDraft, Line, totals
from studio_tui.domain.money import Discount, half_up, money_words
from studio_tui.domain.payment import deposit
from studio_tui.domain.price import automatic_lines, line_of
from studio_tui.domain.words import date_short
from studio_tui.domain.workdays import add_work_days

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from studio_tui.demo.rows import Keys, Row
    from studio_tui.demo.shapes import DemoInvoice, DemoPayment, DemoSession
    from studio_tui.domain.catalogue import Catalogue, SessionTypeEntry
    from studio_tui.domain.invoice import Taxes

COLUMNS = {
    "invoice": (
        "id, number, client_id, bill_to_id, session_id, kind, date, due, description, "
        "status_id, status_due, sales_rep_id, discount_percent, discount_amount, shipping, "
        "tax_rate_id, tax_method, "
        "tax_label, tax, second_tax_label, second_tax, shipping_taxable, total, notes, token, "
        "version, created"
    ),
    "invoice_line": (
        "invoice_id, item_id, sort, identifier, description, quantity, price, discount_percent, "
        "discount_amount, taxable, tax_label, tax, automatic, content"
    ),
    "payment": (
        "id, number, invoice_id, client_id, pending, date, due, method_id, amount, tendered, "
        "reference, notes, taken_by_id, token, version, created"
    ),
}
FIRST_NUMBER = 10_000


class Priced(NamedTuple):
    """What an invoice with certain lines comes to, worked out once."""

    lines: tuple[Line, ...]
    rows: tuple[Row, ...]
    """The lines as rows, without the invoice."""
    total: int


@dataclass(slots=True)
class Books:
    """Writes the invoices of a studio."""

    keys: Keys
    known: Catalogue
    numbers: dict[tuple[int, int], int]
    """Number of each payment, by the positions of its invoice and of itself."""
    terms: Taxes = field(init=False)
    rate_id: int | None = field(init=False)
    _types: dict[str, SessionTypeEntry] = field(init=False)
    _priced: dict[tuple[object, ...], Priced] = field(default_factory=dict)

    def __post_init__(self) -> None:
        usual = self.known.preferences["money.default_tax"]
        rate = next((rate for rate in self.known.tax_rates if rate.name == usual), None)
        self.terms, self.rate_id = self.known.taxes(rate), rate.id if rate else None
        self._types = {kind.code: kind for kind in self.known.types}

    def rows(
        self, position: int, invoice: DemoInvoice, session: DemoSession
    ) -> Iterator[tuple[str, Row]]:
        """The rows of an invoice with its lines, payments and history; none when it is empty."""
        priced = self._price(invoice, session)
        if not priced.lines:
            return
        invoice_id, number = position + 1, str(FIRST_NUMBER + position)
        created, person = self.keys.utc(invoice.at), self.keys.people[session.booked_by]
        columns = self._invoice(invoice, session)
        token = f"demonstration-{number}"
        yield "invoice", (invoice_id, number, *columns, priced.total, "", token, 1, created)
        for row in priced.rows:
            yield "invoice_line", (invoice_id, *row)
        words = f"Invoice {number} for {money_words(priced.total, self.known.currency)}."
        after = json.dumps({"number": number, "total": priced.total})
        yield "change", ("invoice", invoice_id, person, created, "created", words, "{}", after)
        paid, kind = 0, self._types[session.type_code]
        for at, payment in enumerate(invoice.payments):
            amount = _amount(payment, at, kind, priced.total, paid)
            if amount > 0:
                paid += amount
                yield from self._payment((position, at), payment, session, amount, person)

    def _price(self, invoice: DemoInvoice, session: DemoSession) -> Priced:
        """Lines and total of an invoice; the same for all that are alike."""
        guests = session.guests if invoice.kind == "session-fee" else 0
        alike = (session.type_code, invoice.kind, guests, invoice.items, invoice.discount)
        if alike not in self._priced:
            kind = self._types[session.type_code]
            items = [one for one in self.known.items if one.price_list_id == kind.price_list_id]
            sold = {item.identifier: item for item in items}
            fees = automatic_lines(items, self.known.automatic, kind.id, guests) if guests else ()
            lines = (*fees, *(line_of(sold[name], quantity) for name, quantity in invoice.items))
            draft = InvoiceDraft(
                lines, discount=Discount(percent=invoice.discount), taxes=self.terms
            )
            rows = tuple(_line(sort, line) for sort, line in enumerate(lines))
            self._priced[alike] = Priced(lines, rows, totals(draft).total)
        return self._priced[alike]

    def _begun(self, invoice: DemoInvoice) -> Row:
        """The first step of the cycle, and the day on which that is to change."""
        steps = self.keys.invoice_statuses.values()
        first = next((step for step in steps if not step.earlier), None)
        if first is None:
            return None, None
        week, day = self.keys.work_week, invoice.at.date()
        return first.id, add_work_days(day, first.days, week).isoformat() if first.days else None

    def _invoice(self, invoice: DemoInvoice, session: DemoSession) -> Row:
        """The columns of an invoice from client to shipping_taxable."""
        client_id, terms = session.client + 1, self.terms
        return (
            *(client_id, client_id, invoice.session + 1, invoice.kind),
            *(invoice.at.date().isoformat(), None, "", *self._begun(invoice), None),
            *(invoice.discount, 0, 0, self.rate_id),
            *(terms.method, terms.label, terms.rate, terms.second_label, terms.second_rate),
            terms.shipping_taxable,
        )

    def _payment(
        self,
        place: tuple[int, int],
        payment: DemoPayment,
        session: DemoSession,
        amount: int,
        person: int,
    ) -> Iterator[tuple[str, Row]]:
        """The rows of a payment: itself, and its history and the invoice's."""
        number, invoice_id = self.numbers[place], place[0] + 1
        payment_id, taken = number - FIRST_NUMBER + 1, payment.taken
        method = next((one for one in self.known.methods if one.code == payment.method), None)
        history = list(self._history(payment, str(number), amount, method.name if method else ""))
        yield (
            "payment",
            (
                *(payment_id, str(number), invoice_id, session.client + 1, taken is None),
                *(taken and taken.date().isoformat(), payment.due and payment.due.isoformat()),
                *(method.id if method else None, amount, None, payment.reference, ""),
                *(person if taken else None, f"demonstration-{number}", len(history)),
                self.keys.utc(payment.at),
            ),
        )
        after = json.dumps({"number": str(number), "amount": amount})
        for at, action, words in history:
            said = (person, at, action, words, "{}", after)
            yield "change", ("payment", payment_id, *said)
            yield "change", ("invoice", invoice_id, *said)

    def _history(
        self, payment: DemoPayment, number: str, amount: int, method: str
    ) -> Iterator[tuple[int, str, str]]:
        """What happened to a payment: moment, action and words."""
        over = money_words(amount, self.known.currency)
        if payment.due:
            words = f"Planned payment {number}: {over}, due {date_short(payment.due)}."
            yield self.keys.utc(payment.at), "planned", words
        if payment.taken:
            yield self.keys.utc(payment.taken), "taken", f"Payment {number}: {over}, {method}."


def _line(sort: int, line: Line) -> Row:
    return (
        *(line.item_id, sort, line.identifier, line.description, line.quantity, line.price),
        *(line.discount.percent, line.discount.amount),
        *(line.taxable, line.tax_label, line.tax, line.automatic, line.content),
    )


def _amount(payment: DemoPayment, at: int, kind: SessionTypeEntry, total: int, paid: int) -> int:
    """What a payment comes to, given what was paid before it."""
    if payment.part == "deposit":
        return deposit(kind, total)
    if payment.part == "half":
        return half_up(total, 2)
    if payment.part == "third" and at < 2:
        return total // 3
    return total - paid


def numbered(invoices: Iterable[DemoInvoice]) -> dict[tuple[int, int], int]:
    """Numbers of all payments in the order in which they were agreed."""
    agreed = sorted(
        (payment.at, position, at)
        for position, invoice in enumerate(invoices)
        for at, payment in enumerate(invoice.payments)
    )
    return {(position, at): number for number, (_, position, at) in enumerate(agreed, FIRST_NUMBER)}
