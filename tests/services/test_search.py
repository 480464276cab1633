from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from studio_tui.domain.booking import PhoneDraft
from studio_tui.services import booking, clients, search
from tests.factories import FRIDAY, book, client_draft, execute, session_draft, store

if TYPE_CHECKING:
    from studio_tui.domain.booking import ClientDraft
    from studio_tui.studio import Studio


@pytest.fixture
def people(studio: Studio) -> Studio:
    """A studio with clients whose names, phones and addresses are easily confused."""
    for fields in (
        {"last": "Smith", "first": "Sara", "phone": "07700 900123", "email": "sara@example.org"},
        {"last": "Smithson", "first": "Ann", "phone": "+44 7700 900456"},
        {"last": "Goldsmith", "first": "Sam", "phone": "020 7946 0018"},
        {"last": "O'Brien", "first": "Siân", "email": "sian.obrien@photos.example"},
        {"last": "Müller", "first": "Jörg", "city": "Köln"},
        {"last": "Li", "first": "Bo"},
        {"last": "", "first": "", "company": "Acme Bakery Ltd"},
        {"last": "Sato", "first": "Smita", "company": "Blue Door"},
    ):
        store(studio, **fields)
    return studio


def found(studio: Studio, text: str, limit: int = 50) -> list[str]:
    return [hit.name for hit in studio.run(search.clients, text, limit)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("s", ["Sato, Smita", "Smith, Sara", "Smithson, Ann", "Goldsmith, Sam", "O'Brien, Siân"]),
        ("sm", ["Smith, Sara", "Smithson, Ann", "Sato, Smita"]),  # first names after last names
        ("smi", ["Smith, Sara", "Smithson, Ann", "Sato, Smita", "Goldsmith, Sam"]),
        ("SMITH", ["Smith, Sara", "Smithson, Ann", "Goldsmith, Sam"]),  # inside words last
        ("smith sa", ["Smith, Sara", "Goldsmith, Sam"]),
        ("smith, sara", ["Smith, Sara"]),
        ("sara smith", ["Smith, Sara"]),
        ("sara sm", ["Smith, Sara"]),
        ("li", ["Li, Bo"]),
        ("b", ["Li, Bo"]),  # one letter looks at the beginning of names alone
        ("obrien", ["O'Brien, Siân"]),
        ("o'b", ["O'Brien, Siân"]),
        ("sian", ["O'Brien, Siân"]),
        ("muller", ["Müller, Jörg"]),
        ("MÜL", ["Müller, Jörg"]),
        ("bakery", ["Acme Bakery Ltd"]),
        ("blue do", ["Sato, Smita"]),
        ("example", ["Smith, Sara", "O'Brien, Siân"]),
        ("sara@example.org", ["Smith, Sara"]),
        ("photos.example", ["O'Brien, Siân"]),
        ("smith jones", []),
        ("zz", []),
        ("zzz", []),
    ],
)
def test_clients_are_found_by_what_somebody_types(
    people: Studio, text: str, names: list[str]
) -> None:
    assert found(people, text) == names


@pytest.mark.parametrize(
    "text",
    [
        *("07700 900123", "07700900123", "0770 0900 123", "(07700) 900-123", "900123", "0 900 123"),
        *(
            "+44 7700 900123",
            "+447700900123",
            "0044 7700 900 123",
            "7700 900123",
            "+44 (0)7700 900123",
        ),
    ],
)
def test_a_phone_number_is_found_however_it_is_written(people: Studio, text: str) -> None:
    assert "Smith, Sara" in found(people, text)


@pytest.mark.parametrize("text", ["07700 900456", "+44 7700 900456", "900456", "7700900 456"])
def test_a_number_stored_with_its_country_is_found_without(people: Studio, text: str) -> None:
    assert found(people, text) == ["Smithson, Ann"]


@pytest.mark.parametrize("length", range(3, 12))
def test_a_phone_number_is_found_while_it_is_typed(people: Studio, length: int) -> None:
    assert "Smith, Sara" in found(people, "07700900123"[:length])


def test_clients_are_found_by_number(studio: Studio) -> None:
    book(studio)
    book(studio, client=client_draft(last="Lee"), start=FRIDAY.replace(day=30))
    assert found(studio, "10001") == ["Lee, Sara"]


def test_no_text_gives_the_first_clients_by_name(people: Studio) -> None:
    assert found(people, "") == found(people, "  ")
    assert found(people, "", 3) == ["Acme Bakery Ltd", "Goldsmith, Sam", "Li, Bo"]


@pytest.mark.parametrize("text", ['"', '"*^)(', "%_", "%", "*", "NEAR(", "' OR 1=1 --", "@", "\0"])
def test_signs_that_mean_something_elsewhere_find_nothing_and_break_nothing(
    people: Studio, text: str
) -> None:
    assert found(people, text) == []


@pytest.mark.parametrize(
    ("text", "like"),
    [
        *(("smith*", "smith"), ('"smith"', "smith"), ("^smith", "smith"), ("%mit%", "mit")),
        *(("sara NOT smith", "sara not smith"), ("smi_h", "smi h"), ("last:smith", "last smith")),
    ],
)
def test_signs_are_passed_over_and_words_stay_words(people: Studio, text: str, like: str) -> None:
    assert found(people, text) == found(people, like)
    assert bool(found(people, text)) == (" " not in like)


