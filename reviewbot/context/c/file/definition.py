"""What a piece of a C file is: its kind, name, place and text."""

from __future__ import annotations

import enum

from reviewbot.frozen import frozen
from reviewbot.regex import regex

_CALLED = regex(r"[ \t]*#[ \t]*define[ \t]+\w+\(")


class DefinitionKind(enum.StrEnum):
    """What a piece of a file is.

    ``function`` has a body. ``declaration`` declares a function, an object (``extern``) or a
    type without defining it. ``object`` is a variable. ``type`` is a struct, union, enum or
    typedef. ``macro`` is a ``#define``. ``invocation`` is a macro used at top level, such as
    ``module_init(…)``; it goes by the macro's name.
    """

    FUNCTION = "function"
    DECLARATION = "declaration"
    OBJECT = "object"
    TYPE = "type"
    MACRO = "macro"
    INVOCATION = "invocation"


@frozen
class Definition:
    """One piece of a file.

    ``start`` and ``stop`` are its first and last line, 1-based, attribute lines included, comments
    above excluded; ``line`` is that of the name. ``text`` is the source from the first character
    to the last. Of functions only: ``returns`` is what stands before the name (storage class and
    attributes included), ``arguments`` what stands between the parentheses, ``opening`` where in
    ``text`` the body's brace is (-1 for others).
    """

    kind: DefinitionKind
    name: str
    is_static: bool
    is_inline: bool
    start: int
    stop: int
    line: int
    text: str
    returns: str = ""
    arguments: str = ""
    opening: int = -1

    @property
    def is_global(self) -> bool:
        """Whether it defines a function or an object that other files can be linked to."""
        defines = self.kind in (DefinitionKind.FUNCTION, DefinitionKind.OBJECT)
        return defines and not self.is_static

    @property
    def is_called_macro(self) -> bool:
        """Whether it is a macro one calls as a function: ``#define frob(x)``."""
        return self.kind is DefinitionKind.MACRO and bool(_CALLED.match(self.text))

    @property
    def display_name(self) -> str:
        """The name as one writes it in a sentence: ``frob_start()`` of a function."""
        return f"{self.name}()" if self.kind is DefinitionKind.FUNCTION else self.name
