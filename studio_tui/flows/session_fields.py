"""What is asked about a session, at booking and when it is edited."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from studio_tui.domain.booking import LONGEST_DRIVE, SessionDraft
from studio_tui.domain.catalogue import cycle
from studio_tui.domain.choosing import choose
from studio_tui.domain.typed import TypedTime, parse_duration, parse_moment, parse_time
from studio_tui.domain.words import (
    NOTES,
    date_short,
    date_words,
    duration_words,
    plural,
    relative_day,
)
from studio_tui.errors import StudioError
from studio_tui.flows.field import Answers, Draft, Field, Reading, plain

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from studio_tui.domain.booking import BookingDraft
    from studio_tui.domain.catalogue import Entry, SessionTypeEntry, StatusEntry

MORNING = time(6)
"""An earlier start is said to be at night: 2.30 on the phone mostly means the afternoon."""

NOBODY = ("", "-", "none", "nobody")
"""What may be typed for "no one" or "nothing"."""


def entry_of(
    text: str, answers: Answers, *, of: Callable[[Answers], Sequence[Any]], noun: str
) -> Reading:
    """A reader of one of a list, or none."""
    if text.casefold() in NOBODY:
        return Reading(None, "none")
    return Reading(choose(text, of(answers), noun))


def type_field(kind: str, noun: str, fills: str) -> Field:
    """The field in which the type is chosen.

    Args:
        kind: Where the catalogue has them.
        noun: What one is called, as ``session type``.
        fills: What it gives, as ``length``.
    """

    def read(text: str, answers: Answers) -> Reading:
        if not text:
            return Reading()
        found = choose(text, _of(kind)(answers), noun)
        after = getattr(found, "after", 0)
        buffer = f", {after} minutes free after" if after else ""
        return Reading(found, f"{_named(found, text)}{duration_words(found.length)}{buffer}")

    def usual(answers: Answers) -> str:
        """The one that the studio mostly books, while it is offered."""
        wanted = answers.facts.catalogue.preferences.get("booking.session_type", "")
        names = (entry.name for entry in _of(kind)(answers)) if kind == "types" else ()
        return next((name for name in names if name == wanted), "")

    help_text = f"Part of the name, or its code. Fills {fills}."
    return Field(
        "type", "Type", read, rule="required", default=usual, choices=_of(kind), help=help_text
    )


def status_field(kind: str) -> Field:
    """The field in which a step of a cycle is chosen; the initial one by default."""

    def steps(answers: Answers) -> Sequence[StatusEntry]:
        chosen = answers.value("type")
        return cycle(_of(kind)(answers), chosen.id if chosen else None)

    def initial(answers: Answers) -> str:
        return next((status.name for status in steps(answers) if status.initial), "")

    read = partial(entry_of, of=steps, noun="status")
    return Field("status", "Status", read, choices=steps, default=initial)


def _named(found: Entry, text: str) -> str:
    """The full name, where only a part or a code was typed."""
    return "" if found.name.casefold() == text.casefold() else f"{found.name}, "


def _of(kind: str) -> Callable[[Answers], Sequence[Any]]:
    return lambda answers: getattr(answers.facts.catalogue, kind)


def _chosen(key: str, kind: str) -> Callable[[Answers], str]:
    """Whom or what the type names; else the only photographer, or the one at the desk.

    A session outside takes no room of the studio unless one is typed.
    """

    def default(answers: Answers) -> str:
        if kind == "resources" and answers.value("outside"):
            return ""
        entries = getattr(answers.facts.catalogue, kind)
        wanted = getattr(answers.value("type"), key, None)
        named = next((entry.name for entry in entries if entry.id == wanted), "")
        if named or kind != "photographers":
            return named
        me = answers.facts.catalogue.me
        return next((e.name for e in entries if len(entries) == 1 or e.id == me), "")

    return default


def _field(key: str, label: str, kind: str, **options: Any) -> Field:
    """A field in which one person, resource or place is chosen, or none."""
    noun = "place outside" if kind == "outside" else label.casefold()
    return Field(
        key, label, partial(entry_of, of=_of(kind), noun=noun), choices=_of(kind), **options
    )


def _date(text: str, answers: Answers) -> Reading:
    if not text:
        return Reading()
    facts = answers.facts
    moment = parse_moment(
        text, facts.today, day_first=facts.catalogue.preferences.get("dates.day_first", True)
    )
    if moment.date is None:
        raise StudioError("Type a day too, as fri 2pm, 14/11 or +2w.")
    soon = relative_day(moment.date, facts.today)
    words = date_words(moment.date) + (f", {soon}" if soon else "")
    if closed := facts.catalogue.opening.closure(moment.date):
        words += f", closed: {closed.name}"
    elif facts.catalogue.opening.week and not facts.catalogue.opening.week.get(
        moment.date.weekday()
    ):
        words += ", not a day of opening"
    if moment.date < facts.today:
        words = f"in the past: {words}"
    elif moment.date.year > facts.today.year and not soon:
        words = f"in {moment.date.year}: {words}"
    return Reading(moment, words)


def _start_default(answers: Answers) -> str:
    moment = answers.value("date")
    if moment is None or moment.time is None:
        return ""
    which = ("", " first", " second")[0 if moment.fold is None else moment.fold + 1]
    return f"{moment.time:%H:%M}{which}"


def _start(text: str, _: Answers) -> Reading:
    if not text:
        return Reading()
    found = parse_time(text)
    return Reading(found, "at night" if found.time < MORNING else "")


def _end_default(answers: Answers) -> str:
    start: TypedTime | None = answers.value("start")
    kind: SessionTypeEntry | None = answers.value("type")
    if start is None or kind is None:
        return ""
    ends = datetime.combine(answers.facts.today, start.time) + timedelta(minutes=kind.length)
    return f"{ends:%H:%M}"


def _end(text: str, answers: Answers) -> Reading:
    """An end as a time of day, or as a length: ``15:00``, ``90 min``, ``+1h30``."""
    start: TypedTime | None = answers.value("start")
    if not text or start is None:
        return Reading()
    began = datetime.combine(answers.facts.today, start.time)
    try:
        typed = parse_time(text)
    except StudioError:
        length = parse_duration(text.removeprefix("+"))
        ends = began + timedelta(minutes=length)
        return Reading((timedelta(minutes=length), None), f"until {ends:%H:%M}")
    ends = datetime.combine(answers.facts.today, typed.time)
    if ends <= began and typed.time != time():
        raise StudioError(
            f"The end, {typed.time:%H:%M}, is before the start, {start.time:%H:%M}. Type a later "
            "end, or a length such as 90 min."
        )
    if ends <= began:
        ends += timedelta(days=1)
    return Reading((ends - began, typed.fold), duration_words(int((ends - began).seconds / 60)))


def _arrival(text: str, _: Answers) -> Reading:
    return Reading(f"{parse_time(text).time:%H:%M}" if text else "")


def _drive_default(answers: Answers) -> str:
    """As long as it usually takes to the place."""
    return minutes_text(getattr(answers.value("outside"), "drive", 0))


def minutes_text(minutes: int) -> str:
    """A length as a field takes it; nothing where there is none."""
    return f"{minutes} min" if minutes else ""


def drive_minutes(text: str) -> int:
    """How long a drive takes, as it is typed; a StudioError says what cannot be."""
    minutes = 0 if text in ("", "0") else parse_duration(text)
    if minutes > LONGEST_DRIVE:
        raise StudioError(f"A drive takes at most {LONGEST_DRIVE // 60} hours each way.")
    return minutes


def _drive(text: str, answers: Answers) -> Reading:
    minutes = drive_minutes(text)
    if not minutes:
        return Reading(0)
    moment, start, end = (answers.value(key) for key in ("date", "start", "end"))
    if moment is None or start is None or end is None:
        return Reading(minutes, "each way")
    begins, drive = datetime.combine(moment.date, start.time), timedelta(minutes=minutes)
    away, back = begins - drive, begins + end[0] + drive
    return Reading(minutes, f"each way: away {away:%H:%M}-{back:%H:%M}")


def _people(text: str, _: Answers) -> Reading:
    if not text:
        return Reading()
    if not (text.isascii() and text.isdecimal() and int(text) > 0):
        raise StudioError(f"{text!r} is not a number of people; type 4, or leave it empty.")
    return Reading(int(text), plural(int(text), "person", "people"))


def me(answers: Answers) -> str:
    """Name of the person at the desk."""
    catalogue = answers.facts.catalogue
    return next((person.name for person in catalogue.people if person.id == catalogue.me), "")


FIELDS: tuple[Field, ...] = (
    type_field("types", "session type", "length, people, room"),
    Field(
        "description", "Description", plain, wide=True, help="What it is about, as family of five."
    ),
    Field(
        "date",
        "Date",
        _date,
        rule="required",
        help="fri, tomorrow, 14/11, +2w or 2026-11-14; fri 2pm gives the time too.",
    ),
    Field(
        "start", "Start", _start, rule="required", default=_start_default, help="1430 or 2:30pm."
    ),
    Field(
        "end",
        "End",
        _end,
        rule="required",
        default=_end_default,
        help="A time, or a length such as 90 min. It follows the start until you type one.",
        beside="start",
    ),
    _field(
        "photographer",
        "Photographer",
        "photographers",
        default=_chosen("photographer_id", "photographers"),
    ),
    _field("assistant", "Assistant", "assistants", default=_chosen("assistant_id", "assistants")),
    _field("resource", "Resource", "resources", default=_chosen("resource_id", "resources")),
    _field("outside", "Outside", "outside", help="A place away from the studio."),
    Field(
        "drive",
        "Drive",
        _drive,
        default=_drive_default,
        help="How long people drive each way: 30, 45 min or 1h30. Rooms stay free.",
        limit=12,
        beside="outside",
    ),
    Field("arrival", "Arrival", _arrival, help="When the client should come, if not at the start."),
    Field(
        "people",
        "People",
        _people,
        help="How many come: fees may depend on it.",
        limit=4,
        beside="arrival",
    ),
    status_field("statuses"),
    _field("booked_by", "Booked by", "bookers", default=me),
    Field("notes", "Notes", plain, kind="notes", limit=NOTES),
)


def with_text(answers: Answers, key: str, text: str) -> Draft:
    """The draft after a field was typed in; a time typed with the date is a new start."""
    draft = answers.draft.with_text(key, text)
    if key != "date":
        return draft
    moment = Answers(tuple(answers.fields.values()), draft, answers.facts).value("date")
    return draft.untouched("start") if moment and moment.time else draft


def with_start(answers: Answers, start: datetime) -> Draft:
    """The draft with another start; an end that was given keeps its distance.

    Args:
        answers: What was read.
        start: Wall-clock, with the fold of the second occurrence of a doubled hour.
    """
    draft, moment, end = answers.draft, answers.value("date"), answers.value("end")
    if moment is None or moment.date != start.date() or moment.time is not None:
        draft = draft.with_text("date", date_short(start.date()))
    if draft.touches("end") and end is not None:
        draft = draft.with_text("end", f"{int(end[0].total_seconds() / 60)} min")
    return draft.with_text("start", f"{start:%H:%M}{' second' if start.fold else ''}")


def seeking(
    answers: Answers, drafted: Callable[[Answers], BookingDraft | None]
) -> BookingDraft | None:
    """What to look for free times for: as it is, or from the start of the day while none is typed.

    None while a type is missing, or something about the time cannot be read.

    Args:
        answers: What was read.
        drafted: Makes what is booked of it.
    """
    found = drafted(answers)
    if found or any(answers.reading(key).problem for key in ("type", "date", "start", "end")):
        return found
    moment = answers.value("date")
    start = datetime.combine(moment.date if moment else answers.facts.today, time())
    fields = tuple(answers.fields.values())
    return drafted(Answers(fields, with_start(answers, start), answers.facts))


def session_draft(answers: Answers, base: SessionDraft | None = None) -> SessionDraft | None:
    """The session as it should be stored; None while type, date, start or end are missing.

    Args:
        answers: What was read.
        base: The session as it was, for one that exists.
    """
    values = common(answers)
    if values is None:
        return None
    if base is None:
        base = SessionDraft(
            values["type_id"], values["start"], values["end"], token=answers.draft.token
        )
    return replace(
        base,
        **values,
        photographer_id=_id(answers, "photographer"),
        assistant_id=_id(answers, "assistant"),
        resource_id=_id(answers, "resource"),
        arrival=answers.value("arrival") or "",
        drive=answers.value("drive") or 0,
        people=answers.value("people"),
    )


def common(answers: Answers) -> dict[str, Any] | None:
    """What was typed that every booking has, as its draft calls it; None while the time is open."""
    kind, moment = answers.value("type"), answers.value("date")
    start, end = answers.value("start"), answers.value("end")
    if kind is None or moment is None or start is None or end is None:
        return None
    begins = datetime.combine(moment.date, start.time)
    length, fold = end
    return {
        "type_id": kind.id,
        "start": begins,
        "end": begins + length,
        "start_fold": start.fold,
        "end_fold": fold,
        "description": answers.value("description"),
        "outside_location_id": _id(answers, "outside"),
        "status_id": _id(answers, "status"),
        "booked_by_id": _id(answers, "booked_by"),
        "notes": answers.value("notes"),
    }


def _id(answers: Answers, key: str) -> int | None:
    found = answers.value(key)
    return found.id if found else None
