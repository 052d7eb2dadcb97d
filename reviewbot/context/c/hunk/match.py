"""What a pattern matched."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.c.hunk.calls import split
from reviewbot.context.c.hunk.nodes import STATEMENT_ENDS
from reviewbot.context.c.hunk.tokens import readable
from reviewbot.frozen import frozen
from reviewbot.model.patch import ADDED

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from reviewbot.context.c.hunk.blocks import Level
    from reviewbot.context.c.hunk.code import Code
    from reviewbot.context.c.hunk.fragment import Fragment
    from reviewbot.context.c.hunk.functions import Function
    from reviewbot.context.c.hunk.tokens import Token
    from reviewbot.model.patch import DiffLine

_ADDED = frozenset((ADDED,))
_MAX_BRANCH = 400  # tokens


@frozen(eq=False)
class Match:
    """A place where a pattern matches; ``start`` and ``stop`` are indices of ``code.tokens``."""

    fragment: Fragment
    code: Code
    start: int
    stop: int
    bound: Mapping[str, tuple[int, int]]

    def __getitem__(self, name: str) -> str:
        """What a metavariable stands for, as one writes it in a sentence."""
        return readable(self.of(name))

    def of(self, name: str) -> tuple[Token, ...]:
        """The tokens a metavariable stands for."""
        start, stop = self.bound[name]
        return self.code.tokens[start:stop]

    def call(self, name: str) -> tuple[Token, ...]:
        """The call of the function a metavariable stands for."""
        start, opening = self.bound[name]
        return self.code.tokens[start : self.code.closing[opening] + 1]

    @property
    def arguments(self) -> tuple[tuple[Token, ...], ...]:
        """The arguments, where all of it is one call."""
        return split(self.code.tokens, self.start + 2, self.stop - 1)

    @property
    def level(self) -> Level | None:
        """The innermost block around it; ``None`` where that is out of sight."""
        return next(iter(self.code.blocks.around(self.start)), None)

    @property
    def tokens(self) -> tuple[Token, ...]:
        """All of it."""
        return self.code.tokens[self.start : self.stop]

    @property
    def source(self) -> str:
        """The text of its lines, as the patch has it."""
        return "\n".join(line.text for line in self.lines())

    def lines(self) -> Iterator[DiffLine]:
        """The diff lines it stands in, in order."""
        rows = self._rows()
        return (line for line in self.fragment.lines if line.new in rows)

    def _rows(self) -> range:
        """The lines of the post-image it stands in."""
        return range(self.tokens[0].line.new or 0, (self.tokens[-1].last.new or 0) + 1)

    def first(self, word: str) -> Token:
        """The first token of that spelling; raises StopIteration where there is none."""
        return next(token for token in self.tokens if token.text == word)

    @property
    def line(self) -> DiffLine:
        """The diff line on which it ends, closing braces aside."""
        return next(token.last for token in reversed(self.tokens) if token.text != "}")

    @property
    def added_line(self) -> DiffLine | None:
        """The last added line with a token of it."""
        added = (t.line for t in reversed(self.tokens) if t.line.kind is ADDED)
        return next(added, None)

    @property
    def is_added(self) -> bool:
        """Whether all of it is new."""
        return {token.line.kind for token in self.tokens} <= _ADDED

    @property
    def is_commented(self) -> bool:
        """Whether a comment stands on a line of it."""
        return self._has_comment(self._rows())

    @property
    def is_explained(self) -> bool:
        """Whether a comment stands on a line of it, or ends on the one above."""
        rows = self._rows()
        return self._has_comment(range(rows.start - 1, rows.stop))

    def comments_on(self, tokens: Sequence[Token]) -> bool:
        """Whether a comment stands on a line of tokens beside it, such as its branch."""
        rows = [row.new or 0 for token in tokens for row in (token.line, token.last)]
        return bool(rows) and self._has_comment(range(min(rows), max(rows) + 1))

    def _has_comment(self, rows: range) -> bool:
        """Whether a comment stands on one of these lines of the post-image."""
        return not self.fragment.commented.isdisjoint(rows)

    @property
    def is_in_macro(self) -> bool:
        """Whether it is part of a macro's definition, or statements given to one as an argument."""
        tokens = self.tokens
        if any(token.line.text.endswith("\\") for token in tokens):
            return True
        is_statement = not STATEMENT_ENDS.isdisjoint(self.code.texts[self.start : self.stop])
        return is_statement and self.code.depth(self.start) > 0

    @property
    def before(self) -> str:
        """The token before it; empty where that is out of sight."""
        return self.code.text(self.start - 1) if self.start else ""

    @property
    def after(self) -> str:
        """The token behind it; empty where that is out of sight."""
        return self.code.text(self.stop)

    @property
    def ends_function(self) -> bool:
        """Whether nothing is behind it in its function, by the kernel's layout."""
        return self.after == "}" and self.code.tokens[self.stop].line.text.startswith("}")

    @property
    def condition(self) -> str:
        """``if (…)``, as one writes it in a sentence, of the first one in it."""
        at = self.code.texts.index("if", self.start) + 1
        return f"if ({readable(self.code.tokens[at + 1 : self.code.closing[at]])})"

    @property
    def branch(self) -> tuple[Token, ...]:
        """The statement behind it, or what is in its braces.

        Empty where that is cut off, or longer than what handles a failure is.
        """
        stop = self.code.behind_statement(self.stop, _MAX_BRANCH)
        if not stop:
            return ()
        is_block = self.after == "{"
        return self.code.tokens[self.stop + is_block : stop - is_block]

    @property
    def leaves(self) -> bool:
        """Whether the branch ends with a return or a goto of its own, not one of a block in it."""
        branch = self.branch
        if not branch or branch[-1].text != ";":
            return False
        ends = [index for index, token in enumerate(branch[:-1]) if token.text in STATEMENT_ENDS]
        return branch[ends[-1] + 1 if ends else 0].text in ("return", "goto")

    @property
    def function(self) -> Function | None:
        """The function around it, as far as the hunk shows that."""
        return self.fragment.function(self.tokens[0])
