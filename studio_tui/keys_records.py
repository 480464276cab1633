"""The keys of stored records; `keys` has all others and puts them together."""

from __future__ import annotations

from typing import Final

from studio_tui.key import Key

RECORDS: Final[tuple[Key, ...]] = (
    # Stored records
    Key("record.save", ("ctrl+s", "f8"), "save", "Save", "record", "Store what was typed", True),
    Key(
        "record.print",
        ("ctrl+r", "f5"),
        "print",
        "Print",
        "documents",
        "Documents of the record: read, save as PDF, print, email",
        True,
    ),
    Key(
        "record.new",
        ("ctrl+n",),
        "new",
        "New",
        "record",
        "Something new from here: a booking, an invoice, a payment, a note",
        True,
    ),
    Key(
        "record.pane",
        ("f6", "ctrl+t"),
        "pane",
        "Lists",
        "record",
        "From the form to the lists, through them, and back to the form",
        True,
    ),
    Key("record.next", ("pagedown",), "turn(1)", "Next", "record", "Next record of the list"),
    Key(
        "record.previous",
        ("pageup",),
        "turn(-1)",
        "Previous",
        "record",
        "Previous record of the list that this one was opened from",
    ),
    Key(
        "record.back",
        ("escape",),
        "back",
        "Back",
        "record",
        "From the lists to the form, then back to where you were; asks about changes",
        True,
    ),
    Key(
        "record.parent",
        ("f7", "ctrl+y"),
        "parent",
        "Belongs to",
        "parents",
        "Open the client, the session or the invoice that it belongs to",
    ),
    # An appointment
    Key(
        "appointment.email",
        ("ctrl+r", "f5"),
        "print",
        "Email",
        "appointment",
        "Write to the client about it, starting from a form letter",
    ),
    Key(
        "appointment.link",
        ("f7", "ctrl+y"),
        "link",
        "Link",
        "appointment",
        "Link it to a client or session, open these, unlink it, or make it a session",
        True,
    ),
    # A task
    Key(
        "task.complete",
        ("f10", "s"),
        "complete",
        "Done",
        "task",
        "Say that it is done; again: that it is not after all",
        True,
    ),
    # A client as a whole
    Key(
        "client.deeds",
        ("f12", "x"),
        "deeds",
        "Merge, delete",
        "client_deeds",
        "Merge it with another client, delete it, or take out name and contacts for good",
    ),
    Key(
        "client.go",
        ("f4", "ctrl+g"),
        "find_part",
        "Go to",
        "client_deeds",
        "Go to a part of the form, or to a list, by its name",
    ),
    # An invoice as a whole
    Key(
        "invoice.void",
        ("f12", "x"),
        "void",
        "Void",
        "invoice_deeds",
        "Void it with a credit memo, or delete it while nothing was paid",
    ),
    # Lists of a record
    Key("tabs.up", ("up", "k"), "cursor_up", "Up", "tabs", "Row above"),
    Key("tabs.down", ("down", "j"), "cursor_down", "Down", "tabs", "Row below"),
    Key("tabs.page_down", ("space",), "page_down", "Page down", "tabs", "A page down"),
    Key("tabs.page_up", ("backspace",), "page_up", "Page up", "tabs", "A page up"),
    Key("tabs.first", ("home",), "cursor_first", "First", "tabs", "First row"),
    Key("tabs.last", ("end",), "cursor_last", "Last", "tabs", "Last row"),
    Key("tabs.left", ("left", "h"), "tab(-1)", "List before", "tabs", "The list at the left"),
    Key("tabs.right", ("right", "l"), "tab(1)", "Next list", "tabs", "The list at the right"),
    Key("tabs.open", ("enter",), "choose", "Open", "tabs", "Open the row, or read it in full"),
    Key("tabs.new", ("n", "insert"), "new", "New", "tabs", "A new one for this list"),
    # A note
    Key(
        "notes.stamp",
        ("f11", "insert"),
        "stamp",
        "Date and initials",
        "stamp",
        "Put date, time and your initials into notes, on a line of their own",
    ),
    Key("note.keep", ("ctrl+s", "f8"), "keep", "Keep", "note", "Keep the note", True),
)
