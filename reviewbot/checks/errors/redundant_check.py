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

from functools import cache
from typing import TYPE_CHECKING, Any

from reviewbot.checks.api import Bad, DiffContext, Good, Related, Remark, Severity
from reviewbot.context.c.hunk.new import new_code
from reviewbot.context.c.hunk.pattern import NOT_NULL, Pattern
from reviewbot.knowledge.load import by_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from reviewbot.context.c.hunk.match import Match
    from reviewbot.model.finding import Fact

SEVERITY = Severity.NOTE
NIT = True
FINAL_ONLY = True
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


_NO_ERROR = ("!IS_ERR($p)", "!IS_ERR_OR_NULL($p)")


def _null_safe() -> Mapping[str, Any]:
    """The functions that do nothing where their first argument is NULL."""
    return by_name("null_safe", "functions")


@cache
def _error_safe() -> frozenset[str]:
    """Those of them that take error pointers as well."""
    return frozenset(name for name, entry in _null_safe().items() if entry.get("errors"))


_GUARDED = "if (TEST) { $callee($p, ...); }"
_PATTERNS = {
    "NULL": Pattern(_GUARDED, through_hints=False, TEST=NOT_NULL, callee=_null_safe),
    "error pointers": Pattern(_GUARDED, through_hints=False, TEST=_NO_ERROR, callee=_error_safe),
}


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on the added checks of a function that the callee makes itself, for each callee."""
    for takes, pattern in _PATTERNS.items():
        alike: dict[object, list[Match]] = {}
        for match in new_code(context, pattern):
            if match.before != "else" and match.after not in ("else", ""):
                key = (match.fragment, match.function, match["callee"])
                alike.setdefault(key, []).append(match)
        for group in alike.values():
            yield _remark(takes, group)


def _remark(takes: str, group: Sequence[Match]) -> Remark:
    first, *others = (match.line.body_line for match in group)
    conditions = tuple(dict.fromkeys(match.condition for match in group))
    test = Related(group[0].first("if").line.body_line, "the check")
    related = (test, *(Related(at, "can be dropped, too") for at in others))
    facts: dict[str, Fact] = {
        "conditions": conditions,
        "callee": group[0]["callee"],
        "takes": takes,
    }
    return Remark(first, facts, related=related)
