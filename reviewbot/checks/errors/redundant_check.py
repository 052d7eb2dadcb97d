"""Added NULL check around a call that does nothing with NULL.

Reports ``if (p) kfree(p);``, braces or not, where the condition is nothing but the pointer, the
call the whole body, and the function known to do nothing where its first argument is NULL. Of
functions that take error pointers too, ``if (!IS_ERR(p))`` and ``if (!IS_ERR_OR_NULL(p))``.

Why it matters: the check only adds a branch to read; scripts/coccinelle/free/ifnullfree.cocci and
reviewers ask to drop it.

Stays quiet: where the body does more or an else follows; in an else-if; where the condition says
more, or is likely() or unlikely(); beside a comment; in macros and DEFINE_FREE(); where the condition was only moved
or what is behind the call is not in sight; in tools/.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from reviewbot.checks.api import Bad, DiffContext, Good, Related, Remark, Severity
from reviewbot.context.c.cut import closing
from reviewbot.context.c.functions import Functions
from reviewbot.context.c.tokens import Lex, readable, spelled, tokenize
from reviewbot.knowledge.load import table
from reviewbot.model.patch import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reviewbot.context.c.functions import Function
    from reviewbot.context.c.tokens import Token
    from reviewbot.model.finding import Fact
    from reviewbot.model.patch import Hunk

SEVERITY = Severity.NOTE
NIT = True
KERNEL_ONLY = True
VARIES = ("conditions",)

ASKED_AS = (
    r"(?i)\bNULL[- ](?:safe|aware|tolerant)\b"
    r"|\bNULL[- ]check (?:is )?(?:not (?:needed|required|necessary)|redundant|unne\w+|superfluous)"
    r"|\b(?:no need|(?:do|is)(?:es)?n['’]?t need(?:ed)?) (?:to|for) (?:\w+ ){0,2}"
    r"(?:check\w*|test\w*)[^.?!]{0,20}\bNULL\b"
    r"|\b\w+\(NULL\) is (?:a )?(?:safe|fine|ok|okay|no-?op|allowed|valid)\b"
    r"|\b(?:handles?|checks? for|accepts?|tolerates?|copes? with) (?:a )?NULL\b"
)

BAD = (
    Bad(
        """\
Free what was there.
---
=== drivers/frob/core.c
@@ static void frob_free(struct frob *frob)
 	frob_stop(frob);
+	if (frob->name)
+		kfree(frob->name);
+	if (frob->clk != NULL) {
+		clk_disable_unprepare(frob->clk);
+	}
 	frob_unlink(frob);
""",
        at=("+		kfree(frob->name);", "+		clk_disable_unprepare(frob->clk);"),
    ),
    Bad(
        """\
Free all.
---
=== drivers/frob/core.c
@@ static void frob_free(struct frob *frob)
 	frob_stop(frob);
