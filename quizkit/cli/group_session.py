"""`quizkit group session`: a question to the whole room, votes by name, then the check."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from quizkit.cli.opening import clock
from quizkit.cli.session import Session
from quizkit.cli.terminal import hold, is_plain
from quizkit.errors import QuizkitError
from quizkit.model.text import Lang, Text

if TYPE_CHECKING:
    from quizkit.cli.group_opening import Group
    from quizkit.cli.learner import Learner
    from quizkit.group.room import Revealed, Room
    from quizkit.practice import Response
    from quizkit.practice.kinds import Ask

LIMIT = 10


def session(
    context: typer.Context,
    topics: Annotated[
        list[str] | None,
        typer.Argument(metavar="[TOPIC]...", help="Topics, questions or globs; else all."),
    ] = None,
    people: Annotated[
        list[str] | None,
        typer.Option("--with", metavar="NAME", help="Who else is here; repeatable."),
    ] = None,
    limit: Annotated[int, typer.Option(min=1, metavar="N", help="So many questions.")] = LIMIT,
    lang: Annotated[Lang | None, typer.Option(help="The language to begin with.")] = None,
) -> None:
    """Ask the room: everybody votes, the check runs, and each member's log gets the result."""
    from quizkit.cli.group_opening import the_group
    from quizkit.cli.learner import learner
    from quizkit.cli.live_checks import LiveChecks

    this: Session = context.obj
    group, chosen = the_group(this), this.lang(lang)
    here = _here(group.member.name, people or ())
    with learner(this) as host, LiveChecks(host.bank) as checks:
        room = _room(group, host, topics or (), limit)
        keeper = Keeper(group, host)
        members = _members(group)
        if is_plain(this):
            from quizkit.cli.group_plain import PlainRoom

            room.gather(here)
            PlainRoom(room, checks, host.matcher, keeper.keep, read_vote, chosen).run()
            return
        from quizkit.tui.group_app import RoomApp
        from quizkit.tui.group_desk import RoomDesk

        desk = RoomDesk(
            room, checks, host.matcher, keeper.keep, read_vote, chosen, members, tuple(here)
        )
        hold(RoomApp(desk))


@dataclass(frozen=True, slots=True)
class Keeper:
    """Has each member's result of a question kept."""

    group: "Group"
    host: "Learner"

    def keep(self, revealed: "Revealed") -> Text:
        """The host's own into the host's log; the others' into files addressed to them.

        These are noted among the host's data first, so that none is lost where the group's folder
        is not there.

        Raises:
            QuizkitError: a result was not kept.
        """
        from quizkit.cli.group_opening import home_folder
        from quizkit.group.results import deliver, give
        from quizkit.group.room import review_of
        from quizkit.group.words import KEPT, NOT_DELIVERED

        host, group = self.group.member, self.group.folder
        now = clock()
        if own := revealed.results.get(host.name):
            _ = self.host.store.append(
                revealed.asked.card,
                own.rating,
                clock=now,
                random=os.urandom,
                detail=own.detail,
                content=revealed.asked.content,
            )
        others = set(_members(self.group)) - {host.name}
        for name in sorted(others & revealed.results.keys()):
            if review := review_of(revealed, name, at=now, random=os.urandom):
                give(home_folder(), group, name, [review])
        try:
            _ = deliver(home_folder(), group, host.name)
        except QuizkitError:
            return NOT_DELIVERED
        return KEPT


def read_vote(ask: "Ask", line: str) -> "Response":
    """A vote in one line.

    Raises:
        BadVote: it is none.
    """
    from quizkit.cli.plain_entry import NoAnswer, read
    from quizkit.group.room import BadVote

    try:
        return read(ask, line)
    except NoAnswer as error:
        raise BadVote(error.told) from error


def _room(group: "Group", host: "Learner", words: Sequence[str], limit: int) -> "Room":
    from itertools import islice

    from quizkit.group.room import Room, cards_for
    from quizkit.practice import Selection

    questions = Selection(words).questions(host.bank)
    try:
        first = [suggested.question for suggested in group.status().suggested]
    except QuizkitError:
        first = []  # the folder is not there: the room can practise all the same
    cards = list(islice(cards_for(host.bank, questions, first), limit))
    return Room(host.bank, cards, os.urandom(16))


def _members(group: "Group") -> tuple[str, ...]:
    """The names in the group, the host's first."""
    try:
        _, known = group.known()
    except QuizkitError:
        known = {}
    return tuple(dict.fromkeys([group.member.name, *known]))


def _here(host: str, others: Sequence[str]) -> list[str]:
    from quizkit.group.names import BadName, checked

    try:
        return list(dict.fromkeys([host, *map(checked, others)]))
    except BadName as error:
        raise typer.BadParameter(str(error), param_hint="--with") from error
