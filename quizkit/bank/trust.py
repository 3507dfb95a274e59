"""Which checks of a pack from somebody else may run, and what runs in their place.

When a pack is trusted, its checks are copied as they were shown, and it is the copies that run. So
what runs is what was shown, whatever happens to the pack meanwhile, or while a check is started.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from quizkit.bank.checks import CheckSource
from quizkit.errors import QuizkitError


class NotTrusted(QuizkitError):
    """A check that may not run until its pack is trusted as it is now."""


@dataclass(frozen=True, slots=True)
class Trust:
    """How far a pack is trusted: `digests` are those of the checks in `folder`, the copies."""

    name: str
    folder: Path
    digests: Mapping[str, str]
    _seen: dict[str, bool] = field(default_factory=dict[str, bool], compare=False)
    """What was found of a check when somebody first wanted to know, not to run it."""

    @property
    def mend(self) -> str:
        """The command that shows what would run, and asks."""
        return f"quizkit pack trust {self.name}"

    def allows(self, source: CheckSource) -> bool:
        """Whether this check, as it lies in the pack now, is the one that was shown."""
        shown = self.digests.get(source.id)
        try:
            return shown is not None and shown == source.digest()
        except OSError:
            return False

    def bars(self, source: CheckSource) -> bool:
        """Whether a check was not allowed when it was first looked at; to run one, ask `copy`."""
        if source.id not in self._seen:
            self._seen[source.id] = self.allows(source)
        return not self._seen[source.id]

    def kept(self, source: CheckSource) -> CheckSource | None:
        """The copy to run in the place of a check of the pack; None where it may not run.

        The check may be new or have changed, or the copy not be what was shown.
        """
        if self.allows(source):
            topic = self.folder / source.path.parent.name
            kept = replace(
                source,
                path=topic / source.path.name,
                helpers=tuple(topic / helper.name for helper in source.helpers),
            )
            if self.allows(kept):
                return kept
        return None

    def copy(self, source: CheckSource) -> CheckSource:
        """The copy to run in the place of a check of the pack.

        Raises:
            NotTrusted: there is none.
        """
        if (kept := self.kept(source)) is not None:
            return kept
        changed = source.id in self.digests
        raise NotTrusted(
            "not trusted: the check has changed since" if changed else "not trusted",
            hint=f"what would run: {self.mend}",
        )
