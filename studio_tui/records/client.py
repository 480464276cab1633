"""The client record: the fields of a new client, filled in with what is stored, and many more.

The everyday ones come first; what a studio may want to know besides follows in named parts.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from studio_tui.domain.booking import AddressDraft
from studio_tui.domain.numbers import LONGEST_TYPED, number_problem
from studio_tui.domain.workdays import add_work_days
from studio_tui.flows import client_fields, several
from studio_tui.flows.field import Answers, Field, Reading, lines, plain, tick
from studio_tui.flows.session_fields import entry_of
from studio_tui.records import own
from studio_tui.records.days import HELP, day_text, read_born, read_day
from studio_tui.records.kept import Stored, choice, constant, kept
from studio_tui.records.named_client import Named, read_client

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    from studio_tui.domain.booking import ClientDraft
    from studio_tui.domain.catalogue import StatusEntry
    from studio_tui.services.client_records import ClientRecord

SALUTATIONS: Final = ("Ms", "Mrs", "Mr", "Mx", "Dr", "Prof.")
"""Suggestions, which no studio changes (product rule); anything may be typed."""


def _statuses(answers: Answers) -> Sequence[StatusEntry]:
    return answers.facts.catalogue.client_statuses


def _rates(answers: Answers) -> Sequence[Any]:
    return answers.facts.catalogue.tax_rates


def _number(text: str, answers: Answers) -> Reading:
    """A client's number; who has one keeps it until another is typed."""
    if not text:
        had = bool(answers.facts.client and answers.facts.client.number)
        return Reading("", problem="A client keeps a number: type another." if had else "")
    return Reading(text, problem=number_problem(text))


def _list(table: str) -> Callable[[Answers], Sequence[Any]]:
    return lambda answers: answers.facts.lists.get(table, ())


def _one_of(
    key: str, label: str, of: Callable[[Answers], Sequence[Any]], noun: str, **more: Any
) -> Field:
    return Field(key, label, partial(entry_of, of=of, noun=noun), choices=of, **more)


def _tick(key: str, label: str, **more: Any) -> Field:
    return Field(key, label, tick, kind="tick", **more)


def _address(kind: str, label: str, *more: Field, **options: Any) -> tuple[Field, ...]:
    """The fields of a further address."""
    return (
        *more,
        Field(f"{kind}_street", label, lines, wide=True, limit=300, help=_COMMAS, **options),
        Field(f"{kind}_city", "City", plain, kind="town"),
        Field(f"{kind}_postcode", "Postcode", plain, limit=20, beside=f"{kind}_city"),
        Field(f"{kind}_state", "State", plain),
        Field(f"{kind}_country", "Country", plain, beside=f"{kind}_state"),
    )


_COMMAS: Final = "Flat 2, 14 Mill Lane: commas between the lines."
_GROUPS: Final[dict[str, Any]] = {"of": _list("client_group"), "noun": "client group"}
_PLACE: Final = ("street", "city", "state", "postcode", "country")
TICKS: Final = ("business", "allow_email", "allow_mail", "allow_sms", "allow_call")
DAYS: Final = ("birth_date", "anniversary")

STATE = (
    Field("state", "State", plain),
    Field("country", "Country", plain, beside="state"),
)
"""What only the record asks, after the postcode."""

STATUS = (
    _one_of("client_status", "Status", _statuses, "client status"),
    Field("status_due", "Status due", read_day, help=f"When the status is to change. {HELP}"),
    Field("status_reason", "Status reason", plain, limit=200, wide=True),
)
"""After the lead source."""

FURTHER = (
    Field(
        "salutation",
        "Salutation",
        plain,
        choices=lambda _: SALUTATIONS,
        limit=40,
        help="How letters address them; anything may be typed.",
        part="Person",
    ),
    Field(
        "number",
        "Client number",
        _number,
        limit=LONGEST_TYPED,
        help="No one else may have it; a prospect has none before they book.",
    ),
    Field("job_title", "Job title", plain),
    _tick("business", "Business", help="A company rather than a private person."),
    _one_of("organisation", "Organisation", _list("organisation"), "organisation"),
    Field("birth_date", "Birth date", read_born, help="14/11/1990 or 1990-11-14."),
    Field("anniversary", "Anniversary", read_day, help="14/11/2019 or 2019-11-14."),
    Field(
        "referred_by",
        "Referred by",
        plain,
        choices=lambda _: (),
        help="Another client: a name or a client number.",
    ),
    _tick("allow_email", "May email", part="Contact allowed", help="For news and offers."),
    _tick("allow_mail", "May post"),
    _tick("allow_sms", "May text"),
    _tick("allow_call", "May call"),
    *_address("mailing", "Mailing address", part="Other addresses"),
    *_address(
        "future",
        "Future address",
        Field("future_first", "Moves on", read_day, help=f"From when the next holds. {HELP}"),
    ),
    Field(
        "groups",
        "Groups",
        partial(several.read, **_GROUPS),
        choices=_GROUPS["of"],
        picked=partial(several.picked, key="groups", **_GROUPS),
        help="Names with commas between.",
        limit=1000,
        wide=True,
        part="Groups and tax",
    ),
    _one_of("tax_rate", "Tax rate", _rates, "tax rate", help="Of their invoices."),
)
"""Below the notes, in parts."""


