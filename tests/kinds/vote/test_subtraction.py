"""Nobody's ballot follows by subtraction: an attacker who knows who voted adds and takes away everything published."""

import itertools
import re
import tempfile
from fractions import Fraction
from pathlib import Path

from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from labapp.content.nodes import Items, Paragraph, Table
from labapp.kinds.base import ReportOptions
from labapp.kinds.vote import box, entitled, export, result
from labapp.kinds.vote.kind import Vote
from labapp.model import agenda, people
from labapp.wording.translate import translator
from tests.kinds.vote.room import make

KIND = Vote()
EN = translator("en")


NAMES = {f"sector {letter}": letter for letter in "SOMEI"} | {"no sector": "-"}
NAMED = re.compile(r"(?:sector [SOMEI]\b|no sector)(?: \+ (?:sector [SOMEI]\b|no sector))*")


def nodes_of(section, *kinds):
    """Every node of some kinds of a section and of its parts."""
    nodes = [*section.nodes, *(node for part in section.sections for node in part.nodes)]
    return [node for node in nodes if isinstance(node, kinds)]


def group(said):
    """The sectors that are named as one."""
    return frozenset(NAMES[name] for name in said.split(" + "))


def in_words(section):
    """Every group a sentence speaks of: gaps, common ground, dissent, what each would have chosen."""
    for node in nodes_of(section, Items, Paragraph):
        for line in node.items if isinstance(node, Items) else (node.text,):
            yield from ((group(found), "said", line) for found in NAMED.findall(line))


def published(here):
    """Return every figure about a group that leaves the laboratory: (sectors, option or "voted", value)."""
    read = here.lab.read
    point = agenda.activity(read, here.activity)
    figures = []
    for public in (True, False):
        section = KIND.section(read, point, ReportOptions(public=public), EN)
        figures += in_words(section)
        for table in nodes_of(section, Table):
            if table.caption != "By sector":
                assert not NAMED.search(" ".join(table.header))
                figures += ((group(n), "said", row[1]) for row in table.rows for n in NAMED.findall(" ".join(row)))
                continue
            groups = [group(head) for head in table.header[1:] if head != "Gap"]
            for row in table.rows:
                figures += ((inside, row[0], said) for inside, said in zip(groups, row[1:], strict=False))
    letters = {sector.id: sector.look for sector in people.sectors(read, retired=True)} | {"-": "-"}
    for cell in result.result(read, here.vote).by_sector:  # what the console shows
        inside = frozenset(letters[sector] for sector in cell.sectors)
        figures.append((inside, "Voted", f"{cell.voted} of {cell.entitled}"))
    for row in read.rows("SELECT DISTINCT cell FROM vote_ballots"):  # the file itself is handed on
        figures.append((frozenset(letters[sector] for sector in row["cell"].split("+")), "ballots", ""))
    for voter in entitled.frozen(read, here.vote):
        figures.append((frozenset(letters[sector] for sector in voter.cell.split("+")), "entitled", ""))
    assert "sector" not in export.csv_of(read, point, EN).decode()
    return figures


def shown_on_the_stage(here):
    scene = KIND.scene(here.lab.read, agenda.activity(here.lab.read, here.activity))
    marks = {"-": "I"}  # who has no sector is drawn as the others are
    lowest = [bar.marks for bar in scene.ground.bars] if scene.ground else []
    return {tuple(sorted(part.marks)) for bar in scene.bars for part in bar.sectors}, marks, lowest


def in_span(rows, target):
    """Whether a vector follows from others by adding, taking away and scaling: exact elimination."""
    basis = []
    for row in rows:
        left = reduced(list(map(Fraction, row)), basis)
        if any(left):
            basis.append(left)
    return not any(reduced(list(map(Fraction, target)), basis))


def reduced(row, basis):
    for vector in basis:
        lead = next(place for place, value in enumerate(vector) if value)
        if row[lead]:
            factor = row[lead] / vector[lead]
            row = [a - factor * b for a, b in zip(row, vector, strict=True)]
    return row


