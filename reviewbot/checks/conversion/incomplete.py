r"""A call left as it was where the patch converts the same call elsewhere.

The patch replaces ``old(…)`` by ``new(…)`` in place at two or more places with the same arguments,
and one more ``old(…)`` with these arguments stands unchanged in the diff. The remark stands at
that one. The arguments must name something that is the same everywhere (a constant, a global), or
the calls must stand in one function.

Why it matters: the one that was forgotten behaves as before. On a rarely taken path (the last
error label, suspend) nobody notices until it hurts.

Stays quiet: where the two functions differ by what holds at the place (``_locked``, ``_irqsave``,
``_nowait``, leading underscores) or are opposites, inside of either function or of one named after
it, in messages, where as many are left as converted, where the patch adds such a call itself or
converts it to several others, and where a later patch of the series converts it. It asks, and does
not say, where the arguments may be local after all, the new function comes with this patch, a
converted call stands close by, the preprocessor decides, the log says that not all are meant, or
later patches are not there.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from reviewbot.checks.api import Bad, Confidence, DiffContext, Good, Related, Remark, Severity
from reviewbot.context.c.renames import Place, renamed, rest
from reviewbot.context.c.tokens import Lex, Token, spelled
from reviewbot.knowledge.load import table
from reviewbot.model.patch import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reviewbot.model.patch import Hunk

SEVERITY = Severity.WARNING

ASKED_AS = (
    r"(?i)\b(?:all|every|each|any|other|remaining|rest)\b[^.?]{0,80}"
    r"\bshould(?: all| also| then)? be(?: also)? (?:converted|reversed|replaced|switched)\b"
    r"|\b(?:you|patch|this|it)(?: have|'ve| has)? (?:missed|forgot|overlooked)\b[^.?]{0,30}"
    r"\b(?:conversions?|calls?|callers?|call ?sites?|instances?|occurrences?)\b"
    r"|\b(?:conversion|replacement) (?:is|looks|seems) (?:incomplete|partial)\b"
    r"|\bwhy\s+(?:is|was|isn't|is not|not)\b[^.?]{0,40}"
    r"\b(?:converted|convert|replaced)\b[^.?]{0,10}\b(?:here|it|this|too|as well)\b"
)

_HEAD = """\
Tell the listeners in reverse order when a frob goes.
---
=== drivers/frob/core.c
"""
_TWO_DONE = """\
@@ static void frob_unplug(struct frob *frob)
 	frob_stop(frob);
-	frob_tell(&frob_listeners, FROB_GONE, frob);
+	frob_tell_reverse(&frob_listeners, FROB_GONE, frob);
 	frob_power(frob, false);
@@ static int frob_suspend(struct device *dev)
 	frob_stop(frob);
-	frob_tell(&frob_listeners, FROB_GONE, frob);
+	frob_tell_reverse(&frob_listeners, FROB_GONE, frob);
 	return 0;
"""

BAD = (
    Bad(
        _HEAD
        + _TWO_DONE
        + """\
@@ static void frob_remove(struct platform_device *pdev)
+	cancel_work_sync(&frob->work);
 	frob_stop(frob);
 	frob_tell(&frob_listeners, FROB_GONE, frob);
 	kfree(frob);
""",
        at=(" 	frob_tell(&frob_listeners, FROB_GONE, frob);",),
    ),
    Bad(
        """\
Reading the status register clears it; peek instead.
---
=== drivers/frob/irq.c
@@ static irqreturn_t frob_irq(int irq, void *data)
-	status = frob_fetch(priv->base, FROB_STATUS);
+	status = frob_peek(priv->base, FROB_STATUS);
 	if (!status)
@@ static void frob_poll(struct timer_list *t)
-	status = frob_fetch(priv->base, FROB_STATUS);
+	status = frob_peek(priv->base, FROB_STATUS);
 	frob_handle(priv, status);
@@ static int frob_show(struct seq_file *s, void *unused)
-	status = frob_fetch(priv->base,
-			   FROB_STATUS);
+	status = frob_peek(priv->base, FROB_STATUS);
 	seq_puts(s, "status:\\n");
@@ static int frob_resume(struct device *dev)
-	priv->gone = 0;
+	priv->gone = false;
 	status = frob_fetch(priv->base,
 			   FROB_STATUS);
""",
        at=(" 	status = frob_fetch(priv->base,",),
    ),
    Bad(
        """\
The listeners must hear of it in reverse, except where nothing was set up.
---
=== drivers/frob/core.c
"""
        + _TWO_DONE
        + """\
@@ static int frob_probe(struct platform_device *pdev)
 err_tell:
 	frob_tell(&frob_listeners, FROB_GONE, frob);
-	kfree(frob);
 	return err;
""",
        at=(" 	frob_tell(&frob_listeners, FROB_GONE, frob);",),
        confidence=Confidence.MODERATE,
    ),
)
GOOD = (
    Good(
        _HEAD
        + _TWO_DONE
        + """\
@@ static void frob_remove(struct platform_device *pdev)
+	cancel_work_sync(&frob->work);
 	frob_stop(frob);
 	frob_tell(&frob_listeners, FROB_READY, frob);
 	kfree(frob);
