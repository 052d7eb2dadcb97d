"""Node whose unit address is not the one its ``reg`` begins with.

Reports new nodes whose first address, of one cell or two, is another number. Not one of a kind that is
numbered in decimal, by its binding or as others beside it; asks of the second page of an interrupt
controller.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, DiffContext, Remark, Severity, When
from reviewbot.context.dts.new import new_nodes
from reviewbot.context.dts.ranges import is_where_seen
from reviewbot.knowledge.load import table
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reviewbot.context.dts.new import Added

SEVERITY = Severity.WARNING
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True
WHEN = When(files=(".dts", ".dtsi"), words=("reg",))

_ADDRESS = regex(r"(?:0x)?[\da-f]+", re.IGNORECASE)  # not those of PCI, as 1f,0
_NUMBER = regex(r"0x[\da-f]+|0|[1-9]\d*", re.IGNORECASE)
_PAGE = 0x1000  # of a GIC: its node is named after the first, its distributor is the second
_LENGTHS = (1, 2, 4)  # cells of a first entry that begins with an address of one or two


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each of them; not where all is 0, for a boot loader to fill in."""
    for added in new_nodes(context):
        reg, address = added.node.get("reg"), added.node.address
        cells = reg.cells[0] if reg and reg.cells else ()
        possible = _addresses(cells)
        is_sure = reg and any(possible) and _ADDRESS.fullmatch(address)
        if reg and is_sure and int(address, 16) not in possible:
            is_decimal = cells[0] == address
            if (is_decimal and _are_decimal(added)) or is_where_seen(added, possible):
                continue
            facts = {"address": address, "hex": f"{possible[0]:x}" if is_decimal else ""}
            is_gic = added.node.name == "interrupt-controller"
            is_second = is_gic and int(address, 16) + _PAGE in possible
            sure = Confidence.MODERATE if is_second else Confidence.HIGH
            yield Remark(added.piece.at(reg), facts, sure)


def _are_decimal(added: Added) -> bool:
    """Whether nodes of that kind are numbered in decimal: by the table, or here."""
    parent, name = added.above[-1], added.node.name
    known = table("decimal_addresses")
    if name in known["names"] or not {*known["parents"]["compatibles"]}.isdisjoint(
        parent.compatibles
    ):
        return True
    alike = (each for each in parent.children if each.name == name and each is not added.node)
    regs = ((each.address, each.get("reg")) for each in alike if len(each.address) > 1)
    return any(reg is not None and reg.cells == ((address,),) for address, reg in regs)


def _addresses(cells: Sequence[str]) -> Sequence[int]:
    """What the first address may be; nothing where that is not sure."""
    if len(cells) not in _LENGTHS or not all(map(_NUMBER.fullmatch, cells)):
        return ()
    numbers = [int(cell, 0) for cell in cells]
    return [numbers[0], *((numbers[0] << 32) | low for low in numbers[1:2])]
