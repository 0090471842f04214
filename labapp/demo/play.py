"""Plays an invented laboratory from the first arrival to the last action, a little late as real ones are."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta

from labapp.changes import Change
from labapp.clock import SteppingClock
from labapp.demo import votes
from labapp.demo.chance import Chance
from labapp.demo.ideas import BOARDS, REPEATABLE, shares, spread, supply
from labapp.demo.plan import write_plan
from labapp.demo.texts import Texts
from labapp.kinds.registry import KINDS
from labapp.kinds.vote import rounds
from labapp.lab import Lab
from labapp.model import agenda, facts, ideas, notes, people
from labapp.model.agenda import Activity

FIRST_DAY = date(2026, 10, 14)
START = datetime(2026, 10, 14, 6, 0, tzinfo=UTC)
_SIDES = "SOMSOSOMEOSOMSOMISOE"  # who comes: every twentieth from "others", two experts
_OPTIONS = 8


class Player:
    """One story: the clock, the dice, the words, and where the story stands."""

    def __init__(self, seed: int, texts: Texts, language: str, progress: Callable[[int, int], None]) -> None:
        self.clock = SteppingClock(START)
        self.chance = Chance(seed)
        self.texts = texts
        self.language = language
        self._progress = progress
        self._done, self._total = 0, 1
        self._coming: list[tuple[datetime, str]] = []
        self._boards: list[dict[str, int]] = []
        self._sides: list[str | None] = []  # of those in the room
        self._talks = 0
        self._handed: list[str] = []

    def play(self, lab: Lab, scenario: str, participants: int, count: int) -> None:
        """Fill a laboratory that was just laid out from its template."""
        self._lab, self._scenario = lab, scenario
        self._total = 1 + count + participants
        self._boards = shares(scenario, count, self.texts)
        self._describe()
        self._lay_out()
        self._invite(participants)
        for day in agenda.days(lab.read):
            self._live_through(day)
        self._settle()

    # --- before ---------------------------------------------------------------------------------------------------

    def _describe(self) -> None:
        said, lab = self.texts, self._lab
        with lab.change("facts.edit") as tx:
            for key, value in (
                ("place", said.place), ("organisers", list(said.organisers)), ("funder", said.funder),
                ("project", said.project), ("purpose", said.purposes[self._scenario]), ("contract", said.contract),
            ):  # fmt: skip
                facts.put(tx, key, value)
            for number, day in enumerate(agenda.days(tx)):
                agenda.edit_day(tx, day.id, date=(FIRST_DAY + timedelta(days=number)).isoformat())
            question = said.questions.get(self._scenario)
            for item in agenda.activities(tx) if question else ():
                if item.kind == "board" or (item.settings.get("form") == "welcome"):
                    agenda.edit_activity(tx, item.id, question=question)

    def _lay_out(self) -> None:
        """Add what the templates leave to the moderator: an empty one needs points, two get a show of hands."""
        with self._lab.change("activity.add") as tx:
            listed = agenda.activities(tx)
            if self._scenario == "puste":
                day = agenda.days(tx)[0].id
                for kind, title, question in self.texts.empty_agenda:
                    self._add_point(tx, day, kind, title, question)
            elif self._scenario == "laboratorium":
                last = [item for item in listed if item.kind == "vote"][-1]
                self._add_review(tx, last.day, last.id)
            elif self._scenario == "burza":
                vote = next(item for item in listed if item.kind == "vote")
                rounds.configure(tx, vote.id, channels=["hands"])

    def _add_point(self, tx: Change, day: str, kind: str, title: str, question: str) -> None:
        if kind == "review":
            self._add_review(tx, day, agenda.activities(tx)[-1].id)
            return
        settings = KINDS[kind].defaults()
        if kind == "talk":
            settings["form"] = "welcome"
        if kind == "vote":
            settings |= {"most": 3, "secrecy": "secret"}
        minutes = {"talk": 10, "board": 30, "vote": 15, "plan": 25}[kind]
        made = agenda.add_activity(
            tx, day, kind, title, settings=settings, minutes=minutes, minimum=minutes // 2, question=question
        )
        KINDS[kind].set_up(tx, made, {"columns": self.texts.empty_columns})

    def _add_review(self, tx: Change, day: str, after: str) -> None:
        title, question, _dates = self.texts.review
        settings = KINDS["vote"].defaults() | {"most": 1, "channels": ["hands"], "review": True}
        made = agenda.add_activity(
            tx, day, "vote", title, after=after, settings=settings, minutes=10, minimum=5, question=question
        )
        KINDS["vote"].set_up(tx, made, {})

    def _invite(self, count: int) -> None:
        said = self.texts
        with self._lab.change("person.add", n=count) as tx:
            sides = {sector.look: sector.id for sector in people.sectors(tx)}
            bodies: dict[str, list[str]] = {}
            for look, name in said.entities:
                bodies.setdefault(look, []).append(people.add_entity(tx, name, sector=sides[look]))
            for number in range(count):
                look = _SIDES[number % len(_SIDES)]
                people.add_participant(
                    tx, name=said.name(number), code=str(101 + number), sector=sides[look],
                    entity=bodies[look][number % len(bodies[look])],
                    role="expert" if look == "E" else "participant",
                    function=said.functions[number % len(said.functions)] if number % 3 == 0 else "",
                )  # fmt: skip

    # --- the days -------------------------------------------------------------------------------------------------

    def _live_through(self, day: agenda.Day) -> None:
        lab, chance = self._lab, self.chance
        zone = facts.facts(lab.read).timezone
        opening = datetime.combine(date.fromisoformat(day.date), time.fromisoformat(day.start), zone).astimezone(UTC)
        listed = agenda.activities(lab.read, day.id)
        for person in people.participants(lab.read):
            late = chance.one_in(12)
            minutes = chance.between(2, 25) if late else -chance.between(1, 35)
            self._coming.append((opening + timedelta(minutes=minutes), person.id))
        self._coming.sort()
        start = opening + timedelta(minutes=4)
        for item in listed:
            start = self._run(item, start)
        self._until(start)
        here = people.present(lab.read)
        self._sides = []
        if here:
            with lab.change("person.leave", n=len(here)) as tx:
                for person in here:
                    people.leave(tx, person.id)

    def _run(self, item: Activity, start: datetime) -> datetime:
        """Play one point and return when the next one begins."""
        lab, chance = self._lab, self.chance
        minutes = max(item.minimum, round(item.minutes + chance.between(-2, 5)))
        if item.settings.get("form") == "break":
            minutes = max(item.minimum, item.minutes - 3)  # breaks are where a room catches up
        end = start + timedelta(minutes=minutes)
        self._until(start)
        with lab.change("activity.start", undoable=False) as tx:
            agenda.start(tx, item.id)
            KINDS[item.kind].on_start(tx, item)
        held = {"talk": self._talk, "board": self._board, "vote": self._vote, "plan": self._plan}[item.kind](item, end)
        self._until(end)
        with lab.change("activity.finish" if held else "activity.skip", undoable=False) as tx:
            (agenda.finish if held else agenda.skip)(tx, item.id)
        return max(end, self.clock.now) + timedelta(minutes=chance.below(3))

    def _until(self, moment: datetime) -> None:
        """Let time pass; who was due by then has come."""
        while self._coming and self._coming[0][0] <= moment:
            at, person = self._coming.pop(0)
            self.clock.now = max(self.clock.now, at)
            with self._lab.change("person.arrive") as tx:
                people.arrive(tx, person)
            self._sides.append(people.participant(self._lab.read, person).sector)
            self._tell()
        self.clock.now = max(self.clock.now, moment)

    def _tell(self) -> None:
        self._done += 1
        self._progress(min(self._done, self._total), self._total)

    # --- what happens in them -------------------------------------------------------------------------------------

    def _talk(self, item: Activity, end: datetime) -> bool:
        said = self.texts
        if item.settings.get("form") != "discussion":
            return True
        turn = self._talks
        self._talks += 1
        self._until(self.clock.now + (end - self.clock.now) / 2)
        for text in said.talk[turn % len(said.talk)]:
            self._note("note", text, item)
        if turn < len(said.parking):
            self._note("parking", said.parking[turn][0], item)
            self._note("question", said.open_questions[turn][0], item)
        return True

    def _note(self, kind: str, text: str, item: Activity, participant: str | None = None) -> None:
        self.clock.forward(seconds=20)
        with self._lab.change("note.add") as tx:
            notes.add(tx, kind, text, participant=participant, activity=item.id)

    def _board(self, item: Activity, end: datetime) -> bool:
        lab, chance = self._lab, self.chance
        number = sum(other.kind == "board" for other in agenda.activities(lab.read) if other.state == agenda.DONE)
        pools = BOARDS[self._scenario][number]
        clusters = ideas.clusters(lab.read, item.id)
        sayings = chance.shuffled(
            [(pool, *pair) for pool in pools for pair in supply(pool, self._boards[number].get(pool, 0), self.texts,
                                                                 chance)]
        )  # fmt: skip
        step = (end - self.clock.now) * 0.8 / max(1, len(sayings) + 1)
        written: dict[tuple[str, int], str] = {}
        for pool, index, text in sayings:
            self._until(self.clock.now + step)
            cluster = clusters[min(pools.index(pool), len(clusters) - 1)].id
            made = self._write(item, text, cluster)
            if index is not None:
                written[pool, index] = made
            self._tell()
        self._merge(item, written, clusters, pools)
        proposals = [cluster.id for cluster, pool in zip(clusters, pools, strict=False) if pool in REPEATABLE]
        if proposals:
            cards = ideas.cards(lab.read, item.id)
            self._handed = [card.idea for cluster in proposals for card in cards if card.cluster == cluster]
        return True

    def _write(self, item: Activity, text: str, cluster: str) -> str:
        told = self._sides and item.settings.get("attribution") == "sector"
        sector = self._sides[self.chance.below(len(self._sides))] if told else None
        with self._lab.change("idea.add") as tx:
            return ideas.add(tx, item.id, text, cluster=cluster, sector=sector)

    def _merge(
        self, item: Activity, written: dict[tuple[str, int], str], clusters: list[ideas.Cluster],
        pools: tuple[str, ...],
    ) -> None:  # fmt: skip
        """Say some things a second time in other words, as rooms do, and merge them."""
        for pool in pools:
            for index, text in self.texts.merges.get(pool, ()):
                keep = written.get((pool, index))
                if keep is None:
                    continue
                self.clock.forward(seconds=15)
                other = self._write(item, text, clusters[min(pools.index(pool), len(clusters) - 1)].id)
                with self._lab.change("idea.merge", n=2) as tx:
                    ideas.merge(tx, keep, [other])
        for place, note in enumerate(self.texts.card_notes):
            if place < len(written):
                with self._lab.change("idea.note") as tx:
                    ideas.edit(tx, list(written.values())[place], note=note)

    def _vote(self, item: Activity, end: datetime) -> bool:
        review = bool(item.settings.get("review"))
        chosen = [] if review else spread(self._handed, _OPTIONS)
        ready = votes.prepare(self._lab, item, chosen, self.texts.review[2] if review else ())
        here = people.present(self._lab.read)
        if not ready or not here:
            return False
        self.clock.forward(minutes=3)
        left = max(60.0, (end - self.clock.now).total_seconds() - 180)
        votes.hold(self._lab, item, self.clock, self.chance, left / len(here))
        if not review:
            self._handed = list(KINDS["vote"].handed_on(self._lab.read, agenda.activity(self._lab.read, item.id)))[:6]
        return True

    def _plan(self, item: Activity, end: datetime) -> bool:
        here = people.present(self._lab.read)
        for number, text in enumerate(self.texts.declarations[: len(here)]):
            self._note("declaration", text, item, here[number * len(here) // 3].id)
        write_plan(self._lab, item, self._handed[:5], self.texts, self.clock)
        return True

    def _settle(self) -> None:
        """Say what became of what was put off."""
        answers = dict((*self.texts.parking, *self.texts.open_questions))
        for note in notes.notes(self._lab.read):
            answer = answers.get(note.text, "")
            if answer:
                with self._lab.change("note.settle") as tx:
                    notes.settle(tx, note.id, "assigned" if note.kind == "parking" else "done", answer)
