"""The structs of a new C file that are its own, with how often each word stands in the file."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from reviewbot.context.c.hunk.cut import braced
from reviewbot.context.c.hunk.declared import declarations
from reviewbot.context.c.hunk.fragment import fragment
from reviewbot.context.c.hunk.handed_out import cast_objects, handed_objects, sent_types
from reviewbot.context.c.hunk.members import members
from reviewbot.context.c.hunk.tokens import A_DIRECTIVE, A_NAME, code
from reviewbot.context.memo import once_for_each
from reviewbot.context.whole import is_new_file
from reviewbot.frozen import frozen
from reviewbot.knowledge.layout import is_tool
from reviewbot.knowledge.load import table
from reviewbot.regex import regex
from reviewbot.words import words_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from reviewbot.context.c.hunk.code import Code
    from reviewbot.context.c.hunk.fragment import Fragment
    from reviewbot.context.c.hunk.members import Member
    from reviewbot.context.c.hunk.tokens import Token
    from reviewbot.context.levels import DiffContext

_PACKED = frozenset(("__packed", "__attribute__"))
_CASTING = frozenset(("(", "volatile"))
_CAST = regex(r"\(\s*(?:volatile\s+|const\s+)?struct\s+(\w+)\s*\*\s*\)")
_OTHER = regex(r'##|^#\s*pragma\s+pack|^#\s*include\s+"[^"]*\.c"')
_REACHES = frozenset(("->", "."))
_TAGS = frozenset(("struct", "union", "enum", "goto"))  # before a name of another kind
_LONGEST_WAY = 8  # from a variable to a member
_NEAR = 10  # tokens from a type to the brace its variable is filled in


@frozen(eq=False)
class _Layouts:
    """The structs of a file: ``types[name][member]`` is what struct a member is, empty if none.

    ``names`` are the tokens that declare members, by ``id()``, ``owners`` what was found out of where
    members are reached: whose they are there.
    """

    types: Mapping[str, Mapping[str, str]]
    names: frozenset[int]
    owners: dict[int, str]


@frozen(eq=False)
class OwnStruct:
    """A struct only this file knows; ``uses`` says how often each word stands in its ``code``."""

    name: str
    members: Sequence[Member]
    uses: Mapping[str, int]
    part: Fragment
    layouts: _Layouts

    @property
    def code(self) -> Code:
        """The file it is of."""
        return self.part.code

    def accesses(self, name: str) -> Sequence[int]:
        """Where ``->name`` or ``.name`` stands; empty where that may not be all there is of it.

        Not where it is the member of another struct. Where there are others of that name, and it is
        not known whose one of them is, that is not all.
        """
        return self._accesses(name) or ()

    def is_unused(self, name: str) -> bool:
        """Whether nothing in the file mentions a member, but for others of that name."""
        if self.uses[name] == 1:
            return True
        places = self.code.places.get(name, ())
        if any(self._is_reached(at) and self._may_own(at) for at in places):
            return False  # told by the first of them, mostly
        return self._accesses(name) == []

    def _accesses(self, name: str) -> Sequence[int] | None:
        """Where the member is reached; None where that may not be all there is of it."""
        code, found = self.code, list[int]()
        places = code.places.get(name, ())
        if len(places) != self.uses[name]:  # a macro has it, too
            return None
        for at in places:
            before = code.texts[at - 1] if at else ""
            if self._is_reached(at):
                found.append(at)
            elif before not in _TAGS and code.text(at + 1) != "(" and not self._is_other(at):
                return None
        owners = {at: self._owner(at) for at in found}
        is_shared = sum(name in inside for inside in self.layouts.types.values()) > 1
        is_shared = is_shared or not {self.name, ""}.issuperset(owners.values())
        if is_shared and "" in owners.values():
            return None
        return [at for at, owner in owners.items() if owner in (self.name, "")]

    def _is_reached(self, at: int) -> bool:
        """Whether it is a member that is read or written there, of whatever struct."""
        before = self.code.texts[at - 1] if at else ""
        return before in _REACHES or self._is_named_with_struct(at)

    def _may_own(self, at: int) -> bool:
        """Whether the member there is of this struct, for all that is known."""
        return self._owner(at) in (self.name, "")

    def _owner(self, at: int) -> str:
        """The struct whose member is reached there, ``p->name`` or ``p->q.name``; empty if not known."""
        owners = self.layouts.owners
        if at not in owners:
            owners[at] = self._found_owner(at, _LONGEST_WAY)
        return owners[at]

    def _found_owner(self, at: int, most: int) -> str:
        code, before = self.code, at - 2
        if self._is_named_with_struct(at):
            return code.texts[before]
        if before > 0 and code.texts[before] == "]":
            before = code.opening.get(before, 0) - 1
        if before < 1 or not most or code.tokens[before].kind is not A_NAME:
            return ""
        if code.texts[before - 1] in _REACHES:
            inside = self.layouts.types.get(self._found_owner(before, most - 1), {})
            return inside.get(code.texts[before], "")
        function = self.part.function(code.tokens[before])
        found = declarations(function).get(code.texts[before], ()) if function else ()
        owners = {_struct_of(one.words) for one in found}
        return owners.pop() if len(owners) == 1 else ""

    def _is_named_with_struct(self, at: int) -> bool:
        """Whether it is given to a macro behind its struct: ``container_of(p, struct frob, name)``."""
        texts = self.code.texts
        return at > 2 and texts[at - 1] == "," and texts[at - 3] == "struct"  # noqa: PLR2004

    def _is_other(self, at: int) -> bool:
        """Whether a name is the declaration of a member, or a parameter or variable."""
        code, token = self.code, self.code.tokens[at]
        if id(token) in self.layouts.names:
            return True
        function = self.part.function(token)
        if function is not None:
            return token.text in declarations(function)
        is_typed = at > 0 and (code.texts[at - 1] == "*" or code.tokens[at - 1].kind is A_NAME)
        return is_typed and code.text(at + 1) in (",", ")")


@once_for_each
def new_own_structs(context: DiffContext) -> Sequence[OwnStruct]:
    """The structs of C files a patch adds whose layout is nobody's business.

    Not those that are filled by position, cast, packed or copied, of bits or in a device's memory,
    nor any of a file that pastes names together, or takes in another C file.
    """
    return [
        struct
        for file in context.files
        if is_new_file(file) and file.path.endswith(".c") and not is_tool(file.path)
        for hunk in file.hunks
        if not _is_told_elsewhere(fragment(hunk))
        for struct in _own(fragment(hunk))
    ]


def _is_told_elsewhere(part: Fragment) -> bool:
    """Whether a directive pastes names together, or takes in another C file."""
    directives = (token.text for token in part.everything if token.kind is A_DIRECTIVE)
    return any(map(_OTHER.search, directives))


def sets_member(code: Code, at: int) -> bool:
    """Whether the member of a struct there is set: ``p->name = ...;``, as a statement."""
    if code.text(at + 1) != "=":
        return False
    return code.starts_statement(start_of_access(code, at))


def start_of_access(code: Code, at: int) -> int:
    """Where ``p->name`` begins."""
    while at > 1 and code.texts[at - 1] in _REACHES:
        at -= 2
    return at


def _own(part: Fragment) -> Iterator[OwnStruct]:
    tokens = part.everything
    structs = [*braced(tokens, "struct")]
    if not structs:
        return
    uses = Counter(token.text for token in tokens if token.kind is A_NAME)
    for token in tokens:
        if token.kind is A_DIRECTIVE:
            uses.update(words_in(token.text))
    known = table("layout_words")
    plains = [code(found) for found in structs]
    tied = _with_parts(_tied(part), plains)
    inner = {name: members(body) for name, body in map(_name_and_body, plains) if name}
    layouts = _layouts(inner)
    for plain in plains:
        name, _ = _name_and_body(plain)
        is_own = name not in tied and not any(t.text == ":" for t in plain)
        inside = inner.get(name) if is_own else None
        words = {word for one in inside or () for word in one.words}
        if inside and uses[name] > 1 and words.isdisjoint(known["types"]["names"]):
            read = known["macros"]["names"]
            named = [
                one for one in inside if not (is_filler(one.name.text) or one.name.text in read)
            ]
            yield OwnStruct(name, named, uses, part, layouts)


def _name_and_body(plain: Sequence[Token]) -> tuple[str, Sequence[Token]]:
    """The name of a struct, empty if it has none, and what stands between its braces."""
    brace = next(at for at, token in enumerate(plain) if token.text == "{")
    return plain[brace - 1].text if brace > 1 else "", plain[brace + 1 : -1]


def _layouts(structs: Mapping[str, Sequence[Member] | None]) -> _Layouts:
    """What is known of the structs of a file."""
    types = {
        name: {one.name.text: _struct_of(one.words) for one in inside or ()}
        for name, inside in structs.items()
    }
    names = frozenset(id(one.name) for inside in structs.values() for one in inside or ())
    return _Layouts(types, names, {})


def _struct_of(words: Sequence[str]) -> str:
    """The struct that words declare a variable of, or a pointer to; empty if none."""
    at = words.index("struct") + 1 if "struct" in words else len(words)
    return words[at] if at < len(words) else ""


def _tied(part: Fragment) -> frozenset[str]:
    """The names of structs that are filled by position, cast, packed, counted in bytes, or a device's.

    So is a variable of one whose size is told or whose address others are given, what is sent, and
    what programs hand over.
    """
    tokens, places = part.code.tokens, part.code.places
    found = {sent.removeprefix("struct ").removesuffix(" *") for sent in sent_types(part)}
    sized = {tokens[at + 2].text for at in places.get("sizeof", ()) if at + 2 < len(tokens)}
    sized.update(handed_objects(part))
    seen = frozenset(cast_objects(part))
    for token in part.everything:
        if token.kind is A_DIRECTIVE:  # registers, seen through a macro
            found.update(_CAST.findall(token.text))
    for index in [at for at in places.get("struct", ()) if at + 1 < len(tokens)]:
        name = tokens[index + 1].text
        before = tokens[index - 1].text if index else ""
        behind = [token.text for token in tokens[index + 2 : index + _NEAR]]
        is_cast = before in _CASTING and behind[:2] == ["*", ")"]
        is_size = before == "(" and behind[:1] == [")"]
        is_outside = behind[:1] == ["__iomem"]
        is_filled = "=" in behind and "{" in behind[behind.index("=") : behind.index("=") + 2]
        is_handed = behind[:2] == ["__user", "*"] or (behind[1:2] == [";"] and behind[0] in sized)
        is_seen = not seen.isdisjoint(behind[: 1 + (behind[:1] == ["*"])])
        is_others = is_outside or is_handed or is_seen
        if is_cast or is_size or is_filled or is_others:
            found.add(name)
        elif name in _PACKED:
            found.add(tokens[index + 2].text)
    for at in (at for word in _PACKED for at in places.get(word, ())):
        if at and tokens[at - 1].text == "}":
            opening = part.code.opening.get(at - 1, 0)
            found.add(tokens[max(opening - 1, 0)].text)
    return frozenset(found)


def _with_parts(tied: frozenset[str], structs: Sequence[Sequence[Token]]) -> frozenset[str]:
    """Those names, and the structs that theirs are made of: one that is sent is sent with its header."""
    parts: dict[str, list[str]] = {}
    for plain in structs:
        words = [token.text for token in plain]
        inside = words.index("{")
        at_struct = (at for at in range(inside, len(words) - 2) if words[at] == "struct")
        inner = [words[at + 1] for at in at_struct if words[at + 2] != "*"]
        parts.setdefault(words[inside - 1], []).extend(inner)
    known, open_ = set(tied), [*tied]
    while open_:
        new = [name for name in parts.pop(open_.pop(), ()) if name not in known]
        known.update(new)
        open_ += new
    return frozenset(known)


def is_filler(name: str) -> bool:
    """Whether a member of that name fills a gap, or is kept for later."""
    return name.lower().lstrip("_").startswith(tuple(table("layout_words")["fillers"]["names"]))
