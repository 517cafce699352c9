"""What a private firm carries."""

from __future__ import annotations

from sim.columns.base import money, share
from sim.columns.supplier import SupplierColumns


class PrivateFirmColumns(SupplierColumns):
    """A contractor: security, logistics, technology, telecommunications or consulting."""

    kind = "private_firm"

    speed = share("how much faster than a state it delivers", 0.5)
    full_contract = money("contract volume at which it is fully engaged", 1.0)

    memory = share("knowledge of the host held by the firm's staff", 0.0, role="state", keep=True)
    contract_income = money("contracts received", role="flow", keep=True)
    engaged = share("how far the firm is engaged", role="flow", keep=True)
