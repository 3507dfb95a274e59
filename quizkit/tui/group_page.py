"""The page of a session in one room: what lies where, and how each state is written."""

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from quizkit.group.room import Asked, Room
from quizkit.group.words import (
    ALL_VOTED,
    BROKEN,
    GUEST,
    GUESTS,
    HIDDEN,
    MEASURING,
    NO_CARDS,
    OVER,
    TITLE,
    WHO,
    head,
    outcome_told,
    result_told,
    scores_told,
    votes_now,
)
from quizkit.model.text import Lang, Text
from quizkit.practice.kinds import Arrange, Choose
from quizkit.practice.words import one
from quizkit.tui.entries.options import Options
from quizkit.tui.group_desk import Gathering, Over, RoomState, Running, Shown, Voting
from quizkit.tui.group_parts import GuestInput, Roster, Seat, VoteInput
from quizkit.tui.inline import inline, notice
from quizkit.tui.keys import Key, Keys
from quizkit.tui.room_words import BEGIN, NEXT, PERSON, VOTE
from quizkit.tui.top import Top
from quizkit.tui.words import FLIP, HELP, LANGUAGES, QUIT, STOP


class RoomPage(Vertical):
    """Head, question, people, the line for a vote, keys."""

    def compose(self) -> ComposeResult:
        """The parts, from top to bottom."""
        yield Top()
        with VerticalScroll(id="card"):
            yield Static(id="kind", markup=False)
            yield Static(id="question", markup=False)
            yield Static(id="passage", markup=False)
            yield Options()
            yield Static(id="tally", markup=False)
            yield Vertical(id="back")
        with Vertical(id="room"):
            yield Roster()
            yield Static(id="status", markup=False)
            with Horizontal(id="line"):
                yield Static(id="entry-label", markup=False)
                yield VoteInput()
                yield GuestInput()
        yield Keys(id="keys")

    @property
    def card(self) -> VerticalScroll:
        """The part that scrolls."""
        return self.query_one("#card", VerticalScroll)

    def say(self, text: str) -> None:
        """What the room has to know."""
        self.write("status", notice(text))

    def write(self, part: str, content: Content | None) -> None:
        """Write one part; nothing takes it away."""
        static = self.query_one(f"#{part}", Static)
        static.display = bool(content and content.plain)
        static.update(content or "")

    async def show(self, state: RoomState, room: Room, lang: Lang, next_lang: Lang) -> None:
        """Write every part anew, and paint them together."""
        with self.app.batch_update():
            count = one(head(room.number, room.total), lang) if room.number else ""
            self.query_one(Top).show(one(TITLE, lang), count, room.number, room.total - room.number)
            await self._show_question(state, room.asked, lang)
            await self._show_back(state, room, lang)
            self.query_one(Roster).show(_seats(state, room))
            self.say(one(_status(state, room), lang))
            self._show_line(state, lang)
            self.query_one("#keys", Keys).show(_keys(state, lang, next_lang))

    # -------------------------------------------------------------------------------------------

    async def _show_question(self, state: RoomState, asked: Asked | None, lang: Lang) -> None:
        options = self.query_one(Options)
        if asked is None or isinstance(state, Gathering | Over):
            for part in ("kind", "passage"):
                self.write(part, None)
            title = WHO if isinstance(state, Gathering) else OVER
            self.write("question", Content(one(title, lang)))
            options.display = False
            return
        kind = (one(asked.kind.title, lang), "bold ansi_cyan")
        self.write("kind", Content.assemble(kind, (f" · {asked.question.topic}", "dim")))
        self.write("question", inline(asked.front.prompt.read(lang)))
        passage = asked.front.passage
        self.write("passage", inline(passage.read(lang)) if passage else None)
        match asked.front.ask:
            case Choose(options=texts) | Arrange(items=texts):
                options.display = True
                await options.show(texts, lang, ())
            case _:
                options.display = False

    async def _show_back(self, state: RoomState, room: Room, lang: Lang) -> None:
        place = self.query_one("#back", Vertical)
        place.display = isinstance(state, Shown)
        self.write("tally", _tally(state, room, lang))
        if not isinstance(state, Shown):
            return
        from quizkit.tui.answer import AnswerText, FigureView

        if not place.children:
            await place.mount(AnswerText(id="outcome"), FigureView(), AnswerText(id="answer"))
        revealed, flipped = state.revealed, state.flipped
        outcome = revealed.outcome and outcome_told(revealed.to, revealed.outcome)
        told = flipped.told if flipped else outcome
        await place.query_one("#outcome", AnswerText).show(told, lang)
        figure = flipped.figure if flipped else revealed.back.figure
        place.query_one(FigureView).show(figure and figure.read(lang))
        await place.query_one("#answer", AnswerText).show(revealed.back.answer, lang)

    def _show_line(self, state: RoomState, lang: Lang) -> None:
        vote, guest = self.query_one(VoteInput), self.query_one(GuestInput)
        vote.display, guest.display = isinstance(state, Voting), isinstance(state, Gathering)
        self.query_one("#line").display = vote.display or guest.display
        label = votes_now(state.voter) if isinstance(state, Voting) else GUEST
        self.query_one("#entry-label", Static).update(Content(one(label, lang)))
        focused = vote if vote.display else guest if guest.display else self.card
        _ = focused.focus()


