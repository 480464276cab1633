"""The Scheduling Wizard: a flow of pages, drawn as screens pushed one on another."""

from __future__ import annotations

from studio_tui.screens.wizard.unfinished import offer_unfinished, resume_booking
from studio_tui.screens.wizard.wizard import Wizard, start_booking

__all__ = ["Wizard", "offer_unfinished", "resume_booking", "start_booking"]
