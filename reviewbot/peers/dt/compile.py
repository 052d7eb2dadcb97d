"""Examples of bindings through the preprocessor and dtc, which tell the lines of the binding."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.frozen import frozen
from reviewbot.peers.bounded import Limits
from reviewbot.peers.dt import headers
from reviewbot.peers.dt.start import ask
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reviewbot.context.levels import PeerContext
    from reviewbot.peers.desk import Desk

_CPP = ("-nostdinc", "-undef", "-D__DTS__", "-x", "assembler-with-cpp", "-I", headers.ROOT)
_DTC = (  # Documentation/devicetree/bindings/Makefile of Linux 6.12
    "-Wno-avoid_unnecessary_addr_size",
    "-Wno-graph_child_address",
    "-Wno-interrupt_provider",
    "-Wno-unique_unit_address",
    "-Wunique_unit_address_if_enabled",
)
_STARTS = Limits(alone=False)  # cpp starts another part of itself
_SAID = regex(
    r"(?:Error: )?(\S+?):(\d{1,9})[.:][\d.:-]*(?: (?:fatal )?error:| Warning| ERROR|) (.+)"
)


@frozen
class Example:
    """The examples of one binding, on the desk: ``said`` is line, kind and words of a complaint.

    ``dtb`` is the file they were compiled to, ``""`` where they were not.
    """

    path: str
    source: str
    dtb: str
    said: tuple[tuple[int, str, str], ...]


def compiled(desk: Desk, context: PeerContext, paths: Iterable[str]) -> Iterator[Example]:
    """The examples of these files; nothing of one that has none, or opens a file it should not."""
    for (path,) in ask(desk, "dtschema", "examples", *paths):
        text = desk.read(f"{path}.dts").decode("utf-8", "replace")
        try:
            headers.lay(desk, context, text)
        except headers.RefusedError:
            continue
        source, dtb = f"{path}.pp", f"{path}.dtb"
        done = desk.run("cpp", *_CPP, f"{path}.dts", "-o", source, limits=_STARTS)
        if done.code:
            yield Example(path, "", "", tuple(read(done.said, "header")))
        elif headers.is_safe(desk.read(source).decode("utf-8", "replace")):
            done = desk.run("dtc", "-b", "0", *_DTC, "-o", dtb, source)
            yield Example(path, source, "" if done.code else dtb, tuple(read(done.said, "dtc")))


def read(said: str, kind: str) -> Iterator[tuple[int, str, str]]:
    """The lines of output that name a place: line, kind and words of each."""
    for line in said.split("\n"):
        if found := _SAID.fullmatch(line):
            yield int(found[2]), kind, found[3]
