"""The keys of hubs, of going from one to another, and of the search of everything."""

from __future__ import annotations

from typing import Final

from studio_tui.key import Key

HUBS: Final[tuple[Key, ...]] = (
    # One search of everything
    Key(
        "app.find",
        ("ctrl+f",),
        "find",
        "Find",
        "find",
        "Find anything: clients, bookings, invoices, payments, tasks, notes, and lists of all",
        priority=True,
    ),
    Key("hubs.find", ("/",), "find", "Find", "hub", "The same, outside the search box"),
    Key("finding.take", ("enter",), "take", "Open", "finding", "Open what is marked", True),
    Key("finding.up", ("up",), "up", "Up", "finding", "Line above"),
    Key("finding.down", ("down",), "down", "Down", "finding", "Line below"),
    Key("finding.page_up", ("pageup",), "page_up", "Page up", "finding", "A page up"),
    Key("finding.page_down", ("pagedown",), "page_down", "Page down", "finding", "A page down"),
    Key("finding.back", ("escape",), "back", "Back", "finding", "Back to where you were", True),
    # From one to another
    Key(
        "hubs.next",
        ("tab",),
        "turn_hub(1)",
        "Next list",
        "hubs",
        "From the calendar to clients, sessions, appointments, invoices, tasks, and back",
    ),
    Key("hubs.previous", ("shift+tab",), "turn_hub(-1)", "List before", "hubs", "The other way"),
    Key("hubs.invoices", ("f7",), "go_to('invoices')", "Invoices", "hubs", "All invoices"),
    # In a hub
    Key(
        "hub.search",
        ("f6", "ctrl+t"),
        "search",
        "Search",
        "hub",
        "To the search box, and back to the rows; Enter without a text shows all",
        True,
    ),
    Key(
        "hub.criterion",
        ("f4", "ctrl+g"),
        "criterion",
        "Search by",
        "hub",
        "What the search box asks for: name, number, phone, date, status",
    ),
    Key(
        "hub.filter",
        ("f", "f10"),
        "filter",
        "Filter",
        "hub",
        "Several things that rows must fulfil at once",
    ),
    Key(
        "hub.order",
        ("o", "f3"),
        "order",
        "Order",
        "hub",
        "Order the rows by a column; by the same one: the other way round",
    ),
    Key("hub.order_next", ("]",), "order_by(1)", "Next order", "hub", "Order by the next column"),
    Key("hub.order_before", ("[",), "order_by(-1)", "Order before", "hub", "By the one before"),
    Key("hub.reverse", ("-",), "reverse", "Reverse", "hub", "The other way round"),
    Key(
        "hub.columns",
        ("v", "f11"),
        "columns",
        "Columns",
        "hub",
        "Choose which columns are shown; remembered for you",
    ),
    Key(
        "hub.saved",
        ("l", "f8"),
        "saved",
        "Filters",
        "hub",
        "Filters that are ready-made, and those that you keep by a name with their order",
        True,
    ),
    *(
        Key(
            f"hub.ready_{n}",
            (str(n),),
            f"ready({n})",
            "",
            "hub",
            f"Ready-made filter: {words}",
        )
        for n, words in enumerate(
            (
                "who owes money, or what is on today",
                "what is overdue, or on this week",
                "what is due this week, or not confirmed yet",
                "sessions without a deposit",
                "what is over and not paid",
            ),
            start=1,
        )
    ),
    Key("hub.mark", ("space",), "mark", "Mark", "hub", "Mark the row, or take its mark away"),
    Key(
        "hub.all",
        ("a", "ctrl+a"),
        "mark_all",
        "Mark all",
        "hub",
        "Mark all rows that are searched for, on further pages too",
    ),
    Key("hub.unmark", ("backspace",), "unmark", "Unmark all", "hub", "Take all marks away"),
    Key(
        "hub.status",
        ("s", "ctrl+s"),
        "status",
        "Status",
        "hub",
        "Advance the status of the rows marked, or of the one under the cursor",
    ),
    Key(
        "hub.complete",
        ("d", "ctrl+y"),
        "complete",
        "Done",
        "hub",
        "In the list of tasks: the ones marked, or the one under the cursor, are done",
    ),
    Key(
        "hub.export",
        ("e", "f12"),
        "export",
        "Export",
        "hub",
        "Write the rows marked, or all that are searched for, to a CSV file",
    ),
    Key(
        "hub.print",
        ("p", "f5", "ctrl+r"),
        "print",
        "Print",
        "hub",
        "The rows marked, or all that are searched for, as a PDF, and on paper; Esc stops it",
    ),
    Key("hub.undo", ("ctrl+z", "u"), "undo", "Undo", "hub", "Take back what was done last"),
    Key(
        "hub.new",
        ("n", "ctrl+n", "insert"),
        "new",
        "New",
        "hub",
        "Something new, for the client of the row under the cursor",
        True,
    ),
    Key("hub.back", ("escape", "q"), "back", "Back", "hub", "Show all again; then back", True),
)