def held(folder, sectors, marks, minimum, form):
    limits = {"choose": {"min": 0, "max": 3}, "agreement": {"steps": 5}, "score": {"low": 1, "high": 3}}[form]
    here = make(folder / "a.lab", sectors, "abc", form=form, limits=limits, secrecy="sector", minimum_cell=minimum,
                show_sectors=True)  # fmt: skip
    box.open_vote(here.lab, here.vote)
    for person, mark in zip(here.people, marks, strict=True):
        if mark is not None:
            box.cast(here.lab, here.vote, person, BODIES[form](mark))
    box.close_vote(here.lab, here.vote)
    box.announce(here.lab, here.vote)
    if result.result(here.lab.read, here.vote).between is not None:
        box.show_ground(here.lab, here.vote, shown=True)
    return here


BODIES = {
    "choose": lambda mark: [mark], "agreement": lambda mark: {str(mark): mark},
    "score": lambda mark: {"": {"1": mark, "2": 4 - mark}},
}  # fmt: skip
ROOMS = st.lists(st.integers(0, 9), min_size=6, max_size=6).map(
    lambda sizes: "".join(letter * size for letter, size in zip("SOMEI-", sizes, strict=True))
).filter(bool)


@hypothesis_settings(max_examples=30)
@given(st.data(), ROOMS, st.integers(2, 6), st.sampled_from(sorted(BODIES)))
def test_no_group_below_the_minimum_follows_from_all_that_is_published(data, sectors, minimum, form):
    marks = data.draw(st.lists(st.sampled_from([None, 1, 2, 3]), min_size=len(sectors), max_size=len(sectors)))
    with tempfile.TemporaryDirectory() as folder:
        here = held(Path(folder), sectors, marks, minimum, form)
        figures = published(here)
        drawn, looks, lowest = shown_on_the_stage(here)
        here.close()
    voted = {letter: sum(s == letter and m is not None for s, m in zip(sectors, marks, strict=True))
             for letter in set(sectors)}  # fmt: skip
    groups = {group for group, what, _value in figures if what != "entitled"}
    assert drawn <= {tuple(sorted(looks.get(letter, letter) for letter in group)) for group in groups}
    assert all(any(set(part) <= set(marks) for part in drawn) for marks in lowest)  # whole cells, never a part of one
    letters = [letter for letter in sorted(voted) if voted[letter]]
    everybody = frozenset(letters)  # the whole result is always published
    vectors = [[int(letter in group) for letter in letters] for group in {*groups, everybody}]
    for size in range(1, len(letters)):
        for few in itertools.combinations(letters, size):
            if sum(voted[letter] for letter in few) < minimum:
                assert not in_span(vectors, [int(letter in few) for letter in letters]), (few, groups, voted)


@hypothesis_settings(max_examples=20)
@given(st.data(), ROOMS, st.integers(2, 6))
def test_what_is_published_is_true_of_the_group_it_names(data, sectors, minimum):
    marks = data.draw(st.lists(st.sampled_from([None, 1, 2, 3]), min_size=len(sectors), max_size=len(sectors)))
    with tempfile.TemporaryDirectory() as folder:
        here = held(Path(folder), sectors, marks, minimum, "choose")
        figures = published(here)
        here.close()
    people_of = list(zip(sectors, marks, strict=True))
    for whose, what, said in figures:
        inside = [mark for letter, mark in people_of if letter in whose]
        if what == "Voted":
            assert said == f"{sum(mark is not None for mark in inside)} of {len(inside)}"
        elif what.startswith("option"):
            cast, marked = [mark for mark in inside if mark], inside.count("abc".index(what[-1]) + 1)
            share = f" · {int(Fraction(marked * 100, len(cast)) + Fraction(1, 2))}%" if cast else ""
            assert said == f"{marked}{share}"


def test_the_attacker_finds_what_a_table_with_a_hole_gives_away():
    whole, without = [1, 1, 1], [1, 1, 0]  # a withheld third cell follows from the whole
    assert in_span([whole, without], [0, 0, 1])
    assert not in_span([whole, [1, 0, 0]], [0, 0, 1])
