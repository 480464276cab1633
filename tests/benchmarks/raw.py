"""What the services are measured against: the best SQL for the same answer, without anything else.

The rows come back as sqlite3 makes them. Text is kept ready and run on a connection with the
program's own settings.
"""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any, Final

from studio_tui.models.database import PRAGMAS
from studio_tui.services.working import LONGEST_OFF

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

Rows = list[tuple[Any, ...]]

_WEEK: Final = """
SELECT event.id, session.id, coalesce(session.number, appointment.number), schedule.id, slot.role,
       event.start, event.end, client.last, client.first, client.company,
       coalesce(session_type.name, appointment_type.name),
       coalesce(session_type.colour, nullif(appointment.colour, ''), appointment_type.colour),
       coalesce(session.description, appointment.description), status.name, status.kind,
       coalesce(session.confirmed, appointment.confirmed), client.call_warning <> '',
       coalesce(session.notes, appointment.notes) <> '', appointment.id, client.id,
       coalesce(session.id, appointment.session_id),
       (SELECT sum(invoice.total - (SELECT coalesce(sum(amount), 0) FROM payment
                                    WHERE invoice_id = invoice.id AND NOT pending))
        FROM invoice WHERE session_id = coalesce(session.id, appointment.session_id)
        AND invoice.kind <> 'estimate') > 0,
       session_type.calendar_text, appointment_type.calendar_text, appointment_type.unlinked_text
FROM schedule CROSS JOIN booking_slot AS slot ON slot.schedule_id = schedule.id
JOIN event ON event.id = slot.event_id
LEFT JOIN session ON session.id = event.session_id
LEFT JOIN appointment ON appointment.id = event.appointment_id
LEFT JOIN client ON client.id = coalesce(session.client_id, appointment.client_id)
LEFT JOIN session_type ON session_type.id = session.type_id
LEFT JOIN appointment_type ON appointment_type.id = appointment.type_id
LEFT JOIN status ON status.id = coalesce(session.status_id, appointment.status_id)
WHERE schedule.id IN ({marks}) AND slot.held AND slot.start_utc < ?
AND slot.start_utc > ? - schedule.longest AND slot.end_utc > ?
ORDER BY slot.start_utc, event.id
"""
_DAYS: Final = """
SELECT substr(event.start, 1, 10), count(DISTINCT event.id)
FROM schedule CROSS JOIN booking_slot AS slot ON slot.schedule_id = schedule.id
JOIN event ON event.id = slot.event_id
WHERE schedule.id IN ({marks}) AND slot.held AND slot.start_utc < ?
AND slot.start_utc > ? - schedule.longest AND slot.end_utc > ?
GROUP BY 1
"""
_BUSY: Final = """
SELECT slot.schedule_id, slot.start_utc, slot.end_utc, slot.before, slot.after
FROM schedule CROSS JOIN booking_slot AS slot ON slot.schedule_id = schedule.id
WHERE schedule.id IN ({marks}) AND slot.held AND slot.start_utc < ?
AND slot.start_utc > ? - schedule.longest AND slot.end_utc > ?
"""
_HITS: Final = """
SELECT client.id, client.number, client.last, client.first, client.company,
       (SELECT number FROM client_phone WHERE client_id = client.id ORDER BY sort, id LIMIT 1),
       client.email, client.city, status.name, client.call_warning,
       (SELECT max(event.start) FROM session JOIN event ON event.session_id = session.id
        WHERE session.client_id = client.id),
       (SELECT count(*) FROM session WHERE session.client_id = client.id)
FROM client LEFT JOIN status ON status.id = client.status_id
"""
_PREFIX: Final = _HITS + "WHERE {name} >= ? AND {name} < ? ORDER BY {name} LIMIT ?"
_BY_NAME: Final = tuple(_PREFIX.format(name=name) for name in ("sort_name", "given_name"))
_ANYWHERE: Final = (
    _HITS + "WHERE client.id IN "
    "(SELECT rowid FROM client_search WHERE client_search MATCH ? LIMIT ?)"
)
_WANTED: Final = """
SELECT type.before, type.after, somebody.id, somebody.name, somebody.inactive,
       somewhere.id, somewhere.name, somewhere.inactive
FROM session_type AS type, person, resource
JOIN schedule AS somebody ON somebody.id = person.schedule_id
JOIN schedule AS somewhere ON somewhere.id = resource.schedule_id
WHERE type.id = ? AND person.id = ? AND resource.id = ?
"""
SCHEDULES: Final = (
    "SELECT schedule.id, schedule.name, schedule.kind, person.id, resource.id, person.auto_select, "
    "person.photographer, person.assistant FROM schedule "
    "LEFT JOIN person ON person.schedule_id = schedule.id "
    "LEFT JOIN resource ON resource.schedule_id = schedule.id "
    "WHERE schedule.shown AND NOT schedule.inactive "
    "ORDER BY schedule.kind, schedule.sort, schedule.name"
)
HOURS: Final = (
    "SELECT weekday, start, end FROM opening_hours WHERE location_id = 1 ORDER BY weekday, start",
    "SELECT first, last, name FROM closure ORDER BY first",
)
CATALOGUE: Final = (
    *HOURS,
    "SELECT id, name, code, colour, length, before, after, photographer_id, assistant_id, "
    "resource_id, price_list_id, deposit_percent, deposit_amount "
    "FROM session_type WHERE NOT inactive ORDER BY sort, name",
    "SELECT p.id, s.name, p.initials, s.id, p.photographer, p.assistant, p.booker "
    "FROM person p JOIN schedule s ON s.id = p.schedule_id "
    "WHERE NOT s.inactive ORDER BY s.sort, s.name",
    "SELECT r.id, s.name, s.id, r.code FROM resource r "
    "JOIN schedule s ON s.id = r.schedule_id WHERE NOT s.inactive ORDER BY s.sort, s.name",
    "SELECT id, name, address FROM outside_location WHERE NOT inactive ORDER BY sort, name",
    "SELECT area, id, name, kind, days, initial FROM status WHERE NOT inactive ORDER BY sort, id",
    "SELECT name FROM lead_source WHERE NOT inactive ORDER BY sort",
    "SELECT id, name, code, colour, length FROM appointment_type "
    "WHERE NOT inactive ORDER BY sort, name",
    "SELECT item.id, item.price_list_id, item_group.name, item.identifier, item.description, "
    "item.kind, item.price, item.taxable, tax_rate.label, tax_rate.rate, item.hidden, item.first, "
    "item.last, item.quick, item.package_price, item.tags FROM item "
    "JOIN item_group ON item_group.id = item.group_id "
    "JOIN price_list ON price_list.id = item.price_list_id "
    "LEFT JOIN tax_rate ON tax_rate.id = item.tax_rate_id "
    "WHERE NOT item.inactive AND NOT price_list.inactive ORDER BY price_list.sort, "
    "price_list.id, item_group.sort, item_group.id, item.sort, item.description",
    "SELECT package_id, quantity, item.description FROM package_item "
    "JOIN item ON item.id = item_id ORDER BY package_id, package_item.rowid",
    "SELECT item.id, takes, off_percent, off_amount, free_item_id, item_group.name, tags, minimum, "
    "first, last, session_first, session_last "
    "FROM item LEFT JOIN item_group ON item_group.id = only_group_id WHERE takes <> ''",
    "SELECT type_id, item_id, quantity, from_people, to_people, each FROM session_type_item "
    "ORDER BY sort, id",
    "SELECT id, name, code, label, rate, second_label, second_rate FROM tax_rate "
    "WHERE NOT inactive ORDER BY sort, name",
    "SELECT id, name, code, kind FROM payment_method WHERE NOT inactive ORDER BY sort, name",
    "SELECT id, name, area FROM letter WHERE NOT inactive ORDER BY sort, name",
    "SELECT person_id, key, value FROM preference WHERE person_id IN (0, 1)",
)


