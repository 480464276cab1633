"""Every key of the program, in one table: bindings, key bars, help and ``studio keys`` read it.

``[keys]`` in ``config.toml`` gives other keys by id; ``letter_keys = false`` takes away those that
are a single character, for people who dictate or whose hands slip.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from studio_tui.key import Key
from studio_tui.keys_calendar import CALENDAR
from studio_tui.keys_deeds import DEEDS
from studio_tui.keys_hours import HOURS
from studio_tui.keys_hubs import HUBS
from studio_tui.keys_lists import LISTS
from studio_tui.keys_mail import MAIL
from studio_tui.keys_order import ORDER
from studio_tui.keys_places import PARTS, TITLES, TOGETHER
from studio_tui.keys_records import RECORDS
from studio_tui.keys_series import SERIES
from studio_tui.keys_setup import SETUP

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.binding import BindingType

__all__ = [
    "KEYS",
    "PARTS",
    "TITLES",
    "TOGETHER",
    "Key",
    "at",
    "bindings",
    "by_title",
    "meet",
    "title",
]

KEYS: Final[tuple[Key, ...]] = (
    Key(
        "app.book",
        ("ctrl+p", "f2"),
        "book",
        "Book",
        "book",
        "Book a session, starting from what the cursor is on",
        shown=True,
        priority=True,
    ),
    Key(
        "app.task",
        ("ctrl+d",),
        "task",
        "New task",
        "book",
        "A new task, for whatever is on the screen",
        priority=True,
    ),
    Key("app.book_letter", ("b",), "book", "Book", "book", "The same, outside text fields"),
    *CALENDAR,
    *HOURS,
    *DEEDS,
    *LISTS,
    *HUBS,
    # The menu
    Key("menu.page_up", ("pageup",), "page_up", "Page up", "menu", "A page up"),
    Key("menu.page_down", ("pagedown",), "page_down", "Page down", "menu", "A page down"),
    Key("menu.first", ("home",), "cursor_first", "First", "menu", "First line"),
    Key("menu.last", ("end",), "cursor_last", "Last", "menu", "Last line"),
    # Lists
    Key("list.up", ("up", "k"), "cursor_up", "Up", "list", "Row above"),
    Key("list.down", ("down", "j"), "cursor_down", "Down", "list", "Row below"),
    Key("list.page_up", ("pageup",), "page_up", "Page up", "list", "A page up"),
    Key("list.page_down", ("pagedown",), "page_down", "Page down", "list", "A page down"),
    Key("list.first", ("home",), "cursor_first", "First", "list", "First row"),
    Key("list.last", ("end",), "cursor_last", "Last", "list", "Last row"),
    Key("list.choose", ("enter",), "choose", "Choose", "list", "Choose the row", True),
    # Which schedules are shown
    Key(
        "schedules.mark",
        ("space",),
        "mark",
        "Mark",
        "schedules",
        "Mark it, or take the mark away",
        True,
    ),
    Key("columns.left", ("left",), "shift(-1)", "Left", "columns", "Further to the left", True),
    Key("columns.right", ("right",), "shift(1)", "Right", "columns", "To the right", True),
    Key("schedules.all", ("a", "ctrl+a"), "all", "All", "schedules", "Mark all of them", True),
    # A list that is narrowed down by typing
    Key("pick.up", ("up",), "up", "Up", "pick", "Row above"),
    Key("pick.down", ("down",), "down", "Down", "pick", "Row below"),
    Key("pick.page_up", ("pageup",), "page_up", "Page up", "pick", "A page up"),
    Key("pick.page_down", ("pagedown",), "page_down", "Page down", "pick", "A page down"),
    Key("pick.first", ("home",), "first", "First", "pick", "First row", priority=True),
    Key("pick.last", ("end",), "last", "Last", "pick", "Last row", priority=True),
    Key("pick.take", ("enter",), "take", "Choose", "pick", "Choose the row", True),
    # A panel that asks for a text
    Key("ask.take", ("enter", "ctrl+s", "f8"), "take", "OK", "ask", "Take what was typed", True),
    # Panels and inner screens
    Key("question.up", ("up", "left"), "cursor_up", "Up", "question", "Choice above"),
    Key("question.down", ("down", "right"), "cursor_down", "Down", "question", "Choice below"),
    Key("question.choose", ("enter",), "choose", "Choose", "question", "Take the choice", True),
    Key("panel.close", ("escape",), "close", "Back", "panel", "Back without choosing", True),
    Key("inner.back", ("escape", "q"), "back", "Back", "inner", "Back to where you were", True),
    # Day sheets and week schedules, and a document as text
    Key(
        "calendar.sheets",
        ("d", "ctrl+t"),
        "sheets",
        "Print",
        "calendar",
        "Day sheet or week schedule of the schedule under the cursor, or of all shown",
    ),
    Key(
        "preview.save", ("s", "ctrl+s", "f8"), "do('save')", "Save", "preview", "Save as PDF", True
    ),
    Key("preview.print", ("p", "ctrl+r", "f5"), "do('print')", "Print", "preview", "Print", True),
    Key("preview.email", ("e", "ctrl+e"), "do('email')", "Email", "preview", "Email it", True),
    # The wizard
    Key("client.take", ("enter",), "take", "Take", "client", "Take the client marked", True),
    Key(
        "client.create",
        ("ctrl+n", "f5"),
        "create",
        "New",
        "client",
        "Create a new client from what was typed",
        True,
    ),
    Key("client.up", ("up",), "up", "Up", "client", "Client above"),
    Key("client.down", ("down",), "down", "Down", "client", "Client below"),
    Key("finish.take", ("enter",), "finish", "Finish", "finish", "Book what is shown", True),
    Key("finish.up", ("up",), "up", "Up", "finish", "From Finish to the ticks, and up the page"),
    Key(
        "finish.down",
        ("down",),
        "down",
        "Down",
        "finish",
        "From the ticks to Finish, and down in what is shown",
    ),
    Key("finish.first", ("home",), "first", "Top", "finish", "Beginning of what is shown"),
    Key("finish.last", ("end",), "last", "Bottom", "finish", "End of what is shown"),
    Key("wizard.next", ("pagedown",), "next", "Next", "wizard", "Next page", True),
    Key("wizard.back", ("pageup",), "back", "Back", "wizard", "Back, to the page as it was", True),
    Key(
        "wizard.summary",
        ("ctrl+s", "f8"),
        "summary",
        "Summary",
        "wizard",
        "Take the remaining defaults and show the summary; there, finish",
        True,
    ),
    Key(
        "wizard.who",
        ("f7", "ctrl+r"),
        "who",
        "Client",
        "wizard",
        "All that is known of the client, from any page",
    ),
    Key("wizard.leave", ("escape",), "leave", "Leave", "wizard", "Leave the wizard", True),
    Key(
        "wizard.offer",
        ("f4", "ctrl+g"),
        "offer",
        "Take",
        "offer",
        "Take what is offered: the next free time, the client who is known already, credit",
    ),
    *SERIES,
    *ORDER,
    # The first start
    Key(
        "setup.create",
        ("pagedown", "ctrl+s", "f8"),
        "create",
        "Open the studio",
        "setup",
        "Open the studio as shown",
        True,
    ),
    Key("setup.back", ("escape", "pageup"), "back", "Back", "setup", "Back to the choice", True),
    Key("first.leave", ("escape",), "leave", "Leave", "first_start", "Leave the program", True),
    *SETUP,
    *RECORDS,
    *MAIL,
    # Forms
    Key("form.accept", ("enter",), "accept", "Next field", "form", "Accept the field, go on"),
    Key("form.next", ("tab",), "next", "Next field", "form", "The same"),
    Key("form.previous", ("shift+tab",), "previous", "Back", "form", "Back to the field before"),
    Key(
        "form.keep",
        ("f3", "ctrl+j"),
        "keep",
        "Keep capitals",
        "names",
        "Go on, leaving the capitals of a name as typed",
        True,
    ),
    Key(
        "form.give_back",
        ("ctrl+z",),
        "give_back",
        "Capitals back",
        "names",
        "Right after capitals were changed: back to what was typed",
    ),
    Key("form.above", ("up",), "above", "Field above", "form", "Back to the field before"),
    Key("form.below", ("down",), "below", "List", "form", "List of choices, or the next field"),
    Key("tick.toggle", ("space",), "tick", "Tick", "tick", "Tick, or take the tick away"),
    Key("tick.yes", ("y",), "say('yes')", "Yes", "tick", "Tick"),
    Key("tick.no", ("n",), "say('no')", "No", "tick", "Take the tick away"),
    # Everywhere
    Key("screen.help", ("f1", "?"), "help", "Help", "screen", "All keys of this place", True),
    Key(
        "app.menu",
        ("f9", "ctrl+o"),
        "menu",
        "Menu",
        "everywhere",
        "What can be begun and done here, with arrows and Enter",
        priority=True,
    ),
    Key("app.repaint", ("ctrl+l",), "repaint", "Repaint", "everywhere", "Draw the screen anew"),
    Key(
        "app.quit",
        ("ctrl+q",),
        "quit",
        "Quit",
        "everywhere",
        "Leave the program; an unfinished booking is kept",
        priority=True,
    ),
    Key(
        "app.interrupt",
        ("ctrl+c",),
        "interrupt",
        "",
        "everywhere",
        "Copy; outside fields, says how to leave",
    ),
)


def meet(one: str, other: str) -> bool:
    """Whether the keys of two places of one screen can be meant at the same moment."""
    parts = [next((part for part in PARTS if place in part), None) for place in (one, other)]
    return None in parts or parts[0] == parts[1]


def title(place: str) -> str:
    """The heading that a place's keys stand under."""
    return TITLES[place]


def by_title() -> dict[str, list[Key]]:
    """All keys under the headings of their places, in the order of the table."""
    found: dict[str, list[Key]] = {}
    for key in KEYS:
        found.setdefault(title(key.place), []).append(key)
    return found


def at(place: str) -> Iterator[Key]:
    """The keys of one place."""
    return (key for key in KEYS if key.place == place)


def bindings(place: str) -> list[BindingType]:
    """The keys of a place as Textual wants them."""
    from textual.binding import Binding

    return [
        Binding(
            ",".join(key.keys),
            key.action,
            key.label,
            show=key.shown,
            priority=key.priority,
            tooltip=key.help,
            id=key.id,
        )
        for key in at(place)
    ]
