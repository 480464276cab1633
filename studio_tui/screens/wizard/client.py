"""The client page: found by typing, or created."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.containers import Horizontal
from textual.widgets import Static

from studio_tui import keys
from studio_tui.domain.words import MONTHS, plural
from studio_tui.errors import StudioError
from studio_tui.screens.wizard.page import WizardPage
from studio_tui.screens.wizard.wizard import CLIENT_INFORMATION, SUMMARY
from studio_tui.services import search
from studio_tui.widgets.form_editors import Edited, LineEditor
from studio_tui.widgets.record_list import ListColumn, RecordList, Row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from studio_tui.domain.found import ClientHit
    from studio_tui.flows.flow import Page
    from studio_tui.screens.wizard.wizard import Wizard

SHOWN = 50
"""Most clients that the list shows."""
WIDE, NARROW = 70, 50
"""Widths of the screen from which the list has all columns, and three of them."""


class Hits(RecordList, can_focus=False):
    """The clients found; keys reach it from the search field.

    No row is marked while it is not `steered`.
    """

    def steer(self, steered: bool = True) -> None:
        """Mark the row that Enter takes, or none."""
        if steered != self.steered:
            self.steered = steered
            self.refresh()

    def on_click(self, event: events.Click) -> None:  # noqa: ARG002
        """Who is clicked is meant; the list does the rest."""
        self.steer()


class ClientPage(WizardPage):
    """Search as you type: the focus stays in the search field, the arrows move in the list."""

    BINDINGS: ClassVar[list[BindingType]] = keys.bindings("client")
    PLACE = "client"
    DEFAULT_CSS = """
    ClientPage .search {
        height: 1;
        padding-left: 1;
        Static { width: auto; }
        LineEditor { width: 1fr; }
    }
    """

    def __init__(self, wizard: Wizard, page: Page) -> None:
        super().__init__(wizard, page)
        self.search = LineEditor("search")
        self.hits = Hits()
        self.hits.follower = self._follow
        self._hits: dict[int, ClientHit] = {}
        self._refused = False
        """Whether the line says why somebody cannot be taken."""
        self._found_for: str | None = None
        """The text that the list belongs to."""
        self._decided_for: str | None = None
        """The text with which somebody was chosen or created here."""

    def content(self) -> ComposeResult:
        """The question and beside it the search field, the list."""
        with Horizontal(classes="search"):
            yield Static(f"{self.page.header} ", markup=False)
            yield self.search
        yield self.hits

    def begin(self) -> None:
        """Show the first clients by name, or those searched for before."""
        self.search.put(self.wizard.searched)
        if not self.page.problems(self.wizard.answers):
            self._decided_for = self.wizard.searched
        self.search.focus()
        self._find_later()

    def on_resize(self) -> None:
        """Show as many columns as there is room for."""
        self.hits.set_columns(_columns(self.size.width))
        self._show_rows()

    # Searching

    @on(Edited)
    def _search(self) -> None:
        self._refused = False
        self._find_later()

    @work(exclusive=True, group="search")
    async def _find_later(self) -> None:
        await self._find()

    async def _find(self) -> None:
        """Bring the list up to date; what an older text found never replaces a newer list."""
        text = self.search.value
        found = await self.studio.call(search.clients, text, SHOWN)
        if text == self.search.value and text != self._found_for:
            self._found_for = self.wizard.searched = text
            self._show(found)

    def _show(self, found: Sequence[ClientHit]) -> None:
        self._hits = {hit.id: hit for hit in found}
        self._show_rows()
        chosen = self.wizard.draft.client_id
        again = chosen is not None and self._decided_for == self._found_for
        self.hits.steer(again or bool(self.search.value.strip()))
        if again:
            self.hits.move_to(chosen)
        if self.hits.row is None and not self._refused:
            self.tell(self._empty_words())
        elif self.hits.row is not None:
            self._follow(self.hits.row)

    def refuse(self, problems: Sequence[tuple[str, str]]) -> None:
        """Say what is missing; it stays said until another key is pressed."""
        self._refused = True
        super().refuse(problems)

    def report(self, error: StudioError) -> None:
        """Say why somebody cannot be taken; it stays said until another key is pressed."""
        self._refused = True
        super().report(error)

    def _show_rows(self) -> None:
        width = self.size.width
        self.hits.show([_row(hit, width) for hit in self._hits.values()], self._empty_words())

    def _empty_words(self) -> str:
        if self._found_for is None:
            return ""
        if not self._found_for.strip():
            return "There are no clients yet. Enter creates the first."
        return "Nobody found. Enter creates a new client with what you typed."

    def _follow(self, row: Row) -> None:
        """Say whom Enter takes, or how to choose."""
        if self._refused:
            return
        if not self.hits.steered:
            self.tell(self._how())
            return
        hit = self._hits[int(str(row.key))]
        mind = f"! {hit.call_warning}" if hit.call_warning else ""
        said = (hit.name, mind, hit.company, hit.email, plural(hit.sessions, "session"))
        self.line.say("Enter takes " + " · ".join(dict.fromkeys(filter(None, said))))

    def _how(self) -> str:
        key = self.key_name("client.create")
        return f"Type part of a name, phone or email; Down: the list, {key}: a new client."

    def action_up(self) -> None:
        """Go up in the list."""
        self._refused = False
        self.hits.action_cursor_up()

    async def action_down(self) -> None:
        """Go down in the list; the first time, with nothing typed, to its first client."""
        self._refused = False
        if self.search.value != self._found_for:
            await self._find()
        if self.hits.steered or self.hits.row is None:
            self.hits.action_cursor_down()
        else:
            self.hits.steer()
            self._follow(self.hits.row)

    # Choosing

    async def action_take(self) -> None:
        """Take the client under the cursor; with nobody found, create a new one."""
        await self._take(CLIENT_INFORMATION)

    async def _take(self, target: str) -> None:
        if self.search.value != self._found_for:
            await self._find()
        row = self.hits.row
        if row is None:
            await self.action_create()
            return
        if not self.hits.steered:
            self.tell(self._how())
            return
        try:
            await self.wizard.take_client(int(str(row.key)))
        except StudioError as error:
            self._found_for = None
            self.report(error)
            await self._find()
            return
        self._decided_for = self.search.value
        await self.wizard.advance(target)

    async def action_create(self) -> None:
        """Create a new client from what was typed."""
        self.wizard.new_client(self.search.value)
        self._decided_for = self.search.value
        await self.wizard.show(CLIENT_INFORMATION)

    async def action_next(self) -> None:
        """Go on with whom was decided on before; else take the client under the cursor."""
        row, chosen = self.hits.row, self.wizard.draft.client_id
        if self._decided_for != self.search.value or (row and chosen and row.key != chosen):
            await self.action_take()
        else:
            await super().action_next()

    async def action_summary(self) -> None:
        """Take the client too, if nobody was decided on yet."""
        if self._decided_for != self.search.value and self.hits.row is not None:
            await self._take(SUMMARY)
        else:
            await super().action_summary()

    @on(RecordList.Chosen)
    async def _clicked(self) -> None:
        await self.action_take()


def _columns(width: int) -> tuple[ListColumn, ...]:
    name, phone = ListColumn("Client", weight=2), ListColumn("Phone", 15)
    city, status, last = (
        ListColumn("City", weight=1),
        ListColumn("Status", 8),
        ListColumn("Latest", 12),
    )
    if width >= WIDE:
        return name, phone, city, status, last
    return (name, phone, last) if width >= NARROW else (name, phone)


def _row(hit: ClientHit, width: int) -> Row:
    day = hit.last_session
    last = f"{day.day} {MONTHS[day.month - 1][:3]} {day.year}" if day else "none yet"
    name = hit.name if not hit.company or hit.company == hit.name else f"{hit.name}, {hit.company}"
    cells = {
        "Client": name,
        "Phone": hit.phone,
        "City": hit.city,
        "Status": hit.status,
        "Latest": last,
    }
    return Row(
        hit.id,
        tuple(cells[column.title] for column in _columns(width)),
        warn=bool(hit.call_warning),
    )