""",
        why="another event: its order was not the subject",
    ),
    Good(
        """\
Call the variant for callers that hold the lock where it is held.
---
=== drivers/frob/core.c
@@ static void frob_unplug(struct frob *frob)
-	frob_tell(&frob_listeners, FROB_GONE, frob);
+	frob_tell_locked(&frob_listeners, FROB_GONE, frob);
 	frob_power(frob, false);
@@ static int frob_suspend(struct device *dev)
-	frob_tell(&frob_listeners, FROB_GONE, frob);
+	frob_tell_locked(&frob_listeners, FROB_GONE, frob);
 	return 0;
@@ static void frob_remove(struct platform_device *pdev)
+	cancel_work_sync(&frob->work);
 	frob_tell(&frob_listeners, FROB_GONE, frob);
 	kfree(frob);
""",
        why="which of the two is right depends on the caller",
    ),
    Good(
        """\
Large maps do not fit into kmalloc().
---
=== drivers/frob/map.c
@@ static int frob_map_init(struct frob *frob)
-	map = kmalloc(size, GFP_KERNEL);
+	map = kvmalloc(size, GFP_KERNEL);
 	if (!map)
@@ static int frob_map_grow(struct frob *frob)
-	map = kmalloc(size, GFP_KERNEL);
+	map = kvmalloc(size, GFP_KERNEL);
 	if (!map)
@@ static int frob_read_id(struct frob *frob)
-	char *id;
+	u8 *id;
 	id = kmalloc(size, GFP_KERNEL);
 	if (!id)
""",
        why="only local names and a constant that everybody uses: another size",
    ),
    Good(
        _HEAD
        + _TWO_DONE
        + """\