def _seats(state: RoomState, room: Room) -> list[Seat]:
    match state:
        case Gathering():
            return [
                Seat(f"{place} {'[x]' if name in state.here else '[ ]'}", name)
                for place, name in enumerate(state.people, 1)
            ]
        case Voting():
            return [
                Seat("●" if room.has_voted(name) else "○", name, name == state.voter)
                for name in room.people
            ]
        case Running():
            return [Seat("●", name) for name in room.people]
        case Shown() | Over():
            return []


def _status(state: RoomState, room: Room) -> Text:
    match state:
        case Gathering():
            return GUESTS
        case Voting():
            return HIDDEN if room.missing else ALL_VOTED
        case Running():
            return MEASURING
        case Shown():
            return state.notice
        case Over():
            return NO_CARDS if room.total == 0 else Text("", "")


def _tally(state: RoomState, room: Room, lang: Lang) -> Content | None:
    """Votes and scores, once they are for all to see."""
    scores = one(scores_told(room.ranking()), lang)
    if isinstance(state, Over):
        return Content.styled(scores, "bold")
    if not isinstance(state, Shown):
        return None
    if state.revealed.failure:
        told = f"{one(state.revealed.failure, lang)}\n{one(BROKEN, lang)}"
        return notice(told).stylize_before("ansi_yellow")
    votes = [result_told(name, result) for name, result in state.revealed.results.items()]
    return Content.assemble(("   ".join(votes), "bold"), "\n", scores)


def _keys(state: RoomState, lang: Lang, next_lang: Lang) -> list[Key]:
    first: list[Key] = []
    match state:
        case Gathering():
            first = [("enter", one(BEGIN, lang), "go_on")]
        case Voting():
            first = [("enter", one(VOTE, lang), "go_on"), ("↑ ↓", one(PERSON, lang), "turn(1)")]
        case Running():
            first = [("esc", one(STOP, lang), "stop")]
        case Shown():
            first = [("enter", one(NEXT, lang), "go_on")]
            if state.revealed.back.flips:
                first.append(("v", one(FLIP, lang), "flip"))
        case Over():
            pass
    tongue = LANGUAGES[next_lang]
    if isinstance(state, Gathering):
        others: list[Key] = [("F2", tongue, "language"), ("esc", one(QUIT, lang), "quit")]
    else:
        others = [("l", tongue, "language"), ("q", one(QUIT, lang), "quit")]
    return [*first, *others, ("?", one(HELP, lang), "help")]
