"""The result as one static page: the tables, and plots as SVG; the only importer of matplotlib."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import jinja2

from reviewbot.backtest.count import by_check, by_list, by_year
from reviewbot.backtest.outcome import Outcome
from reviewbot.backtest.show import chance, interval, percent, wanted
from reviewbot.errors import UsageError
from reviewbot.reply.wording import template_root

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reviewbot.backtest.count import Replayed, Score
    from reviewbot.backtest.show import Source

TEMPLATE = "report/backtest.html.j2"
_COLORS = {
    Outcome.AGREED: "#1b7837",
    Outcome.FIXED: "#7fbf7b",
    Outcome.IGNORED: "#af8dc3",
    Outcome.UNKNOWN: "#d9d9d9",
}
_STABLE = {"svg.hashsalt": "reviewbot", "svg.fonttype": "none"}  # the same page in every run
_WIDTH = 9.0  # inches


def plotting() -> Any:  # noqa: ANN401  a module
    """The library that makes the plots; raises UsageError where it is not installed."""
    try:
        import matplotlib as mpl  # noqa: PLC0415  slow, and an extra
        import matplotlib.figure  # noqa: PLC0415
    except ImportError as error:
        raise UsageError("--html needs 'pip install reviewbot[backtest]'") from error
    return mpl


def page(replayed: Replayed, source: Source) -> str:
    """The page. No script, nothing that is not in it; equal for equal input."""
    scores, years = by_check(replayed), by_year(replayed)
    checks = {name: score for name, score in scores.items() if score.hits}
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(template_root()),
        undefined=jinja2.StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters |= {"percent": percent, "interval": interval, "wanted": wanted}
    return made.get_template(TEMPLATE).render(
        tally=replayed.all,
        source=source,
        outcomes=[each.value for each in Outcome],
        tables=[("check", scores), ("list", by_list(replayed)), ("year", years)],
        plots=[_bars(checks), _trend(years)] if checks else [],
        chance=list(chance(replayed)),
    )


def _bars(scores: Mapping[str, Score]) -> str:
    """A bar for each check, what became of its findings as parts of it."""
    names = list(scores)[::-1]
    figure, axes = _axes(0.8 + 0.24 * len(names))
    left = [0.0] * len(names)
    for outcome, color in _COLORS.items():
        parts = [scores[name].outcomes[outcome.value] / scores[name].hits for name in names]
        axes.barh(names, parts, left=left, color=color, label=outcome.value, height=0.7)
        left = [before + part for before, part in zip(left, parts, strict=True)]
    for place, name in enumerate(names):
        axes.text(1.01, place, str(scores[name].hits), va="center", fontsize=8)
    axes.set_xlim(0, 1)
    axes.set_ylim(-0.6, len(names) - 0.4)
    axes.set_xlabel("share of the findings; their number to the right")
    return _svg(figure, axes)


def _trend(scores: Mapping[str, Score]) -> str:
    """The findings of each year, and the share acted on with its interval."""
    years = list(scores)
    figure, axes = _axes(3.2)
    bottom = [0] * len(years)
    for outcome, color in _COLORS.items():
        parts = [scores[year].outcomes[outcome.value] for year in years]
        axes.bar(years, parts, bottom=bottom, color=color, label=outcome.value, width=0.7)
        bottom = [before + part for before, part in zip(bottom, parts, strict=True)]
    axes.set_ylabel("findings")
    axes.tick_params(axis="x", rotation=90)
    right = axes.twinx()
    known = [year for year in years if scores[year].acted.whole]
    values = [scores[year].acted.value or 0.0 for year in known]
    bounds = [scores[year].acted.interval for year in known]
    low = [value - bound[0] for value, bound in zip(values, bounds, strict=True)]
    high = [bound[1] - value for value, bound in zip(values, bounds, strict=True)]
    right.errorbar(
        known, values, yerr=[low, high], color="black", fmt="o", markersize=3, linewidth=0.8
    )
    right.set_ylim(0, 1)
    right.set_ylabel("acted on (dots), 95 % interval")
    return _svg(figure, axes)


def _axes(height: float) -> tuple[Any, Any]:
    figure = plotting().figure.Figure(figsize=(_WIDTH, height), layout="constrained")
    axes = figure.subplots()
    axes.spines[["top", "right"]].set_visible(False)
    axes.tick_params(labelsize=8)
    return figure, axes


def _svg(figure: Any, axes: Any) -> str:  # noqa: ANN401  the library's own types are not ours to pass
    """The plot as an element of a page, without what is only for a file of its own."""
    figure.legend(
        *axes.get_legend_handles_labels(), loc="outside upper center", ncols=4, fontsize=8
    )
    drawn = io.StringIO()
    with plotting().rc_context(_STABLE):
        figure.savefig(drawn, format="svg", metadata={"Date": None, "Creator": None})
    text = drawn.getvalue()
    return text[text.index("<svg") :]
