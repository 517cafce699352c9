"""The columns of each kind of actor; the order of `KINDS` is the order of the world's rows."""

from __future__ import annotations

from sim.columns.base import CHANNELS, COURSES, FIELDS, HARDWARE, LABELS, SYSTEMS, Column, Columns
from sim.columns.community import CommunityColumns
from sim.columns.host_state import HostStateColumns
from sim.columns.intergovernmental_body import IntergovernmentalBodyColumns
from sim.columns.ngo import NGOColumns
from sim.columns.partner_state import PartnerStateColumns
from sim.columns.private_firm import PrivateFirmColumns

KINDS: dict[str, type[Columns]] = {
    columns.kind: columns
    for columns in (
        HostStateColumns,
        PartnerStateColumns,
        IntergovernmentalBodyColumns,
        NGOColumns,
        PrivateFirmColumns,
        CommunityColumns,
    )
}

#: Kinds that hold a tie with the host.
SUPPLIERS = ("partner_state", "intergovernmental_body", "ngo", "private_firm")

__all__ = [
    "CHANNELS",
    "COURSES",
    "FIELDS",
    "HARDWARE",
    "KINDS",
    "LABELS",
    "SUPPLIERS",
    "SYSTEMS",
    "Column",
    "Columns",
]
