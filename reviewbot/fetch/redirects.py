"""Where a server may send us on to: to itself.

Another server would be asked by us for what the configured one chose: it could be one that only
we can reach.
"""

from __future__ import annotations

from urllib.parse import urljoin, urlsplit

MOST = 5  # in a row
_PORTS = {"http": 80, "https": 443}


def stays(url: str, location: str) -> bool:
    """Whether the ``Location`` that ``url`` answers with is on the same server.

    That is the same scheme, host and port; from http to https of the same host, each at its usual
    port, is no other server. A name is not compared by its addresses.
    """
    try:
        here, there = _server(url), _server(urljoin(url, location))
    except ValueError:  # no port
        return False
    odd = any(char <= " " or char == "\\" for char in location)  # each library reads those its way
    if odd or None in (*here, *there):
        return False
    usual = here == ("http", here[1], 80) and there == ("https", here[1], 443)
    return here == there or usual


def _server(url: str) -> tuple[str, str | None, int | None]:
    parts = urlsplit(url)
    return parts.scheme, parts.hostname, parts.port or _PORTS.get(parts.scheme)
