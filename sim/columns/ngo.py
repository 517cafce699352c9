"""What a non-governmental organisation carries."""

from __future__ import annotations

from sim.columns.base import Column, money, share
from sim.columns.supplier import SupplierColumns


class NGOColumns(SupplierColumns):
    """An international or local non-governmental organisation."""

    kind = "ngo"

    independence = share("distance kept from parties to the security work", 0.5)
    local = share("1 for a local organisation", 0.0)
    competence = share("cultural competence in communities", 0.5)
    advocacy = share("effort spent on human-rights advocacy", 0.1)
    own_income = money("income that does not come from states", 0.0)
    running_cost = share("share of income spent on the organisation itself", 0.12)
    reserve = share("share of the money in hand kept for the next quarter", 0.5)

    umbrella = share("share of the money in hand passed on to each NGO", 0.0, axis="ngo")

    passed_on = money("money passed on to each NGO", role="flow", axis="ngo")
    accepts = share("share of offered grants that is accepted", role="flow", keep=True)
    access = share("access to communities in need", 1.0, role="state", keep=True)
    funds = Column("million US$", "money in hand", 0.0, default=0.0, role="state", keep=True)
    income = money("grants and own income", role="flow", keep=True)
    competence_brought = money("help weighted by cultural competence", role="flow")
    watching = share("human-rights monitoring and advocacy done", role="flow")
    running = money("spent on the organisation itself", role="flow", keep=True)