def test_a_name_of_300_characters_is_found(studio: Studio) -> None:
    store(studio, last="x" * 300)
    assert len(found(studio, "x" * 300)) == 1
    assert found(studio, "x" * 301) == []
    assert found(studio, "y" * 300) == []


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.text(max_size=40))
def test_no_text_breaks_the_search(people: Studio, text: str) -> None:
    found(people, text)
    people.run(search.sessions, text)


def test_what_was_changed_or_deleted_is_not_found_by_what_it_was(studio: Studio) -> None:
    client_id = store(studio)
    read = studio.run(clients.get, client_id)
    changed = replace(read, last="Jones", phones=(PhoneDraft("0113 496 0000"),))
    studio.run(booking.book, changed, session_draft(studio), original=read)
    assert found(studio, "smith") == []
    assert found(studio, "jones") == found(studio, "0113496") == ["Jones, Sara"]
    assert found(studio, "10000") == ["Jones, Sara"]
    execute(studio, "DELETE FROM session")
    execute(studio, "DELETE FROM client")
    assert found(studio, "jones") == []


def test_a_hit_tells_what_a_list_shows(studio: Studio) -> None:
    who = client_draft(phone="07700 900123", city="York", call_warning="Loud")
    booked = book(studio, client=who)
    read = studio.run(clients.get, booked.client_id)
    book(studio, client=read, start=FRIDAY.replace(day=30))
    (hit,) = studio.run(search.clients, "smi")
    assert (hit.number, hit.phone, hit.city, hit.status) == (
        *("10000", "07700 900123", "York"),
        "Customer",
    )
    assert (hit.call_warning, hit.sessions, str(hit.last_session)) == ("Loud", 2, "2026-11-30")
    assert studio.run(search.client, booked.client_id) == hit
    assert studio.run(search.client, 999) is None


# Possible duplicates: five exact checks (product rule)


def same(studio: Studio, draft: ClientDraft) -> dict[str, str]:
    return {hit.name: hit.why for hit in studio.run(search.duplicates, draft)}


KNOWN: dict[str, Any] = {
    "last": "Smith",
    "first": "Sara",
    "phone": "07700 900123",
    "email": "sara@example.org",
    "street": "12 High Street\nFlat 3",
    "city": "York",
}


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ({"phone": "07700 900123"}, "same phone"),
        ({"phone": "+44 7700-900123"}, "same phone"),
        ({"phone": "0044 7700 900123"}, "same phone"),
        ({"email": "SARA@Example.org"}, "same email"),
        ({"last": "SMITH", "first": "sára"}, "same name"),
        ({"last": "smith", "city": "YORK"}, "same last name and city"),
        ({"street": "12 High Street", "city": "York"}, "same address"),
        ({"street": "12 HIGH street\nFlat 9", "city": "york"}, "same address"),
        ({"last": "Smith", "first": "Sara", "city": "York"}, "same name, last name and city"),
    ],
)
def test_a_new_client_who_may_be_known_is_noticed(
    studio: Studio, typed: dict[str, Any], why: str
) -> None:
    store(studio, **KNOWN)
    assert same(studio, client_draft(**{"last": "", "first": "", **typed})) == {"Smith, Sara": why}


@pytest.mark.parametrize(
    "typed",
    [
        {},
        {"last": "Smith"},
        {"first": "Sara"},
        {"city": "York"},
        {"last": "Smit", "city": "York"},
        {"last": "Smith", "city": "Leeds"},
        {"last": "Smith", "first": "Sarah"},
        {"street": "12 High Street", "city": "Leeds"},
        {"street": "12 High Street"},
        {"street": "12 High Streets", "city": "York"},
        {"street": "2 High Street", "city": "York"},
        {"phone": "07700 900124"},
        {"phone": "0"},
        {"email": "sara@example.or"},
        {"email": "ra@example.org"},
        {"email": '"*'},
    ],
)
def test_others_are_not(studio: Studio, typed: dict[str, Any]) -> None:
    store(studio, **KNOWN)
    assert same(studio, client_draft(**{"last": "", "first": "", **typed})) == {}


def test_a_client_is_no_duplicate_of_itself(studio: Studio) -> None:
    client_id = store(studio, **KNOWN)
    assert same(studio, studio.run(clients.get, client_id)) == {}


def test_clients_without_a_name_are_not_all_the_same(studio: Studio) -> None:
    store(studio, last="", first="", company="Acme")
    assert same(studio, client_draft(last="", first="", company="Bakery")) == {}


# Sessions


def test_sessions_are_found_by_number_and_by_client_latest_first(studio: Studio) -> None:
    booked = book(studio, description="Three dogs", assistant="Mia Carter")
    read = studio.run(clients.get, booked.client_id)
    book(studio, client=read, start=FRIDAY.replace(day=30), photographer="Ben Okoye")
    hits = studio.run(search.sessions, "smith")
    assert [(hit.number, hit.photographer) for hit in hits] == [
        ("10001", "Ben Okoye"),
        ("10000", "Anna Berg"),
    ]
    assert hits[1].description == "Three dogs"
    assert hits[1].type_name == "Portrait"
    assert hits == studio.run(search.sessions_of, booked.client_id)
    assert [hit.number for hit in studio.run(search.sessions, " 10001 ")] == ["10001"]
    assert studio.run(search.sessions, "") == studio.run(search.sessions, "%") == []
