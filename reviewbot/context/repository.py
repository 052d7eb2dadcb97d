"""The user's git repository, read and never written; the only talker to git about trees.

Objects are asked for by id or as ``COMMIT:PATH``, through one ``git cat-file --batch-command``: no
path of a mail is ever opened, so none can lead outside. Words are looked up in the index of the tree
(``reviewbot index``) where there is one, else searched by ``search.py``. Nothing is fetched either:
a partial clone answers "missing" instead of going to its remote.
"""

from __future__ import annotations

import hashlib
import os
import posixpath
import re
import sqlite3
from contextlib import ExitStack, contextmanager, suppress
from functools import cached_property
from typing import TYPE_CHECKING, Self

from reviewbot.context.bounds import MAX_BLOB, is_inside
from reviewbot.context.commit_log import CommitLog
from reviewbot.context.index.keys import is_indexed
from reviewbot.context.index.lookup import Lookup, looked_up
from reviewbot.context.index.mentions import mentions
from reviewbot.context.names_below import Paths, is_path, is_plain, names_below, paths_below
from reviewbot.context.search import Search, lines_with, names_in
from reviewbot.errors import UsageError
from reviewbot.frozen import frozen
from reviewbot.git.batch import Batch
from reviewbot.git.blob import blob_id
from reviewbot.git.ids import Ids
from reviewbot.git.mainline import Mainline
from reviewbot.git.place import around
from reviewbot.git.refs import FORMAT, refs_in
from reviewbot.git.start import ask
from reviewbot.git.stored import stored
from reviewbot.git.view import View
from reviewbot.knowledge.layout import bindings_root
from reviewbot.model.budget import spend_once
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from reviewbot.context.search import Use
    from reviewbot.git.place import Place
    from reviewbot.git.refs import Ref
    from reviewbot.knowledge.lexicon import Lexicon

_SEARCHED = 5_000  # steps for a word in all of the tree: a hundred are too many
_MENTIONED = 300  # for a name in files of any kind: a thousand take git some seconds
_SEARCHED_UNDER = 50  # in one directory
_LOOKED_UP = 20  # in the index
_LARGE = 10_000  # files
_MANY = 3_000  # files with a word: git reads all of a work tree in less time
_LARGEST = 64 * 1024 * 1024  # of a header of registers, which is only searched
_DOCUMENTATION = "Documentation"
_NO_ENTRY = ("", "")
_OID = regex(r"[0-9a-f]{4,64}")


@frozen
class _Opened:
    """What is open of a repository, at whichever commit it is looked at."""

    root: Path
    place: Place
    view: View
    batch: Batch
    ids: Ids


@frozen
class _Uses:
    """The lines with a word, and what it cost in steps to find them."""

    price: int
    lines: tuple[Use, ...]


