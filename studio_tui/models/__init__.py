"""The tables of a studio's database, by area.

``TABLES`` lists them in an order in which each only refers to earlier ones.
"""

from studio_tui.models.client import (
    Client,
    ClientGroup,
    ClientGroupMember,
    ClientPhone,
    FamilyMember,
    LeadSource,
)
from studio_tui.models.database import database
from studio_tui.models.history import Change, Counter, Note, Preference
from studio_tui.models.place import Closure, Location, OpeningHours, OutsideLocation
from studio_tui.models.schedule import Person, Resource, Schedule
from studio_tui.models.session import (
    BookingSlot,
    Event,
    Session,
    SessionType,
)
from studio_tui.models.status import Status

TABLES = (
    Location,
    OpeningHours,
    Closure,
    OutsideLocation,
    Schedule,
    Person,
    Resource,
    Status,
    LeadSource,
    ClientGroup,
    Client,
    ClientPhone,
    FamilyMember,
    ClientGroupMember,
    SessionType,
    Session,
    Event,
    BookingSlot,
    Note,
    Change,
    Preference,
    Counter,
)

__all__ = [
    "TABLES",
    "BookingSlot",
    "Change",
    "Client",
    "ClientGroup",
    "ClientGroupMember",
    "ClientPhone",
    "Closure",
    "Counter",
    "Event",
    "FamilyMember",
    "LeadSource",
    "Location",
    "Note",
    "OpeningHours",
    "OutsideLocation",
    "Person",
    "Preference",
    "Resource",
    "Schedule",
    "Session",
    "SessionType",
    "Status",
    "database",
]
