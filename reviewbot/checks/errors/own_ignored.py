"""Added call that ignores the error code of a function which the same patch adds.

Asks about a call that is a statement of its own, in a function that returns a code itself, where what is
called is seen to return an error code, its own or what it has tested.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import C, Confidence, DiffContext, Related, Remark, Severity, When
from reviewbot.context.c.hunk.new import is_new
from reviewbot.context.c.hunk.new_variables import changed_parts
from reviewbot.context.c.hunk.own_failures import failing, may_pass_on
from reviewbot.context.c.hunk.rollback import is_rollback
from reviewbot.context.c.lex import names_in
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.c.hunk.fragment import Fragment

SEVERITY = Severity.WARNING
ONCE = True
KERNEL_ONLY = True
WHEN = When(files=C, words=("return",))


_DEFINED = regex(r"\n(?=\w)[^(;\n]*+(?<=\w)\(")
_END = "\n}"  # of a function that is added


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each call, with where the function returns its code."""
    parts = changed_parts(context)
    texts = [f"\n{part.hunk.added_text}" for part in parts]
    names = [names_in(head)[-1] for text in texts for head in _DEFINED.findall(text)]
    is_called = any(sum(text.count(f"{name}(") for text in texts) > 1 for name in names)
    ends = [part for part in parts if is_called and _END in f"\n{part.hunk.added_text}"]
    known = {name: at for part in ends for name, at in failing(part).items()}
    for part in parts if known else ():
        for name in known.keys() & part.hunk.added_words:
            for line in _ignored(part, name):
                if is_new(context, part.code.tokens[line].line):
                    facts = {"callee": name}
                    at = part.code.tokens[line].line.body_line
                    related = (Related(known[name], "returns a code"),)
                    yield Remark(at, facts, Confidence.MODERATE, related)


def _ignored(part: Fragment, name: str) -> Iterator[int]:
    """Where it is called as a statement, in a function that could pass the code on."""
    code = part.code
    for at in code.places.get(name, ()):
        end = code.closing.get(at + 1, 0) if code.text(at + 1) == "(" else 0
        if end and code.text(end + 1) == ";" and code.starts_statement(at):
            function = part.function(code.tokens[at])
            if function and may_pass_on(function) and not is_rollback(code.blocks.around(at)):
                yield at
