"""What ``reviewbot thread --fixups DIR`` does with the fix-ups."""

from __future__ import annotations

TYPE_CHECKING = False  # typing itself costs a sixth of the start-up
if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterator

    from reviewbot.config import Config
    from reviewbot.model.review import Review


def add_to(add: Callable[..., object]) -> None:
    """Add the options about fix-ups."""
    add("--fixups", metavar="DIR", help="write a patch to DIR for each remark that can be mended")
    add("--suggest", action="store_true", help="show such lines in the drafts")


def check(options: argparse.Namespace, settings: Config) -> None:
    """Raise UsageError where no fix-up could be written."""
    from reviewbot.errors import UsageError

    if options.fixups and options.interactive:
        raise UsageError("--fixups does not go with -i: run it once more, without")
    if options.fixups and not settings.me:
        raise UsageError("--fixups needs your address: git config --global user.email YOU@HOST")


def written(outcome: Review, folder: str, settings: Config) -> Iterator[str]:
    """Write the fix-ups of a review; a sentence for each, and for those there are not."""
    from collections import Counter
    from pathlib import Path

    from reviewbot.fixups.mail import as_mail
    from reviewbot.outbox import write_patches

    said = {finding.id: finding.text for finding in outcome.findings}
    mails = [as_mail(fixup, said.get(fixup.finding, "")) for fixup in outcome.mended.fixups]
    for path in write_patches(mails, Path(folder), me=settings.me):
        yield f"wrote {path}"
    reasons = Counter(reason for _, reason in outcome.mended.unmended)
    if reasons:
        count = reasons.total()
        whys = "; ".join(f"{reason} ({number})" for reason, number in sorted(reasons.items()))
        yield f"{count} fix-up{'' if count == 1 else 's'} not written: {whys}"
    elif not mails:
        yield "no remark has a fix-up"
