"""The declared settings: each has something to hold by default, and its text reads back."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from studio_tui.domain.settings import PERSONAL, STUDIO
from studio_tui.flows.booking import BOOKING
from studio_tui.flows.field import Answers, Draft, Facts
from studio_tui.records.preferences import BY_KEY, GROUPS
from studio_tui.records.wizard_pages import page_settings, pages_of
from studio_tui.services import catalogue, settings

if TYPE_CHECKING:
    from studio_tui.records.setting import Group, Setting
    from studio_tui.studio import Studio

DEFAULTS = {"studio": STUDIO, "person": PERSONAL}
UNSEEN = {"rules", "booking.finish", "calendar.free_type"}
"""Remembered by the program, or set on the pages of the wizard builder."""


def answers(studio: Studio, offered: tuple[Setting, ...], **typed: str) -> Answers:
    lists = studio.run(catalogue.catalogue)
    stored = studio.run(settings.read, [(each.whose, each.key) for each in offered])
    fields = [each.filled(stored[each.whose, each.key], lists) for each in offered]
    given = {key.replace("__", "."): text for key, text in typed.items()}
    return Answers(fields, Draft(typed=given), Facts(date(2026, 11, 24), lists))


def test_every_setting_has_a_default_and_every_default_a_setting() -> None:
    declared = {
        whose: {each.key for each in BY_KEY.values() if each.whose == whose} for whose in DEFAULTS
    }
    for whose, defaults in DEFAULTS.items():
        assert declared[whose] == set(defaults) - UNSEEN


@pytest.mark.parametrize("group", GROUPS, ids=lambda group: group.key)
def test_what_stands_in_a_group_is_stored_again_as_it_was(studio: Studio, group: Group) -> None:
    found = answers(studio, group.settings)
    for each in group.settings:
        text = found.text(each.key)
        assert found.problem(each.key) == "", each.key
        stored = found.value(each.key)
        retyped = Answers(list(found.fields.values()), Draft(typed={each.key: text}), found.facts)
        assert retyped.value(each.key) == stored
        assert each.change(stored, retyped) is None
    assert group.problems(found) == ()


@pytest.mark.parametrize(
    ("key", "text", "value"),
    [
        ("studio.currency", "euro", "EUR"),
        ("studio.country", "germany", "DE"),
        ("calendar.work_week", "tue-thu, sat", [1, 2, 3, 5]),
        ("calendar.work_week", "sat-mon", [0, 5, 6]),
        ("booking.clashes", "are refused", "never"),
        ("booking.session_type", "newb", "Newborn"),
        ("booking.session_type", "none", ""),
        ("names.casing", "typed", "off"),
        ("session", "12000", 12000),
    ],
)
def test_settings_are_typed_as_they_are_said(
    studio: Studio, key: str, text: str, value: Any
) -> None:
    found = answers(studio, (BY_KEY[key],), **{key: text})
    assert (found.problem(key), found.value(key)) == ("", value)


@pytest.mark.parametrize(
    ("key", "text", "said"),
    [
        ("studio.currency", "doubloon", "is not a currency"),
        ("studio.name", "", "Name is needed here."),
        ("calendar.work_week", "noday", "type mon-fri, or tue, wed, sat"),
        ("booking.clashes", "xyz", "no times that are taken"),
        ("session", "-4", "type digits only"),
        ("session", "9" * 30, "type digits only"),
        ("booking.session_type", "zzz", "There is no usual session type"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(
    studio: Studio, key: str, text: str, said: str
) -> None:
    assert said in answers(studio, (BY_KEY[key],), **{key: text}).problem(key)


def test_the_preview_shows_names_of_other_scripts(studio: Studio) -> None:
    group = next(group for group in GROUPS if group.key == "numbers")
    found = answers(
        studio,
        group.settings,
        **{"numbers.session_format": "last name and number", "session": "123"},
    )
    words = found.reading("numbers.session_format").words
    assert words == "OBrien123 · Иванова123 · 王123"


def test_numbers_with_a_date_are_given_on_the_day(studio: Studio) -> None:
    group = next(group for group in GROUPS if group.key == "numbers")
    found = answers(studio, group.settings, **{"numbers.session_format": "date and number"})
    assert found.reading("numbers.session_format").words == "20261124-01"
    assert [key for key, _ in group.problems(found)] == ["numbers.session_format"]
    later = answers(
        studio,
        group.settings,
        **{"numbers.session_format": "date and number", "numbers.session": "on the day"},
    )
    assert group.problems(later) == ()


# The pages of wizards


@pytest.mark.parametrize("page", BOOKING.pages, ids=lambda page: page.key)
def test_every_page_can_be_changed_and_read_again(studio: Studio, page: Any) -> None:
    found = page_settings(page)
    read = answers(studio, found)
    assert [key for key in read.fields if read.problem(key)] == []
    hide = f"booking.{page.key}.hidden"
    assert (hide in read.fields) is not bool(page.needed)
    assert all(each.change(read.value(each.key), read) is None for each in found)


def test_wizards_have_the_pages_of_their_ways() -> None:
    assert [page.key for page in pages_of("unlinked")] == [
        *("welcome", "kind", "appointment_information", "series", "confirmation")
    ]
    assert "link" in [page.key for page in pages_of("linked")]
    assert "invoice" not in [page.key for page in pages_of("linked")]


def test_a_rule_says_where_it_does_not_apply(studio: Studio) -> None:
    offered = page_settings(BOOKING.page("totals"))
    place = "booking.totals"
    shown = answers(studio, offered)
    assert shown.reading(f"{place}.discount").words == ""
    assert shown.reading(f"{place}.tax").words == "only when it is asked"
    hidden = answers(studio, offered, **{f"{place}.hidden": "yes", f"{place}.discount": "required"})
    assert hidden.reading(f"{place}.discount").words == "! not while the page is hidden"
    assert hidden.value(f"{place}.discount") == "required"


def test_what_the_program_needs_stays_required(studio: Studio) -> None:
    offered = page_settings(BOOKING.page("session_information"))
    key = "booking.session_information.date"
    found = answers(studio, offered, **{key: "may stay empty"})
    assert found.problem(key) == "Date stays required: the program itself needs it."


def test_a_long_header_is_refused_with_its_length(studio: Studio) -> None:
    key = "booking.client.header"
    found = answers(studio, page_settings(BOOKING.page("client")), **{key: "x" * 5000})
    assert found.problem(key) == "Header: 5000 characters; shorten it to 240."
