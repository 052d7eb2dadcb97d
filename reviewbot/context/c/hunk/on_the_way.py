"""Messages on the way through a function that is called once for each device or module."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from reviewbot.context.c.hunk.declared import name_of
from reviewbot.context.c.hunk.messages import new_messages
from reviewbot.context.c.hunk.new import file_of
from reviewbot.context.c.hunk.old_texts import is_reworded, stands_there
from reviewbot.context.c.hunk.rollback import is_rollback
from reviewbot.knowledge.error_codes import code_names
from reviewbot.knowledge.layout import is_driver, is_test
from reviewbot.knowledge.load import table
from reviewbot.model.patch import ADDED
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.c.hunk.messages import Message
    from reviewbot.context.levels import DiffContext

_TOP = regex(r"\t(?!\t)")
_LAST = 2  # words: frob_probe_common(), but not frob_remove_lost_devices(), which recovers
_ENDS = (";", "}", "{")
_FAILED = regex(r"(?<!! )\bIS_ERR|== - E[A-Z]|< 0\Z")  # in a condition
_FAILS = (("return", "-"), ("return", "ret"), ("return", "dev_err_probe"))


def drivers_news(context: DiffContext) -> Iterator[Message]:
    """The added messages of no trouble of drivers.

    But those of tests, which are there to tell, what the file tells elsewhere in the same words, and
    what is there in other words.
    """
    for message in new_messages(context):
        file = file_of(context, message.match) if message.is_info else None
        is_meant = file and is_driver(file.path) and not is_test(file.path)
        if not (file and is_meant) or stands_there(context, file, message.literal):
            continue
        if not is_reworded(message.match.fragment.hunk, message.literal):
            yield message


def is_behind_a_statement(message: Message) -> bool:
    """Whether it is a statement of its own, not the branch of a condition."""
    return message.match.before in _ENDS


def is_on_the_way(message: Message) -> bool:
    """Whether a function that is called once for each device comes by here where all is well."""
    is_outermost = _TOP.match(message.match.tokens[0].line.text) is not None
    return is_outermost and is_behind_a_statement(message) and is_of_one_call(message)


def is_of_one_call(message: Message) -> bool:
    """Whether it is printed by a function that is called once for each device or module."""
    function = message.match.function
    words = frozenset(name_of(function).lower().split("_")[-_LAST:]) if function else frozenset()
    return not words.isdisjoint(_functions())


def may_be_of_driver(message: Message) -> bool:
    """Whether the head of its function, if it is there, has the device of a bus, or is a module's."""
    function = message.match.function
    head = frozenset(token.text for token in function.header) if function else frozenset()
    return not head or not head.isdisjoint(_given())


@cache
def _given() -> frozenset[str]:
    types = (each["name"].split()[1] for each in table("device_types")["types"])
    return frozenset((*types, "__init", "__exit"))


@cache
def _functions() -> frozenset[str]:
    return frozenset(table("banners")["functions"]["words"])


def tells_of_no_trouble(message: Message) -> bool:
    """Whether the text, and what is done behind it, tell of no trouble."""
    code, behind = message.match.code, message.match.stop + 1
    leaves = code.text(behind) == "goto" or (code.text(behind), code.text(behind + 1)) in _FAILS
    leaves = leaves or (code.text(behind + 1), code.text(behind + 2)) == ("=", "-")  # a code is set
    is_good = message.says.isdisjoint(_trouble()) and not leaves and not _tells_of_failure(message)
    return bool(message.says) and is_good


def is_usual(context: DiffContext, message: Message) -> bool:
    """Whether drivers of that directory print one line like it, and are not asked to drop it."""
    file = file_of(context, message.match)
    path = file.path if file else ""
    here = (each["words"] for each in table("banners")["usual"] if path.startswith(each["path"]))
    return any(not any(message.says.isdisjoint(row) for row in words) for words in here)


def _tells_of_failure(message: Message) -> bool:
    """Whether it prints an error code, or stands where one is known to be there, as where all is undone."""
    is_printed = any(token.text == "PTR_ERR" for value in message.values for token in value)
    around = list(message.match.code.blocks.around(message.match.start))
    conditions = [level.here.condition for level in around]
    is_failure = any(_FAILED.search(each) or _is_code(each) for each in conditions)
    return is_printed or is_failure or is_rollback(around)


def _is_code(condition: str) -> bool:
    """Whether it begins with an error code and goes on, as ``ret && ret != -ENODEV`` does."""
    first, _, rest = condition.partition(" && ")
    return bool(rest) and (first in code_names() or rest.startswith(f"{first} != "))


def tells_a_value(message: Message) -> bool:
    """Whether it prints what somebody may look for: more than a name, or a name and not that it is there."""
    conversions = message.conversions
    return bool(conversions) and message.says.isdisjoint(table("banners")["there"]["words"])


def is_beside_others(message: Message) -> bool:
    """Whether its function has printed one like it before the patch."""
    function = message.match.function
    printed = f"{message.printer.split('_')[0]}_info"
    body = function.body if function else ()
    return any(token.text == printed and token.line.kind is not ADDED for token in body)


def tells_a_state(message: Message) -> bool:
    """Whether the text tells in which way it works, or which one the device says it is."""
    known = table("banners")
    is_read = any(not token.text.isupper() for value in message.values for token in value[:1])
    is_identity = is_read and not message.says.isdisjoint(known["identity"]["words"])
    return is_identity or not message.says.isdisjoint(known["state"]["words"])


@cache
def _trouble() -> frozenset[str]:
    return frozenset(table("banners")["trouble"]["words"])


def is_to_tell(message: Message) -> bool:
    """Whether the function is there to tell, by its name, or mends what a device says of itself."""
    function = message.match.function
    words = name_of(function).lower().split("_") if function else ()
    return not set(words).isdisjoint(table("banners")["tells"]["words"])
