"""One list that the studio maintains: its entries, and what is done with them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from studio_tui import keys
from studio_tui.domain.words import plural
from studio_tui.errors import StudioError
from studio_tui.flows.field import Facts
from studio_tui.screens.base import StudioScreen, reported
from studio_tui.screens.dialogs import Irreversible, Question
from studio_tui.screens.lists.entry import EntryScreen
from studio_tui.screens.lists.parts import open_part
from studio_tui.screens.pick_list import PickList
from studio_tui.services import catalogue, list_extras, list_history, list_rows, list_uses, lists
from studio_tui.services.desk import Desk
from studio_tui.widgets.record_list import ListColumn, RecordList, Row

if TYPE_CHECKING:
    from collections.abc import Hashable

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from studio_tui.domain.listed import Listed
    from studio_tui.records.lists.spec import ListSpec
    from studio_tui.studio import Studio


class ListScreen(StudioScreen[None]):
    """A list of the studio's own."""

    BINDINGS: ClassVar[list[BindingType]] = [*keys.bindings("inner"), *keys.bindings("entries")]
    PLACE = "entries"

    facts: Facts

    def __init__(self, studio: Studio, spec: ListSpec, *, of: str = "") -> None:
        """Prepare to show a list.

        Args:
            studio: The studio that is open.
            spec: The list.
            of: The entry of another list that it belongs to.
        """
        super().__init__(studio)
        self.spec, self._of = spec, of
        self.HELP_TEXT = spec.help  # type: ignore[misc]
        self.list = RecordList()
        shown = [column for column in spec.columns if column.width]
        self._shown = shown
        self.list.set_columns(
            [ListColumn(column.field.label, max(0, column.width)) for column in shown]
        )
        self.list.follower = self._follow
        self._entries: dict[Hashable, Listed] = {}
        self._said = ""
        """What was done last, said until the cursor moves."""
        self._at: Hashable = None
        """Row to stand on when the list is shown next."""
        self._showing = False

    def body(self) -> ComposeResult:
        """The entries."""
        yield self.list

    def on_mount(self) -> None:
        """Begin in the list."""
        self.list.focus()

    @reported
    async def on_screen_resume(self) -> None:
        """Show what is true now."""
        await self.show_again()

    # What is shown

    async def show_again(self) -> None:
        """Read and show everything anew; stand on what was entered or changed last."""
        call = self.studio.call
        found = await call(list_rows.entries, self.spec)
        offered = await call(list_extras.choices, self.spec, found)
        lists_of = await call(catalogue.catalogue)
        self.facts = Facts(await call(Desk.today), lists_of, lists=offered)
        self._entries = {each.id: each for each in found}
        count = plural(len(found), "entry", "entries") if found else "nothing yet"
        place = f"{self._of} · {self.spec.title}" if self._of else self.spec.title
        self.title_bar.set_left(f"Maintenance · {place} · {count}")
        self._showing = True
        self.list.show([self._row(each) for each in found], self._nothing)
        if self._at is not None:
            self.list.move_to(self._at)
            self._at = None
        self._showing = False
        self.line.say(self._said or self._words)

    @property
    def _nothing(self) -> str:
        return f"Nothing here yet: {self.key_name('entries.new')} enters the first one."

    def _row(self, entry: Listed) -> Row:
        cells = [column.show(entry.values[column.key], self.facts) for column in self._shown]
        ticked = [
            column.field.label.lower()
            for column in self.spec.columns
            if column.field.kind == "tick" and not column.width and entry.values[column.key]
        ]
        colour = str(entry.values.get("colour") or "")
        return Row(
            entry.id,
            tuple(" ".join(cell.split()) for cell in cells),
            ", ".join(ticked),
            False,
            colour,
        )

    def _follow(self, _: Row) -> None:
        if not self._showing:
            self._said = ""
            self.line.say(self._words)

    @property
    def _words(self) -> str:
        """The row under the cursor in a sentence."""
        entry = self.entry
        if entry is None:
            return self._nothing
        said = [
            f"{column.field.label} {words}"
            for column in self.spec.columns
            if column.key != self.spec.called
            and column.field.kind == "text"
            and (words := column.show(entry.values[column.key], self.facts))
        ]
        state = ", inactive" if entry.inactive else ""
        return f"{self._called(entry)}{state}. {', '.join(said)}".strip()

    def _called(self, entry: Listed) -> str:
        return self.spec.name(entry, self.facts)

    @property
    def entry(self) -> Listed | None:
        """What is under the cursor."""
        return self._entries.get(self.list.row.key) if self.list.row is not None else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """What needs a row, an order, or more that belongs to it."""
        needs = {
            "more": bool(self.spec.parts),
            "hide": self.spec.hides,
            "move": self.spec.sorts,
        }
        on_a_row = ("more", "hide", "move", "copy", "remove", "find")
        return needs.get(action, True) and (action not in on_a_row or self.entry is not None)

    def key_pairs(self) -> list[tuple[str, str]]:
        """Only keys that do something here."""
        useless = {"More"} if not self.spec.parts else set()
        useless |= set() if self.spec.hides else {"Inactive"}
        return [(key, word) for key, word in super().key_pairs() if word not in useless]

    # What is done

    async def on_record_list_chosen(self, event: RecordList.Chosen) -> None:
        """Open the form of the row."""
        await self._open(self._entries[event.key])

    async def action_new(self) -> None:
        """Enter something new."""
        await self._open(None)

    async def action_copy(self) -> None:
        """Enter something new like the row."""
        if self.entry is not None:
            await self._open(None, like=self.entry)

    async def _open(self, entry: Listed | None, *, like: Listed | None = None) -> None:
        screen = EntryScreen(self.studio, self.spec, self.facts, entry, like=like)
        await self.app.push_screen(screen, self._stored)

    @reported
    async def _stored(self, stored: tuple[int, str] | None) -> None:
        """Stand on what was stored."""
        if stored is not None:
            self._at, self._said = stored
            await self.show_again()

    @reported
    async def action_hide(self) -> None:
        """Make the row inactive, or offer it again."""
        entry = self.entry
        if entry is not None:
            await self.studio.call(lists.hide, self.spec, entry.id, inactive=not entry.inactive)
            again = f"{self.key_name('entries.hide')} takes it back."
            state = "is offered again" if entry.inactive else "is inactive"
            self._said = f"{self._called(entry)} {state}; {again}"
            await self.show_again()

    @reported
    async def action_move(self, by: int) -> None:
        """Put the row further up or down."""
        entry = self.entry
        if entry is not None:
            await self.studio.call(lists.move, self.spec, entry.id, by)
            await self.show_again()
            self._said = f"{self._called(entry)}: {self.list.position_words}."
            self.line.say(self._said)

    @reported
    async def action_remove(self) -> None:
        """Ask whether to take the row out, unless something uses it."""
        entry = self.entry
        if entry is not None:
            try:
                await self.studio.call(list_uses.refuse_used, self.spec, entry.id)
            except list_uses.UsedError as error:
                self._offer_to_hide(entry, error)
                return
            question = Irreversible(
                "Take out",
                f"{self._called(entry)} is used by nothing. Take it out for good?",
                (("", "Keep it"), ("remove", "Take it out")),
            )
            self.app.push_screen(question, partial(self._remove, entry))

    def _offer_to_hide(self, entry: Listed, error: list_uses.UsedError) -> None:
        """Say by what it is used, and offer to make it inactive."""
        choices = [("", "Leave it as it is")]
        if self.spec.hides and not entry.inactive:
            choices.insert(0, ("hide", "Make it inactive"))

        async def answered(answer: str | None) -> None:
            if answer == "hide":
                await self.action_hide()

        self.app.push_screen(Question("In use", error.message, choices), answered)

    async def _remove(self, entry: Listed, answer: str | None) -> None:
        if answer == "remove":
            try:
                await self.studio.call(list_uses.remove, self.spec, entry.id)
            except StudioError as error:
                self._said = error.message
            else:
                self._said = f"{self._called(entry)} taken out."
            await self.show_again()

    def action_find(self) -> None:
        """Go to a row by its name."""
        rows = [Row(each.id, (self._called(each),)) for each in self._entries.values()]
        picker = PickList(self.spec.title, rows, at=self.list.row and self.list.row.key)
        self.app.push_screen(picker, self._found)

    def _found(self, picked: Hashable | None) -> None:
        if picked is not None:
            self.list.move_to(picked)

    @reported
    async def action_more(self) -> None:
        """Open what belongs to the row."""
        if self.entry is not None:
            await open_part(self, self.spec, self.entry.id, self._called(self.entry))

    @reported
    async def action_history(self) -> None:
        """Show who has changed what."""
        happened = await self.studio.call(list_history.history, self.spec)
        rows = [
            Row(at, (when, f"{what} {who}".strip()))
            for at, (when, who, what) in enumerate(happened)
        ]

        def read(at: Any) -> None:
            if at is not None:
                self.line.say(" · ".join(happened[at]))

        columns = (ListColumn("When", 16), ListColumn("What"))
        self.app.push_screen(PickList(f"History · {self.spec.title}", rows, columns), read)

    def action_back(self) -> None:
        """Back to where it was opened."""
        self.dismiss(None)