def fields(record: ClientRecord, named: Named) -> tuple[Field, ...]:
    """The fields of a stored client, as a form asks them; `facts.client` says what is stored.

    Args:
        record: The client.
        named: Clients whom texts in ``referred_by`` may mean.
    """
    stored = _stored(record)

    def filled(entries: Sequence[Field]) -> list[Field]:
        return [kept(entry, stored[entry.key]) for entry in entries]

    found: list[Field] = []
    for entry in client_fields.FIELDS:
        found.append(replace(entry, part="General") if not found else entry)
        if entry.key == "postcode":
            found += filled(STATE)
        elif entry.key == "lead_source":
            found += filled(STATUS)
    read = partial(read_client, named=named)
    further = [replace(e, read=read) if e.key == "referred_by" else e for e in FURTHER]
    return (*found, *filled(further), *own.fields(record.own, record.draft.own))


def _stored(record: ClientRecord) -> dict[str, Stored]:
    draft = record.draft
    texts = {key: getattr(draft, key) for key in ("state", "country", "salutation", "job_title")}
    texts |= {"status_reason": draft.status_reason, "number": draft.number}
    found = {key: constant(text, text) for key, text in texts.items()}
    found |= {
        key: constant("yes" if getattr(draft, key) else "no", getattr(draft, key)) for key in TICKS
    }
    found |= {key: constant(day_text(getattr(draft, key)), getattr(draft, key)) for key in DAYS}
    for kind in ("mailing", "future"):
        address: AddressDraft = getattr(draft, kind)
        for key in _PLACE:
            text = getattr(address, key)
            found[f"{kind}_{key}"] = constant(", ".join(text.splitlines()), text)
    first = draft.future.first
    groups = ", ".join(name for _, name in record.groups)
    return found | {
        "client_status": choice(draft.status_id, record.status),
        "status_due": _due(record),
        "referred_by": choice(draft.referred_by_id, record.referred_by),
        "organisation": choice(draft.organisation_id, record.organisation),
        "tax_rate": choice(draft.tax_rate_id, record.tax_rate),
        "future_first": constant(day_text(first), first),
        "groups": constant(groups, draft.group_ids),
    }


def _due(record: ClientRecord) -> Stored:
    """The stored day; of another status, the one that its length makes."""

    def value(answers: Answers) -> date | None:
        status = answers.value("client_status")
        if status is None or status.id == record.draft.status_id:
            return record.draft.status_due
        days = getattr(status, "days", 0)
        return add_work_days(answers.facts.today, days, record.work_week) if days else None

    return Stored(lambda answers: day_text(value(answers)), value)


def client_draft(answers: Answers, record: ClientRecord) -> ClientDraft:
    """The client as it should be stored."""
    value = answers.value

    def chosen(key: str) -> int | None:
        found = value(key)
        return found.id if found else None

    plainly = (
        "state",
        "country",
        "salutation",
        "job_title",
        "status_reason",
        "number",
        *TICKS,
        *DAYS,
    )
    groups = value("groups") or ()
    return replace(
        client_fields.client_draft(answers),
        **{key: value(key) for key in plainly},
        status_id=chosen("client_status"),
        status_due=value("status_due"),
        referred_by_id=chosen("referred_by"),
        organisation_id=chosen("organisation"),
        tax_rate_id=chosen("tax_rate"),
        mailing=_address_of(value, "mailing"),
        future=replace(_address_of(value, "future"), first=value("future_first")),
        group_ids=tuple(sorted(getattr(each, "id", each) for each in groups)),
        own=own.values(answers, record.draft.own),
    )


def _address_of(value: Callable[[str], Any], kind: str) -> AddressDraft:
    texts: dict[str, Any] = {key: value(f"{kind}_{key}") or "" for key in _PLACE}
    return AddressDraft(**texts)


def problems(answers: Answers, record: ClientRecord) -> tuple[tuple[str, str], ...]:
    """What is wrong with the fields together."""
    found = list(client_fields.problems(answers))
    referred = answers.value("referred_by")
    if referred and referred.id == record.id:
        found.append(("referred_by", "They cannot have referred themselves: name somebody else."))
    future = _address_of(answers.value, "future")
    if future != AddressDraft() and not answers.value("future_first"):
        found.append(("future_first", "Say from which day the future address holds."))
    return tuple(found)


def place_filled(answers: Answers, key: str, place: tuple[str, str] | None) -> Mapping[str, str]:
    """Texts by field that a known postcode fills in; what stands there already stays.

    Args:
        answers: What was read.
        key: The field of the postcode.
        place: City and state.
    """
    if place is None:
        return {}
    before = key.removesuffix("postcode")
    both = {f"{before}city": place[0], f"{before}state": place[1]}
    empty = {at: text for at, text in both.items() if at in answers.fields}
    return {at: text for at, text in empty.items() if text and not answers.text(at).strip()}
