"""Who is booked for, looked at from every page: the wizard may have passed their own over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio_tui.domain.money import money_words
from studio_tui.screens.note import Reading
from studio_tui.services import client_records

if TYPE_CHECKING:
    from studio_tui.domain.money import Currency
    from studio_tui.screens.wizard.wizard import Wizard
    from studio_tui.services.client_records import ClientRecord


async def show_client(wizard: Wizard) -> bool:
    """Show the client who was chosen or brought along in full; whether there is one."""
    if wizard.hit is None:
        return False
    found = await wizard.studio.call(client_records.get, wizard.hit.id)
    money = wizard.facts.catalogue.currency
    title = " ".join(filter(None, ("Client", found.number)))
    wizard.app.push_screen(Reading(title, "\n".join(_lines(found, money))))
    return True


def _lines(found: ClientRecord, money: Currency) -> list[str]:
    """The client a line each; what is empty is left out."""
    draft, account = found.draft, found.account
    town = " ".join(filter(None, (draft.postcode, draft.city)))
    return [
        *filter(
            None,
            (
                found.name,
                f"! {draft.call_warning}" if draft.call_warning else "",
                *(f"{phone.number} {phone.label}".strip() for phone in draft.phones),
                draft.email,
                ", ".join(filter(None, (draft.street, town, draft.state, draft.country))),
                f"Owes {money_words(account.owed, money)}" if account.owed else "Owes nothing",
                f"Credit {money_words(account.credit, money)}" if account.credit else "",
                draft.notes,
            ),
        )
    ]