_INVOICE: Final = (
    "SELECT invoice.*, client.last, client.first, client.company, payer.last, payer.first, "
    "payer.company, payer.email, payer.call_warning, session.number, "
    "(SELECT number FROM client_phone WHERE client_id = payer.id ORDER BY sort, id LIMIT 1), "
    "(SELECT sum(amount) FROM payment WHERE invoice_id = invoice.id AND NOT pending), "
    "(SELECT sum(amount) FROM payment WHERE invoice_id = invoice.id AND pending) "
    "FROM invoice JOIN client ON client.id = invoice.client_id "
    "JOIN client AS payer ON payer.id = invoice.bill_to_id "
    "LEFT JOIN session ON session.id = invoice.session_id WHERE invoice.id = ?",
    "SELECT * FROM invoice_line WHERE invoice_id = ? ORDER BY sort, id",
    "SELECT payment.*, method.name FROM payment "
    "LEFT JOIN payment_method AS method ON method.id = payment.method_id "
    "WHERE payment.invoice_id = ? ORDER BY coalesce(payment.date, payment.due) DESC",
    "SELECT change.at, schedule.name, change.words FROM change "
    "LEFT JOIN person ON person.id = change.person_id "
    "LEFT JOIN schedule ON schedule.id = person.schedule_id "
    "WHERE subject = 'invoice' AND record_id = ? ORDER BY change.at DESC, change.id DESC LIMIT 200",
)
_OWN_HOURS: Final = (
    'SELECT schedule_id, weekday, start, "end" FROM working_hours WHERE schedule_id IN ({marks})',
    'SELECT schedule_id, day, start, "end" FROM day_hours WHERE schedule_id IN ({marks}) '
    "AND day BETWEEN date(?, 'unixepoch') AND date(?, 'unixepoch')",
    'SELECT schedule_id, start, "end", start_utc, end_utc, reason FROM time_off '
    "WHERE schedule_id IN ({marks}) AND start_utc < ? AND start_utc > ? AND end_utc > ?",
)


