"""The way of the data on one screen: source → thread → series → findings → drafts."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from reviewbot.checks.registry import select, unloaded
from reviewbot.deadline import SECONDS, Deadline
from reviewbot.engine import run
from reviewbot.errors import NoPatchError, ReviewbotError, UsageError
from reviewbot.frozen import field, frozen, replace
from reviewbot.heard import heard
from reviewbot.knowledge.conventions import read as read_conventions
from reviewbot.knowledge.conventions import shipped
from reviewbot.knowledge.pairs import read as read_pairs
from reviewbot.knowledge.taste import Taste
from reviewbot.model.finding import Failure, broke
from reviewbot.model.fixup import NOTHING, Mended, joined
from reviewbot.model.review import Review, nothing_before
from reviewbot.paths import text_of
from reviewbot.peers.ask import TreePeers
from reviewbot.peers.names import ignore
from reviewbot.repeats import nothing_drafted, nothing_dropped
from reviewbot.thread.choose import choose, newer
from reviewbot.thread.prior import PriorIndex
from reviewbot.thread.series import read_thread
from reviewbot.trees.opened import Trees

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from reviewbot.checks.api import Check
    from reviewbot.context.repository import Repository
    from reviewbot.engine import Result
    from reviewbot.fetch.source import Fetched
    from reviewbot.knowledge.conventions import Conventions
    from reviewbot.memory import Memory
    from reviewbot.model.draft import Draft
    from reviewbot.model.finding import Finding, Skipped
    from reviewbot.model.review import Coverage, Reference
    from reviewbot.model.series import Prior, Series
    from reviewbot.model.wanted import SearchRequest, SearchResult
    from reviewbot.repeats import Dropped, Recall
    from reviewbot.suppress import Suppression
    from reviewbot.thread.thread import Thread
    from reviewbot.trees.opened import Ground
    from reviewbot.trees.table import Entry

Table = TypeVar("Table")


@frozen
class Options:
    """What to review and how to speak.

    ``checks`` empty means all of them. Without a ``tree`` the first of ``trees`` that is for a
    series is used, else the repository one stands in, if it is about the same files; without
    ``pairs`` and ``conventions`` the shipped tables are. ``voice`` is the user's table of who asks for
    what, or ``none``; without it only the shipped one is heard. ``base`` is the commit that is looked at; without one, or where
    it is not there, the one that fits best. ``peers`` are the programs of the tree that look at the
    patches, too: of its own, as its HEAD or ``base`` has them.
    ``as_final`` reviews an RFC as what is meant to be applied; ``repeat_raised`` drafts what people
    said in the thread already, ``repeat_drafted`` what was drafted on an earlier revision, ``nits``
    those beside a bug. ``own``: the patches are the user's own, and all is told that is found.
    ``suppress`` is not drafted.
    ``recall`` knows which remarks were drafted on earlier mails, ``dropped`` which ones the user has
    dropped: they are not drafted again.
    ``cached``: what was found before is not worked out again, where whole archives are reviewed;
    ``memory`` is what the checks are known to say: they are not asked again. ``habits`` are what titles
    in the archive at hand begin with.
    ``fixups`` makes fix-ups, ``suggest`` shows their lines in the drafts, too. ``positive`` drafts
    a line where nothing was found.
    ``deadline``: seconds of CPU for a series, beyond which the rest of its checks is skipped.
    ``tell`` is told of what takes long.
    """

    checks: tuple[str, ...] = ()
    revision: int | None = None
    ask: bool = False
    mine: frozenset[str] = frozenset()
    templates: Path | None = None
    tree: Path | None = None
    trees: tuple[Entry, ...] = ()
    base: str = ""
    peers: tuple[str, ...] = ()
    pairs: Path | None = None
    voice: str = ""
    conventions: Path | None = None
    as_final: bool = False
    repeat_raised: bool = False
    repeat_drafted: bool = False
    nits: bool = False
    own: bool = False
    suppress: tuple[Suppression, ...] = ()
    recall: Recall = field(default=nothing_drafted, repr=False)
    dropped: Dropped = field(default=nothing_dropped, repr=False)
    cached: bool = field(default=False, repr=False)
    memory: Memory | None = field(default=None, repr=False)
    habits: tuple[tuple[str, str, int, int, int], ...] = ()
    fixups: bool = False
    suggest: bool = False
    positive: bool = False
    deadline: float = SECONDS
    tell: Callable[[str], None] = field(default=ignore, repr=False)


@frozen
class _Outcome:
    """What came of one series; nothing but a failure where it broke."""

    findings: tuple[Finding, ...] = ()
    drafts: tuple[Draft, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    failures: tuple[Failure, ...] = ()
    known: Mapping[str, Coverage] = field(default_factory=dict)
    not_repeated: tuple[tuple[int, int], ...] = ()
    mended: Mended = NOTHING
    tree: Reference | None = None


def review(
    fetched: Fetched, options: Options, find: Callable[[SearchRequest], SearchResult] | None = None
) -> Review:
    """Review what was fetched; raises NoPatchError, and UsageError for unknown checks and tables.

    ``find`` looks for what a thread lacks that a message-id led to, of a server that knows it.
    """
    checks = checks_of(options)
    if find and fetched.message_id and fetched.is_listed:
        from reviewbot.thread.complete import complete  # noqa: PLC0415  few mails lead to a search

        thread = complete(fetched.raws, fetched.message_id, find)
    else:
        thread = read_thread(fetched.raws)
    chosen, left_out = choose(thread, fetched.message_id, options.revision)
    if not chosen:
        raise NoPatchError(_nothing(fetched, options, thread, left_out))
    prior = PriorIndex(thread).of
    with Trees(options.tree, options.trees, options.base, here=True) as trees:
        outcome = review_series(chosen, prior, checks, trees, options)
    return replace(
        outcome,
        newer=newer(thread, chosen),
        people=_people(outcome, thread),
        source=fetched.name,
        left_out=left_out,
        failures=(*unloaded(options.checks), *outcome.failures),
        defects=thread.defects,
        prior=nothing_before if any(not each.check for each in outcome.failures) else prior,
        public=_public(thread, fetched),
    )


def _public(thread: Thread, fetched: Fetched) -> frozenset[str]:
    """The ids of the mails that came from an archive, or by a list, which has one."""
    came_from_server = bool(fetched.message_id) and fetched.is_listed
    return frozenset(
        message.message_id for message in thread.messages if came_from_server or message.lists
    )


def _people(outcome: Review, thread: Thread) -> dict[str, str]:
    """Who wrote each mail that said first what was found, by its message-id."""
    raised = {finding.raised_by for finding in outcome.findings}
    return {
        each.message_id: each.author.name or each.author.email
        for each in thread.messages
        if each.message_id in raised
    }


def checks_of(options: Options) -> tuple[Check, ...]:
    """The checks to run: of one's own commits not those of mails, unless they are named.

    Raises UsageError for a name that no check has.
    """
    checks = select(options.checks)
    if options.own and not options.checks:
        return tuple(check for check in checks if not check.mailed)
    return checks


def review_series(
    chosen: tuple[Series, ...],
    prior: Callable[[Series], Prior],
    checks: tuple[Check, ...],
    trees: Trees | None,
    options: Options,
) -> Review:
    """Review some series of a thread, each for itself: one that breaks costs its own review.

    Raises UsageError for broken templates and tables, SourceError for a broken repository.
    """
    done = [_review_one(one, prior, checks, trees or Trees(), options) for one in chosen]
    return Review(
        source="",
        series=chosen,
        left_out=(),
        findings=tuple(each for one in done for each in one.findings),
        skipped=tuple(each for one in done for each in one.skipped),
        failures=tuple(each for one in done for each in one.failures),
        defects=(),
        drafts=tuple(each for one in done for each in one.drafts),
        tree=_together([one.tree for one in done if one.tree]),
        known={id_: known for one in done for id_, known in one.known.items()},
        not_repeated=tuple(each for one in done for each in one.not_repeated),
        checks=len(checks),
        mended=joined(one.mended for one in done),
    )


def _review_one(
    one: Series,
    prior: Callable[[Series], Prior],
    checks: tuple[Check, ...],
    trees: Trees,
    options: Options,
) -> _Outcome:
    try:
        with trees.under(one) as ground:
            outcome = _outcome((one,), prior, checks, ground, options)
            return replace(outcome, tree=ground.reference)
    except (ReviewbotError, ImportError):  # the user has to fix this
        raise
    except Exception as error:  # noqa: BLE001  the bulkhead between a series and all others
        return _Outcome(failures=(broke(error, message_id=one.mails[0].message.message_id),))


def _outcome(
    chosen: tuple[Series, ...],
    prior: Callable[[Series], Prior],
    checks: tuple[Check, ...],
    ground: Ground,
    options: Options,
) -> _Outcome:
    if options.templates:
        from reviewbot.reply.wording import check_folder  # noqa: PLC0415  as below

        check_folder(options.templates)
    result = run(
        chosen,
        checks,
        ground.repository,
        prior,
        Deadline(options.deadline),
        pairs=_table(options.pairs, read_pairs),
        taste=taste_of(options),
        peers=TreePeers(options.peers, ground.own, options.tell) if options.peers else None,
        memory=options.memory,
        unfit=ground.unfit,
    )
    if not result.findings:
        drafts = _positive(chosen, result, checks, ground, options) if options.positive else ()
        return _Outcome((), drafts, result.skipped, result.failures, result.known)
    from reviewbot.answer import answer  # noqa: PLC0415  most mails need none of what it imports

    said = answer(
        chosen, result.findings, checks, prior, options, _mender(ground.repository, options)
    )
    return _Outcome(
        said.findings,
        said.drafts,
        result.skipped,
        (*result.failures, *said.failures),
        result.known,
        said.not_repeated,
        said.mended,
    )


def _positive(
    chosen: tuple[Series, ...],
    result: Result,
    checks: tuple[Check, ...],
    ground: Ground,
    options: Options,
) -> tuple[Draft, ...]:
    """A line to each series in which nothing was found."""
    from reviewbot.answer import wording  # noqa: PLC0415  as above
    from reviewbot.reply.positive import positive  # noqa: PLC0415

    words = wording(options.templates, frozenset())
    names = [check.name for check in checks]
    tree = ground.repository.describe if ground.repository else ""
    return tuple(
        draft for one in chosen for draft in positive(one, result, names, tree, words, options.mine)
    )


def _mender(
    repository: Repository | None, options: Options
) -> Callable[[Series, Iterable[Finding]], Mended] | None:
    """What makes fix-ups: all checks look at them, whichever are asked for."""
    if not (options.fixups or options.suggest):
        return None
    from reviewbot.fixups.mend import mend  # noqa: PLC0415  mostly nobody asks for them

    every = select(())
    return lambda series, findings: mend(
        series, findings, every, repository, Deadline(options.deadline)
    )


def taste_of(options: Options) -> Taste:
    """Who will read it, and what the code keeps to; raises UsageError for a broken table."""
    return Taste(heard(options.voice, options.mine), _conventions(options.conventions))


def _conventions(path: Path | None) -> Callable[[], Conventions]:
    """The table of what the code keeps to, when it is needed."""
    own = _table(path, read_conventions)
    return (lambda: own) if own else shipped


def _table(path: Path | None, read: Callable[[str], Table]) -> Table | None:
    """The user's own table of one kind."""
    if path is None:
        return None
    try:
        return read(text_of(path))
    except OSError as error:
        raise UsageError(f"the table {path} cannot be read: {error.strerror}") from error
    except ValueError as error:
        raise UsageError(f"{path} is not a table made by `reviewbot learn`: {error}") from error


def _together(trees: Sequence[Reference]) -> Reference | None:
    """The tree of the first series, named with those of the others."""
    if not trees:
        return None
    first, *others = trees
    more = (e.name if e.path == first.path else f"{e.path} at {e.name}" for e in others)
    return replace(first, name=", ".join(dict.fromkeys((first.name, *more))))


def _nothing(
    fetched: Fetched, options: Options, thread: Thread, left_out: tuple[object, ...]
) -> str:
    from reviewbot.report.no_patch import why_no_patch  # noqa: PLC0415  mostly there is one

    messages = len(thread.messages)
    count = f"{messages} message{'' if messages == 1 else 's'}"
    if left_out and options.revision is not None:
        return f"{fetched.name}: {count}, but no v{options.revision} of the series in it"
    if left_out:
        return f"{fetched.name}: {count}, but {fetched.message_id} belongs to no series in it"
    alone = messages == 1 and not fetched.message_id and fetched.is_listed
    hint = "; to fetch the whole thread, give its message-id" if alone else ""
    return f"{fetched.name}: {count}, no patch in it: {why_no_patch(thread)}{hint}"