class Repository:
    """A repository at one commit. Use as a context manager: it holds a process of git's.

    ``root`` is what was asked for, ``commit`` the full id of ``revision``, ``describe`` a short
    name of it for people. Raises UsageError where ``root`` is no repository git can read.
    """

    def __init__(self, root: Path, revision: str = "HEAD") -> None:
        opened = _opened(root)
        commit = ask(
            opened.view.git_dir,
            "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}",
        ).text  # fmt: skip
        if commit is None:
            raise UsageError(f"{root} has no commit {revision}")
        self._begin(opened, commit)

    @contextmanager
    def at(self, commit: str) -> Iterator[Repository]:
        """The same repository at another commit, by its full id."""
        if commit == self.commit:
            yield self
            return
        other = type(self).__new__(type(self))
        other._begin(self._opened, commit)  # noqa: SLF001  one of us
        with other._open:  # noqa: SLF001
            yield other

    def _begin(self, opened: _Opened, commit: str) -> None:
        self._opened = opened
        self._place = opened.place
        self._view = opened.view
        self._batch = opened.batch
        self._ids = opened.ids
        self.root = opened.root
        self.commit = commit
        self.algorithm = "sha256" if len(commit) == hashlib.sha256().digest_size * 2 else "sha1"
        self._full: dict[str, str] = {}  # ids of commits, by how mails have them
        self._entries: dict[str, tuple[str, str]] = {}
        self._blobs: dict[str, bytes | None] = {}
        self._mentioned: dict[tuple[str, str], bool] = {}
        self._uses: dict[tuple[str, str], _Uses] = {}
        self._having: dict[tuple[str, str], list[tuple[str, str]]] = {}
        self._open = ExitStack()
        self.was_searched = False  # as a whole, for want of an index

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_failed: object) -> None:
        self.close()
        self._open.close()

    def close(self) -> None:
        """End the process of git's; a later read starts another."""
        self._batch.close()

    @cached_property
    def describe(self) -> str:
        """A tag-based name of the commit, or its abbreviated id."""
        return self._say("describe", "--always", "--tags", self.commit) or self.commit[:12]

    def blob(self, oid: str) -> bytes | None:
        """The blob whose id starts with ``oid``; ``None`` if absent, ambiguous or too large."""
        if not _OID.fullmatch(oid) or not oid.strip("0"):
            return None
        return self._object(oid) if oid in self._blobs or self._ids.may_have(oid) else None

    def file(self, path: str) -> bytes | None:
        """The regular file ``path`` of the commit; ``None`` if there is none such."""
        mode, oid = self._entry(path) if is_inside(path) else _NO_ENTRY
        return self._object(oid) if mode in ("100644", "100755") else None

    def commit_of(self, oid: str) -> str:
        """The full id of the commit whose id starts with ``oid``; ``""`` if absent or ambiguous."""
        if not _OID.fullmatch(oid) or not self._ids.may_have(oid):
            return ""
        if oid not in self._full:
            self._full[oid] = self._batch.info(f"{oid}^{{commit}}").oid
        found = self._full[oid]
        return found if found.startswith(oid) else ""

    def blob_at(self, commit: str, path: str) -> str:
        """The id of what a commit, by its full id, has for a file there; ``""`` if nothing."""
        if not is_inside(path):
            return ""
        if commit == self.commit and self._known is not None:
            return self._entry(path)[1]
        info = self._batch.info(f"{commit}:{path}")
        return info.oid if info.kind == "blob" else ""

    @cached_property
    def log(self) -> CommitLog:
        """Its commits as git-log(1) tells of them."""
        return CommitLog(self._view.git_dir, self.commit)

    @cached_property
    def mainline(self) -> Mainline:
        """The branch the commit is the newest of."""
        found = Mainline(self._view.git_dir, self.commit)
        self._open.callback(found.close)
        return found

    @cached_property
    def refs(self) -> tuple[Ref, ...]:
        """Remote-tracking branches and tags, newest first; of a bare one its branches, too."""
        kinds = ("refs/remotes", "refs/tags", *(() if self._place.work_tree else ("refs/heads",)))
        asked = ("for-each-ref", "--sort=refname", "--sort=-creatordate", f"--format={FORMAT}")
        return tuple(refs_in(self._say(*asked, *kinds) or ""))

    def leads_to(self, path: str) -> str:
        """The path inside the tree that a symbolic link leads to; ``""`` if it is none."""
        mode, oid = self._entry(path) if is_inside(path) else _NO_ENTRY
        if mode != "120000":
            return ""
        target = (self._object(oid) or b"").decode("utf-8", "replace")
        found = posixpath.normpath(posixpath.join(posixpath.dirname(path), target))
        return found if is_inside(found) else ""

    def blobs(self, under: str) -> dict[str, str]:
        """The ids of the regular files below a directory, by their paths."""
        listed = self._say("ls-tree", "-r", "-z", self.commit, "--", f":(literal){under}") or ""
        rows = (row.partition("\t") for row in listed.split("\0"))
        return {path: head.split(" ")[2] for head, _, path in rows if head.startswith("100")}

    def uses(self, words: Iterable[str], under: str = "") -> dict[str, tuple[Use, ...]]:
        """Every line of the commit's C and assembly sources with these whole words.

        ``under`` is a directory to look in, by default all of the tree: a search of the whole
        kernel takes seconds. All words of one call are searched at once; answers are remembered.
        Raises IncompleteError where objects are missing, TooLargeError for more words than git can
        search in a while: each takes it as long as a tenth of a second.
        """
        wanted = sorted({word for word in words if re.fullmatch(r"\w+", word)})
        price = _SEARCHED_UNDER if under else _SEARCHED
        for word in wanted:
            known = self._uses.get((under, word)) or self._looked_up(word, under)
            spend_once((under, word), known.price if known else price)
            if known:
                self._uses[under, word] = known
        left = [word for word in wanted if (under, word) not in self._uses]
        if left:
            self.was_searched |= not under
            found = self._search.uses(left, under if is_inside(under) else "")
            self._uses.update(((under, word), _Uses(price, uses)) for word, uses in found.items())
        return {word: self._uses[under, word].lines for word in wanted}

    def files_with(self, words: Iterable[str], under: str = "") -> dict[str, tuple[str, ...]]:
        """The paths of the commit's C and assembly sources with each whole word, in order.

        Raises as ``uses``.
        """
        wanted = sorted({word for word in words if re.fullmatch(r"\w+", word)})
        paths: dict[str, tuple[str, ...]] = {}
        for word in wanted:
            known = self._files(word, under)
            if known is not None:
                spend_once((under, word), _LOOKED_UP)
                paths[word] = tuple(path for path, _ in known)
        left = [word for word in wanted if word not in paths]
        for word, uses in (self.uses(left, under) if left else {}).items():
            paths[word] = tuple(dict.fromkeys(use.path for use in uses))
        return paths

    def mentioned(self, texts: Iterable[str], under: str) -> frozenset[str]:
        """Those of the texts that a file of the commit below a directory has, of any kind.

        Raises IncompleteError where objects are missing.
        """
        wanted = sorted({text for text in texts if text.isprintable() and text})
        for text in wanted:
            spend_once((under, text), _MENTIONED)
        fresh = [text for text in wanted if (under, text) not in self._mentioned]
        if fresh and is_inside(under):
            found = self._found(fresh, under)
            self._mentioned.update(((under, text), text in found) for text in fresh)
        return frozenset(text for text in wanted if self._mentioned.get((under, text)))

    def _found(self, names: list[str], under: str) -> frozenset[str]:
        """Those of the names that a file below a directory has."""
        known = self._kept(names, under)
        left = [name for name in names if name not in known]
        found = frozenset(name for name, is_there in known.items() if is_there)
        if not left:
            return found
        looked_up = self._led_to(left, under)
        return found | (self._search.mentioned(left, under) if looked_up is None else looked_up)

    def _led_to(self, names: list[str], under: str) -> frozenset[str] | None:
        """The same by the index; ``None`` where git is to search for them."""
        with suppress(sqlite3.Error):
            return mentions(names, under, self._index, self._object) if self._index else None
        return None

    def _kept(self, names: list[str], under: str) -> dict[str, bool]:
        """Whether a file below a directory has a name, for those of which that is kept."""
        if under == bindings_root() and self._in_bindings is not None:
            return {name: name in self._in_bindings for name in names if is_plain(name)}
        if under == _DOCUMENTATION:
            paths = [name for name in names if is_path(name)]
            found = names_in(self._in_documentation.named, paths) if paths else ()
            return {path: path in found for path in paths}
        return {}

    @cached_property
    def _in_bindings(self) -> Lexicon | None:
        """The names in the bindings of the commit; ``None`` where there are none."""
        under = bindings_root()
        id_ = self._batch.info(f"{self.commit}:{under}").oid
        return names_below(id_, lambda: self._search.all_lines(under)) if id_ else None

    @cached_property
    def _in_documentation(self) -> Paths:
        """The paths in the documentation of the commit."""
        under = _DOCUMENTATION
        id_ = self._batch.info(f"{self.commit}:{under}").oid
        return paths_below(id_, lambda: self._search.lines_of_files(under, "/")) if id_ else Paths()

    def paths_with(self, text: str, under: str) -> tuple[str, ...]:
        """The files of the commit below a directory that have a text, in order."""
        if under == _DOCUMENTATION and is_path(text):
            return tuple(self._in_documentation.naming(text))
        asked = ("grep", "--no-textconv", "-I", "-l", "-z", "-F", "-e", text, self.commit)
        told = self._say(*asked, "--", f":(top,literal){under}") or ""
        return tuple(path.removeprefix(f"{self.commit}:") for path in told.split("\0")[:-1])

    @cached_property
    def is_mine(self) -> bool:
        """Whether it belongs to the user this runs as, which git asks of one, too (git-config(1))."""
        return self._place.git_dir.stat().st_uid == os.geteuid()

    @property
    def is_shallow(self) -> bool:
        """Whether older commits are cut off; git tells it by this file, too."""
        return (self._place.common / "shallow").is_file()

    @cached_property
    def is_large(self) -> bool:
        """Whether it has so many files that a search of all takes long."""
        return (self._say("ls-tree", "-r", "--name-only", self.commit) or "").count("\n") > _LARGE

    @property
    def is_indexed(self) -> bool:
        """Whether the index has its tree, which learns it here where few files are new."""
        return self._index is not None

    @cached_property
    def state(self) -> str:
        """Names all that can be asked of it: the commit, references, and what objects there are."""
        references = self._say("for-each-ref", "--format=%(objectname) %(refname)")
        objects = tuple(stored(self._place.common / "objects"))
        told = (self.commit, self.is_shallow, references, objects)
        return hashlib.sha256(repr(told).encode()).hexdigest()

    @cached_property
    def absent(self) -> int:
        """How many objects of the commit are not here, as in a partial clone."""
        listed = ("rev-list", "--objects", "--no-walk", "--missing=print", self.commit)
        return len(re.findall(r"^\?", self._say(*listed) or "", re.MULTILINE))

    def object_id(self, content: bytes) -> str:
        """The id git gives a blob of this content in this repository."""
        return blob_id(content, self.algorithm)

    @cached_property
    def _search(self) -> Search:
        place, index = self._place, self._place.git_dir / "index"
        work_tree = place.work_tree if index.is_file() else None
        return Search(self._view.git_dir, self.commit, work_tree, index)

    @cached_property
    def _known(self) -> Lookup | None:
        """The index, where it has the commit's tree."""
        return looked_up(self._open, self.indexed)

    @cached_property
    def _index(self) -> Lookup | None:
        """The index, which learns at once what is new in the commit's tree where that is little."""
        return self._known or looked_up(self._open, self.indexed, learns=True)

    def indexed(self) -> tuple[Path, Path, str]:
        """What an index is of: where the objects are, the repository to ask for them, the tree."""
        tree = self._batch.info(f"{self.commit}^{{tree}}").oid
        return self._place.common / "objects", self._view.git_dir, tree

    def _files(self, word: str, under: str) -> list[tuple[str, str]] | None:
        """Path and blob of the sources that may have a word; ``None`` where the index is at a loss."""
        if not is_indexed(word) or self._index is None:
            return None
        known = self._having.get((under, word))
        if known is None:
            try:
                known = self._index.files(word, under)
            except sqlite3.Error:
                return None
            if under:  # else there may be thousands
                self._having[under, word] = known
        return known

    def _looked_up(self, word: str, under: str) -> _Uses | None:
        """The lines with a word; ``None`` where git is to search for them."""
        files = self._files(word, under)
        if files is None or (len(files) > _MANY and self._place.work_tree):
            return None
        price = _LOOKED_UP + len(files)
        spend_once((under, word), price)
        uses: list[Use] = []
        for path, oid in files:
            content = self._read(oid, _LARGEST)  # not kept: there may be thousands
            if content is None:  # damaged, or not here
                return None
            uses += lines_with(word, path, content)
        return _Uses(price, tuple(uses))

    def _entry(self, path: str) -> tuple[str, str]:
        """Mode and id of what the commit has there."""
        if path not in self._entries:
            self._entries[path] = self._looked_up_entry(path)
        return self._entries[path]

    def _looked_up_entry(self, path: str) -> tuple[str, str]:
        if self._known is not None:
            with suppress(sqlite3.Error):
                return self._known.entry(path) or _NO_ENTRY
        listed = self._say("ls-tree", "-z", self.commit, "--", f":(literal){path}") or ""
        mode, _, oid = listed.partition("\t")[0].split(" ") if listed else ("", "", "")
        return mode, oid

    def _object(self, name: str) -> bytes | None:
        if name not in self._blobs:
            self._blobs[name] = self._read(name)
        return self._blobs[name]

    def _read(self, name: str, most: int | None = None) -> bytes | None:
        return self._batch.blob(name, MAX_BLOB if most is None else most)

    def _say(self, *arguments: str) -> str | None:
        return ask(self._view.git_dir, *arguments).text


def _opened(root: Path) -> _Opened:
    """A repository; raises UsageError where there is none."""
    place = around(root)
    if place is None:
        raise UsageError(f"{root} is not a git repository")
    view = View(place)
    ids = Ids(place.common / "objects", view.width)
    return _Opened(root, place, view, Batch(view.git_dir), ids)


def enclosing(start: Path) -> Path | None:
    """The top of the work tree ``start`` is in, or the bare repository, if it is in one."""
    place = around(start)
    return (place.work_tree or place.git_dir) if place else None
