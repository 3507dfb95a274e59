"""A session of a group on one screen for the room."""

import asyncio
import threading
from dataclasses import replace
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widgets import Input

from quizkit.errors import QuizkitError
from quizkit.group.names import BadName, checked
from quizkit.group.room import BadVote
from quizkit.group.words import NO_NAME, NOBODY
from quizkit.model.text import Text
from quizkit.practice import Cancelled, Choose
from quizkit.practice.words import error_told, one
from quizkit.tui.entries.options import Option
from quizkit.tui.group_desk import Gathering, Over, RoomDesk, RoomState, Running, Shown, Voting
from quizkit.tui.group_page import RoomPage
from quizkit.tui.group_parts import GuestInput, VoteInput
from quizkit.tui.leaving import behind
from quizkit.tui.room_words import KEYS, MOUSE


class RoomScreen(Screen[None]):
    """One page, written anew in every state."""

    CSS_PATH = "room.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "go_on", show=False),
        Binding("space", "page", show=False),
        Binding("up", "turn(-1)", show=False, priority=True),
        Binding("down", "turn(1)", show=False, priority=True),
        *(Binding(str(digit), f"person({digit - 1})", show=False) for digit in range(1, 10)),
        Binding("escape", "stop", show=False),
        Binding("v", "flip", show=False),
        Binding("r", "sources", show=False),
        Binding("l,f2", "language", show=False),
        Binding("question_mark", "help", show=False),
        Binding("q", "quit", show=False),
    ]

    def __init__(self, desk: RoomDesk) -> None:
        super().__init__()
        self._desk = desk
        people = list(dict.fromkeys([*desk.members, *desk.here]))
        self._state: RoomState = Gathering(people, set(desk.here))

    def compose(self) -> ComposeResult:
        """One page."""
        yield RoomPage()

    async def on_mount(self) -> None:
        """Ask who is here; meanwhile what runs the checks is got ready."""
        await self._show()
        desk = self._desk
        if desk.room.checks:
            ready = threading.Thread(
                target=desk.checks.get_ready, args=(desk.room.checks,), daemon=True
            )
            _ = self.call_after_refresh(ready.start)

    # ---- what the room does ---------------------------------------------------------------------

    async def action_go_on(self) -> None:
        """Begin, or ask the next question."""
        state = self._state
        if isinstance(state, Gathering):
            if not state.present:
                self._say(NOBODY)
                return
            self._desk.room.gather(state.present)
            await self._next()
        elif isinstance(state, Shown):
            await self._next()
        elif isinstance(state, Voting):
            await self._vote(self.query_one(VoteInput).value)

    async def action_turn(self, by: int) -> None:
        """Another person votes; where nobody does, scroll."""
        state, people = self._state, self._desk.room.people
        if isinstance(state, Voting):
            place = (people.index(state.voter) + by) % len(people)
            await self._let_vote(people[place])
        elif by > 0:
            self._page.card.scroll_down(animate=False)
        else:
            self._page.card.scroll_up(animate=False)

    async def action_person(self, place: int) -> None:
        """Mark who is here; or let that person vote."""
        state = self._state
        if isinstance(state, Gathering) and place < len(state.people):
            state.here ^= {state.people[place]}
            await self._show()
        elif isinstance(state, Voting) and place < len(self._desk.room.people):
            await self._let_vote(self._desk.room.people[place])

    async def action_stop(self) -> None:
        """Stop the check that runs, empty the line, or leave before the beginning."""
        match self._state:
            case Running():
                self._desk.checks.cancel()
            case Voting():
                self.query_one(VoteInput).clear()
            case Gathering():
                await self.action_quit()
            case _:
                pass

    async def action_flip(self) -> None:
        """Run the next control before everybody; after the last, the claim again."""
        state = self._state
        if not isinstance(state, Shown) or not state.revealed.back.flips:
            return
        flip = state.flip + 1
        if flip == len(state.revealed.back.flips):
            self._state = replace(state, flip=-1, flipped=None)
            await self._show()
            return
        self._state = Running(state)
        await self._show()
        _ = self.run_worker(behind(self, self._flip(state, flip)), exit_on_error=True)

    def action_sources(self) -> None:
        """Show what the question cites, and what is asked next."""
        from quizkit.tui.sources_screen import SourcesScreen

        room = self._desk.room
        if room.asked:
            screen = SourcesScreen(room.bank, room.asked.question, self._desk.lang)
            _ = self.app.push_screen(screen)

    def action_page(self) -> None:
        """Read on."""
        self._page.card.scroll_page_down(animate=False)

    async def action_language(self) -> None:
        """Say everything in the next language."""
        self._desk.lang = self._desk.next_lang()
        await self._show()

    def action_help(self) -> None:
        """Show the keys."""
        from quizkit.tui.help_screen import HelpScreen

        _ = self.app.push_screen(HelpScreen(self._desk.lang, KEYS, MOUSE))

    async def action_quit(self) -> None:
        """End the app; a check that runs is stopped."""
        self._desk.checks.cancel()
        self.app.exit()

    async def on_input_submitted(self, message: Input.Submitted) -> None:
        """A vote or a guest's name was handed in."""
        _ = message.stop()
        if isinstance(message.input, GuestInput) and message.value.strip():
            await self._welcome(message.value.strip())
        else:
            await self.action_go_on()

    async def on_option_picked(self, message: Option.Picked) -> None:
        """An option was clicked: a vote, or the next item of an order."""
        _ = message.stop()
        asked = self._desk.room.asked
        if asked is None or not isinstance(self._state, Voting):
            return
        if isinstance(asked.front.ask, Choose):
            await self._vote(str(message.place + 1))
        else:
            line = self.query_one(VoteInput)
            line.value = f"{line.value} {message.place + 1}".strip()

    # ---- from state to state --------------------------------------------------------------------

    async def _welcome(self, name: str) -> None:
        """Add a guest."""
        state = self._state
        if not isinstance(state, Gathering):
            return
        try:
            guest = checked(name)
        except BadName:
            self._say(NO_NAME)
            return
        if guest not in state.people:
            state.people.append(guest)
        state.here.add(guest)
        self.query_one(GuestInput).clear()
        await self._show()

    async def _next(self) -> None:
        room = self._desk.room
        self._state = Voting(room.people[0]) if room.next() else Over()
        self.query_one(VoteInput).clear()
        await self._show()
        self._page.card.scroll_home(animate=False)
        if room.notices:
            self._page.say("\n".join(one(notice, self._desk.lang) for notice in room.notices))
            room.notices.clear()

    async def _let_vote(self, name: str) -> None:
        self._state = Voting(name)
        self.query_one(VoteInput).clear()
        await self._show()

    async def _vote(self, line: str) -> None:
        state, room = self._state, self._desk.room
        if not isinstance(state, Voting) or room.asked is None:
            return
        try:
            response = self._desk.read(room.asked.front.ask, line.strip())
        except BadVote as error:
            self._say(error.told)
            return
        room.vote(state.voter, response)
        if room.missing:
            await self._let_vote(room.missing[0])
            return
        self._state = Running()
        self.query_one(VoteInput).clear()
        await self._show()
        _ = self.run_worker(behind(self, self._reveal()), exit_on_error=True)

    async def _reveal(self) -> None:
        """Wait for the check in a thread; keep what came of it, then show it."""
        desk, room = self._desk, self._desk.room
        try:
            revealed = await asyncio.to_thread(room.reveal, desk.checks, desk.matcher, desk.lang)
        except Cancelled:
            await self._let_vote(room.people[0])
            return
        room.score(revealed)
        try:
            notice = desk.keep(revealed)
        except QuizkitError as error:
            notice = error_told(error)
        self._state = Shown(revealed, notice)
        await self._show()
        for tally in self.query("#tally"):
            tally.scroll_visible(animate=False, top=True)

    async def _flip(self, state: Shown, flip: int) -> None:
        """Wait for another arm in a thread, and show it above the answer."""
        desk, arm = self._desk, state.revealed.back.flips[flip]
        try:
            flipped = await asyncio.to_thread(desk.room.flip, state.revealed, arm, desk.lang)
        except Cancelled:
            self._state = state
        except QuizkitError as error:
            self._state = replace(state, flip=flip, notice=error_told(error))
        else:
            self._state = replace(state, flip=flip, flipped=flipped)
        await self._show()
        self.query_one("#back").scroll_visible(animate=False, top=True)

    @property
    def _page(self) -> RoomPage:
        return self.query_one(RoomPage)

    def _say(self, text: Text) -> None:
        self._page.say(one(text, self._desk.lang))

    async def _show(self) -> None:
        desk = self._desk
        await self._page.show(self._state, desk.room, desk.lang, desk.next_lang())
