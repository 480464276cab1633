"""What is done with the rows of a hub: marks, statuses, export, saved filters, undo."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, cast

from studio_tui import printing
from studio_tui.domain.words import plural
from studio_tui.hubs.look import readied
from studio_tui.screens.base import reported
from studio_tui.screens.dialogs import AskText, Question
from studio_tui.screens.hub_looking import HubLooking
from studio_tui.screens.pick_list import PickList
from studio_tui.services import advancing, hub_export, saved_filters, tasks
from studio_tui.services import hubs as service
from studio_tui.widgets.record_list import ListColumn, Row

if TYPE_CHECKING:
    from collections.abc import Hashable

    from textual.worker import Worker

    from studio_tui.domain.block import BookingKind
    from studio_tui.hubs.look import Look
    from studio_tui.services.advancing import Advance, Advanced
    from studio_tui.services.undoing import Undo

BOOKED = ("session", "appointment")
"""Kinds of record that have a time, whose status is changed with its day and by whom."""
KEEP, DROP = "", "\n"
"""Rows of the list of saved filters that are none: no name is like these."""


class HubDeeds(HubLooking):
    """The keys that do something with rows."""

    _printing: Worker[None] | None = None
    """What puts rows on paper."""

    # Marks

    def action_mark(self) -> None:
        """Mark the row under the cursor, or take its mark away."""
        row = self.list.row
        if row is None:
            return
        self.list.mark(self.list.marked ^ {row.key})
        said = "Marked" if row.key in self.list.marked else "Not marked any more"
        self.remind(f"{said}, {len(self.list.marked):,} in all. {self.row_words(row.key)}")

    @reported
    async def action_mark_all(self) -> None:
        """Mark everything that is searched for, on further pages too."""
        few = self.total.few
        found = await self.studio.call(
            service.ids, self.asked, few=few, limit=service.MOST_MARKED + 1
        )
        self.list.mark(frozenset(found[: service.MOST_MARKED]))
        if len(found) > service.MOST_MARKED:
            self.remind(
                f"The first {service.MOST_MARKED:,} are marked, no more at once: "
                "a filter narrows them down."
            )
        else:
            self.remind(f"{self._counted(len(found))} marked.")

    def action_unmark(self) -> None:
        """Take all marks away."""
        self.list.mark(frozenset())
        self.remind("Nothing is marked.")

    def _counted(self, count: int) -> str:
        return plural(count, self.hub.noun).replace(str(count), f"{count:,}", 1)

    @property
    def chosen(self) -> list[int]:
        """Ids of the rows that are marked, else of the one under the cursor."""
        marked = [key for key in self.list.marked if isinstance(key, int)]
        return sorted(marked) or ([self.here.id] if self.here else [])

    # Statuses

    @reported
    async def action_status(self) -> None:
        """Ask for the next status of a booking; otherwise say first what will change."""
        kind, ids = self.hub.kind, self.chosen
        if len(ids) == 1 and kind in BOOKED:
            from studio_tui.screens.status_change import ask_status

            await ask_status(self, cast("BookingKind", kind), ids[0], self._did)
        elif ids:
            planned = await self.studio.call(advancing.plan, cast("Advanced", kind), ids)
            self._ask_advance(planned)

    def _ask_advance(self, planned: Advance) -> None:
        back = ("", "Leave them as they are")
        choices = [("go", "Advance them"), back] if planned.steps else [back]
        question = Question("Advance status", planned.words, choices)
        self.app.push_screen(question, partial(self._advance, planned))

    @reported
    async def _advance(self, planned: Advance, answer: str | None) -> None:
        if not answer:
            return
        undo, failed = await self.studio.call(advancing.advance, planned)
        self.list.mark(frozenset())
        await self._did(undo)
        if failed:
            said = " ".join(advancing.staying(failed))
            self.remind(f"{undo.words} {len(failed)} could not: {said}", warn=True)

    async def _did(self, undo: Undo) -> None:
        """Show what was done, and keep what takes it back."""
        self.studio_app.undo = undo
        await self.show_again()
        self.remind(f"{undo.words} {self.key_name('hub.undo')} takes it back.")

    @reported
    async def action_complete(self) -> None:
        """Say that the tasks marked are done, or the one under the cursor."""
        if ids := self.chosen:
            undo = await self.studio.call(tasks.complete_all, ids)
            self.list.mark(frozenset())
            await self._did(undo)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only tasks are done."""
        if action == "complete" and self.hub.kind != "task":
            return False
        return super().check_action(action, parameters)

    @reported
    async def action_undo(self) -> None:
        """Take back what was done last."""
        if said := await self.take_back():
            await self.show_again()
            self.remind(said)

    # Export

    @reported
    async def action_export(self) -> None:
        """Write the rows marked, or all that are searched for, to a file."""
        ids = await self._wanted()
        text = [hub_export.heading(self.asked)]
        for at in range(0, len(ids), hub_export.BATCH):
            batch = ids[at : at + hub_export.BATCH]
            text.append(await self.studio.call(hub_export.lines, self.asked, batch))
            if len(ids) > hub_export.BATCH:
                self.remind(f"{self._counted(at + len(batch))} written so far ...")
        path = await self.studio.call(
            hub_export.write, self.studio.directory, self.hub.key, "".join(text)
        )
        self.remind(f"{self._counted(len(ids))} exported to {path}")

    async def _wanted(self) -> list[int]:
        """Ids of the rows marked, or of all that are searched for, in their order."""
        query, few = self.asked, self.total.few
        if self.list.marked:
            query, few = hub_export.only(query, self.chosen), True
        return await self.studio.call(service.ids, query, few=few, limit=service.ALL)

    # On paper

    def action_print(self) -> None:
        """Have the rows marked, or all that are searched for, put on paper."""
        if self._printing is not None and not self._printing.is_finished:
            self.remind(f"It is being made: {self.key_name('hub.back')} stops it.")
        else:
            self._printing = self.run_worker(self._print(), group="print")

    @reported
    async def _print(self) -> None:
        look = replace(self.looking, columns=tuple(c.key for c in self.asked.columns))
        marked = self.chosen if self.list.marked else None
        self.remind(f"A list is being made ... {self.key_name('hub.back')} stops it.")
        said = await printing.print_list(
            self.studio, self.hub.key, look.to_keep(), marked, self._printed
        )
        self.remind(said)

    def _printed(self, count: int) -> None:
        stops = self.key_name("hub.back")
        self.remind(f"{self._counted(count)} on paper so far ... {stops} stops it.")

    def stop_printing(self) -> bool:
        """Stop what is being printed; whether there was something."""
        if self._printing is None or self._printing.is_finished:
            return False
        self._printing.cancel()
        self.remind("Stopped: no list was made.")
        return True

    # Saved filters

    @reported
    async def action_ready(self, number: int) -> None:
        """Take the ready-made filter with a number."""
        names = list(self.ready)
        if number > len(names):
            listed = self.key_name("hub.saved")
            self.remind(f"There are {len(names)} ready-made filters here; {listed} lists them.")
        else:
            await self._take(names[number - 1], self.ready[names[number - 1]])

    @property
    def ready(self) -> dict[str, Look]:
        """Ready-made filters by name, as they are numbered."""
        return readied(self.hub, self.facts)

    async def _take(self, name: str, look: Look) -> None:
        self.search_bar.input.value = look.values.get(self.criterion, "")
        look = look if look.columns else replace(look, columns=self.looking.columns)
        await self.show_as(look, said=f"{name}:")
        self.set_focus(self.list)

    @reported
    async def action_saved(self) -> None:
        """Offer to keep what is shown by a name, what was kept, and what is ready-made."""
        kept = await self.studio.call(saved_filters.kept, self.hub)
        rows = [Row(KEEP, ("Keep what is shown now ...", ""))]
        rows += [Row(name, (name, "yours")) for name in kept]
        rows += [
            Row((name,), (name, f"key {number}")) for number, name in enumerate(self.ready, start=1)
        ]
        rows += [Row(DROP, ("Forget one ...", ""))] if kept else []
        first = next(iter(kept), KEEP)
        columns = (ListColumn(""), ListColumn("", 6))
        picker = PickList(f"Filters of {self.hub.title.lower()}", rows, columns, at=first)
        self.app.push_screen(picker, partial(self._saved, kept))

    @reported
    async def _saved(self, kept: dict[str, Look], name: Hashable | None) -> None:
        if name is None:
            return
        if name == KEEP:
            panel = AskText("Keep this filter", "Name", self._kept_words)
            self.app.push_screen(panel, self._keep)
        elif name == DROP:
            rows = [Row(each, (each,)) for each in kept]
            self.app.push_screen(PickList("Forget which filter?", rows), self._forget)
        elif isinstance(name, tuple):
            await self._take(name[0], self.ready[name[0]])
        else:
            await self._take(f"Filter {name}", kept[str(name)])

    def _kept_words(self, text: str) -> str:
        saved_filters.named(text)
        said = f"{self.asked.said}, " if self.asked.said else ""
        return f"{said}{self.asked.order_words}"

    @reported
    async def _keep(self, text: str | None) -> None:
        if text is not None:
            look = replace(self.looking, columns=tuple(c.key for c in self.asked.columns))
            name = await self.studio.call(saved_filters.keep, self.hub, text, look)
            self.remind(f"Kept as {name}; {self.key_name('hub.saved')} brings it back.")

    @reported
    async def _forget(self, name: Hashable | None) -> None:
        if name is not None:
            await self.studio.call(saved_filters.drop, self.hub, str(name))
            self.remind(f"{name} is forgotten.")
