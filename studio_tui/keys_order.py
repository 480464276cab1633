"""The keys of order lines; `keys` has all others and puts them together."""

from __future__ import annotations

from typing import Final

from studio_tui.key import Key

ORDER: Final[tuple[Key, ...]] = (
    # Order lines and the price list
    Key(
        "order.take",
        ("enter",),
        "take",
        "Add",
        "order",
        "Add what is marked on the price list, open a group of it; on an order line, change it",
        True,
    ),
    Key(
        "order.part",
        ("tab", "f6", "shift+tab", "ctrl+t"),
        "part",
        "Lines",
        "order",
        "From the price list to the order lines, and back",
        True,
    ),
    Key("order.up", ("up",), "up", "Up", "order", "Row above"),
    Key("order.down", ("down",), "down", "Down", "order", "Row below"),
    Key("order.first", ("home",), "first", "First", "order", "First order line"),
    Key("order.last", ("end",), "last", "Last", "order", "Last order line"),
    Key(
        "order.remove",
        ("delete", "ctrl+x"),
        "remove",
        "Remove",
        "order",
        "Take the order line out",
    ),
    Key("order.more", ("+",), "more(1)", "More", "order", "One more of the order line"),
    Key("order.less", ("-",), "more(-1)", "Less", "order", "One less of the order line"),
    Key("order.earlier", ("[", "ctrl+y"), "move(-1)", "Earlier", "order", "Move the line up"),
    Key("order.later", ("]", "ctrl+n"), "move(1)", "Later", "order", "Move the line down"),
    Key("order.undo", ("ctrl+z",), "undo", "Undo", "order", "Undo the last change of the lines"),
    Key("line.keep", ("ctrl+s", "f8"), "keep", "Keep", "line", "Keep the order line", True),
    Key("ordering.keep", ("ctrl+s", "f8"), "keep", "Keep", "ordering", "Keep the lines", True),
    Key("ordering.back", ("escape",), "back", "Back", "ordering", "Back; asks about changes", True),
)