class Raw:
    """A connection to a studio's file."""

    def __init__(self, path: Path) -> None:
        self.connection = sqlite3.connect(path, isolation_level=None)
        for name, value in PRAGMAS.items():
            self.connection.execute(f"PRAGMA {name} = {value}")

    def __call__(self, sql: str, parameters: Sequence[object] = ()) -> Rows:
        """All rows of a statement."""
        return self.connection.execute(sql, parameters).fetchall()

    def week(self, ids: Sequence[int], start: int, end: int) -> Rows:
        """The slots of some schedules with all that a block shows; UTC seconds."""
        return self(_marked(_WEEK, ids), (*ids, end, start, start))

    def page(self, ids: Sequence[int], start: int, end: int) -> Rows:
        """The same, with the schedules and hours that the calendar draws."""
        for sql in (SCHEDULES, *HOURS):
            self(sql)
        self.own_hours(ids, start, end)
        return self.week(ids, start, end)

    def own_hours(self, ids: Sequence[int], start: int, end: int) -> None:
        """Working hours and time off of some schedules; UTC seconds."""
        week, days, off = (_marked(sql, ids) for sql in _OWN_HOURS)
        self(week, ids)
        self(days, (*ids, start, end))
        self(off, (*ids, end, start - LONGEST_OFF * 86400, start))

    def days(self, ids: Sequence[int], start: int, end: int) -> Rows:
        """How many bookings some schedules have on each day; UTC seconds."""
        return self(_marked(_DAYS, ids), (*ids, end, start, start))

    def busy(self, ids: Sequence[int], start: int, end: int) -> Rows:
        """The slots that overlap a stretch of time; UTC seconds."""
        return self(_marked(_BUSY, ids), (*ids, end, start, start))

    def check(self, wanted: Sequence[int], ids: Sequence[int], start: int, end: int) -> Rows:
        """Everything that decides whether a time is free.

        Args:
            wanted: Ids of type, person and resource.
            ids: Their schedules.
            start: UTC seconds, as is the end.
            end: When it ends.
        """
        for sql in HOURS:
            self(sql)
        self.own_hours(ids, start, end)
        return self(_WANTED, wanted) + self.busy(ids, start, end)

    def ahead(self, ids: Sequence[int], start: int, end: int) -> Rows:
        """Everything that decides when some schedules are free in the weeks to come."""
        for sql in HOURS:
            self(sql)
        self.own_hours(ids, start, end)
        return self.busy(ids, start, end)

    def search(self, text: str, limit: int) -> Rows:
        """Clients whose name begins with a text, then those who have it anywhere."""
        found: Rows = []
        for sql in _BY_NAME:
            if len(found) < limit:
                found += self(sql, (text, text + "\U0010ffff", limit - len(found)))
        if len(text) >= 3 and len(found) < limit:
            found += self(_ANYWHERE, (f'"{text}"', limit - len(found)))
        return found

    def catalogue(self) -> None:
        """The lists to choose from."""
        for sql in CATALOGUE:
            self(sql)

    def book(self, ids: Sequence[int], start: int, end: int, token: str) -> None:
        """Check and store a booking with everything that belongs to it."""
        self("BEGIN IMMEDIATE")
        if self.busy(ids, start, end):
            raise AssertionError("the time is taken: the benchmark books free times only")
        number = self("UPDATE counter SET next = next + 1 WHERE name = 'session' RETURNING next")
        session = self(
            "INSERT INTO session (number, client_id, type_id, location_id, description, status_id, "
            "confirmed, booked_by_id, notes, token, version, created) "
            "VALUES (?, 1, 1, 1, '', 1, 0, 1, '', ?, 1, ?) RETURNING id",
            (str(number[0][0]), token, start),
        )[0][0]
        event = self(
            'INSERT INTO event (session_id, start, "end", zone, start_utc, end_utc, description, '
            "\"primary\", hidden) VALUES (?, '', '', 'Europe/London', ?, ?, '', 1, 0) RETURNING id",
            (session, start, end),
        )[0][0]
        for schedule_id, role in zip(ids, ("photographer", "resource"), strict=True):
            self(
                "INSERT INTO booking_slot (event_id, schedule_id, role, start_utc, end_utc, "
                "before, after, held, forced) VALUES (?, ?, ?, ?, ?, 0, 0, 1, 0)",
                (event, schedule_id, role, start, end),
            )
        self(
            "INSERT INTO change (subject, record_id, person_id, at, action, words, before, after) "
            "VALUES ('session', ?, 1, ?, 'booked', '', '{}', '{}')",
            (session, start),
        )
        self("COMMIT")

    def invoice(self, invoice_id: int) -> Rows:
        """An invoice with its lines, its payments and its history."""
        return [row for sql in _INVOICE for row in self(sql, (invoice_id,))]

    def bill(self, item_id: int, method_id: int, token: str) -> None:
        """Invoice an item on the session that was booked last, and take a deposit."""
        self("BEGIN IMMEDIATE")
        self("SELECT inactive, price_list_id FROM item WHERE id = ?", (item_id,))
        number = self("UPDATE counter SET next = next + 1 WHERE name = 'invoice' RETURNING next")
        invoice = self(
            "INSERT INTO invoice (number, client_id, bill_to_id, session_id, kind, date, "
            "description, discount_percent, discount_amount, shipping, tax_method, tax_label, tax, "
            "second_tax_label, second_tax, shipping_taxable, total, notes, token, version, created)"
            " VALUES (?, 1, 1, (SELECT max(id) FROM session), 'session-fee', '', '', 0, 0, 0, "
            "'none', '', 0, '', 0, 0, 6000, '', ?, 1, 0) RETURNING id",
            (str(number[0][0]), token),
        )[0][0]
        self(
            "INSERT INTO invoice_line (invoice_id, item_id, sort, identifier, description, "
            "content, quantity, price, discount_percent, discount_amount, taxable, tax_label, tax, "
            "automatic) VALUES (?, ?, 0, '', '', '', 1, 6000, 0, 0, 1, '', 0, 0)",
            (invoice, item_id),
        )
        self("SELECT sum(amount) FROM payment WHERE invoice_id = ? AND NOT pending", (invoice,))
        number = self("UPDATE counter SET next = next + 1 WHERE name = 'payment' RETURNING next")
        payment = self(
            "INSERT INTO payment (number, invoice_id, client_id, pending, date, method_id, amount, "
            "reference, notes, taken_by_id, token, version, created) "
            "VALUES (?, ?, 1, 0, '', ?, 2500, '', '', 1, ?, 1, 0) RETURNING id",
            (str(number[0][0]), invoice, method_id, token),
        )[0][0]
        for subject, record in (("invoice", invoice), ("payment", payment), ("invoice", invoice)):
            self(
                "INSERT INTO change (subject, record_id, person_id, at, action, words, before, "
                "after) VALUES (?, ?, 1, 0, 'created', '', '{}', '{}')",
                (subject, record),
            )
        self("COMMIT")


def _marked(sql: str, ids: Sequence[int]) -> str:
    return sql.format(marks=", ".join("?" * len(ids)))
