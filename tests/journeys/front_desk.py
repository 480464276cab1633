"""A week of front-desk work at Lumen Studio: what is booked before it, and who calls.

Read it as a script: a day, a call, the keys that are pressed and what the screen then says. Between
two steps of a call the screen is waited for; keys of one step are sent at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from studio_tui.services import booking, calendar
from studio_tui.services.preferences import remember
from tests.factories import (
    at,
    book,
    client_draft,
    invoice_draft,
    payment_draft,
    session_draft,
    store,
)

if TYPE_CHECKING:
    from studio_tui.studio import Studio


@dataclass(frozen=True)
class Step:
    """Some keys, and what is on the screen then."""

    keys: tuple[str, ...]
    seen: tuple[str, ...]


def do(*keys: str, then: str | tuple[str, ...]) -> Step:
    """Press keys; then the screen shows some texts."""
    return Step(keys, (then,) if isinstance(then, str) else then)


@dataclass(frozen=True)
class Call:
    """Somebody telephones."""

    who: str
    steps: tuple[Step, ...]


def call(who: str, *steps: Step) -> Call:
    """Somebody telephones, and wants something."""
    return Call(who, steps)


def begin(studio: Studio) -> None:
    """What is booked on Tuesday 24 November 2026, before the first call."""
    names = ("Anna Berg", "Ben Okoye", "Mia Carter", "Camera room 1", "Camera room 2")
    shown = [each.id for each in studio.run(calendar.schedules) if each.name in names]
    studio.run(remember, calendar.SHOWN, shown)
    with_ben: dict[str, Any] = {"photographer": "Ben Okoye", "resource": "Camera room 2"}
    book(studio, client=_rob, start=at("2026-11-24T09:00"), **with_ben)
    for client, start, paid in ((_tom, "2026-11-25T10:00", 25_00), (_mina, "2026-11-27T10:00", 0)):
        draft = session_draft(studio, start=at(start), **with_ben)
        money = (payment_draft(studio, paid),) if paid else ()
        studio.run(booking.book, client, draft, invoice=invoice_draft(studio), payments=money)
    for client, start in (
        (_kim, "2026-11-26T10:00"),
        (_amy, "2026-11-26T11:30"),
        (_ada, "2026-11-26T14:00"),
        (_sara, "2026-11-27T14:00"),
        (_ian, "2026-12-28T10:00"),
    ):
        book(studio, client=client, start=at(start))
    store(studio, last="Hall", first="Eve", phone="07700 900777")


_rob, _kim, _amy = (
    client_draft(last=last, first=first)
    for last, first in (("Jones", "Rob"), ("Lee", "Kim"), ("Ng", "Amy"))
)
_tom, _mina, _ada, _ian = (
    client_draft(last=last, first=first)
    for last, first in (("Brown", "Tom"), ("Patel", "Mina"), ("Okafor", "Ada"), ("Reid", "Ian"))
)
_sara = client_draft(phone="07700 900123", email="sara@example.org")

TUESDAY = (
    call(
        "Sara Smith wants another portrait, on Friday week at two.",
        do("g", "4/12 14:00", "enter", then="Anna Berg, Friday 4 December 2026, 14:00-14:30 free"),
        do("b", then="This wizard books"),
        do("enter", then="What would you like to schedule?"),
        do("enter", then="Who is it for?"),
        do("smi", "enter", then=("Client information", "sara@example.org")),
        do("ctrl+s", then="Type is needed here"),
        do("portrait", "pagedown", then="Shall the session fee be invoiced now?"),
        do("n", then="Is something paid now?"),
        do("n", then=("Confirmation", "Friday 4 December 2026, 14:00-15:00")),
        do("ctrl+s", then="Booked 10008: Smith, Sara, Fri 4 Dec 14:00-15:00"),
    ),
    call(
        "Grace Hopper, who is new: whenever you can take me on a Friday afternoon.",
        do("t", "f", then="First: Tue 24 Nov 2026 (today)"),
        do("tab", "tab", "fri", "tab", "afternoon", then="First: Fri 27 Nov 2026"),
        do("f6", then="1 of 20"),
        do("enter", then="Who is it for?"),
        do("hopper, grace", "enter", then="Client information"),
        do(
            "tab",
            "tab",
            "tab",
            "grace@example.org",
            "pagedown",
            then="Go on without",
        ),
        do("enter", then="Session information"),
        do("pagedown", then="Shall the session fee be invoiced now?"),
        do("n", then="Is something paid now?"),
        do("n", then=("Confirmation", "Hopper, Grace", "Friday 27 November 2026, 12:00-13:00")),
        do("ctrl+s", then="Booked 10009: Hopper, Grace, Fri 27 Nov 12:00-13:00"),
    ),
    call(
        "Kim Lee cannot come at ten on Thursday; at four?",
        do("g", "thu 10:00", "enter", then="10:00-11:00 Lee, Kim"),
        do("m", "g", "16:00", "enter", then="Thu 26 Nov 16:00-17:00 · free"),
        do("enter", then="New  Thu 26 Nov 2026 16:00-17:00"),
        do("enter", then="Moved: Lee, Kim, Portrait. Ctrl+Z takes it back."),
    ),
    call(
        "Kim Lee again: ten is fine after all.",
        do("ctrl+z", then="Taken back: Moved: Lee, Kim, Portrait."),
    ),
    call(
        "Nobody calls, and nobody has come: Rob Jones.",
        do("t", "right", then="Ben Okoye 09:00-10:00 Jones, Rob"),
        do("x", then="Cancel"),
        do("no word", "enter", "no-show", "ctrl+s", then="No-show: Jones, Rob, Portrait."),
    ),
)

WEDNESDAY = (
    call(
        "Tom Brown cancels what is in an hour; the deposit becomes his credit all the same.",
        do("g", "10:00", "enter", "right", then="Ben Okoye 10:00-11:00 Brown, Tom"),
        do("x", then=("Taken: £25.00 on invoice", "Short notice: Portrait asks for 48 hours")),
        do("has moved away", "enter", "enter", "credit", "ctrl+s", then="Cancelled: Brown, Tom"),
    ),
    call(
        "Anna Berg is ill until Friday: five bookings are hers.",
        do("t", "left", then="Anna Berg, Wednesday 25 November 2026"),
        do("H", then="Hours and time off · Anna Berg"),
        do("n", "thu - fri ill", "enter", then="Booked already"),
        do("enter", then="5 booked"),
        do("w", then=("Lee, Kim", "Ng, Amy", "Okafor, Ada", "Hopper, Grace", "Smith, Sara")),
        do("escape", then="5 bookings there all the same."),
        do("escape", then="Esc Menu"),
    ),
    call(
        "Ben Okoye takes over the three of Thursday at once.",
        do("g", "thu 10:00", "enter", then="10:00-11:00 Lee, Kim"),
        do("*", then="3 bookings marked, 3 in all."),
        do("m", "right", then="Ben Okoye, 3 bookings, at the same times · free"),
        do("enter", then="3 bookings, at the same times"),
        do("enter", then="Moved: 3 bookings. Ctrl+Z takes it back."),
    ),
    call(
        "Ada Okafor would rather wait for Anna: Monday at two.",
        do("g", "thu 14:00", "enter", then="Ben Okoye 14:00-15:00 Okafor, Ada"),
        do(
            "m",
            "v",
            "anna",
            "enter",
            "g",
            "mon",
            "enter",
            then="Anna Berg, Mon 30 Nov 14:00-15:00 · free",
        ),
        do(
            "enter",
            then=(
                "Old  Thu 26 Nov 2026 14:00-15:00 · Ben Okoye",
                "New  Mon 30 Nov 2026 14:00-15:00 · Anna Berg",
            ),
        ),
        do("enter", then="Moved: Okafor, Ada, Portrait."),
    ),
    call(
        "Sara Smith lets her Friday go; the email takes it out of her calendar.",
        do("g", "fri 14:00", "enter", then="Anna Berg 14:00-15:00 Smith, Sara"),
        do("x", then="Cancel"),
        do(
            "Anna is ill",
            "ctrl+s",
            then=("Email to Smith, Sara", "Cancelled: your Portrait session"),
        ),
        do("ctrl+s", then="Sent to sara@example.org."),
    ),
    call(
        "Grace Hopper does not mind Ben, at one.",
        do("g", "12:00", "enter", then="Anna Berg 12:00-13:00 Hopper, Grace"),
        do("m", "right", "down", "down", then="Ben Okoye, Fri 27 Nov 13:00-14:00 · free"),
        do("enter", then="New  Fri 27 Nov 2026 13:00-14:00 · Ben Okoye"),
        do(" ", "enter", then="Moved: Hopper, Grace, Portrait."),
    ),
)

THURSDAY = (
    call(
        "Amy Ng asks when her appointment is, and confirms it.",
        do("4", then="Agenda"),
        do("/", "ng", "enter", then="11:30-12:30 Ng, Amy"),
        do("y", then="Ng, Amy, Portrait: confirmed."),
        do("escape", then="Okafor, Ada"),
        do("1", then="Day · Thu 26 Nov 2026"),
    ),
    call(
        "Mina Patel needs half an hour more on Friday.",
        do("g", "fri", "enter", "/", "patel", "enter", then="Ben Okoye 10:00-11:00 Patel, Mina"),
        do("escape", then="Hopper"),
        do("m", "tab", "down", then="Fri 27 Nov 10:00-11:30 · free"),
        do("enter", then="New  Fri 27 Nov 2026 10:00-11:30"),
        do("enter", then="Moved: Patel, Mina, Portrait."),
    ),
    call(
        "The heating is serviced this afternoon.",
        do(
            *("t", "g", "15:00", "enter", "right", "right"),
            then="Camera room 1, Thursday 26 November 2026, 15:00-15:30 free",
        ),
        do("e", "Heating to 16:30", "enter", then="Written in."),
    ),
    call(
        "Eve Hall wants to be seen on Monday at three, before she decides.",
        do("g", "30/11 15:00", "enter", "left", then="Mia Carter, Monday 30 November 2026, 15:00"),
        do("a", then="Who is it for?"),
        do("hall", "enter", then=("Client information", "07700 900777")),
        do("ctrl+s", then="Go on without"),
        do("enter", then="Type is needed here"),
        do("consultation", "ctrl+s", then=("Confirmation", "Monday 30 November 2026, 15:00")),
        do("ctrl+s", then="Arranged 10001: Hall, Eve, Mon 30 Nov 15:00-15:30."),
    ),
    call(
        "The school wants advice every Monday at half past four, six times.",
        do(
            *("g", "7/12 16:30", "enter", "left", "left"),
            then="Anna Berg, Monday 7 December 2026, 16:30-17:00 free",
        ),
        do("r", then=("Appointment information", "every week")),
        do("consultation", "tab", "School", "ctrl+s", then="Until is needed here"),
        do("6 times", "ctrl+s", then="every week on Monday, 6 times"),
        do("ctrl+s", then="Arranged 10002 and 5 more: School, Mon 7 Dec 16:30-17:00."),
    ),
)

FRIDAY = (
    call(
        "The school cannot on 14 December: a day later.",
        do("g", "14/12 16:30", "enter", then="Anna Berg 16:30-17:00 School"),
        do("m", "pagedown", then="Tue 15 Dec 16:30-17:00 · free"),
        do("enter", then=("A date of a series", "Move this and the following, 5 dates")),
        do("enter", then="New  Tue 15 Dec 2026 16:30-17:00 · Anna Berg"),
        do("enter", then="Moved: School, Consultation."),
    ),
    call(
        "And in the new year it shall be Ben Okoye who comes.",
        do("g", "4/1 16:30", "enter", then="Anna Berg 16:30-17:00 School"),
        do("m", "right", then="Ben Okoye, Mon 4 Jan 16:30-17:00 · free"),
        do("enter", then="Move this and the following, 2 dates"),
        do("down", "enter", then=("2 bookings, at the same times", "Mon 11 Jan 2027 16:30, Ben")),
        do("enter", then="Moved: 2 bookings. Ctrl+Z takes it back."),
    ),
    call(
        "The studio closes on 28 December, a bank holiday.",
        do("S", then="No closures to come."),
        do("n", "28/12 Boxing Day", "enter", then=("Booked already", "Reid, Ian")),
        do("enter", then=("Boxing Day", "2 booked")),
        do("w", then=("Reid, Ian", "School")),
        do("escape", then="2 bookings there all the same."),
        do("escape", then="f Free slot"),
    ),
    call(
        "Ian Reid, who was to come on that day, comes on the next; he is telephoned.",
        do("g", "28/12 10:00", "enter", "left", then="Anna Berg 10:00-11:00 Reid, Ian"),
        do("m", then="The studio is closed on Monday 28 December 2026"),
        do("pagedown", then="Tue 29 Dec 10:00-11:00 · free"),
        do("enter", then="New  Tue 29 Dec 2026 10:00-11:00"),
        do("enter", then="Moved: Reid, Ian, Portrait."),
        do("y", then="Reid, Ian, Portrait: confirmed."),
    ),
    call(
        "The school needs nobody on that day: only this date is cancelled.",
        do("g", "28/12 16:30", "enter", then="Anna Berg 16:30-17:00 School"),
        do("x", then="Cancel this and the following, 3 dates"),
        do("enter", then="School, Consultation, Mon 28 Dec 2026 16:30"),
        do("bank holiday", "ctrl+s", then="Cancelled: School, Consultation."),
    ),
    call(
        "Mina Patel, who comes at ten, pays her invoice by card.",
        do("t", "/", "patel", "enter", then="Ben Okoye 10:00-11:30 Patel, Mina"),
        do("enter", then="Session 10002"),
        do("f6", "enter", then="Session 10002 › Invoice 10001"),
        do("ctrl+n", then="Order lines"),
        do("enter", then="£60.00 to pay on invoice 10001."),
        do("60", "tab", "card", "ctrl+s", then="Payment 10001"),
        do("escape", then="Paid in full"),
        do("escape", then="Session 10002 · Portrait"),
        do("escape", "escape", then=("Filter patel", "f Free slot")),
        do("escape", then="Hopper"),
    ),
    call(
        "Kim Lee wants the same again in two weeks.",
        do("g", "yesterday 10:00", "enter", then="Ben Okoye 10:00-11:00 Lee, Kim"),
        do("c", "]", "]", then="Thu 10 Dec 10:00-11:00 · free"),
        do("enter", then="Invoices, payments and appointments are not copied."),
        do("enter", then="Booked again: 10010."),
    ),
)

WEEK: tuple[tuple[str, tuple[Call, ...]], ...] = (
    ("2026-11-24T09:00", TUESDAY),
    ("2026-11-25T08:45", WEDNESDAY),
    ("2026-11-26T09:00", THURSDAY),
    ("2026-11-27T09:00", FRIDAY),
)

END = (
    "2026-11-26T10:00-11:00 Lee, Kim with Ben Okoye and Camera room 1",
    "2026-11-26T11:30-12:30 Ng, Amy with Ben Okoye and Camera room 1 confirmed",
    "2026-11-26T15:00-16:30 Heating with Camera room 1",
    "2026-11-27T10:00-11:30 Patel, Mina with Ben Okoye and Camera room 2",
    "2026-11-27T13:00-14:00 Hopper, Grace with Ben Okoye and Camera room 1",
    "2026-11-30T14:00-15:00 Okafor, Ada with Anna Berg and Camera room 1",
    "2026-11-30T15:00-15:30 Hall, Eve with Mia Carter",
    "2026-12-04T14:00-15:00 Smith, Sara with Anna Berg and Camera room 1",
    "2026-12-07T16:30-17:00 School with Anna Berg",
    "2026-12-10T10:00-11:00 Lee, Kim with Ben Okoye and Camera room 1",
    "2026-12-15T16:30-17:00 School with Anna Berg",
    "2026-12-21T16:30-17:00 School with Anna Berg",
    "2026-12-29T10:00-11:00 Reid, Ian with Anna Berg and Camera room 1 confirmed",
    "2027-01-04T16:30-17:00 School with Ben Okoye",
    "2027-01-11T16:30-17:00 School with Ben Okoye",
)
"""The calendar after the last call."""
FREED = (
    ("10000", "No-show"),
    ("10001", "Cancelled"),
    ("10006", "Cancelled"),
    ("10005", "Cancelled"),
)
"""Sessions, then appointments, that take place no more."""
