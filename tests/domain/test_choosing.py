"""Choosing by a name, a code or part of either."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio_tui.domain.choosing import candidates, choose
from studio_tui.errors import StudioError


@dataclass(frozen=True, slots=True)
class Item:
    name: str
    code: str = ""


TYPES = [
    Item("Portrait", "PO"),
    Item("Family", "FA"),
    Item("Newborn", "NB"),
    Item("Passport", "PP"),
    Item("Maternity"),
    Item("Mini session"),
]
PEOPLE = [
    Item("Anna Berg", "AB"),
    Item("Annabel Lee", "AL"),
    Item("Ben Okoye", "BO"),
    Item("Zoë O'Brien", "ZO"),
]
ROOMS = [Item("Camera room 1"), Item("Camera room 2"), Item("Camera room 10"), Item("Garden")]


@pytest.mark.parametrize(
    ("text", "entries", "meant"),
    [
        ("Family", TYPES, "Family"),
        ("  fAMILY ", TYPES, "Family"),
        ("nb", TYPES, "Newborn"),
        ("new", TYPES, "Newborn"),
        ("por", TYPES, "Portrait"),
        ("mt", TYPES, "Maternity"),
        ("session", TYPES, "Mini session"),
        ("mini s", TYPES, "Mini session"),
        ("ab", PEOPLE, "Anna Berg"),
        ("anna", PEOPLE, "Anna Berg"),
        ("annab", PEOPLE, "Annabel Lee"),
        ("okoye", PEOPLE, "Ben Okoye"),
        ("oko", PEOPLE, "Ben Okoye"),
        ("okoye ben", PEOPLE, "Ben Okoye"),
        ("zoe obrien", PEOPLE, "Zoë O'Brien"),
        ("ZOË", PEOPLE, "Zoë O'Brien"),
        ("room 1", ROOMS, "Camera room 1"),
        ("cam 2", ROOMS, "Camera room 2"),
        ("cr2", ROOMS, "Camera room 2"),
        ("10", ROOMS, "Camera room 10"),
    ],
)
def test_the_closest_fit_is_meant(text: str, entries: list[Item], meant: str) -> None:
    assert choose(text, entries, "entry").name == meant


@pytest.mark.parametrize(
    ("text", "entries", "message"),
    [
        ("p", TYPES, "“p” could be Portrait (PO) or Passport (PP): type more of it."),
        ("cam", ROOMS, "“cam” could be Camera room 1, Camera room 2 or Camera room 10:"),
        ("AB", [Item("Anna Berg", "AB"), Item("Anna Berg", "AB")], "Anna Berg (AB) or Anna Berg"),
    ],
)
def test_what_fits_several_is_refused_with_their_names(
    text: str, entries: list[Item], message: str
) -> None:
    with pytest.raises(StudioError) as refused:
        choose(text, entries, "entry")
    assert message in refused.value.message
    assert refused.value.code == "ambiguous"


@pytest.mark.parametrize(
    ("text", "entries", "message"),
    [
        ("wedding", TYPES[:3], "There is no entry “wedding”: choose Portrait, Family or Newborn."),
        ("ewborn", TYPES[:3], "There is no entry “ewborn”: choose Portrait, Family or Newborn."),
        ("", TYPES[:2], "Choose an entry: Portrait or Family."),
        ("!?", TYPES[:2], "There is no entry “!?”: choose Portrait or Family."),
        ("x" * 300, TYPES[:1], "There is no entry “" + "x" * 29 + "…”: choose Portrait."),
        ("room", [], "There is no entry to choose yet."),
        ("x", [Item(f"Room {n}") for n in range(1, 13)], "Room 8 or one of 4 more."),
    ],
)
def test_what_fits_nothing_is_refused_with_the_choices(
    text: str, entries: list[Item], message: str
) -> None:
    with pytest.raises(StudioError) as refused:
        choose(text, entries, "entry")
    assert message in refused.value.message
    assert refused.value.code == "not-found"


def test_a_name_that_is_another_ones_code_means_the_name() -> None:
    assert choose("po", [Item("Po"), Item("Portrait", "PO")], "type").name == "Po"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("", ["Portrait", "Family", "Newborn", "Passport", "Maternity", "Mini session"]),
        ("p", ["Portrait", "Passport"]),
        ("pp", ["Passport"]),
        ("m", ["Maternity", "Mini session"]),
        ("ms", ["Mini session"]),
        ("po", ["Portrait", "Passport"]),
        ("zz", []),
        ("?", []),
    ],
)
def test_a_pick_list_shows_the_closest_first(text: str, names: list[str]) -> None:
    assert [entry.name for entry in candidates(text, TYPES)] == names


@given(st.text(max_size=12), st.lists(st.builds(Item, st.text(max_size=8), st.text(max_size=3))))
def test_what_is_chosen_heads_the_pick_list(text: str, entries: list[Item]) -> None:
    try:
        meant = choose(text, entries, "entry")
    except StudioError:
        return
    assert candidates(text, entries)[0] == meant
