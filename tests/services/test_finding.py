"""One search of everything, by any field, with one typing error forgiven."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from studio_tui.domain.booking import AddressDraft, PhoneDraft
from studio_tui.records.lists.marketing import ORGANISATIONS
from studio_tui.services import (
    client_records,
    family,
    finding,
    forgiving,
    found_lines,
    invoices,
    lists,
    merging,
    notes,
    payments,
    sessions,
)
from studio_tui.services.list_rows import entry
from studio_tui.services.saving import store as save
from tests.factories import (
    FRIDAY,
    arrange,
    book,
    client_draft,
    execute,
    invoice_draft,
    payment_draft,
    rows,
    store,
    task,
)

if TYPE_CHECKING:
    from studio_tui.studio import Studio


@pytest.fixture
def full(studio: Studio) -> Studio:
    """A client with everything, and others."""
    who = client_draft(
        last="Smith",
        first="Sara",
        phone="07700 900123",
        email="sara@example.org",
        street="12 Highfield Road",
        city="York",
        postcode="YO1 7HU",
    )
    booked = book(studio, client=who, description="Great Danes")
    invoice_id = studio.run(
        invoices.create, invoice_draft(studio, session_id=booked.session_id, description="Canvas")
    )
    studio.run(payments.take, payment_draft(studio, 20_00, invoice_id=invoice_id))
    arrange(studio, who=("Ben Okoye",), description="Dentist", start=FRIDAY + timedelta(days=1))
    store(studio, last="Müller", first="Jörg", company="Blue Door")
    store(studio, last="Li", first="Bo")
    return studio


def found(studio: Studio, text: str) -> list[tuple[str, str]]:
    return [(line.kind, line.name) for line in studio.run(found_lines.look_up, text).lines]


SMITHS = [
    (kind, "Smith, Sara") for kind in ("client", "session", "invoice", "payment")
]  # all that is hers


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("smith", SMITHS),
        ("sara smi", SMITHS),
        ("07700 900 123", SMITHS),
        ("+44 7700 900123", SMITHS),
        ("sara@exam", SMITHS),
        ("highfield", SMITHS),
        ("yo1 7hu", SMITHS),
        ("sm", [("client", "Smith, Sara")]),
        ("danes", [("session", "Smith, Sara")]),
        ("GREAT dan", [("session", "Smith, Sara")]),
        ("dentist", [("appointment", "")]),
        ("canvas", [("invoice", "Smith, Sara")]),
        ("mull", [("client", "Müller, Jörg")]),
        ("blue door", [("client", "Müller, Jörg")]),
        ("", []),
        ("  ", []),
        ("%", []),
        ('"', []),
        ("xyzzy", []),
    ],
)
def test_everything_is_found_by_any_field(
    full: Studio, text: str, lines: list[tuple[str, str]]
) -> None:
    assert found(full, text) == lines
    assert not full.run(found_lines.look_up, text).forgiven


def test_a_number_finds_what_has_it_and_what_begins_with_it(full: Studio) -> None:
    kinds = [kind for kind, _ in found(full, "10000")]
    assert sorted(set(kinds)) == ["appointment", "client", "invoice", "payment", "session"]
    assert {kind for kind, _ in found(full, "100")} >= {"session", "invoice"}


@pytest.mark.parametrize(
    "text",
    [
        *("smiht", "smtih", "msith", "smitth", "smth", "smitg", "sarasmith", "saar"),
        *("sara smyth", "smith sata", "muler", "mueller"),
        *("07700 900124", "0770 900123", "07700 9001233", "+44 7700 900213"),
    ],
)
def test_one_typing_error_is_forgiven_where_nothing_fits(full: Studio, text: str) -> None:
    seen = full.run(found_lines.look_up, text)
    assert seen.forgiven, text
    assert seen.lines[0].name == ("Müller, Jörg" if "u" in text else "Smith, Sara")


@pytest.mark.parametrize("text", ["smyht", "bi", "lu", "smoth joens", "0770 900 999"])
def test_two_errors_or_very_short_texts_are_not(full: Studio, text: str) -> None:
    assert found(full, text) == []


def test_what_is_one_error_away_is_all_there_is() -> None:
    near = set(forgiving.near("abc", "abcx"))
    assert {"ac", "ab", "axc", "abx", "axbc", "abxc", "bac", "acb"} <= near
    assert "xbc" not in near, "the first letter is taken to be right"
    assert len(set(forgiving.near("a" * forgiving.LONGEST))) < 2000


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.text(max_size=60))
def test_no_text_breaks_the_search(full: Studio, text: str) -> None:
    full.run(found_lines.look_up, text)
    full.run(finding.everything, text)


def test_what_was_changed_or_deleted_is_not_found_by_what_it_was(full: Studio) -> None:
    record = full.run(sessions.get, 1)

    def change(desk: object) -> None:
        with desk.work() as work:  # type: ignore[attr-defined]
            save(work, record, replace(record.draft, description="Tabby cat"), force=False)

    full.run(change)
    assert found(full, "danes") == []
    assert found(full, "tabby") == [("session", "Smith, Sara")]
    execute(full, "DELETE FROM appointment")
    assert found(full, "dentist") == []
    assert rows(full, "SELECT count(*) FROM record_search") == [(2,)]


def test_all_of_it_is_there_for_scripts(full: Studio) -> None:
    every = full.run(finding.everything, "smith")
    assert [len(getattr(every, kind)) for kind in ("clients", "sessions", "invoices")] == [1, 1, 1]
    assert every.payments[0].amount == 20_00
    assert full.run(finding.everything, "smiht") == replace(every, forgiven=True)


def why(studio: Studio, text: str) -> list[tuple[str, str, str]]:
    lines = studio.run(found_lines.look_up, text).lines
    return [(line.kind, line.name, line.why) for line in lines]


def test_notes_and_tasks_are_found_and_it_is_said_what_something_was_found_by(
    full: Studio,
) -> None:
    full.run(notes.add, "client", 1, "Afraid of balloons")
    full.run(notes.add, "session", 1, "Bring\nthe velvet chair")
    execute(full, "UPDATE client SET notes = 'Allergic to lilies' WHERE id = 2")
    execute(full, "UPDATE invoice SET notes = 'Framed by Gruber' WHERE id = 1")
    call = task(full, "Ring about the album", client_id=1, notes="before noon")
    task(full, "A surprise party", private=True, assigned_to_id=2, assigned_by_id=2)
    task(full, "Order paper")
    her = "Smith, Sara"
    assert why(full, "balloons") == [("client", her, "notes: Afraid of balloons")]
    assert why(full, "velvet") == [("session", her, "notes: Bring the velvet chair")]
    assert why(full, "lilies") == [("client", "Müller, Jörg", "notes: Allergic to lilies")]
    phones = (PhoneDraft("07700 900123"), PhoneDraft("020 7946 0018"), PhoneDraft("01904 55501"))
    store(full, last="Tri", first="Nine", phones=phones)
    for typed in ("7946", "02079460018", "+44 20 7946"):
        assert why(full, typed) == [("client", "Tri, Nine", "phone: 020 7946 0018")]
    assert why(full, "gruber") == [("invoice", her, "notes: Canvas Framed by Gruber")]
    assert why(full, "album") == [("task", her, "")], "its subject stands in the line"
    assert why(full, "noon")[0][2].endswith("before noon")
    assert why(full, "order pap") == [("task", "", "")]
    assert why(full, "surprise") == [], "a private one of somebody else"
    assert why(full, "danes")[0][2].startswith("about: Great Danes")
    assert why(full, "sara@exam")[0] == ("client", her, "email: sara@example.org")
    assert why(full, "highfield")[0] == ("client", her, "street: 12 Highfield Road")
    assert why(full, "smith")[0] == ("client", her, "")
    number = rows(full, "SELECT number FROM task WHERE id = ?", call)[0][0]
    assert ("task", her, "") in why(full, number)
    assert ("task", her, "") in why(full, "smith")
    execute(full, "DELETE FROM note")
    execute(full, "UPDATE task SET subject = 'Done', notes = ''")
    assert why(full, "balloons") == why(full, "album") == []


def test_clients_are_found_by_family_work_further_addresses_and_own_fields(full: Studio) -> None:
    empty = {"address": "", "phone": "", "notes": ""}
    school_id = full.run(lists.add, ORGANISATIONS, {"name": "Oakhurst", **empty})
    execute(
        full,
        "INSERT INTO custom_field (id, area, name, kind, sort, inactive) "
        "VALUES (1, 'client', 'Dog', 'text', 1, 0)",
    )
    draft = replace(
        full.run(client_records.get, 1).draft,
        job_title="Beekeeper",
        organisation_id=school_id,
        mailing=AddressDraft(street="PO Box 77", city="Whitby"),
        future=AddressDraft(street="1 Zinnia Row", city="Leeds", first=FRIDAY.date()),
        own={1: "Biscuit"},
    )
    full.run(client_records.save, draft)
    full.run(family.add, family.Member(1, "Ann"))
    leo_id = full.run(family.add, family.Member(1, "Léo"))
    leo = full.run(family.get, leo_id)
    expected = {
        "beekeeper": "job: Beekeeper",
        "oakhurst": "organisation: Oakhurst",
        "whitby": "further address: PO Box 77, Whitby",
        "zinnia": "further address: 1 Zinnia Row, Leeds",
        "biscuit": "own fields: Biscuit",
        "leo": "family: Léo",
        "leo smith": "family: Léo",
    }
    for text, said in expected.items():
        assert why(full, text)[0] == ("client", "Smith, Sara", said), text
    assert ("session", "Smith, Sara", "") in why(full, "leo")
    full.run(family.save, replace(leo, name="Maximilian"), leo)
    assert why(full, "leo") == []
    assert why(full, "maximil")[0][2] == "family: Maximilian"
    school = full.run(entry, ORGANISATIONS, school_id)
    full.run(lists.change, ORGANISATIONS, school, {**school.values, "name": "Elmhurst"})
    assert (why(full, "oakhurst"), why(full, "elmhurst")[0][2]) == ([], "organisation: Elmhurst")
    full.run(merging.merge, full.run(merging.consider, 2, 1))
    assert why(full, "maximil")[0] == ("client", "Müller, Jörg", "family: Maximilian")
    full.run(family.remove, full.run(family.get, leo_id))
    assert why(full, "maximil") == []
