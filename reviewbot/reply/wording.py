"""A finding in words: its template and the facts.

A template gets the facts, which are another person's text, as plain values. Nothing in them is
run, and what would drive a terminal or reorder a line is taken out before.

jinja2 takes longer to import than a review does: it is, where there is something to say.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from reviewbot.errors import UsageError
from reviewbot.frozen import replace
from reviewbot.reply.reflow import reflow
from reviewbot.thread.clean import clean

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from jinja2 import BaseLoader, Environment
    from jinja2.sandbox import SandboxedEnvironment

    from reviewbot.checks.api import Check
    from reviewbot.model.finding import Fact, Finding

_PACKAGE = Path(__file__).parents[1]
_UNNAMED = "<template>"  # what jinja calls the file of a template that has none


class WordingError(UsageError):
    """The template of a check is missing or broken: all it found on a mail cannot be said."""

    def __init__(self, sentence: str, finding: Finding) -> None:
        super().__init__(sentence)
        self.check = finding.check
        self.message_id = finding.message_id


def template_root() -> Path:
    """Our own templates: inside the package where installed, beside it in a checkout."""
    for root in (_PACKAGE / "templates", _PACKAGE.parent / "templates"):
        if root.is_dir():
            return root
    raise UsageError(f"this installation of reviewbot is broken: no templates at {_PACKAGE}")


def check_folder(user: Path | None) -> None:
    """Raises UsageError where the user's template directory is none."""
    if user is not None and not _is_directory(user):
        raise UsageError(f"the template directory {user} is not a directory")


def environment(user: Path | None, packages: Iterable[str]) -> SandboxedEnvironment:
    """All template directories as one; the first that has a name wins.

    ``user``'s directory comes first, then ``templates/`` of the top-level packages that bring
    ``packages`` of checks, then ours. Raises UsageError where ``user`` is no directory.
    """
    import jinja2  # noqa: PLC0415  see above

    check_folder(user)
    loaders: list[BaseLoader] = [jinja2.FileSystemLoader(user)] if user is not None else []
    ours = __name__.partition(".")[0]
    for package in sorted({name.partition(".")[0] for name in packages} - {ours}):
        try:
            loaders.append(jinja2.PackageLoader(package))
        except ValueError:  # it has no templates/: its wording is with the user
            continue
    return sandbox(jinja2.ChoiceLoader([*loaders, jinja2.FileSystemLoader(template_root())]))


def sandbox(loader: BaseLoader) -> SandboxedEnvironment:
    """The environment every template is written for.

    Sandboxed, for a template may come from a package nobody read.
    """
    from jinja2 import StrictUndefined  # noqa: PLC0415  see above
    from jinja2.sandbox import SandboxedEnvironment  # noqa: PLC0415

    made = SandboxedEnvironment(
        loader=loader,
        undefined=StrictUndefined,
        autoescape=False,
        keep_trailing_newline=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["listed"] = listed
    made.filters["few"] = few
    return made


def listed(items: Iterable[object]) -> str:
    """``a``, ``a and b``, ``a, b and c``: a filter for templates."""
    words = [str(item) for item in items]
    return " and ".join([", ".join(words[:-1]), words[-1]] if words[1:] else words)


def few(items: Iterable[object], most: int) -> str:
    """``listed``, but of more than ``most`` the first only: ``a, b and 3 more``."""
    words = list(items)
    more = len(words) - most
    return listed([*words[:most], f"{more} more"] if more > 0 else words)


def word(
    environment: Environment, check: Check, finding: Finding, *, above: Finding | None, ask: bool
) -> str:
    """The comment for a finding; no newline at its end, ``""`` where the template says nothing.

    ``above``: what the check said last, higher up in this mail, where a shorter wording is wanted:
    the template gets its facts, and ``again``. ``ask``: word it as a question. The template gets
    ``here``, too, the path of the file commented on. Raises WordingError where it is missing or
    broken.
    """
    switches = {"again": above is not None, "above": _safe_facts(above) if above else {}}
    values = {**_safe_facts(finding), **switches, "ask": ask, "here": safe(finding.path or "")}
    try:
        return render(environment, check.template, values)
    except UsageError as error:
        raise WordingError(str(error), finding) from error


def _safe_facts(finding: Finding) -> dict[str, Fact]:
    return {name: safe(value) for name, value in finding.facts.items()}


def without(finding: Finding, names: Collection[str]) -> Finding:
    """The finding with these facts left empty."""
    facts = {
        name: type(value)() if name in names else value for name, value in finding.facts.items()
    }
    return replace(finding, facts=facts)


def render(environment: Environment, name: str, values: Mapping[str, object]) -> str:
    """What a template says, filled to 72 columns.

    Raises UsageError, naming file and line, where it is missing or broken.
    """
    from jinja2 import TemplateNotFound, TemplateSyntaxError  # noqa: PLC0415  see above

    try:
        text = environment.get_template(name).render(values)
    except TemplateNotFound as error:
        raise UsageError(f"there is no template {error.name or name}") from error
    except TemplateSyntaxError as error:
        file = error.filename or error.name or name
        raise UsageError(_sentence(file, error.lineno, error.message)) from error
    except Exception as error:
        # a template can raise whatever Python can: {{ 1 / 0 }}, {{ name.upper }}, bytes not UTF-8
        import traceback  # noqa: PLC0415  templates are seldom broken

        frames = traceback.extract_tb(error.__traceback__)
        where = [f for f in frames if f.filename.endswith(".j2") or f.filename == _UNNAMED]
        file = where[-1].filename if where and where[-1].filename != _UNNAMED else name
        line = where[-1].lineno if where else None
        raise UsageError(_sentence(file, line, str(error))) from error
    return reflow(text)


def is_there(environment: Environment, name: str) -> bool:
    """Whether there is a template of that name; raises jinja2's errors where it is broken."""
    from jinja2 import TemplateNotFound  # noqa: PLC0415  see above

    try:
        environment.get_template(name)
    except TemplateNotFound:
        return False
    return True


def safe(value: Fact) -> Fact:
    """Make a fact one harmless line, or a tuple of such."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, tuple):
        return tuple(clean(item) for item in value)
    return value


def _sentence(file: str, line: int | None, why: str | None) -> str:
    place = f"{file}, line {line}" if line else file
    return f"template {place}: {clean(why or 'it cannot be rendered')}"


def _is_directory(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # not even a name the system takes
        return False
