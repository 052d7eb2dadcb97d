"""Configuration of git's that runs commands, reads files, or changes what git says."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

RAN = "{ran}"  # stands for a command that leaves a mark

# key, value
SETTINGS = [
    ("advice.graftFileDeprecated", "true"),
    ("alias.cat-file", f"!{RAN}"),
    ("alias.fetch", f"!{RAN}"),
    ("alias.log", f"!{RAN}"),
    ("clone.defaultRemoteName", "upstream"),
    ("clone.rejectShallow", "true"),
    ("color.ui", "always"),
    ("column.ui", "always"),
    ("core.abbrev", "4"),
    ("core.alternateRefsCommand", RAN),
    ("core.askPass", RAN),
    ("core.attributesFile", "{attributes}"),
    ("core.autocrlf", "true"),
    ("core.bare", "false"),
    ("core.bigFileThreshold", "1"),
    ("core.checkStat", "minimal"),
    ("core.commitGraph", "false"),
    ("core.editor", RAN),
    ("core.eol", "crlf"),
    ("core.excludesFile", "{attributes}"),
    ("core.fileMode", "false"),
    ("core.fsmonitor", RAN),
    ("core.gitProxy", RAN),
    ("core.hooksPath", "{hooks}"),
    ("core.ignoreCase", "true"),
    ("core.ignoreStat", "true"),
    ("core.notesRef", "refs/heads/master"),
    ("core.pager", RAN),
    ("core.precomposeUnicode", "true"),
    ("core.quotePath", "false"),
    ("core.safecrlf", "true"),
    ("core.sharedRepository", "0600"),
    ("core.sparseCheckout", "true"),
    ("core.splitIndex", "true"),
    ("core.sshCommand", RAN),
    ("core.symlinks", "false"),
    ("core.trustctime", "false"),
    ("core.untrackedCache", "true"),
    ("core.useReplaceRefs", "true"),
    ("credential.helper", f"!{RAN}"),
    ("credential.interactive", "always"),
    ("diff.external", RAN),
    ("diff.ignoreSubmodules", "none"),
    ("diff.noprefix", "true"),
    ("diff.orderFile", "{attributes}"),
    ("diff.relative", "true"),
    ("diff.renames", "copies"),
    ("diff.x.binary", "true"),
    ("diff.x.command", RAN),
    ("diff.x.textconv", RAN),
    ("feature.experimental", "true"),
    ("feature.manyFiles", "true"),
    ("fetch.fsckObjects", "true"),
    ("fetch.parallel", "0"),
    ("fetch.prune", "false"),
    ("fetch.pruneTags", "true"),
    ("fetch.recurseSubmodules", "true"),
    ("fetch.unpackLimit", "1000000"),
    ("fetch.writeCommitGraph", "true"),
    ("filter.x.clean", RAN),
    ("filter.x.process", RAN),
    ("filter.x.required", "true"),
    ("filter.x.smudge", RAN),
    ("format.pretty", "%B"),
    ("gc.auto", "1"),
    ("gpg.program", RAN),
    ("grep.column", "true"),
    ("grep.fallbackToNoIndex", "true"),
    ("grep.fullName", "false"),
    ("grep.lineNumber", "false"),
    ("grep.patternType", "perl"),
    ("grep.threads", "1"),
    ("help.autoCorrect", "immediate"),
    ("http.proxy", "http://127.0.0.1:9"),
    ("i18n.commitEncoding", "UTF-16"),
    ("i18n.logOutputEncoding", "UTF-16"),
    ("include.path", "{attributes}.none"),
    ("index.sparse", "true"),
    ("index.version", "4"),
    ("init.defaultBranch", "other"),
    ("init.defaultObjectFormat", "sha256"),
    ("init.templateDir", "{templates}"),
    ("log.abbrevCommit", "true"),
    ("log.date", "relative"),
    ("log.decorate", "full"),
    ("log.diffMerges", "combined"),
    ("log.follow", "true"),
    ("log.mailmap", "true"),
    ("log.showRoot", "false"),
    ("log.showSignature", "true"),
    ("mailmap.file", "{attributes}"),
    ("maintenance.auto", "true"),
    ("merge.x.driver", RAN),
    ("pack.packSizeLimit", "1"),
    ("pager.log", RAN),
    ("protocol.allow", "never"),
    ("protocol.file.allow", "never"),
    ("protocol.version", "0"),
    ("receive.denyCurrentBranch", "refuse"),
    ("remote.origin.fetch", "+refs/heads/*:refs/remotes/origin/*"),
    ("remote.origin.mirror", "false"),
    ("remote.origin.promisor", "true"),
    ("remote.origin.tagOpt", "--no-tags"),
    ("remote.origin.uploadpack", RAN),
    ("remote.origin.vcs", "x"),
    ("safe.bareRepository", "explicit"),
    ("submodule.recurse", "true"),
    ("tag.sort", "-taggerdate"),
    ("trace2.eventTarget", "{attributes}.trace"),
    ("transfer.fsckObjects", "true"),
    ("transfer.hideRefs", "refs/heads"),
    ("uploadpack.hideRefs", "refs/heads"),
    ("uploadpack.packObjectsHook", RAN),
    ("versionsort.suffix", "1"),
]

VARIABLES = [
    ("GIT_ALLOW_PROTOCOL", "none"),
    ("GIT_ALTERNATE_OBJECT_DIRECTORIES", "/nowhere"),
    ("GIT_ASKPASS", RAN),
    ("GIT_ATTR_SOURCE", "HEAD"),
    ("GIT_CEILING_DIRECTORIES", "/"),
    ("GIT_COMMON_DIR", "/nowhere"),
    ("GIT_CONFIG", "/nowhere"),
    ("GIT_CONFIG_PARAMETERS", "'clone.defaultremotename'='upstream' 'core.bare'='false'"),
    ("GIT_DEFAULT_HASH", "sha256"),
    ("GIT_DEFAULT_REF_FORMAT", "reftable"),
    ("GIT_DIFF_OPTS", "--unified=0"),
    ("GIT_DIR", "{home}/.git"),
    ("GIT_DISCOVERY_ACROSS_FILESYSTEM", "1"),
    ("GIT_EDITOR", RAN),
    ("GIT_EXEC_PATH", "/nowhere"),
    ("GIT_EXTERNAL_DIFF", RAN),
    ("GIT_GLOB_PATHSPECS", "1"),
    ("GIT_GRAFT_FILE", "{grafts}"),
    ("GIT_ICASE_PATHSPECS", "1"),
    ("GIT_INDEX_FILE", "/nowhere"),
    ("GIT_LITERAL_PATHSPECS", "1"),
    ("GIT_NAMESPACE", "other"),
    ("GIT_NOGLOB_PATHSPECS", "1"),
    ("GIT_NO_LAZY_FETCH", "0"),
    ("GIT_OBJECT_DIRECTORY", "/nowhere"),
    ("GIT_OPTIONAL_LOCKS", "1"),
    ("GIT_PAGER", RAN),
    ("GIT_PREFIX", "drivers/"),
    ("GIT_PROTOCOL", "version=0"),
    ("GIT_PROTOCOL_FROM_USER", "0"),
    ("GIT_PROXY_COMMAND", RAN),
    ("GIT_QUARANTINE_PATH", "/nowhere"),
    ("GIT_REF_PARANOIA", "0"),
    ("GIT_REPLACE_REF_BASE", "refs/heads/"),
    ("GIT_SHALLOW_FILE", "{grafts}"),
    ("GIT_SSH_COMMAND", RAN),
    ("GIT_TEMPLATE_DIR", "{templates}"),
    ("GIT_TERMINAL_PROMPT", "1"),
    ("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1"),
    ("GIT_TRACE", "1"),
    ("GIT_TRACE2", "1"),
    ("GIT_TRACE_PACKET", "1"),
    ("GIT_WORK_TREE", "{home}"),
    ("PAGER", RAN),
]


class Traps:
    """Files that the settings name, in a folder; ``sprung`` says whether a command was run."""

    def __init__(self, folder: Path, home: Path) -> None:
        self.folder = folder
        folder.mkdir()
        self._mark = folder / "ran"
        self._command = folder / "command"
        self._command.write_text(f"#!/bin/sh\necho $0 >> {self._mark}\ncat\n")
        self._command.chmod(0o755)
        for where in (folder / "hooks", folder / "templates/hooks"):
            where.mkdir(parents=True)
            for name in (
                "post-checkout",
                "reference-transaction",
                "post-index-change",
                "pre-auto-gc",
            ):
                (where / name).write_bytes(self._command.read_bytes())
                (where / name).chmod(0o755)
        (folder / "attributes").write_text("* filter=x diff=x merge=x -text\n*.c -diff\n")
        self._names = {
            "ran": str(self._command),
            "attributes": str(folder / "attributes"),
            "hooks": str(folder / "hooks"),
            "templates": str(folder / "templates"),
            "grafts": str(folder / "grafts"),
            "home": str(home),
        }

    def grafts(self, lines: str) -> None:
        """What the file of grafts says."""
        (self.folder / "grafts").write_text(lines)

    def at(self, value: str) -> str:
        """A value with the files in their places."""
        for name, path in self._names.items():
            value = value.replace(f"{{{name}}}", path)
        return value

    @property
    def sprung(self) -> bool:
        return self._mark.exists()
