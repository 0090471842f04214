"""Work that is killed in the middle: each says over a pipe what is kept, and goes on until it is killed or done.

They run in processes of their own, so they take only paths; what they do is what the windows do, through public doors.
"""

from __future__ import annotations

import os
import random
import traceback
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path

from labapp import disk, joining
from labapp.anonymise import anonymise
from labapp.clock import seeded_ids
from labapp.document import Document, open_document
from labapp.kinds.base import ReportOptions
from labapp.kinds.registry import CATALOGUE
from labapp.kinds.vote import box, entitled, hands, options, rounds
from labapp.kinds.vote.schema import OWNER
from labapp.kinds.vote.terms import BOOTH, STAGE
from labapp.model import agenda, people
from labapp.report import build, write
from labapp.store.catalogue import Catalogue, Migration, Owner, Table, public, text_id
from labapp.wording.translate import translator
from tests.lab_files import Ticker, add_idea, fresh, populate, words
from tests.reliability import papers

Worker = Callable[[Path, Connection], None]
BATCH = 200
VOTERS = 30

_EXTRA = Table("vote_later", "vote", "of a later version", (text_id(), public("text", "words")))


def later_catalogue() -> Catalogue:
    """Return a catalogue as a later version may have it: the votes have been through one more step."""
    later = Owner("vote", (*OWNER.tables, _EXTRA), (*OWNER.migrations, Migration(OWNER.migrations[-1].number + 1, (
        *_EXTRA.sql(), "UPDATE ideas SET text = text || '!'", "INSERT INTO vote_later SELECT id, text FROM ideas",
    ))))  # fmt: skip
    return Catalogue([later if owner.name == "vote" else owner for owner in CATALOGUE.owners])


def opened(path: Path, ticker: Ticker | None = None, **more: object) -> Document:
    """Open with ids that no other run has made."""
    ids = seeded_ids(random.SystemRandom().randrange(2**40))
    return open_document(path, ids=ids, ticker=ticker or Ticker(), **more)  # type: ignore[arg-type]


def prepare(path: Path) -> None:
    """Make the file the writing workers share: people, a running board, cards."""
    with fresh(path) as document:
        populate(document)
        with document.lab.change("activity.start", undoable=False) as tx:
            agenda.start(tx, agenda.activities(tx)[0].id)


def prepare_vote(path: Path, name: str) -> None:
    """Make a file with the open vote of a worker: three options, thirty people."""
    secrecy, channels = VOTES[name]
    with fresh(path) as document:
        with document.lab.change("people") as tx:
            for number in range(VOTERS):
                people.arrive(tx, people.add_participant(tx, name=f"Osoba {number}"))
            vote = agenda.add_activity(tx, agenda.days(tx)[0].id, "vote", "Głosowanie")
            rounds.configure(tx, vote, form="choose", limits={"n": 1}, secrecy=secrecy, channels=list(channels))
            for title in "abc":
                options.add(tx, vote, title)
        with document.lab.change("activity.start", undoable=False) as tx:
            agenda.start(tx, vote)
        now = rounds.latest(document.lab.read, vote)
        assert now is not None
        box.open_vote(document.lab, now.id)


def the_vote(document: Document) -> rounds.Round:
    """Return the only round of the only vote."""
    vote = next(item for item in agenda.activities(document.lab.read) if item.kind == "vote")
    return rounds.of_activity(document.lab.read, vote.id)[-1]


def still_to_vote(document: Document, now: rounds.Round) -> list[str]:
    """Return who may still cast a ballot; where hands are raised too, five people leave it at that."""
    everybody = sorted(item.voter for item in entitled.frozen(document.lab.read, now.id))
    by_ballot = everybody[: len(everybody) - 5 * ("hands" in now.terms.channels)]
    voted = entitled.voted(document.lab.read, now.id)
    return [voter for voter in by_ballot if voter not in voted]


def captures(path: Path, pipe: Connection) -> None:
    """Write cards for ever, snapshots, backups and undo among them."""
    ticker = Ticker()
    document = opened(path, ticker)
    document.set_second_place(path.with_name("second.lab"))
    number = len(words(document))
    pipe.send(number)
    while True:
        add_idea(document, f"{number}")
        number += 1
        pipe.send(number)
        if number % 5 == 0:  # what is undone and done again must not be lost either
            document.lab.undo()
            document.lab.redo()
        if number % 17 == 0:
            document.backup("import")
        ticker.now += 3.0
        document.tick()


def snapshots(path: Path, pipe: Connection) -> None:
    """Write both places as fast as they go."""
    document = opened(path)
    document.set_second_place(path.with_name("second.lab"))
    number = len(words(document))
    pipe.send(number)
    while True:
        add_idea(document, f"{number}")
        number += 1
        pipe.send(number)
        document.snapshot_now(wait=True)


