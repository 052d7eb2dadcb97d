"""Ways in which the mirror of an epoch is damaged, as by a crash: all can be mended by cloning it anew."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def emptied(*names: str) -> Callable[[Path], object]:
    return lambda mirror: [(mirror / name).write_bytes(b"") for name in names]


def holds(name: str, content: bytes) -> Callable[[Path], object]:
    return lambda mirror: (mirror / name).write_bytes(content)


def garbage(name: str) -> Callable[[Path], object]:
    return holds(name, b"\x00\xff garbage\n")


def a_file(mirror: Path) -> None:
    shutil.rmtree(mirror)
    mirror.write_bytes(b"x")


def gone(name: str) -> Callable[[Path], object]:
    def remove(mirror: Path) -> None:
        path = mirror / name
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()

    return remove


def only(*names: str) -> Callable[[Path], object]:
    def remove(mirror: Path) -> None:
        for path in list(mirror.iterdir()):
            if path.name not in names:
                gone(path.name)(mirror)

    return remove


def packs(how: Callable[[bytes], bytes] | None, end: str = "") -> Callable[[Path], object]:
    """Packs and their indexes, or those that end so, with another content, or gone."""

    def spoil(mirror: Path) -> None:
        for path in list((mirror / "objects/pack").glob(f"*{end}")):
            content = path.read_bytes()
            path.unlink()
            if how is not None:
                path.write_bytes(how(content))

    return spoil


def loose(content: bytes) -> Callable[[Path], object]:
    """The ref as a crash left it."""

    def spoil(mirror: Path) -> None:
        (mirror / "refs/heads").mkdir(exist_ok=True)
        (mirror / "refs/heads/master").write_bytes(content)

    return spoil


DAMAGE: dict[str, Callable[[Path], object]] = {
    "HEAD is empty": emptied("HEAD"),
    "HEAD is garbage": garbage("HEAD"),
    "HEAD is gone": gone("HEAD"),
    "HEAD is a commit that is not there": holds("HEAD", b"1" * 40),
    "HEAD is cut": holds("HEAD", b"ref: refs/heads/mas"),
    "objects are gone": gone("objects"),
    "refs are gone": gone("refs"),
    "config is garbage": garbage("config"),
    "config is empty": emptied("config"),
    "config is gone": gone("config"),
    "packed refs are garbage": garbage("packed-refs"),
    "packed refs are empty": emptied("packed-refs"),
    "packed refs are gone": gone("packed-refs"),
    "the ref is empty": loose(b""),
    "the ref is garbage": loose(b"garbage"),
    "the ref is a commit that is not there": loose(b"1" * 40 + b"\n"),
    "packs are empty": packs(lambda _: b""),
    "packs are gone": packs(None),
    "packs are cut": packs(lambda content: content[: len(content) // 2], ".pack"),
    "packs have lost their ends": packs(lambda content: content[:-30]),
    "packs are zeros": packs(lambda content: bytes(len(content))),
    "packs have no index": packs(None, ".idx"),
    "indexes are cut": packs(lambda content: content[: len(content) // 2], ".idx"),
    "all files are empty": emptied("HEAD", "config", "packed-refs"),
    "only HEAD is there": only("HEAD"),
    "only config is there": only("config"),
    "nothing is there": only(),
    "shallow is garbage": garbage("shallow"),
    "it is a file": a_file,
}
