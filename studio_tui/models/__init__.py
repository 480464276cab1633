"""The tables of a studio's database, by area.

``TABLES`` lists them in an order in which each only refers to earlier ones.
"""

from studio_tui.models.appointment import Appointment, AppointmentType, Series
from studio_tui.models.client import (
    Client,
    ClientGroup,
    ClientGroupMember,
    ClientPhone,
    FamilyMember,
    LeadSource,
)
from studio_tui.models.database import database
from studio_tui.models.event import BookingSlot, Event
from studio_tui.models.history import Change, Counter, Note, Preference
from studio_tui.models.invoice import Invoice, InvoiceLine, Payment, PaymentMethod
from studio_tui.models.letter import Letter, Message, MessageAttachment, MessageRecipient
from studio_tui.models.place import Closure, Location, OpeningHours, OutsideLocation
from studio_tui.models.price import Item, ItemGroup, PackageItem, PriceList, TaxRate
from studio_tui.models.schedule import DayHours, Person, Resource, Schedule, TimeOff, WorkingHours
from studio_tui.models.session import Session, SessionType, SessionTypeItem
from studio_tui.models.status import Status

TABLES = (
    Location,
    OpeningHours,
    Closure,
    OutsideLocation,
    Schedule,
    Person,
    Resource,
    WorkingHours,
    DayHours,
    TimeOff,
    Status,
    LeadSource,
    ClientGroup,
    Client,
    ClientPhone,
    FamilyMember,
    ClientGroupMember,
    TaxRate,
    PriceList,
    ItemGroup,
    Item,
    PackageItem,
    SessionType,
    SessionTypeItem,
    Session,
    AppointmentType,
    Series,
    Appointment,
    Event,
    BookingSlot,
    Invoice,
    InvoiceLine,
    PaymentMethod,
    Payment,
    Letter,
    Message,
    MessageRecipient,
    MessageAttachment,
    Note,
    Change,
    Preference,
    Counter,
)

__all__ = [
    "TABLES",
    "Appointment",
    "AppointmentType",
    "BookingSlot",
    "Change",
    "Client",
    "ClientGroup",
    "ClientGroupMember",
    "ClientPhone",
    "Closure",
    "Counter",
    "DayHours",
    "Event",
    "FamilyMember",
    "Invoice",
    "InvoiceLine",
    "Item",
    "ItemGroup",
    "LeadSource",
    "Letter",
    "Location",
    "Message",
    "MessageAttachment",
    "MessageRecipient",
    "Note",
    "OpeningHours",
    "OutsideLocation",
    "PackageItem",
    "Payment",
    "PaymentMethod",
    "Person",
    "Preference",
    "PriceList",
    "Resource",
    "Schedule",
    "Series",
    "Session",
    "SessionType",
    "SessionTypeItem",
    "Status",
    "TaxRate",
    "TimeOff",
    "WorkingHours",
    "database",
]
