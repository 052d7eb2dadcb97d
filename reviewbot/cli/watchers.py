"""What a turn of the watch needs to know, as it is on that day."""

from __future__ import annotations

from reviewbot.cli.say import say
from reviewbot.cli.unloaded import tell_unloaded
from reviewbot.errors import UsageError

TYPE_CHECKING = False  # typing itself costs a sixth of the start-up
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from reviewbot.model.finding import Finding
    from reviewbot.stop import Stop
    from reviewbot.watch.settings import Settings
    from reviewbot.watch.turn import Watcher


def watchers(settings: Settings) -> Callable[[Stop], Watcher]:
    """A function that gives what a turn needs to know, as it is on that day."""
    import contextlib

    from reviewbot.checks.registry import unloaded
    from reviewbot.cli import suppressed
    from reviewbot.cli.feedback import dropped
    from reviewbot.cli.indexed import begin_for
    from reviewbot.cli.settings import load
    from reviewbot.frozen import replace
    from reviewbot.pipeline import Options
    from reviewbot.trees.table import table
    from reviewbot.watch.turn import Watcher

    user = load()
    reviewing = Options(
        mine=user.mine,
        templates=user.templates,
        pairs=user.pairs,
        voice=user.voice,
        conventions=user.conventions,
        trees=table(user.trees, None),
        deadline=settings.deadline,
        peers=settings.peers,
        dropped=dropped,
        tell=say,
    )
    tell_unloaded(unloaded())
    for_all = suppressed.read(user.suppress)
    of_list = {one.name: suppressed.read(one.manner.suppress) for one in settings.lists}

    def watcher(stop: Stop) -> Watcher:
        nonlocal for_all, of_list
        day = suppressed.today()
        for_all = suppressed.live(for_all, day)
        of_list = {name: suppressed.live(own, day) for name, own in of_list.items()}
        for tree in {one.manner.tree for one in settings.lists}:
            with contextlib.suppress(UsageError):  # of a tree; each list says it
                begin_for(tree, user)
        options = replace(reviewing, suppress=for_all)
        return Watcher(settings, user.me, options, say, stop, of_list, _remember)

    return watcher


def _remember(findings: Iterable[Finding]) -> None:
    """Keep what is drafted, so that feedback can name it; the watch knows itself what it drafted."""
    from reviewbot.cli.feedback import remember

    remember([finding for finding in findings if finding.drafted], drafted=False)
