"""What of a file is searched for places of a convention."""

from __future__ import annotations

from functools import cached_property

from reviewbot.context.c.lex import blank, code_only
from reviewbot.regex import regex

_FUNCTION = regex(r"\n[^\s#{}/][^\n;{}]{0,300}\b(\w{1,100})\([^;{}]{0,600}\)\n\{")


class Views:
    """The text of a file, as a whole and less and less of it; each is made when it is asked for."""

    def __init__(self, text: str) -> None:
        self.text = text

    def of(self, name: str) -> tuple[str, ...]:
        """The texts a convention is searched for in."""
        if name == "probe":
            return self.probes
        found: str = getattr(self, name)
        return (found,)

    @property
    def devicetree(self) -> str:
        """All of it."""
        return self.text

    @cached_property
    def plain(self) -> str:
        """Without comments."""
        return blank(self.text, strings=False)

    @cached_property
    def code(self) -> str:
        """Without comments, strings and directives."""
        return code_only(self.text)

    @cached_property
    def probes(self) -> tuple[str, ...]:
        """The bodies of functions that probe, by their names."""
        return tuple(
            self.code[match.end() : end]
            for match in _FUNCTION.finditer(self.code)
            if "probe" in match[1]
            for end in [self.code.find("\n}", match.end())]
        )
