"""Who is in a scenario, and what an address means there."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass, field

from sim.columns import KINDS, LABELS, SUPPLIERS, Column
from sim.errors import AddressError, nearest
from sim.parameters import Parameter
from sim.rules import RULES

HOST = "host_state"


@functools.cache
def columns_of(kind: str) -> dict[str, Column]:
    """Declarations of the columns of one kind of actor, by name."""
    return KINDS[kind].declared()


@dataclass(frozen=True)
class Target:
    """One number, or one column along its whole axis, that an effect moves.

    ``Target("rule", "fatigue", "gain")`` or ``Target("column", "China", "profile", "training")``;
    the last part is None for a column without an axis and for the whole axis.
    """

    kind: str
    owner: str
    name: str
    label: str | None = None


@dataclass(frozen=True)
class Roster:
    """The actors of a scenario by kind, in row order."""

    kinds: Mapping[str, str]
    _labels: dict[str, dict[str, None]] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def ordered(cls, kinds: Mapping[str, str]) -> Roster:
        """The roster with its actors put into row order."""
        order = list(KINDS)
        names = sorted(kinds, key=lambda name: order.index(kinds[name]))
        return cls({name: kinds[name] for name in names})

    @property
    def host(self) -> str:
        """Name of the host state."""
        return next((name for name, kind in self.kinds.items() if kind == HOST), "")

    def of_kind(self, kind: str) -> list[str]:
        """Names of the actors of one kind."""
        return [name for name, other in self.kinds.items() if other == kind]

    def axis(self, axis: str) -> list[str]:
        """Labels along an axis: one of `LABELS`, a kind of actor, or "supplier"."""
        if axis in LABELS:
            return list(LABELS[axis])
        if axis == "supplier":
            return [name for name, kind in self.kinds.items() if kind in SUPPLIERS]
        if axis not in KINDS:
            raise AddressError(f"there is no axis '{axis}'{nearest(axis, KINDS)}")
        return self.of_kind(axis)

    def column(self, actor: str, name: str) -> Column:
        """Declaration of a column of an actor; raises `AddressError` with the nearest name."""
        if actor not in self.kinds:
            raise AddressError(f"there is no actor '{actor}'{nearest(actor, self.kinds)}")
        kind = self.kinds[actor]
        declared = columns_of(kind)
        if name not in declared:
            raise AddressError(f"'{name}' is not known for a {kind}{nearest(name, declared)}")
        return declared[name]

    def label_fault(self, column: Column, label: str) -> str:
        """What is wrong with a label along the axis of `column`; empty when nothing is."""
        if column.axis not in self._labels:
            self._labels[column.axis] = dict.fromkeys(self.axis(column.axis))
        labels = self._labels[column.axis]
        if label in labels:
            return ""
        if label not in self.kinds:
            what = f"a {column.axis}" if column.axis in LABELS else "an actor of the scenario"
            return f"'{label}' is not {what}{nearest(label, labels)}"
        if label == self.host and column.name in ("membership", "open_to", "votes"):
            return f"'{label}' is the host, a member by scenario; leave it out"
        return f"'{label}' is a {self.kinds[label]}; this column is along {column.axis}"

    def targets(self, address: str) -> tuple[Target, ...]:
        """What an effect's address reaches.

        Parameters
        ----------
        address : str
            ``rules.R.P``, ``actors.A.C`` or ``actors.A.C.label``, where ``A`` is an actor, a kind
            of actor, or ``*`` for all actors that carry the column.

        Raises
        ------
        AddressError
            When nothing has the address, or no effect may move it.
        """
        parts = address.split(".")
        if parts[0] == "rules" and len(parts) == 3:
            parameter(parts[1], parts[2])
            return (Target("rule", parts[1], parts[2]),)
        if parts[0] == "actors" and len(parts) in (3, 4):
            label = parts[3] if len(parts) == 4 else None
            return tuple(self._columns(parts[1], parts[2], label))
        raise AddressError(
            f"'{address}' is no address; write rules.RULE.PARAMETER or actors.ACTOR.COLUMN[.LABEL]"
        )

    def _columns(self, who: str, name: str, label: str | None) -> list[Target]:
        if who not in KINDS and who != "*":
            check_label(self, self.movable(who, name), label)
            return [Target("column", who, name, label)]
        carriers = {kind: c[name] for kind in KINDS if name in (c := columns_of(kind))}
        if who != "*":
            if who not in carriers:
                known = nearest(name, columns_of(who))
                raise AddressError(f"'{name}' is not known for a {who}{known}")
            carriers = {who: carriers[who]}
        moved = {kind: column for kind, column in carriers.items() if column.given}
        if not moved:
            every = {name for columns in KINDS.values() for name in columns.declared()}
            why = "is computed each quarter" if carriers else f"is no column{nearest(name, every)}"
            raise AddressError(f"'{name}' {why}")
        for column in moved.values():
            check_label(self, column, label)
        return [Target("column", a, name, label) for a, kind in self.kinds.items() if kind in moved]

    def movable(self, actor: str, name: str) -> Column:
        """Declaration of a column that something from outside may move."""
        column = self.column(actor, name)
        if not column.given:
            raise AddressError(f"'{name}' is computed each quarter; nothing else may move it")
        return column


def check_label(roster: Roster, column: Column, label: str | None) -> None:
    """Raise `AddressError` unless `label` fits the axis of `column`."""
    if label is None:
        return
    if not column.axis:
        raise AddressError(f"'{column.name}' has no labels; leave out '.{label}'")
    if fault := roster.label_fault(column, label):
        raise AddressError(fault)


def parameter(rule: str, name: str) -> Parameter:
    """Declaration of a rule's parameter; raises `AddressError` with the nearest name."""
    if rule not in RULES:
        raise AddressError(f"there is no rule '{rule}'{nearest(rule, RULES)}")
    declared = RULES[rule].parameters()
    if name not in declared:
        raise AddressError(f"'{name}' is no parameter of {rule}{nearest(name, declared)}")
    return declared[name]
