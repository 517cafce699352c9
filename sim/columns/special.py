"""What training, equipment and technology are made of: whoever gives or buys them says so."""

from __future__ import annotations

from sim.columns.base import Columns, share


class SpecialColumns(Columns):
    """Splits of training over courses, of equipment over classes, of technology over systems."""

    courses = share(
        "split of training over courses", axis="course", usual=(("general", 1.0),), whole=True
    )
    goods = share(
        "split of equipment over its classes",
        axis="hardware",
        usual=(("weapons", 0.5), ("vehicles", 0.3), ("communications", 0.2)),
        whole=True,
    )
    systems = share(
        "split of technology over its kinds",
        axis="system",
        usual=(("surveillance", 0.4), ("communications", 0.4), ("analytics", 0.2)),
        whole=True,
    )
