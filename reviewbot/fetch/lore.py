"""b4 and liblore behind functions; the only importer of either, and only inside them.

Everything that talks to a server runs in a child,
``python -m reviewbot.fetch.lore ASK`` (started by ``reviewbot.fetch.remote``), because b4 calls
``sys.exit``, keeps its server for the life of a process, has no deadline, and unpacks whatever
it is sent.

What of the user's b4 counts: git config as the user has it (system, global): ``b4.midmask``,
``b4.cache-expire``, ``[liblore "https://host"]``, ``[lore]``; b4's cache in
``$XDG_CACHE_HOME/b4``, which also answers without network while it is fresh. What does not: the
configuration of the repository one stands in, and a work tree's ``.b4-config``; either may be a
stranger's and could name another server. b4 has no offline *setting*, only its ``--offline-mode`` option, which refuses to fetch
at all: there is nothing to honour.

The child's answer, on stdout: a line ``{"host": ...}`` (a second one, with ``"lacks"``, where the
server was to answer), then ``{"sizes": [...]}`` and the
messages one after the other, or instead ``{"error": "source"|"unknown"|"usage", "sentence":
...}``.
"""

from __future__ import annotations

import contextlib
import gzip
import io
import json
import os
import re
import resource
import signal
import sys
import zlib
from typing import TYPE_CHECKING, BinaryIO
from urllib.parse import urlsplit

from reviewbot.errors import ReviewbotError, SourceError, UnknownMessageError, UsageError
from reviewbot.fetch import redirects
from reviewbot.fetch.limits import shown, shown_size
from reviewbot.fetch.mboxrd import split_mbox
from reviewbot.frozen import frozen
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import requests
    from liblore import LoreNode, RemoteError

_END = regex(rb"\r?\n\r?\n")  # of a header
_SELF_DESTRUCT = 5  # seconds after the deadline, should nobody be left to stop us
_BASE_MEMORY = 1 << 30  # address space of Python, b4 and what it imports, generously
_COPIES = 8  # of the data: unpacked, in lines, split; 256 MiB of mail took 2.2 GB at most
_PIECE = 1 << 20
_OK, _NOT_FOUND, _TOO_MANY = 200, 404, 429
_SERVER_FAULT, _NO_SEARCH = 500, 501
_PROBE = 2.0  # seconds for a search of which only the status counts
# what is in any list of patches, said twice
_PHRASES = 's:"rfc patch" OR s:"patch v2"'
_WORDS = "(s:rfc AND s:patch) OR (s:patch AND s:v2)"


@frozen
class Ask:
    """What the child is asked for: a thread, or with ``query`` the threads a search finds.

    Attributes:
        message_id: Without ``<>``; of a search, the message it completes the thread of. Where it is
            ``""``, all that is wanted is the name of the server.
        host: Of the URL it was given as, or ``None``; must be the configured server's.
        deadline: Seconds.
        size: Bytes, packed and unpacked.
        messages: Number of messages.
        lines: Number of lines.
        query: In public-inbox's syntax; ``""`` where the thread itself is wanted.
        online: Whether a server that is only to be named must answer, too.
    """

    message_id: str
    host: str | None
    deadline: float
    size: int
    messages: int
    lines: int
    query: str = ""
    online: bool = False

    @property
    def what(self) -> str:
        """What is asked for, in a sentence."""
        id_ = f"<{self.message_id}>"
        return f"what a search for more of {id_} finds" if self.query else f"the thread of {id_}"


def main() -> None:
    """Entry point of the child process: fetch what its argument asks for, answer on stdout."""
    ask = Ask(**json.loads(sys.argv[1]))
    os.umask(0o077)  # b4's cache: what somebody reviews is nobody else's business
    signal.setitimer(signal.ITIMER_REAL, ask.deadline + _SELF_DESTRUCT)
    with contextlib.suppress(ValueError, OSError):  # already lower, or not of this system
        memory = _BASE_MEMORY + _COPIES * ask.size
        resource.setrlimit(resource.RLIMIT_AS, (memory, resource.getrlimit(resource.RLIMIT_AS)[1]))
    with os.fdopen(os.dup(1), "wb") as out:
        os.dup2(2, 1)  # what b4 prints is no part of the answer
        try:
            messages = _fetch(ask, out)
        except MemoryError:
            _tell(out, error="source", sentence=_too_large(ask))
        except ReviewbotError as error:
            _tell(out, error=_kind(error), sentence=str(error))
        else:
            _tell(out, sizes=[len(message) for message in messages])
            out.writelines(messages)


def _kind(error: ReviewbotError) -> str:
    if isinstance(error, UnknownMessageError):
        return "unknown"
    return "usage" if isinstance(error, UsageError) else "source"


def _tell(out: BinaryIO, **what: object) -> None:
    out.write(json.dumps(what).encode() + b"\n")
    out.flush()


def _too_large(ask: Ask) -> str:
    return f"{ask.what} is over {shown_size(ask.size)}"