+	if (frob->name)
+		kfree(frob->name);
+	if (frob->path)
+		kfree(frob->path);
+	if (frob->mode)
+		kfree(frob->mode);
+	if (frob->text)
+		kfree(frob->text);
 	frob_unlink(frob);
 }

 static void frob_drop(struct frob *frob)
 {
+	if (frob->last)
+		kfree(frob->last);
 	frob_poke(frob);
""",
        at=("+		kfree(frob->name);", "+		kfree(frob->last);"),
    ),
    Bad(
        """\
Error pointers, too.
---
=== drivers/frob/core.c
@@ static void frob_free(struct frob *frob)
 	frob_stop(frob);
+	if (!IS_ERR_OR_NULL(frob->dir))
+		debugfs_remove(frob->dir);
 	frob_unlink(frob);
""",
        at=("+		debugfs_remove(frob->dir);",),
    ),
)
GOOD = (
    Good(
        """\
No check.
---
=== drivers/frob/core.c
@@ static void frob_free(struct frob *frob)
+	kfree(frob->name);
 	frob_unlink(frob);
"""
    ),
    Good(
        """\
The body does more.
---
=== drivers/frob/core.c
@@ static void frob_free(struct frob *frob)
+	if (frob->name) {
+		kfree(frob->name);
+		frob->named--;
+	}
 	frob_unlink(frob);
""",
        why="the second statement needs the check",
    ),
    Good(
        """\
With an else.
---
=== drivers/frob/core.c
@@ static void frob_free(struct frob *frob)
+	if (frob->name)
+		kfree(frob->name);
+	else
+		frob_complain(frob);
 	frob_unlink(frob);
""",
        why="the check decides about the other branch",
    ),
    Good(
        """\
Another condition.
---
=== drivers/frob/core.c
@@ static void frob_free(struct frob *frob)
+	if (frob)
+		kfree(frob->name);
+	if (frob->named)
+		kfree(frob->name);
+	if (unlikely(frob->spare))
+		kfree(frob->spare);
+	if (!IS_ERR(frob->node))
+		of_node_put(frob->node);
 	frob_unlink(frob);
""",
        why="not the pointer that is freed, on purpose for speed, or not known to take errors",
    ),
    Good(
        """\
Only moved.
---
=== drivers/frob/core.c
@@ static void frob_free(struct frob *frob)
-	if (frob->name)
-		kfree(frob->name);
 	frob_unlink(frob);
+	if (frob->name)
+		kfree(frob->name);
 	frob_poke(frob);
""",
        why="the patch does not write it, it moves it",
    ),
    Good(
        """\
A function that needs it.
---
=== drivers/frob/core.c
@@ static void frob_free(struct frob *frob)
+	if (frob->queue)
+		destroy_workqueue(frob->queue);
+	if (frob->other) /* not for the first one */
+		kfree(frob->other);
 	frob_unlink(frob);
""",
        why="the callee takes no NULL; a comment may give a reason",
    ),
    Good(
        """\
Part of a macro.
---
=== drivers/frob/frob.h
@@ void frob_put(struct frob *frob);
+DEFINE_FREE(frob_name, char *,
+	    if (_T) { kfree(_T); });
 #endif
""",
        why="this is how such macros are written: the compiler can leave out the call",
    ),
    Good(
        """\
Cut off.
---
=== drivers/frob/core.c
@@ static void frob_free(struct frob *frob)
+	if (frob->name)
+		kfree(frob->name);
""",
        why="an else may follow",
    ),
)


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on the added checks of a function that the callee makes itself, for each callee."""
    moved = context.removed()
    for file in context.files:
        if file.is_c and not file.path.startswith("tools/"):
            for hunk in file.hunks:
                alike: dict[tuple[Function | None, str, str], list[_Guarded]] = {}
                for each in _guarded(hunk):
                    if each.keyword.line.text.strip() not in moved:
                        key = (each.function, each.call[0].text, each.takes)
                        alike.setdefault(key, []).append(each)
                for (_, callee, takes), group in alike.items():
                    yield _remark(callee, takes, group)


def _remark(callee: str, takes: str, group: Sequence[_Guarded]) -> Remark:
    first, *others = (each.call[-1].line.body_line for each in group)
    conditions = tuple(dict.fromkeys(f"if ({each.condition})" for each in group))
    tests = tuple(Related(each.keyword.line.body_line, "the check") for each in group)
    related = (*tests[:1], *(Related(at, "can be dropped, too") for at in others))
    facts: dict[str, Fact] = {"conditions": conditions, "callee": callee, "takes": takes}
    return Remark(first, facts, related=related)


@dataclass(frozen=True, slots=True, eq=False)
class _Guarded:
    """A call nothing but which an ``if`` guards, needlessly; ``function`` is the one around it."""

    keyword: Token
    condition: str
    call: Sequence[Token]
    function: Function | None

    @property
    def takes(self) -> str:
        """What the callee takes, besides what it is for."""
        return "error pointers" if "IS_ERR" in self.condition else "NULL"


@cache
def _known() -> dict[str, bool]:
    """The functions that take NULL, and whether they take error pointers as well."""
    entries = table("null_safe")["functions"]
    return {entry["name"]: entry.get("errors", False) for entry in entries}


def _guarded(hunk: Hunk) -> Iterator[_Guarded]:
    """Each added ``if`` around nothing but a call that needs none."""
    if "if" not in hunk.added_words or _known().keys().isdisjoint(hunk.added_words):
        return
    tokens = tuple(token for token in tokenize(hunk.post) if token.lex is not Lex.DIRECTIVE)
    functions = Functions(hunk, tokens)
    inside = 0  # parentheses: DEFINE_FREE(put_frob, struct frob *, if (_T) put_frob(_T))
    for index, token in enumerate(tokens[:-1]):
        inside = max(inside + (token.text == "(") - (token.text == ")"), 0)
        if token.text != "if" or tokens[index + 1].text != "(" or inside:
            continue
        if index and tokens[index - 1].text == "else":
            continue
        end = closing(tokens, index + 1)
        if end is None:
            continue
        found = _only_call(tokens, end + 1)
        if not found:
            continue
        call, argument, stop = found
        whole = tokens[index:stop]
        if (
            all(t.line.kind is Kind.ADDED and t.lex is not Lex.COMMENT for t in whole)
            and not token.line.text.endswith("\\")
            and _is_needless(tokens[index + 2 : end], argument, errors=_known()[call[0].text])
        ):
            condition = readable(tokens[index + 2 : end])
            yield _Guarded(token, condition, call, functions.around(index))


def _only_call(
    tokens: Sequence[Token], start: int
) -> tuple[Sequence[Token], Sequence[Token], int] | None:
    """The one call that is the whole body, its first argument, the body's end; ``None`` if not."""
    braces = start < len(tokens) and tokens[start].text == "{"
    at = start + braces
    if at + 1 >= len(tokens) or tokens[at].text not in _known() or tokens[at + 1].text != "(":
        return None
    end = closing(tokens, at + 1)
    if end is None:
        return None
    rest = [token.text for token in tokens[end + 1 : end + 3 + braces]]
    wanted = [";", "}"] if braces else [";"]
    if rest[:-1] != wanted or rest[-1] == "else":
        return None
    stop = at + 2
    depth = 0
    while stop < end and (depth or tokens[stop].text != ","):
        depth += (tokens[stop].text in ("(", "[")) - (tokens[stop].text in (")", "]"))
        stop += 1
    return tokens[at : end + 2], tokens[at + 2 : stop], end + 2 + braces


def _is_needless(condition: Sequence[Token], argument: Sequence[Token], *, errors: bool) -> bool:
    pointer = spelled(argument)
    plain = {pointer, f"{pointer} != NULL", f"NULL != {pointer}"}
    if errors:
        plain |= {f"! IS_ERR ( {pointer} )", f"! IS_ERR_OR_NULL ( {pointer} )"}
    return spelled(condition) in plain
