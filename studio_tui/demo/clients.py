"""Invents the clients: households with names of many languages, telephones, families, remarks."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import count
from random import Random
from typing import TYPE_CHECKING, NamedTuple

from studio_tui.demo.content import NO_SURNAME, Spelled, Surname, plain
from studio_tui.demo.shapes import DemoClient, DemoFamilyMember, DemoPhone, DemoPlace
from studio_tui.demo.wording import chance, filled, patterned

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from studio_tui.demo.content import Content, Country, Kind, NameGroup

FIRST_NUMBER = 10_000
PAST_AFTER = 300
"""Days without a session after which somebody counts as a past customer."""


class Visits(NamedTuple):
    """What the bookings say about a client."""

    created: datetime
    kind: Kind | None
    """Type of the first session; None for somebody who never booked."""
    first: date | None
    last: date | None


class Person(NamedTuple):
    """The names of somebody."""

    gender: str
    first: Spelled
    last: Spelled


class Household(NamedTuple):
    """What people who live together share."""

    names: NameGroup
    surname: Surname
    country: Country
    place: DemoPlace
    landline: str


def given_name(rng: Random, names: NameGroup, gender: str) -> Spelled:
    """A first name of somebody of that gender."""
    return rng.choice(names.women if gender == "female" else names.men)


def person_of(rng: Random, names: NameGroup, surname: Surname, gender: str) -> Person:
    """Somebody of a family; one-word names stand in the place of the family name."""
    first = given_name(rng, names, gender)
    last = surname.women if gender == "female" else surname.men
    return Person(gender, first, last) if last.written else Person(gender, last, first)


@dataclass(frozen=True, slots=True)
class Clientele:
    """All clients of a studio; each pass over it makes the same ones anew."""

    content: Content
    now: datetime
    seed: int
    visits: Sequence[Visits]

    def __len__(self) -> int:
        return len(self.visits)

    def __iter__(self) -> Iterator[DemoClient]:
        return _Maker(self.content, self.now, Random(f"{self.seed}:clients")).clients(self.visits)


@dataclass(slots=True)
class _Maker:
    content: Content
    now: datetime
    rng: Random
    emails: dict[str, int] = field(default_factory=dict)
    """How often an address has come up, so that each is used once."""

    def clients(self, visits: Sequence[Visits]) -> Iterator[DemoClient]:
        household: Household | None = None
        numbers = count(FIRST_NUMBER)
        for position, visit in enumerate(visits):
            if household is None or not self.happens("household"):
                household = self.household()
            number = next(numbers) if visit.kind else None
            yield self.client(position, number, visit, household)

    def happens(self, what: str) -> bool:
        return chance(self.rng, self.content.clients.share[what])

    def household(self) -> Household:
        names = self.content.names.pick(self.rng)
        country = self.content.countries.pick(self.rng)
        landline = patterned(self.rng, self.rng.choice(country.landline))
        return Household(names, self.surname(names), country, self.place(country), landline)

    def surname(self, names: NameGroup) -> Surname:
        if names.families is None:
            return NO_SURNAME
        one = names.families.pick(self.rng)
        if not self.happens("double_name"):
            return one
        two = names.families.pick(self.rng)
        return one if "-" in one.men.written + two.men.written or one == two else _joined(one, two)

    def place(self, country: Country) -> DemoPlace:
        rng = self.rng
        town, region, postcode = rng.choice(country.towns)
        number = str(rng.randint(1, 180))
        if chance(rng, 12):
            number += rng.choice("abc")
        street = country.line.format(number=number, street=rng.choice(country.streets))
        if not country.name and chance(rng, 15):
            street = f"Flat {rng.randint(1, 24)}\n{street}"
        return DemoPlace(street, town, region, patterned(rng, postcode), country.name)

    def client(
        self, position: int, number: int | None, visit: Visits, household: Household
    ) -> DemoClient:
        rng, words = self.rng, self.content.clients
        gender = "female" if chance(rng, 66) else "male"
        person = person_of(rng, household.names, household.surname, gender)
        company = self.company(visit.kind, household)
        return DemoClient(
            number=number,
            last=person.last.written,
            first=person.first.written,
            salutation=self.salutation(gender),
            company=company,
            job_title=rng.choice(words.job_titles) if company and chance(rng, 70) else "",
            place=household.place,
            email=self.email(person, company),
            phones=self.phones(household),
            call_warning=self.remark("call_warning", words.call_warnings),
            status=self.status(visit.last),
            lead_source=rng.choice(words.lead_sources) if chance(rng, 85) else "",
            referred_by=rng.randrange(position) if position and self.happens("referred") else None,
            groups=self.groups(company),
            marketing=self.happens("marketing"),
            born=self.birthday(20, 75) if self.happens("birthday") else None,
            family=() if company else self.family(visit, household, person),
            notes=self.remark("note", words.notes),
            created=visit.created,
        )

    def company(self, kind: Kind | None, household: Household) -> str:
        if not chance(self.rng, kind.business if kind else 8):
            return ""
        family = household.surname.men.written or "Lotus"
        return self.rng.choice(self.content.clients.companies).format(family=family)

    def salutation(self, gender: str) -> str:
        if not self.happens("salutation"):
            return ""
        if chance(self.rng, 12):
            return "Dr"
        return self.rng.choice(("Ms", "Mrs")) if gender == "female" else "Mr"

    def remark(self, what: str, texts: tuple[str, ...]) -> str:
        return filled(self.rng, self.rng.choice(texts)) if self.happens(what) else ""

    def status(self, last: date | None) -> str:
        statuses = self.content.clients.statuses
        if last is None:
            return statuses.new
        past = (self.now.date() - last).days > PAST_AFTER
        return statuses.past if past else statuses.booked

    def groups(self, company: str) -> tuple[str, ...]:
        known = self.content.clients.groups
        if not known or not self.happens("group"):
            return ()
        if company:
            return tuple(group for group in known if group == "Business")
        some = set(self.rng.choices(known, k=self.rng.randint(1, 3)))
        return tuple(group for group in known if group in some and group != "Business")

    def email(self, person: Person, company: str) -> str:
        rng = self.rng
        if self.happens("no_email"):
            return ""
        first, last = person.first.plain, person.last.plain
        shapes = (f"{first}.{last}", f"{first[:1]}.{last}", f"{first}{last}", f"{last}.{first}")
        local = (rng.choice(shapes) if first else last).strip(".")
        end = rng.choice(("example.org", "example.com", "example.net"))
        address = f"{local}@{plain(company)[:30]}.{end}" if company else f"{local}@{end}"
        seen = self.emails[address] = self.emails.get(address, 0) + 1
        return address if seen == 1 else address.replace("@", f".{seen}@", 1)

    def phones(self, household: Household) -> tuple[DemoPhone, ...]:
        """Mostly a mobile first; the landline is that of the household."""
        rng, words = self.rng, self.content.clients
        if self.happens("no_phone"):
            return ()
        mobile = patterned(rng, rng.choice(household.country.mobile))
        numbers = [(words.labels[0], mobile), (words.labels[1], household.landline)]
        if chance(rng, 12):
            numbers.reverse()
        known = 1 + self.happens("second_phone")
        if known == 2 and self.happens("third_phone"):
            work = patterned(rng, rng.choice(household.country.landline))
            numbers.append((rng.choice(words.labels[2:]), work))
            known = 3
        return tuple(
            DemoPhone(label, number, label in words.texted) for label, number in numbers[:known]
        )

    def birthday(self, youngest: float, oldest: float) -> date:
        return self.now.date() - timedelta(days=int(self.rng.uniform(youngest, oldest) * 365.25))

    def family(
        self, visit: Visits, household: Household, person: Person
    ) -> tuple[DemoFamilyMember, ...]:
        rng = self.rng
        with_children = chance(rng, visit.kind.children if visit.kind else 40)
        members = []
        if chance(rng, 75 if with_children else 25):
            members.append(self.partner(household, person))
        if with_children:
            members += [self.child(household) for _ in range(rng.choice((1, 1, 2, 2, 2, 3, 4)))]
        if visit.kind and visit.kind.code == "NB" and visit.first:
            baby = self.child(household, visit.first - timedelta(days=rng.randint(8, 16)))
            members.append(baby)
        today, named = self.now.date(), {member.name: member for member in members}
        return tuple(one for one in named.values() if not one.born or one.born <= today)

    def partner(self, household: Household, person: Person) -> DemoFamilyMember:
        same = chance(self.rng, 6)
        gender = person.gender if same else "male" if person.gender == "female" else "female"
        surname = household.surname if chance(self.rng, 80) else self.surname(household.names)
        born = self.birthday(22, 60) if chance(self.rng, 40) else None
        word = {"female": "Wife", "male": "Husband"}[gender] if chance(self.rng, 55) else "Partner"
        return _member(person_of(self.rng, household.names, surname, gender), word, born)

    def child(self, household: Household, born: date | None = None) -> DemoFamilyMember:
        gender = "female" if chance(self.rng, 50) else "male"
        word = "Daughter" if gender == "female" else "Son"
        born = born or (self.birthday(0.3, 17) if chance(self.rng, 85) else None)
        person = person_of(self.rng, household.names, household.surname, gender)
        return _member(person, word, born)


def _member(person: Person, word: str, born: date | None) -> DemoFamilyMember:
    name = f"{person.first.written} {person.last.written}".strip()
    return DemoFamilyMember(name, word, born, person.gender)


def _joined(one: Surname, two: Surname) -> Surname:
    def both(a: Spelled, b: Spelled) -> Spelled:
        return Spelled(f"{a.written}-{b.written}", a.plain + b.plain)

    return Surname(both(one.men, two.men), both(one.women, two.women))