def _fetch(ask: Ask, out: BinaryIO) -> tuple[bytes, ...]:
    node = _node()
    _tell(out, host=node.hostname)
    hosts = [urlsplit(origin).netloc.lower() for origin in node.origins]
    if ask.host and ask.host not in hosts:
        raise UsageError(
            f"{shown(ask.host)} is not the server b4 is configured for ({node.hostname});"
            " give the message-id alone, or set b4.midmask in git config"
        )
    asked = _Watch(ask)
    session = asked.session(node.user_agent_plus)
    if not ask.message_id:
        if ask.online:
            _tell(out, host=node.hostname, lacks=_knock(node, session, ask.deadline))
        return ()
    node.set_requests_session(session)
    messages = _messages(node, ask, nocache=False)
    if ask.query:
        return messages
    if not asked.requests and not _among(messages, ask.message_id):
        # b4's cache keeps a wrong answer as well as a right one
        messages = _messages(node, ask, nocache=True)
    if not _among(messages, ask.message_id):
        what = "mail, but not" if messages else "an empty mailbox for"
        raise UnknownMessageError(f"{node.hostname} sent {what} <{ask.message_id}>")
    return messages


def _knock(node: LoreNode, session: requests.Session, deadline: float) -> str:
    """What the server's search lacks, ``""`` where it is not known to; raises SourceError.

    The error is that the server does not answer well. That words are found and the phrases they
    make are not tells of an index without their order.
    """
    import requests  # noqa: PLC0415  b4 has loaded it

    try:
        status = session.head(node.url, timeout=deadline).status_code
    except requests.RequestException as error:
        raise SourceError(f"{node.hostname} cannot be reached ({_why(error)})") from error
    if status >= _SERVER_FAULT:
        raise SourceError(f"{node.hostname} has a fault (it answered {status}); try again later")
    try:
        phrases, words = (
            session.get(f"{node.url}/", params={"q": query}, timeout=_PROBE).status_code
            for query in (_PHRASES, _WORDS)
        )
    except requests.RequestException:
        return ""
    if phrases == _NO_SEARCH:
        return "search"
    return "phrases" if (phrases, words) == (_NOT_FOUND, _OK) else ""


def _messages(node: LoreNode, ask: Ask, *, nocache: bool) -> tuple[bytes, ...]:
    data = _mailbox(node, ask, nocache=nocache)
    if len(data) > ask.size:  # out of the cache, of a run that allowed more
        raise SourceError(_too_large(ask))
    if data.count(b"\n") > ask.lines:
        raise SourceError(f"{ask.what} has over {ask.lines} lines")
    messages = split_mbox(data)
    if len(messages) > ask.messages:
        raise SourceError(f"{ask.what} has over {ask.messages} messages")
    return messages


def _among(messages: tuple[bytes, ...], message_id: str) -> bool:
    """Whether one of the raw messages carries this Message-ID."""
    wanted = re.compile(
        rb"^message-id:\s*<?" + re.escape(message_id.encode()) + rb"(?:[>\s]|\Z)",
        re.IGNORECASE | re.MULTILINE,
    )
    return any(wanted.search(_END.split(message, maxsplit=1)[0]) for message in messages)


def _node() -> LoreNode:
    """The server as the user's b4 has it configured; raises SourceError, UsageError."""
    import argparse  # noqa: PLC0415  not for the parent

    try:
        import b4  # noqa: PLC0415  only the child pays for it
    except ImportError as error:
        raise SourceError(f"b4 cannot be loaded ({shown(str(error))})") from error
    try:
        # b4 looks for a repository and .b4-config in the cwd, which is empty
        b4.setup_config(argparse.Namespace(config={}), topdir=None)
        node = b4.get_lore_node()
    except OSError as error:
        raise SourceError(
            f"b4 cannot start: {shown(str(error.filename))}: {error.strerror}"
        ) from error
    except (Exception, SystemExit) as error:
        raise UsageError(
            f"b4 does not accept its git config ({type(error).__name__}: {shown(str(error))})"
        ) from error
    if urlsplit(node.url).scheme not in ("http", "https") or not node.hostname:
        raise UsageError(f"b4.midmask in git config is not the URL of a server: {shown(node.url)}")
    return node


def _mailbox(node: LoreNode, ask: Ask, *, nocache: bool) -> bytes:
    """The mails asked for as mbox; raises SourceError for all that servers and networks do."""
    import requests  # noqa: PLC0415  b4 has loaded it
    from liblore import LibloreError, NotOnMirrorError, RemoteError  # noqa: PLC0415

    host = node.hostname
    try:
        if ask.query:
            return _found(node, ask.query)
        return node.get_mbox_by_msgid(ask.message_id, nocache=nocache)
    except NotOnMirrorError as error:
        missed = "finds nothing" if ask.query else f"does not have <{ask.message_id}>"
        raise SourceError(
            f"the mirror {host} {missed}, and the archive it mirrors cannot be reached"
        ) from error
    except RemoteError as error:
        kind = UnknownMessageError if error.status_code == _NOT_FOUND else SourceError
        raise kind(_refusal(host, ask, error)) from error
    except (EOFError, zlib.error) as error:
        raise SourceError(f"the answer of {host} is cut off or damaged") from error
    except (gzip.BadGzipFile, requests.exceptions.ContentDecodingError) as error:
        raise SourceError(f"{host} answered with something else than a mailbox") from error
    except requests.TooManyRedirects as error:
        raise SourceError(f"{host} sends on from one place to another") from error
    except requests.RequestException as error:
        raise SourceError(f"{host} broke off in its answer ({_why(error)})") from error
    except LibloreError as error:
        raise SourceError(f"{host} cannot be used ({shown(str(error))})") from error
    except OSError as error:
        raise SourceError(f"the answer of {host} cannot be kept: {error.strerror}") from error


