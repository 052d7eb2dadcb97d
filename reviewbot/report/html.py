"""A review as one static page: no script, nothing fetched, nothing but text from the mails."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from typing import TYPE_CHECKING

import jinja2

from reviewbot import __version__
from reviewbot.report.links import Archive
from reviewbot.report.page.choices import NAMES, choices
from reviewbot.report.page.sheet import sheets
from reviewbot.report.page.unseen import unseen
from reviewbot.report.summary import (
    context_line,
    count,
    failure_lines,
    newer_line,
    not_repeated_lines,
    outcome,
    parts_line,
    title,
)
from reviewbot.thread.clean import visible

if TYPE_CHECKING:
    from pathlib import Path

    from reviewbot.model.review import Review

_FOLDER = "report/html"
_KINDS = {"+": "add", "-": "del", " ": "ctx", "": "head"}  # of a line by its mark


def render(review: Review, templates: Path, archive: str = "") -> str:
    """The page, equal for equal input; ``templates`` is the directory of our own templates.

    ``archive`` is the URL of a mail with ``%s`` for its message-id.
    """
    links = Archive(archive, review.public)
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(templates / _FOLDER),
        undefined=jinja2.StrictUndefined,
        autoescape=True,
        keep_trailing_newline=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals |= {"names": NAMES, "kinds": _KINDS}
    environment.filters |= {"counted": count, "pieces": links.pieces, "url": links.url}
    style = environment.get_template("style.css.j2").render()
    names = [title(series) for series in review.series]
    series = [(title(one), parts_line(one), mails) for one, mails in sheets(review)]
    return environment.get_template("page.html.j2").render(
        style=style,
        style_hash=b64encode(sha256(style.encode()).digest()).decode("ascii"),
        version=__version__,
        title="; ".join(names) or visible(review.source),
        source=visible(review.source),
        outcome=outcome(review),
        newer=newer_line(review),
        not_repeated=list(not_repeated_lines(review)),
        context=context_line(review) if review.series else "",
        failures=[*failure_lines(review.failures)],
        series=series,
        choices=choices(mail for _, _, mails in series for mail in mails),
        unseen=list(unseen(review)),
    )
