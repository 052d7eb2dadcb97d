"""A review as one static page: no script, nothing fetched, nothing but text from the mails."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from typing import TYPE_CHECKING

import jinja2

from reviewbot import __version__
from reviewbot.report.page import sheets
from reviewbot.report.summary import (
    context_line,
    count,
    defect_lines,
    failure_lines,
    outcome,
    parts_line,
    skipped_by_reason,
    title,
)
from reviewbot.thread.clean import header_text, visible

if TYPE_CHECKING:
    from pathlib import Path

    from reviewbot.model.review import Review

_FOLDER = "report/html"


def render(review: Review, templates: Path) -> str:
    """The page, equal for equal input; ``templates`` is the directory of our own templates."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(templates / _FOLDER),
        undefined=jinja2.StrictUndefined,
        autoescape=True,
        keep_trailing_newline=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["counted"] = count
    style = environment.get_template("style.css.j2").render()
    names = [title(series) for series in review.series]
    return environment.get_template("page.html.j2").render(
        style=style,
        style_hash=b64encode(sha256(style.encode()).digest()).decode("ascii"),
        version=__version__,
        title="; ".join(names) or visible(review.source),
        source=visible(review.source),
        outcome=outcome(review),
        context=context_line(review) if review.series else "",
        failures=[*failure_lines(review.failures)],
        series=[(title(one), parts_line(one), mails) for one, mails in sheets(review)],
        left_out=[(title(series), header_text(reason)) for series, reason in review.left_out],
        skipped=list(skipped_by_reason(review)),
        defects=list(defect_lines(review.defects)),
    )
