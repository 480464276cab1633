"""The lists that a studio maintains: what is stored, what is refused, and what stays as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from studio_tui.errors import StudioError
from studio_tui.flows.field import Draft, Facts
from studio_tui.models.tables import TABLES
from studio_tui.records.lists import LISTS
from studio_tui.records.lists.spec import ListSpec, form, starting, values
from studio_tui.services import (
    catalogue,
    invoices,
    list_extras,
    list_history,
    list_rows,
    list_uses,
    lists,
)
from studio_tui.services.desk import Desk
from tests.factories import book, client_draft, execute, invoice_draft, line, rows, store

if TYPE_CHECKING:
    from studio_tui.domain.listed import Listed
    from studio_tui.studio import Studio

BY_KEY = {spec.key: spec for spec in LISTS}


def spec(key: str) -> ListSpec:
    return BY_KEY[key]


def facts(studio: Studio, what: ListSpec) -> Facts:
    found = studio.run(list_rows.entries, what)
    offered = studio.run(list_extras.choices, what, found)
    return Facts(studio.run(Desk.today), studio.run(catalogue.catalogue), lists=offered)


def typed(studio: Studio, what: ListSpec, entry: Listed | None, **text: str) -> Any:
    """What is stored of a form with these texts."""
    answers = starting(what, entry, facts(studio, what), Draft(typed=text))
    assert not [problem for key in answers.fields if (problem := answers.problem(key))]
    return values(what, answers)


def add(studio: Studio, what: ListSpec, **text: str) -> int:
    return studio.run(lists.add, what, typed(studio, what, None, **text))


def named(studio: Studio, what: ListSpec, name: str) -> Listed:
    known = facts(studio, what)
    found = studio.run(list_rows.entries, what)
    return next(each for each in found if what.name(each, known) == name)


def change(studio: Studio, what: ListSpec, seen: Listed, **text: str) -> None:
    studio.run(lists.change, what, seen, typed(studio, what, seen, **text))


@pytest.mark.parametrize("what", LISTS, ids=lambda what: what.key)
def test_what_is_stored_can_be_typed_and_is_read_as_it_is(studio: Studio, what: ListSpec) -> None:
    known = facts(studio, what)
    for entry in studio.run(list_rows.entries, what):
        answers = starting(what, entry, known, Draft())
        for column in what.columns:
            assert answers.problem(column.key) == "", (entry, column.key)
            assert answers.value(column.key) == entry.values[column.key], column.key


@pytest.mark.parametrize("what", LISTS, ids=lambda what: what.key)
def test_the_form_of_a_list_has_unique_keys_and_begins_with_what_is_needed(what: ListSpec) -> None:
    fields = form(what, None, Facts(None))  # type: ignore[arg-type]
    assert len({field.key for field in fields}) == len(fields)
    assert what.help
    assert what.heading
    assert any(column.width for column in what.columns)


def test_something_new_stands_last_and_can_be_chosen_at_once(studio: Studio) -> None:
    what = spec("session_types")
    add(studio, what, name="Dog walk", code="DW", colour="teal", length="1h30", deposit="50%")
    kind = studio.run(catalogue.catalogue).types[-1]
    assert (kind.name, kind.code, kind.colour, kind.length) == ("Dog walk", "DW", "#2e8b9a", 90)
    assert (kind.deposit_percent, kind.deposit_amount) == (50_00, 0)


@pytest.mark.parametrize("name", ["portrait", "PORTRAIT", "Pörtrait", " Portrait "])
def test_no_two_entries_are_called_the_same(studio: Studio, name: str) -> None:
    with pytest.raises(StudioError, match="“Portrait” is there already") as caught:
        add(studio, spec("session_types"), name=name)
    assert caught.value.field == "name"


def test_names_in_other_scripts_are_told_apart_and_compared(studio: Studio) -> None:
    what = spec("lead_sources")
    add(studio, what, name="Газета")
    add(studio, what, name="雑誌")
    for name in ("ГАЗЕТА", "雑誌"):
        with pytest.raises(StudioError, match="is there already"):
            add(studio, what, name=name)
    add(studio, what, name="!!!")
    add(studio, what, name="???")


def test_what_is_in_use_is_not_taken_out_and_says_by_what(studio: Studio) -> None:
    book(studio)
    what = spec("session_types")
    with pytest.raises(StudioError) as caught:
        studio.run(list_uses.remove, what, named(studio, what, "Portrait").id)
    assert caught.value.message == "Portrait is used by 1 session: make it inactive instead."
    assert named(studio, what, "Portrait")


def test_what_nothing_uses_is_taken_out_with_what_belongs_to_it(studio: Studio) -> None:
    what = spec("session_types")
    entry = named(studio, what, "Portrait")
    studio.run(list_uses.remove, what, entry.id)
    assert "Portrait" not in [kind.name for kind in studio.run(catalogue.catalogue).types]
    assert rows(studio, "SELECT 1 FROM session_type_item WHERE type_id = ?", entry.id) == []
    studio.run(list_uses.remove, what, entry.id)  # gone already is as good


def test_what_is_inactive_is_not_offered_and_its_history_stays(studio: Studio) -> None:
    book(studio)
    what = spec("session_types")
    entry = named(studio, what, "Portrait")
    studio.run(lists.hide, what, entry.id, inactive=True)
    assert "Portrait" not in [kind.name for kind in studio.run(catalogue.catalogue).types]
    kept = "SELECT t.name FROM session JOIN session_type t ON t.id = type_id"
    assert rows(studio, kept) == [("Portrait",)]
    studio.run(lists.hide, what, entry.id, inactive=False)
    assert studio.run(catalogue.catalogue).types[0].name == "Portrait"


def test_what_is_booked_keeps_its_length_when_its_type_changes(studio: Studio) -> None:
    book(studio)
    before = rows(studio, 'SELECT start, "end" FROM event')
    what = spec("session_types")
    change(studio, what, named(studio, what, "Portrait"), length="200", colour="pink")
    assert rows(studio, 'SELECT start, "end" FROM event') == before
    assert studio.run(catalogue.catalogue).types[0].colour == "#c2608e"


def test_entries_change_places_and_stay_there(studio: Studio) -> None:
    what = spec("session_types")
    before = [kind.name for kind in studio.run(catalogue.catalogue).types]
    studio.run(lists.move, what, named(studio, what, before[2]).id, -1)
    studio.run(lists.move, what, named(studio, what, before[0]).id, -1)  # the first stays first
    after = [kind.name for kind in studio.run(catalogue.catalogue).types]
    assert after == [before[0], before[2], before[1], *before[3:]]


def test_two_people_change_different_fields_of_one_entry_and_both_hold(studio: Studio) -> None:
    what = spec("session_types")
    seen = named(studio, what, "Portrait")
    change(studio, what, seen, length="75")
    change(studio, what, seen, notice="24")
    now = named(studio, what, "Portrait")
    assert (now.values["length"], now.values["notice"]) == (75, 24)


def test_two_people_change_the_same_field_and_the_second_is_told(studio: Studio) -> None:
    what = spec("session_types")
    seen = named(studio, what, "Portrait")
    change(studio, what, seen, length="75")
    with pytest.raises(lists.BothChangedError) as caught:
        change(studio, what, seen, length="90", notice="24")
    assert caught.value.keys == ("length",)
    assert caught.value.now.values["length"] == 75
    assert named(studio, what, "Portrait").values["notice"] == seen.values["notice"]
    change(studio, what, caught.value.now, length="90")  # knowingly
    assert named(studio, what, "Portrait").values["length"] == 90


def test_a_copy_has_what_belongs_to_its_original(studio: Studio) -> None:
    what = spec("session_types")
    entry = named(studio, what, "Portrait")
    wanted = typed(studio, what, entry, name="Portrait at home", code="PH")
    copy = studio.run(lists.add, what, wanted, like=entry.id)
    items = "SELECT item_id, quantity, from_people, to_people, each FROM session_type_item"
    of = f"{items} WHERE type_id = ? ORDER BY id"
    assert rows(studio, of, copy) == rows(studio, of, entry.id) != []


def test_clients_follow_when_a_word_of_theirs_is_renamed(studio: Studio) -> None:
    what = spec("lead_sources")
    add(studio, what, name="Instagarm")
    book(studio, client=client_draft(lead_source="Instagarm"))
    with pytest.raises(StudioError, match="Instagarm is used by 1 client: make it inactive"):
        studio.run(list_uses.remove, what, named(studio, what, "Instagarm").id)
    change(studio, what, named(studio, what, "Instagarm"), name="Our Instagram")
    assert rows(studio, "SELECT lead_source FROM client") == [("Our Instagram",)]


def test_the_history_of_a_list_says_who_changed_what(studio: Studio) -> None:
    what = spec("session_types")
    change(studio, what, named(studio, what, "Portrait"), length="75")
    ((when, who, said), *_) = studio.run(list_history.history, what)
    assert (when, who) == ("2026-11-24 09:00", "Anna Berg")
    assert said == "Portrait changed. Length 60 to 75."


# Cycles


def initial(studio: Studio, area: str = "session") -> list[tuple[Any, ...]]:
    return rows(studio, "SELECT name FROM status WHERE area = ? AND initial", area)


def test_a_cycle_has_exactly_one_initial_step(studio: Studio) -> None:
    what = spec("session_statuses")
    change(studio, what, named(studio, what, "Photographed"), initial="yes")
    assert initial(studio) == [("Photographed",)]
    with pytest.raises(StudioError, match="need an open step") as caught:
        change(studio, what, named(studio, what, "Photographed"), initial="no")
    assert caught.value.field == "initial"


def test_the_initial_step_is_neither_hidden_nor_taken_out(studio: Studio) -> None:
    what = spec("session_statuses")
    entry = named(studio, what, "Booked")
    with pytest.raises(StudioError, match="tick Initial at another"):
        studio.run(lists.hide, what, entry.id, inactive=True)
    with pytest.raises(StudioError, match="tick Initial at another"):
        studio.run(list_uses.remove, what, entry.id)
    with pytest.raises(StudioError, match="start with an open step"):
        change(studio, what, entry, kind="cancelled")
    assert initial(studio) == [("Booked",)]


def test_the_first_step_of_an_own_cycle_is_the_initial_one(studio: Studio) -> None:
    types = spec("session_types")
    part = next(part for part in types.parts if part.column == "for_type")
    own = types.under(part, named(studio, types, "Pets").id)
    add(studio, own, name="Pets: booked")
    add(studio, own, name="Pets: shown", kind="done")
    assert rows(studio, "SELECT name, initial FROM status WHERE for_type IS NOT NULL") == [
        ("Pets: booked", 1),
        ("Pets: shown", 0),
    ]
    assert initial(studio)[0] == ("Booked",)


# Every list


def everything() -> list[ListSpec]:
    """All lists with those that belong to their entries."""
    found = list(LISTS)
    for what in found:
        found += [part.spec for part in what.parts if part.spec and part.spec not in found]
    return found


KEPT_WITH_IT = {
    ("opening_hours", "location_id"),
    *((table, "schedule_id") for table in ("person", "resource")),
    *((table, "schedule_id") for table in ("working_hours", "day_hours", "time_off")),
    ("item", "price_list_id"),  # gone with their groups, which are in use while an item is
    ("custom_value", "field_id"),
}


@pytest.mark.parametrize("what", everything(), ids=lambda what: what.key)
def test_every_table_that_refers_to_a_list_is_asked_before_something_is_taken_out(
    what: ListSpec,
) -> None:
    alike = [each for each in everything() if each.table == what.table]
    asked = {(use.table, use.column) for each in alike for use in each.uses}
    asked |= {(part.spec.table, part.column) for part in what.parts if part.spec} | KEPT_WITH_IT
    tables = {what.table, *(["schedule"] if what.schedule else [])}
    for table in TABLES:
        for field in table._meta.refs:
            if field.rel_model._meta.table_name in tables:
                assert (table._meta.table_name, field.column_name) in asked


@pytest.mark.parametrize("what", everything(), ids=lambda what: what.key)
def test_every_column_and_use_of_a_list_is_one_of_its_table(what: ListSpec) -> None:
    columns = {
        table._meta.table_name: {field.column_name for field in table._meta.sorted_fields}
        for table in TABLES
    }
    if not what.single:
        for column in what.columns:
            assert set(column.names) <= columns[column.table or what.table]
        assert set(what.fixed) <= columns[what.table]
    for use in what.uses:
        assert use.column in columns[use.table]


# Money


def test_a_price_list_that_a_type_uses_is_not_taken_out(studio: Studio) -> None:
    what = spec("price_lists")
    entry = named(studio, what, "Portrait prices")
    with pytest.raises(StudioError) as caught:
        studio.run(list_uses.remove, what, entry.id)
    assert caught.value.message.startswith("Portrait prices is used by 7 session types")


def test_a_price_list_of_ones_own_with_groups_items_and_a_package(studio: Studio) -> None:
    what = spec("price_lists")
    own = add(studio, what, name="Dog prices")
    items, groups = (what.under(part, own) for part in what.parts)
    add(studio, groups, name="Fees")
    add(
        studio, items, identifier="walk", description="A walk", group="fees", price="45", kind="fee"
    )
    box = add(
        studio, items, identifier="BOX", description="Box", group="fe", kind="package", price="99.5"
    )
    content = items.under(items.parts[0], box)
    add(studio, content, item="walk", quantity="2")
    with pytest.raises(StudioError, match="This item is there already"):
        add(studio, content, item="walk")
    with pytest.raises(StudioError, match="not of packages"):
        add(studio, content, item="box")
    walk = named(studio, items, "A walk")
    assert walk.values["price"] == 45_00
    with pytest.raises(StudioError, match="used by 1 package"):
        studio.run(list_uses.remove, items, walk.id)
    found = {item.identifier: item for item in studio.run(catalogue.catalogue).items}
    assert found["BOX"].content == "2 × A walk"
    with pytest.raises(StudioError, match="“WALK” is there already") as caught:
        add(studio, items, identifier="Walk", description="Another", group="fees")
    assert caught.value.field == "identifier"
    studio.run(list_uses.remove, content, named(studio, content, "A walk").id)
    studio.run(list_uses.remove, items, walk.id)
    studio.run(list_uses.remove, what, own)
    assert rows(studio, "SELECT 1 FROM item WHERE identifier = 'BOX'") == []


def test_what_is_invoiced_keeps_its_price_and_its_tax(studio: Studio) -> None:
    who = store(studio)
    invoice = studio.run(invoices.create, invoice_draft(studio, client_id=who, kind="generic"))
    before = (
        rows(studio, "SELECT price, tax FROM invoice_line"),
        rows(studio, "SELECT tax, total FROM invoice"),
    )
    what = spec("price_lists")
    items = what.under(what.parts[0], named(studio, what, "Portrait prices").id)
    fee = next(
        each for each in studio.run(list_rows.entries, items) if each.values["identifier"] == "SIT"
    )
    change(studio, items, fee, price="75")
    rates = spec("tax_rates")
    for rate in studio.run(list_rows.entries, rates):
        change(studio, rates, rate, rate="25")
    assert studio.run(invoices.get, invoice).totals
    after = (
        rows(studio, "SELECT price, tax FROM invoice_line"),
        rows(studio, "SELECT tax, total FROM invoice"),
    )
    assert after == before
    assert line(studio, "SIT").price == 75_00


def test_the_usual_tax_rate_is_in_use_and_keeps_its_place_when_renamed(studio: Studio) -> None:
    what = spec("tax_rates")
    usual = studio.run(catalogue.catalogue).default_tax
    assert usual is not None
    entry = named(studio, what, usual.name)
    change(studio, what, entry, name="Full rate")
    found = studio.run(catalogue.catalogue).default_tax
    assert found is not None
    assert found.name == "Full rate"
    execute(studio, "UPDATE item SET tax_rate_id = NULL")
    with pytest.raises(StudioError, match="is used by new invoices, as their usual rate"):
        studio.run(list_uses.remove, what, entry.id)


def test_automatic_items_are_those_of_the_types_own_price_list(studio: Studio) -> None:
    what = spec("session_types")
    own = add(studio, spec("price_lists"), name="Dog prices")
    entry = named(studio, what, "Portrait")
    with pytest.raises(StudioError, match="take them out first") as caught:
        change(studio, what, entry, price_list="Dog prices")
    assert caught.value.field == "price_list"
    new = add(studio, what, name="Dog walk", price_list="dog")
    automatic = what.under(what.parts[0], new)
    assert facts(studio, automatic).lists["item"] == ()
    assert own


# People and places


def test_somebody_new_has_a_schedule_and_can_be_booked(studio: Studio) -> None:
    add(studio, spec("people"), first="Noor", last="Haddad", photographer="yes")
    found = studio.run(catalogue.catalogue).people[-1]
    assert (found.name, found.initials, found.photographer) == ("Noor Haddad", "NH", True)
    book(studio, photographer="Noor Haddad")
    what = spec("people")
    with pytest.raises(StudioError, match="Noor Haddad is used by 1 booking"):
        studio.run(list_uses.remove, what, named(studio, what, "Noor Haddad").id)


def test_somebody_who_has_done_nothing_leaves_no_schedule_behind(studio: Studio) -> None:
    what = spec("people")
    add(studio, what, first="Noor", last="Haddad")
    studio.run(list_uses.remove, what, named(studio, what, "Noor Haddad").id)
    assert rows(studio, "SELECT 1 FROM schedule WHERE name = 'Noor Haddad'") == []


def test_whoever_is_at_the_desk_cannot_be_hidden(studio: Studio) -> None:
    what = spec("people")
    with pytest.raises(StudioError, match="That is you"):
        studio.run(lists.hide, what, named(studio, what, "Anna Berg").id, inactive=True)


def test_resources_stand_behind_people_whatever_their_order(studio: Studio) -> None:
    what = spec("resources")
    van = add(studio, what, name="Van 1", code="V1")
    for _ in range(9):
        studio.run(lists.move, what, van, -1)
    assert studio.run(catalogue.catalogue).resources[0].name == "Van 1"
    order = rows(studio, "SELECT kind FROM schedule ORDER BY sort, name")
    assert order == sorted(order)


def test_names_of_people_and_of_things_differ(studio: Studio) -> None:
    with pytest.raises(StudioError, match="“Anna Berg” is there already"):
        add(studio, spec("resources"), name="anna berg")


def test_opening_hours_of_the_studio_are_typed_in_one_line(studio: Studio) -> None:
    what = spec("locations")
    (seen,) = studio.run(list_rows.entries, what)
    change(studio, what, seen, hours="tue-fri 8-12, 13-18")
    week = studio.run(catalogue.catalogue).opening.week
    assert week[1] == ((480, 720), (780, 1080))
    assert set(week) == {1, 2, 3, 4}
    with pytest.raises(StudioError, match="move another one up first"):
        studio.run(lists.hide, what, seen.id, inactive=True)


# Texts


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("Dear {{ client.frist }}", "did you mean client.first"),
        ("Dear {{ client.first", "line 1"),
        ("{% if session.arrival %}x", "endif"),
    ],
)
def test_a_letter_names_only_what_there_is(studio: Studio, body: str, said: str) -> None:
    with pytest.raises(StudioError, match=said) as caught:
        add(studio, spec("letters"), name="Odd", subject="x", body=body)
    assert caught.value.field == "body"
    add(studio, spec("letters"), name="Odd", subject="x", body="Dear {{ client.first }}")


def test_terms_and_header_are_kept(studio: Studio) -> None:
    what = spec("terms")
    (seen,) = studio.run(list_rows.entries, what)
    change(studio, what, seen, terms="Pay first.\nSmile then.")
    assert studio.run(Desk.preference, "studio.terms", "") == "Pay first.\nSmile then."
    with pytest.raises(lists.BothChangedError, match="Terms and header has been changed"):
        change(studio, what, seen, terms="Otherwise.")


def test_a_field_of_the_studios_own_belongs_to_one_kind_of_record(studio: Studio) -> None:
    add(studio, spec("client_fields"), name="Dog's name")
    add(studio, spec("session_fields"), name="Dog's name", kind="several")
    with pytest.raises(StudioError, match="is there already"):
        add(studio, spec("client_fields"), name="DOGS NAME")
