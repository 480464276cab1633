"""The table of keys: what may be in it, and what settings may make of it."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module
from itertools import combinations
from pkgutil import walk_packages
from typing import TYPE_CHECKING

import pytest
from textual.binding import Binding
from textual.dom import DOMNode

import studio_tui
from studio_tui import keys
from studio_tui.config import Settings
from studio_tui.errors import StudioError
from studio_tui.keymap import bar, chosen, keymap, short, spoken
from studio_tui.keys import KEYS, TOGETHER

if TYPE_CHECKING:
    from studio_tui.key import Key

PLACES = {place for together in TOGETHER.values() for place in together}


def nodes() -> list[type[DOMNode]]:
    """Every screen, widget and app of the program."""
    for package in ("screens", "widgets"):
        path = [f"{studio_tui.__path__[0]}/{package}"]
        for module in walk_packages(path, f"studio_tui.{package}."):
            import_module(module.name)
    import_module("studio_tui.app")
    found, waiting = [], [DOMNode]
    while waiting:
        waiting += (more := waiting.pop().__subclasses__())
        found += more
    return [node for node in found if node.__module__.startswith("studio_tui.")]


def test_ids_are_unique_and_dotted() -> None:
    ids = [key.id for key in KEYS]
    assert len(set(ids)) == len(ids)
    assert all(len(name.split(".")) == 2 for name in ids)


@pytest.mark.parametrize("key", KEYS, ids=lambda key: key.id)
def test_every_key_can_be_typed_and_is_explained(key: Key) -> None:
    assert key.keys
    assert key.help
    assert key.help[0].isupper()
    assert not key.help.endswith(".")
    assert key.place in PLACES
    for each in key.keys:
        assert each not in ("ctrl+h", "ctrl+i", "ctrl+m"), "terminals send Backspace, Tab, Enter"
        assert "alt+" not in each
        assert not each.startswith("shift+f")
        assert each not in [f"ctrl+{arrow}" for arrow in ("up", "down", "left", "right", "enter")]
        assert each not in "ABCD", "a torn arrow sequence ends in one of these"
        assert not (key.priority and len(each) == 1), "text fields own the letters"


@pytest.mark.parametrize("screen", TOGETHER)
def test_no_key_means_two_things_on_one_screen(screen: str) -> None:
    here = [key for key in KEYS if key.place in TOGETHER[screen]]
    clashes = [
        (one.id, other.id, set(one.keys) & set(other.keys))
        for one, other in combinations(here, 2)
        if set(one.keys) & set(other.keys) and keys.meet(one.place, other.place)
    ]
    assert clashes == []


def test_parts_of_a_screen_share_keys_only_with_each_other() -> None:
    assert keys.meet("form", "names")
    assert keys.meet("tabs", "record")
    assert not keys.meet("tabs", "form")
    assert {place for part in keys.PARTS for place in part} <= PLACES


@pytest.mark.parametrize("screen", TOGETHER)
def test_a_key_bar_shows_at_most_seven_keys_in_eighty_columns(screen: str) -> None:
    hidden = {"everywhere"} if "wizard" in TOGETHER[screen] else set()  # booking already
    pairs = bar([p for p in TOGETHER[screen] if p not in hidden], chosen(Settings()))
    assert len(pairs) <= 7
    assert sum(len(key) + len(word) + 3 for key, word in pairs) <= 80


@pytest.mark.parametrize("screen", TOGETHER)
def test_a_key_bar_ends_with_the_way_out_and_the_help(screen: str) -> None:
    words = [key for key, _ in bar(TOGETHER[screen], chosen(Settings()))]
    assert words[-1] == "F1"
    assert "Esc" not in words[:-2]


def test_every_place_has_a_heading_of_its_own_words() -> None:
    assert set(keys.TITLES) == PLACES
    assert not [title for title in keys.TITLES.values() if "_" in title or title.isupper()]


def test_every_key_has_its_action_where_it_is_bound() -> None:
    bound = set()
    for node in nodes():
        for binding in node.__dict__.get("BINDINGS", ()):
            assert isinstance(binding, Binding)
            if any(binding in vars(base).get("BINDINGS", ()) for base in node.__mro__[1:]):
                continue  # one of Textual's own, taken over from the widget it is made of
            assert binding.id, f"{node.__name__} binds {binding.key} outside the table"
            assert hasattr(node, f"action_{binding.action.partition('(')[0]}"), binding
            bound.add(binding.id)
    assert bound == {key.id for key in KEYS}


def test_every_action_of_the_calendar_works_without_single_characters() -> None:
    from studio_tui.screens.menu import MOVING

    found = chosen(Settings(letter_keys=False))
    here = [key for key in KEYS if key.place in TOGETHER["calendar"]]
    lettered = [key for key in here if not found[key.id]]
    assert {"app.book_letter", "calendar.next_week"} <= {key.id for key in lettered}
    for key in lettered:
        assert key.label, f"{key.id} is no line of the menu"
        assert key.place not in MOVING, f"{key.id} is no line of the menu"
    assert all(len(each) > 1 for given in found.values() for each in given)


def test_the_table_is_read_without_textual() -> None:
    code = "import sys, studio_tui.keymap; sys.exit('textual' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


# Settings


def test_a_key_of_the_settings_takes_the_place_of_those_in_the_table() -> None:
    found = chosen(Settings(keys={"calendar.today": "f13, T"}))
    assert found["calendar.today"] == ("f13", "T")
    assert keymap(found) == {"calendar.today": "f13,T"}


def test_two_keys_may_change_places() -> None:
    found = chosen(Settings(keys={"calendar.today": "g", "calendar.go": "t"}))
    assert (found["calendar.today"], found["calendar.go"]) == (("g",), ("t",))


def test_without_letter_keys_only_those_remain_that_are_not_one_character() -> None:
    found = chosen(Settings(letter_keys=False))
    assert found["calendar.today"] == ("f5",)
    assert found["app.book_letter"] == ()
    assert keymap(found)["calendar.next"] == "pagedown"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"calendar.tody": "f9"}, "Did you mean calendar.today?"),
        ({"xyz": "f9"}, "See studio keys for all of them."),
        ({"calendar.today": "g"}, "gives g to calendar.today, but it is the key of calendar.go"),
        ({"calendar.today": "ctrl+p"}, "it is the key of app.book"),
        ({"calendar.today": "down"}, "it is the key of grid.down"),
        ({"calendar.today": "ctrl+h"}, "terminals send Ctrl+H as Backspace"),
        ({"calendar.today": "ctr+t"}, "is not a key; write for example f9 or ctrl+g"),
        ({"calendar.today": ""}, "is not a key"),
        ({"app.book": "z"}, "works inside text fields, so it cannot be the letter z"),
    ],
)
def test_settings_that_cannot_be_are_refused_with_a_sentence(
    given: dict[str, str], said: str
) -> None:
    with pytest.raises(StudioError) as caught:
        chosen(Settings(keys=given))
    assert said in caught.value.message
    assert caught.value.message.startswith("config.toml")


@pytest.mark.parametrize(
    ("key", "long", "brief"),
    [
        ("ctrl+p", "Ctrl+P", "^P"),
        ("pagedown", "PgDn", "PgDn"),
        ("escape", "Esc", "Esc"),
        ("f2", "F2", "F2"),
        ("t", "t", "t"),
        ("?", "?", "?"),
        ("+", "+", "+"),
        ("shift+tab", "Shift+Tab", "Shift+Tab"),
    ],
)
def test_keys_are_said_as_people_say_them(key: str, long: str, brief: str) -> None:
    assert (spoken(key), short(key)) == (long, brief)
