"""The keys of the calendar; `keys` has all others and puts them together."""

from __future__ import annotations

from typing import Final

from studio_tui.key import Key

CALENDAR: Final[tuple[Key, ...]] = (
    Key(
        "grid.choose",
        ("enter",),
        "choose",
        "Open",
        "grid",
        "Open a booking, book a free slot",
        True,
    ),
    Key(
        "calendar.write",
        ("e", "f6"),
        "write",
        "Write in",
        "calendar",
        "Write what the free slot is for, as lunch; Enter books an appointment of that text",
        True,
    ),
    Key(
        "calendar.linked",
        ("a", "ctrl+y"),
        "linked",
        "Appointment",
        "calendar",
        "Arrange an appointment for the client, and the session, under the cursor",
    ),
    Key("calendar.today", ("t", "f5"), "today", "Today", "calendar", "Go to today, now", True),
    Key(
        "calendar.go",
        ("g", "ctrl+g"),
        "go",
        "Go to",
        "calendar",
        "Go to a date, or a date and time: 14/11, +2w, fri 2pm",
        True,
    ),
    Key(
        "calendar.day",
        ("1", "ctrl+d"),
        "view('day')",
        "Day",
        "calendar",
        "One day, schedules side by side",
    ),
    Key(
        "calendar.week",
        ("2", "ctrl+e"),
        "view('week')",
        "Week",
        "calendar",
        "One week of the schedule under the cursor",
    ),
    Key(
        "calendar.schedules",
        ("v", "ctrl+r"),
        "schedules",
        "Schedules",
        "calendar",
        "Choose which schedules are shown",
    ),
    Key(
        "calendar.unfinished",
        ("f4", "ctrl+u"),
        "unfinished",
        "Unfinished",
        "calendar",
        "Go on with an unfinished booking, or discard it",
    ),
    Key(
        "calendar.menu",
        ("escape",),
        "menu",
        "Menu",
        "calendar",
        "Everything that can be begun and done here, with arrows and Enter",
        True,
    ),
    Key("calendar.next", ("pagedown", "n"), "turn(1)", "Next", "calendar", "Next day or week"),
    Key(
        "calendar.previous",
        ("pageup", "p"),
        "turn(-1)",
        "Previous",
        "calendar",
        "Previous day or week",
    ),
    Key("calendar.next_week", ("]",), "week(1)", "Week on", "calendar", "One week later"),
    Key("calendar.previous_week", ("[",), "week(-1)", "Week back", "calendar", "One week earlier"),
    Key("grid.up", ("up", "k"), "cursor_up", "Up", "grid", "Earlier slot"),
    Key("grid.down", ("down", "j"), "cursor_down", "Down", "grid", "Later slot"),
    Key("grid.left", ("left", "h"), "cursor_left", "Left", "grid", "Column to the left"),
    Key("grid.right", ("right", "l"), "cursor_right", "Right", "grid", "Column to the right"),
    Key("grid.first", ("home",), "cursor_first", "First", "grid", "Start of the open hours"),
    Key("grid.last", ("end",), "cursor_last", "Last", "grid", "End of the open hours"),
)
