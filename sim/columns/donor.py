"""What states and bodies carry that give through others, and may promise to stand by the host."""

from __future__ import annotations

from sim.columns.base import money, share
from sim.columns.supplier import SupplierColumns


class DonorColumns(SupplierColumns):
    """A supplier with grants to NGOs and, perhaps, a promise of mutual assistance."""

    grants = share("share of help given through NGOs", 0.0, axis="ngo")
    guarantee = share("1 for a promise to stand by the host in a crisis", 0.0)

    granted = money("grants to NGOs", role="flow", axis="ngo")
    triggered = share("1 when a crisis calls the promise", role="flow", keep=True)
    honoured = share("1 when the called promise is kept", role="flow", keep=True)