def imports(path: Path, pipe: Connection) -> None:
    """Take in people, a backup before each list; a list is one change."""
    document = opened(path)
    pipe.send(0)
    while True:
        document.backup("import")
        with document.lab.change("person.import", n=BATCH) as tx:
            for number in range(BATCH):
                people.add_participant(tx, name=f"Osoba {number}", email=f"{number}@example.org")
        pipe.send(len(people.participants(document.lab.read)))


def channel(now: rounds.Round) -> str:
    """Return where people vote one by one in this vote."""
    return STAGE if STAGE in now.terms.channels else BOOTH


def cast_rest(document: Document, now: rounds.Round, most: int = VOTERS) -> None:
    """Cast what is left to cast for the first option."""
    for voter in still_to_vote(document, now)[:most]:
        box.cast(document.lab, now.id, voter, [1], channel(now))


def paper_ballots(path: Path, pipe: Connection) -> None:
    """Issue paper, read it, read it again, let the others vote, close, announce."""
    document = opened(path)
    now = the_vote(document)
    pipe.send(("begun", 0))
    papers.handle(document, now, pipe, lambda: cast_rest(document, now))
    document.close()
    pipe.send(("left", 0))


def ballots(path: Path, pipe: Connection) -> None:
    """Cast what is left to cast, by booth or on the stage and by hands, close, announce; each said when it is kept."""
    document = opened(path)
    lab, now = document.lab, the_vote(document)
    pipe.send(("begun", ""))
    if now.state == rounds.OPEN:
        by_hand = "hands" in now.terms.channels
        choices = options.of_vote(lab.read, now.id)
        for voter in still_to_vote(document, now):
            box.cast(lab, now.id, voter, [1], channel(now))
            if not now.terms.sealed and voter.endswith(("a", "b", "c", "d", "e", "f", "g")):  # changed their minds
                box.take_back(lab, now.id, voter)
                box.cast(lab, now.id, voter, [1], channel(now))
            pipe.send(("cast", voter))
        if by_hand:
            with lab.change("vote.hands") as tx:
                hands.enter(tx, now.id, choices[1].id, 3)
            pipe.send(("hands", "3"))
        box.close_vote(lab, now.id)
        pipe.send(("closed", ""))
    if the_vote(document).state == rounds.CLOSED:
        box.announce(lab, now.id)
        pipe.send(("announced", ""))
    document.close()
    pipe.send(("left", ""))


def migrations(path: Path, pipe: Connection) -> None:
    """Open an older file with a later version and leave."""
    pipe.send(0)
    document = opened(path, catalogue=later_catalogue())
    pipe.send(1)
    document.close()
    pipe.send(2)


def reports(path: Path, pipe: Connection) -> None:
    """Write the report over and over, by turns in both formats."""
    document = opened(path, readonly=True)
    with document.lab.reading() as read:
        content = build(read, ReportOptions(public=False, notes=True), translator("pl"), "full")
    pipe.send(0)
    number = 0
    while True:
        write(content, path.with_name("report.docx" if number % 2 else "report.pdf"))
        number += 1
        pipe.send(number)


def joins(path: Path, pipe: Connection) -> None:
    """Go on here and on another computer by turns, and join the other state each time."""
    disk.clear_all_parts(path.parent)  # beside the other files of killed runs nobody ever writes again
    document = opened(path)
    number = sum(text.startswith("there") for text in words(document))
    pipe.send(number)
    while True:
        document.snapshot_now(wait=True)
        # A name of its own: at the old one, what a killed run had written there would rightly come back.
        other = path.with_name(f"other-{os.getpid()}-{number}.lab")
        other.write_bytes(path.read_bytes())
        with opened(other) as elsewhere:
            add_idea(elsewhere, f"there {number}")
        add_idea(document, f"here {number}")
        joining.join(document, joining.load_file(other))
        other.unlink()
        number += 1
        pipe.send(number)


def anonymising(path: Path, pipe: Connection) -> None:
    """Make anonymous copies over and over."""
    pipe.send(0)
    number = 0
    while True:
        anonymise(path, path.with_name("anon.lab"), overwrite=True)
        number += 1
        pipe.send(number)


WORKERS: dict[str, Worker] = {
    "captures": captures, "snapshots": snapshots, "imports": imports, "ballots, secret": ballots,
    "ballots, open": ballots, "ballots, stage": ballots, "paper, secret": paper_ballots, "paper, open": paper_ballots,
    "migrations": migrations, "reports": reports, "anonymising": anonymising, "joining": joins,
}  # fmt: skip
VOTES = {
    "ballots, secret": ("secret", ("booth",)),
    "ballots, open": ("open", ("booth", "hands")),
    "ballots, stage": ("open", ("stage", "hands")),
    "paper, secret": ("secret", ("paper", "booth")),
    "paper, open": ("open", ("paper", "stage")),
}


def run(name: str, path: str, data: str, pipe: Connection) -> None:
    """Be one of these, in a process of its own."""
    os.environ["LABAPP_DATA"] = data
    try:
        WORKERS[name](Path(path), pipe)
    except Exception:
        pipe.send(("bug", traceback.format_exc()))  # a worker that breaks must not pass for one that was killed
        raise