@@ static void frob_tell_reverse(struct list_head *list, int event, void *data)
+	lockdep_assert_held(&frob_lock);
 	if (list_is_singular(list)) {
 		frob_tell(&frob_listeners, FROB_GONE, frob);
 		return;
""",
        why="the new function calls the old one",
    ),
    Good(
        """\
Say more.
---
=== drivers/frob/core.c
@@ static void frob_unplug(struct frob *frob)
-	pr_debug("%s: gone\\n", FROB_NAME);
+	pr_info("%s: gone\\n", FROB_NAME);
 	frob_power(frob, false);
@@ static int frob_suspend(struct device *dev)
-	pr_debug("%s: gone\\n", FROB_NAME);
+	pr_info("%s: gone\\n", FROB_NAME);
 	return 0;
@@ static void frob_remove(struct platform_device *pdev)
+	cancel_work_sync(&frob->work);
 	pr_debug("%s: gone\\n", FROB_NAME);
 	kfree(frob);
""",
        why="messages are chosen one by one",
    ),
    Good(
        _HEAD
        + _TWO_DONE
        + """\
@@ static void frob_remove(struct platform_device *pdev)
 	/* was: frob_tell(&frob_listeners, FROB_GONE, frob); */
-	frob_tell(&frob_listeners, FROB_GONE, frob);
+	frob_tell_reverse(&frob_listeners, FROB_GONE, frob);
 	kfree(frob);
""",
        why="what is left stands in a comment",
    ),
    Good(
        """\
Frob twice.
---
=== drivers/frob/core.c
@@ static void frob_unplug(struct frob *frob)
-	frob_tell(&frob_listeners, FROB_GONE, frob);
+	frob_tell_reverse(&frob_listeners, FROB_GONE, frob);
 	frob_power(frob, false);
@@ static void frob_remove(struct platform_device *pdev)
+	cancel_work_sync(&frob->work);
 	frob_tell(&frob_listeners, FROB_GONE, frob);
 	kfree(frob);
""",
        why="one place is no pattern",
    ),
)

_PLACES = 2  # conversions that make a pattern
_TELLING = 2  # arguments that are the same thing wherever they stand, or else
_SURE_PLACES = 3  # conversions, where only one is
_GLOBAL = 6  # characters of a name; shorter ones behind "&" are local more often than not
_CONSTANT = re.compile(r"[A-Z][A-Z0-9_]{3,}$")


def check(context: DiffContext) -> Iterator[Remark]:
    """One remark for each call, at the first place where it was left.

    The facts: ``old`` and ``new`` name the functions, ``count`` the places converted.
    """
    files = [file for file in context.files if file.is_c and file.old_path and file.new_path]
    patterns = {
        call: places
        for call, places in renamed(files).items()
        if len(places) >= _PLACES and len({place.call.name for place in places}) == 1
    }
    others = rest(files) if patterns else None
    if not others:
        return
    doubtful = _says_partial(context) or _lacks_later(context)
    for (old, arguments), done in patterns.items():
        new = done[0].call.name
        same = others.unchanged.get((old, arguments), ())
        if not 0 < len(same) <= len(done) or (old, arguments) in others.added:
            continue
        if old in others.declared or _is_variant(old, new):
            continue
        left = [place for place in same if _is_alike(place, done[0]) and _may_change(place, new)]
        if not left or _changes_later(context, left):
            continue
        is_doubtful = doubtful or new in others.declared
        confidence = _confidence(done, left, is_doubtful=is_doubtful)
        if confidence:
            yield _remark(done, left, confidence)


def _remark(done: Sequence[Place], left: Sequence[Place], confidence: Confidence) -> Remark:
    old, new = left[0].call.name, done[0].call.name
    related = [Related(place.call.line.body_line, f"became {new}()") for place in done]
    related += [Related(place.call.line.body_line, f"still {old}(), too") for place in left[1:]]
    return Remark(
        left[0].call.line.body_line,
        {"old": old, "new": new, "count": len(done)},
        confidence,
        tuple(related),
    )


# --- what makes a call left on purpose


def _is_variant(old: str, new: str) -> bool:
    """Whether the place decides between the two functions."""
    if old.startswith("__") != new.startswith("__"):
        return True
    only_old, only_new = _words(old) - _words(new), _words(new) - _words(old)
    differ = only_old | only_new
    if not differ or differ & _known("words"):
        return True
    return bool(only_old & _known("opposites") and only_new & _known("opposites"))


def _words(name: str) -> set[str]:
    return set(filter(None, name.lower().split("_")))


def _is_alike(left: Place, done: Place) -> bool:
    """Whether both calls are statements, or what both return is used."""
    return left.call.is_statement == done.call.is_statement


def _may_change(left: Place, new: str) -> bool:
    """Whether the call stands in a function, but in neither of both nor one named after one."""
    header = left.header
    if not header:
        return header is not None
    named = [token.text for token, after in pairwise(header) if after.text == "("]
    return not any(left.call.name in name or new in name for name in named)


def _changes_later(context: DiffContext, left: Sequence[Place]) -> bool:
    """Whether a later patch of the series removes such a call from one of these files."""
    paths = {place.file.path for place in left}
    return any(
        line.kind is Kind.REMOVED and f"{left[0].call.name}(" in line.text
        for patch in context.series.patches
        if (patch.subject.index or 0) > (context.patch.subject.index or 0)
        for file in patch.files
        if file.path in paths
        for hunk in file.hunks
        for line in hunk.lines
    )


# --- how sure


def _confidence(
    done: Sequence[Place], left: Sequence[Place], *, is_doubtful: bool
) -> Confidence | None:
    """How sure it is that the call was forgotten; None where nothing says so."""
    first = left[0]
    if any(token.lex is Lex.STRING for argument in first.call.arguments for token in argument):
        return None
    constants = sum(map(_has_constant, first.call.arguments))
    globals_ = sum(map(_may_be_global, first.call.arguments))
    header = first.header
    if not constants and not globals_:
        return Confidence.MODERATE if header and _in_one_function(done, first, header) else None
    if (
        is_doubtful
        or not header
        or not constants
        or (constants + globals_ < _TELLING and len(done) < _SURE_PLACES)
        or len(left) >= len(done)
        or any(place.side.hunk is first.side.hunk for place in done)
        or not any(place.file is first.file for place in done)
        or "test" in first.file.path
        or any(_has_condition(place.side.hunk) for place in (*done, first))
    ):
        return Confidence.MODERATE
    return Confidence.HIGH


def _in_one_function(done: Sequence[Place], left: Place, header: Sequence[Token]) -> bool:
    """Whether enough conversions stand in the function of the call left, on things it names."""
    names = any(token.lex is Lex.NAME for argument in left.call.arguments for token in argument)
    there = spelled(header)
    same = [place for place in done if place.file is left.file and _spelled(place) == there]
    return names and len(same) >= _PLACES


def _spelled(place: Place) -> str:
    return spelled(place.header or ())


def _may_be_global(argument: Sequence[Token]) -> bool:
    """Whether an argument is the address of a name as globals have; locals sometimes do."""
    name = argument[-1].text if [token.text for token in argument[:-1]] == ["&"] else ""
    return "_" in name and len(name) >= _GLOBAL


def _has_constant(argument: Sequence[Token]) -> bool:
    """Whether an argument names a constant that says what the call is about."""
    following = [*(token.text for token in argument[1:]), ""]
    return any(
        token.lex is Lex.NAME
        and _CONSTANT.match(token.text)
        and after != "("  # a macro; what it is given may be local
        and token.text not in _known("general_constants")
        and not token.text.startswith(tuple(_known("general_prefixes")))
        for token, after in zip(argument, following, strict=True)
    )


def _has_condition(hunk: Hunk) -> bool:
    return any(re.match(r"\s*#\s*(?:if|el|endif)", line.text) for line in hunk.lines)


def _lacks_later(context: DiffContext) -> bool:
    """Whether a later patch of the series, which might convert the call, is not here."""
    return any(number > (context.patch.subject.index or 1) for number in context.series.missing)


def _says_partial(context: DiffContext) -> bool:
    """Whether the log says that not every place is meant."""
    text = " ".join(context.message.line(number) for number in context.body.log).lower()
    return any(re.search(rf"\b{re.escape(phrase)}\b", text) for phrase in _known("partial"))


@cache
def _known(entry: str) -> frozenset[str]:
    """All words of the entries of that name."""
    return frozenset(word for row in table("variants")[entry] for word in row["words"])
