"""What ``reviewbot thread --imap`` does with the drafts."""

from __future__ import annotations

from reviewbot.cli.watch import SETTINGS

TYPE_CHECKING = False  # typing itself costs a sixth of the start-up
if TYPE_CHECKING:
    from collections.abc import Sequence

    from reviewbot.model.draft import Draft
    from reviewbot.model.mail import Address


def append(drafts: Sequence[Draft], me: Address | None) -> int:
    """Put them into the folder that the settings of ``watch`` name; how many were not there.

    A draft is known by its content: where the folder has it, it is not put there again. Without a
    draft the server is not asked. Raises UsageError.
    """
    import hashlib
    from datetime import datetime

    from reviewbot.imap import drafts_folder
    from reviewbot.outbox import to_bytes
    from reviewbot.paths import in_config
    from reviewbot.stamp import stamped
    from reviewbot.watch.settings import read_account

    account = read_account(in_config(SETTINGS))
    if not drafts:
        return 0
    with drafts_folder(account) as put:
        contents = [to_bytes(draft, me) for draft in drafts]
        names = [hashlib.sha256(content).hexdigest()[:32] for content in contents]
        now = datetime.now().astimezone()
        return sum(map(put, names, [stamped(content, now) for content in contents]))
