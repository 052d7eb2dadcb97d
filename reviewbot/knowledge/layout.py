"""What the path of a file says of it: one question each, answered by ``layout.toml``.

Whoever wants to leave a kind of file out asks here, so that a kind means the same everywhere.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from reviewbot.knowledge.load import table
from reviewbot.regex import regex

_WORD = regex(r"[a-z]+")
_ARCHITECTURE = regex(r"(?:tools/)?arch/[^/]+/")


def is_kernel_file(path: str) -> bool:
    """Whether the kernel has files there; other projects may have some of that name, too."""
    kernel = _entry("kernel")
    return path.startswith(tuple(kernel["directories"])) or path in kernel["files"]


def is_kernel_program(path: str) -> bool:
    """Whether code there is built into the kernel, not into a program of the host or an example."""
    return not path.startswith(tuple(_entry("programs")["directories"]))


def is_tool(path: str) -> bool:
    """Whether code there is of a tool that comes with the kernel and runs in user space."""
    return path.startswith(_tools())


def is_driver(path: str) -> bool:
    """Whether code there may be of a driver: that of net/ or kernel/ is not."""
    return path.startswith(tuple(_entry("drivers")["directories"]))


def is_sample(path: str) -> bool:
    """Whether code there shows others how to do something."""
    return not _directories(path).isdisjoint(_entry("samples")["directories"])


def is_test(path: str) -> bool:
    """Whether a word of the path says that the file is of a test."""
    return not frozenset(_WORD.findall(path)).isdisjoint(_entry("tests")["words"])


def is_uapi(path: str) -> bool:
    """Whether a header there is an interface to user space."""
    return not _directories(path).isdisjoint(_entry("uapi")["directories"])


def has_given_names(path: str) -> bool:
    """Whether others chose the names there: user space, documents of hardware, firmware."""
    return is_uapi(path) or any(part in f"/{path}" for part in _entry("given_names")["parts"])


def is_shared_header(path: str) -> bool:
    """Whether a header there is for everybody, not for the files beside it."""
    return not _directories(path).isdisjoint(_entry("shared_headers")["directories"])


def is_binding(path: str) -> bool:
    """Whether a file there describes devices of the devicetree as a schema."""
    entry = _entry("bindings")
    return path.startswith(tuple(entry["directories"])) and path.endswith(tuple(entry["endings"]))


def is_with_bindings(path: str) -> bool:
    """Whether a file is among those, whatever its form: older ones are text."""
    return path.startswith(tuple(_entry("bindings")["directories"]))


def is_binding_header(path: str) -> bool:
    """Whether a header has the numbers that bindings speak of."""
    return path.startswith(tuple(_entry("bindings")["headers"]))


def bindings_root() -> str:
    """The directory of all of those."""
    root: str = _entry("bindings")["directories"][0]
    return root.rstrip("/")


def is_devicetree(path: str) -> bool:
    """Whether it is source of a devicetree, by its name."""
    return path.endswith(tuple(_entry("devicetrees")["endings"]))


def architecture(path: str) -> str:
    """The directory of the one architecture a file is for, as ``arch/x86/``; ``""`` for others."""
    match = _ARCHITECTURE.match(path)
    return match[0] if match else ""


def _directories(path: str) -> frozenset[str]:
    return frozenset(path.split("/")[:-1])


@cache
def _tools() -> tuple[str, ...]:
    return tuple(_entry("tools")["directories"])


@cache
def _entry(name: str) -> dict[str, Any]:
    entry: dict[str, Any] = table("layout")[name]
    return entry
