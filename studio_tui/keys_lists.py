"""The keys of the lists that a studio maintains; `keys` has all others and puts them together."""

from __future__ import annotations

from typing import Final

from studio_tui.key import Key

LISTS: Final[tuple[Key, ...]] = (
    Key(
        "calendar.maintenance",
        ("E", "f10"),
        "maintenance",
        "Maintenance",
        "calendar",
        "The studio's own lists: types, statuses, people, prices, texts",
    ),
    # A list
    Key("entries.new", ("n", "ctrl+n"), "new", "New", "entries", "Enter something new", True),
    Key(
        "entries.copy",
        ("c", "insert"),
        "copy",
        "Copy",
        "entries",
        "Enter something new that is much like the row",
    ),
    Key(
        "entries.more",
        ("o", "f6"),
        "more",
        "More",
        "entries",
        "What belongs to the row: items, steps, hours",
        True,
    ),
    Key(
        "entries.hide",
        ("i", "f4"),
        "hide",
        "Inactive",
        "entries",
        "Hide the row from choices, or offer it again; what has it keeps it",
        True,
    ),
    Key("entries.up", ("u", "f7"), "move(-1)", "Move up", "entries", "Put the row further up"),
    Key("entries.down", ("d", "f8"), "move(1)", "Move down", "entries", "Put it further down"),
    Key(
        "entries.remove",
        ("x", "delete"),
        "remove",
        "Take out",
        "entries",
        "Take the row out for good, while nothing uses it",
    ),
    Key("entries.find", ("/", "f3"), "find", "Find", "entries", "Go to a row by its name"),
    Key(
        "entries.history",
        ("h", "f5"),
        "history",
        "History",
        "entries",
        "Who has changed what in this list, and when",
    ),
    # An entry
    Key("entry.save", ("ctrl+s", "f8"), "save", "Save", "entry", "Store what was typed", True),
    Key(
        "entry.more",
        ("f6", "ctrl+t"),
        "more",
        "More",
        "entry",
        "What belongs to it: items, steps, hours",
        True,
    ),
    Key(
        "entry.insert",
        ("f4", "ctrl+g"),
        "insert",
        "Insert",
        "entry",
        "Insert something that is filled in later, as the client's name",
        True,
    ),
    Key("entry.back", ("escape",), "back", "Back", "entry", "Back; asks about changes", True),
)
