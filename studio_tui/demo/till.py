"""Invents what clients are asked to pay and how they do: fees, orders, deposits, plans."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import cache
from typing import TYPE_CHECKING

from studio_tui.demo.content import Weighted, read
from studio_tui.demo.shapes import DemoInvoice, DemoPayment
from studio_tui.demo.wording import chance, patterned

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from random import Random

    from studio_tui.demo.content import Toml
    from studio_tui.demo.shapes import DemoSession, Part

MONTH = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class TypePrices:
    """What can be sold on one type of session."""

    deposit: bool
    """Whether one is asked for at booking."""
    away: str
    """Identifier of what is added away from the studio; may be empty."""
    orders: Weighted[tuple[str, str]]
    """(identifier, kind) of what people order."""


@dataclass(frozen=True, slots=True)
class Words:
    """What can be sold and how it is paid."""

    types: Mapping[str, TypePrices]
    methods: Weighted[tuple[str, str]]
    """(code, pattern of the reference)."""
    share: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Till:
    """Makes the invoices of a studio with their payments, session by session."""

    now: datetime
    rng: Random

    def invoices(self, sessions: Iterable[DemoSession]) -> list[DemoInvoice]:
        """All invoices, in the order in which they were written."""
        made = [one for at, session in enumerate(sessions) for one in self._of(at, session)]
        return sorted(made, key=lambda one: (one.at, one.session))

    def _of(self, at: int, session: DemoSession) -> Iterator[DemoInvoice]:
        words = till_words()
        prices, share = words.types[session.type_code], words.share
        if session.status_kind == "cancelled":
            return
        if chance(self.rng, share["fee"]):
            away = session.outside is not None and prices.away
            yield DemoInvoice(
                at,
                "session-fee",
                session.booked_at,
                items=((prices.away, 1),) if away else (),
                discount=1000 if chance(self.rng, share["fee_discount"]) else 0,
                payments=tuple(self._fee_paid(session, prices)),
            )
        ordered = session.start + timedelta(days=self.rng.randint(9, 20))
        delivered = session.status_kind == "done" and ordered <= self.now
        if delivered and prices.orders.items and chance(self.rng, share["order"]):
            yield DemoInvoice(
                at,
                "initial-order",
                ordered,
                items=tuple(self._order(prices)),
                discount=self._discount(),
                payments=tuple(self._order_paid(ordered)),
            )

    def _discount(self) -> int:
        if not chance(self.rng, till_words().share["order_discount"]):
            return 0
        return self.rng.choice((500, 1000, 1500))

    def _order(self, prices: TypePrices) -> Iterator[tuple[str, int]]:
        """One to four different things."""
        chosen = dict(prices.orders.pick(self.rng) for _ in range(self.rng.randint(1, 4)))
        for identifier, kind in chosen.items():
            yield identifier, self.rng.randint(1, 4) if kind == "print" else 1

    def _fee_paid(self, session: DemoSession, prices: TypePrices) -> Iterator[DemoPayment]:
        """The deposit at booking and the rest on the day, as most do."""
        rng, share = self.rng, till_words().share
        booked, came = session.booked_at, session.status_kind != "no-show"
        if came and chance(rng, share["ahead"]):
            yield self._taken("balance", booked)
            return
        if prices.deposit and chance(rng, share["deposit"]):
            yield self._taken("deposit", booked)
        if session.end <= self.now and came and chance(rng, share["on_the_day"]):
            yield self._taken("balance", session.end)

    def _order_paid(self, at: datetime) -> Iterator[DemoPayment]:
        """At once, in two halves, in three months or not yet."""
        share, luck = till_words().share, self.rng.random() * 100
        if luck < share["at_once"]:
            yield self._taken("balance", at)
        elif luck < share["at_once"] + share["half"]:
            yield self._taken("half", at)
            rest = at + timedelta(days=21)
            if rest <= self.now:
                yield self._taken("balance", rest)
        elif luck < share["at_once"] + share["half"] + share["plan"]:
            for number in range(3):
                yield self._planned(at, at + number * MONTH)

    def _taken(self, part: Part, at: datetime) -> DemoPayment:
        code, pattern = till_words().methods.pick(self.rng)
        return DemoPayment(
            part, at, at, None, code, patterned(self.rng, pattern) if pattern else ""
        )

    def _planned(self, at: datetime, due: datetime) -> DemoPayment:
        """One of three, which has been taken on its day if that has come."""
        taken = datetime.combine(due.date(), time(12))
        if taken > self.now:
            return DemoPayment("third", at, None, due.date(), "", "")
        code, _ = till_words().methods.pick(self.rng)
        return DemoPayment("third", at, max(taken, at), due.date(), code, "")


@cache
def till_words() -> Words:
    """What the files say about prices and payments."""
    words = read("demo/money")
    lists = {entry["name"]: entry for entry in read("starter/price_lists")["list"]}
    return Words(
        types={
            entry["code"]: _type_prices(
                lists.get(entry.get("price_list", "")), bool(entry.get("deposit")), words
            )
            for entry in read("starter/session_types")["session_type"]
        },
        methods=_methods(words),
        share=words["share"],
    )


def _type_prices(price_list: Toml | None, deposit: bool, words: Toml) -> TypePrices:
    items = [item for group in (price_list or {}).get("group", ()) for item in group["item"]]
    listed = {item["identifier"]: item for item in items if not item.get("hidden")}
    orders = [
        (name, item["kind"]) for name, item in listed.items() if words["order"].get(item["kind"])
    ]
    return TypePrices(
        deposit,
        words["away"] if words["away"] in listed else "",
        Weighted.of(orders, (words["order"][kind] for _, kind in orders)),
    )


def _methods(words: Toml) -> Weighted[tuple[str, str]]:
    """Ways of paying that the starter files have; one of them at least."""
    known = {entry["code"]: entry["kind"] for entry in read("starter/payment_methods")["method"]}
    weights = {code: weight for code, weight in words["methods"].items() if code in known}
    weights = weights or dict.fromkeys(known, 1)
    return Weighted.of(
        ((code, words["references"].get(known[code], "")) for code in weights), weights.values()
    )