def _sent_away(url: str, location: str) -> str:
    """The sentence for a redirect to another server."""
    return (
        f"{urlsplit(url).hostname} sends on to another server, which is not asked ({shown(location)});"
        " if that is the one to ask, set b4.midmask in git config"
    )


def _found(node: LoreNode, query: str) -> bytes:
    """The whole threads of all hits as mbox, empty where there is none; raises as liblore does.

    Whole threads, because what was said on a patch is in replies that the query need not match.
    They cost little: on loopback a public-inbox of 10,600 mails sent 82 messages in 0.3 s (median
    of 49 series with earlier revisions or something missing), at most 654 in 1.7 s.
    """
    from liblore import RemoteError  # noqa: PLC0415  b4 has loaded it

    try:
        return node.get_mbox_by_query(query, full_threads=True)
    except RemoteError as error:
        if error.status_code == _NOT_FOUND:  # how public-inbox says that nothing matches
            return b""
        raise


def _refusal(host: str, ask: Ask, error: RemoteError) -> str:
    status, message_id = error.status_code, ask.message_id
    if status is None:
        return f"{host} cannot be reached ({_why(error)})"
    if status == _NOT_FOUND:
        return f"{host} has no message <{message_id}>"
    if status == _NO_SEARCH:
        return f"{host} cannot be searched"
    if status == _TOO_MANY:
        return f"{host} wants fewer requests (it answered 429); try again later"
    if status >= _SERVER_FAULT:
        return f"{host} has a fault (it answered {status}); try again later"
    refused = "allow the search" if ask.query else f"give out <{message_id}>"
    return f"{host} does not {refused} (it answered {status})"


def _why(error: BaseException) -> str:
    """The system's own words deep in a chain of wrapped exceptions, or a few of ours."""
    import requests  # noqa: PLC0415  b4 has loaded it

    why, queue = "the connection broke", [error]
    seen: set[int] = set()
    while queue:
        link = queue.pop(0)
        if id(link) in seen:
            continue
        seen.add(id(link))
        if isinstance(link, requests.exceptions.SSLError):
            return "its certificate is not accepted"
        if isinstance(link, requests.Timeout):
            return "it does not answer in time"
        if isinstance(link, OSError) and isinstance(link.strerror, str):
            return link.strerror.lower()
        linked = [link.__cause__, link.__context__, getattr(link, "reason", None), *link.args]
        queue += [further for further in linked if isinstance(further, BaseException)]
    return why


class _Watch:
    """Requests that stop at the size limit, packed and unpacked, and are counted."""

    def __init__(self, ask: Ask) -> None:
        self.requests = 0
        self._ask = ask

    def session(self, plus: str | None) -> requests.Session:
        """A session that calls itself what b4 does, with the user's ``useragentplus``."""
        import b4  # noqa: PLC0415  only the child pays for it
        import requests  # noqa: PLC0415

        session = requests.Session()
        session.headers["User-Agent"] = f"b4/{b4.__VERSION__}" + (f"+{plus}" if plus else "")
        session.hooks["response"].append(self._check)
        session.max_redirects = redirects.MOST
        return session

    def _check(self, response: requests.Response, **_: object) -> None:
        """Read a response whole, before anybody else does; raises SourceError when too large."""
        self.requests += 1
        location = response.headers.get("location")
        if response.is_redirect and location and not redirects.stays(response.url, location):
            raise SourceError(_sent_away(response.url, location))
        response.iter_content = self._up_to_limit(response.iter_content)  # type: ignore[method-assign]
        body = response.content
        if response.status_code != _OK:
            return
        total = 0
        # what is wrong with the data otherwise, liblore finds
        with (
            contextlib.suppress(OSError, EOFError, zlib.error),
            gzip.GzipFile(fileobj=io.BytesIO(body)) as packed,
        ):
            while piece := packed.read(_PIECE):
                total += len(piece)
                if total > self._ask.size:
                    raise SourceError(_too_large(self._ask))

    def _up_to_limit(self, read: Callable[..., Iterator[bytes]]) -> Callable[..., Iterator[bytes]]:
        def pieces(size: int = _PIECE, **_: object) -> Iterator[bytes]:
            total = 0
            for piece in read(size):
                total += len(piece)
                if total > self._ask.size:
                    raise SourceError(_too_large(self._ask))
                yield piece

        return pieces


if __name__ == "__main__":
    main()
