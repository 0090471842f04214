"""How a result is told: grouped and named by place, one word for one quantity, what many share said once."""

import re
from fractions import Fraction
from types import SimpleNamespace

import pytest

from labapp.content.nodes import Items, Paragraph, Table
from labapp.counting.outcome import Reason
from labapp.counting.profile import Approvals, Ballot, Option, Profile, Ranking
from labapp.counting.rules import count
from labapp.kinds.base import ReportOptions
from labapp.kinds.vote import box, figure_words, groups, options, result, stage, why, words
from labapp.kinds.vote.forms import FORMS
from labapp.kinds.vote.kind import Vote
from labapp.kinds.vote.terms import terms
from labapp.kinds.vote.why import sentences
from labapp.model import agenda
from labapp.wording import saying
from labapp.wording.translate import translator
from tests.kinds.vote.test_result import held, scene

PL, EN = translator("pl"), translator("en")
THREE = {"min": 1, "max": 3}


def told(here, language="pl"):
    found = result.result(here.lab.read, here.vote)
    titles = {bar.choice.id: bar.choice.title for bar in found.bars}
    return sentences(found.outcome, titles, translator(language))


def nodes(here, _=PL):
    activity = agenda.activity(here.lab.read, here.activity)
    return Vote().section(here.lab.read, activity, ReportOptions(), _).nodes


@pytest.mark.parametrize(("rule", "points", "votes"), [
    ("greedy", "Od największej liczby punktów w dół przechodzi to, co jeszcze mieści się w kwocie.",
     "Od największej liczby głosów w dół przechodzi to, co jeszcze mieści się w kwocie."),
    ("greedy-no-skip", "Od największej liczby punktów w dół, do pierwszej opcji, która się nie mieści.",
     "Od największej liczby głosów w dół, do pierwszej opcji, która się nie mieści."),
])  # fmt: skip
def test_a_budget_by_points_speaks_of_points_where_it_says_how_it_is_decided(rule, points, votes):
    for way, said in (("points", points), ("choose", votes)):
        agreed = terms({"form": "budget", "rule": rule, "limits": {"way": way, "costs": ["5", "6"], "sum": "10"}})
        assert words.rule_line(agreed, PL) == said


def test_a_tie_says_which_place_it_is_about(room):
    here = held(room, [[1, 2], [1, 2], [1, 3], [4]], titles="abcd", limits=THREE, counting={"seats": "3"})
    found = result.result(here.lab.read, here.vote)
    assert groups.tied_places(found) == (3, 3)
    assert [code for code, _bars in groups.grouped(found.bars)] == [groups.WON, groups.TIED]
    said = [node.text for node in nodes(here) if isinstance(node, Paragraph)]
    assert {"Wybrano:", "Remis o 3. miejsce:"} <= set(said)
    lists = [node.items for node in nodes(here) if isinstance(node, Items)]
    assert ("1. option a", "2. option b") in lists


@pytest.mark.parametrize(
    ("places", "pl", "en"),
    [((), "Remis", "Tie"), ((2, 2), "Remis o 2. miejsce", "Tie for place 2"),
     ((2, 4), "Remis o miejsca 2–4", "Tie for places 2 to 4")],
)  # fmt: skip
def test_the_words_of_a_tie(places, pl, en):
    assert (groups.tie_head(places, PL), groups.tie_head(places, EN)) == (pl, en)


def test_with_one_place_to_win_a_tie_needs_no_number(room):
    here = held(room, [[1], [2]])
    assert groups.tied_places(result.result(here.lab.read, here.vote)) == ()


def test_while_ties_are_hidden_their_place_is_too(room):
    here = held(room, [[1, 2], [1, 2], [1, 3], [4], [1]], titles="abcde", limits=THREE, counting={"seats": "3"})
    box.announce(here.lab, here.vote, stepwise=True)
    assert scene(here).tied_places == ()
    for _place in range(2):
        box.reveal(here.lab, here.vote)
    assert any(bar.tied for bar in scene(here).bars)
    assert scene(here).tied_places == (3, 3)


def test_what_many_share_is_said_once(room):
    votes = [[1]] * 4 + [[2]] * 2 + [[3]]
    here = held(room, votes, titles="abcdef")
    assert told(here) == [
        "Wybrano „option a”: 4 głosy.",
        "Nie wybrano: „option b” (2) i „option c” (1). Próg wyboru: 4 głosy.",
        "Nikt nie poparł opcji: „option d”, „option e” i „option f”.",
    ]


def counted(rule, profile, **given):
    return sentences(count(rule, profile, given), {o.id: o.title for o in profile.options}, EN)


def choosing(costs, ballots):
    options = tuple(Option(o, o.upper(), Fraction(cost)) for o, cost in zip("abcdefg", costs, strict=False))
    cast = tuple(Ballot(Approvals(tuple(chosen)), many) for chosen, many in ballots.items())
    return Profile(options, cast, (), 0, Fraction(100), 9, 9, {"currency": "PLN"})


def test_what_choosing_did_not_come_to_is_said_at_once():
    profile = choosing((60, 90, 10, 10), {"a": 5, "b": 4, "c": 3, "d": 1})
    for rule in ("greedy-no-skip", "poznan"):
        said = [line.replace("\u00a0", " ") for line in counted(rule, profile)]
        assert "Not chosen, for choosing ended before their turn: “C” (3 votes) and “D” (1 vote)." in said
        assert not any("its turn does not come" in line for line in said)
    said = counted("greedy-threshold", profile, **{"min-score": 4})
    assert "Below the 4 that the rule demands: “C” (3 votes) and “D” (1 vote)." in said


def test_figures_on_two_sides_of_a_bar_never_read_the_same():
    """Weighed by entity, a little less than 4 votes read "about 4.00" beside the 4 that were asked for."""
    names = saying.Names({"a": "A", "b": "B"}, EN)
    below = [Reason("below-threshold", {"option": option, "score": 4 - Fraction(1, over), "least": Fraction(4)})
             for option, over in (("a", 1250), ("b", 1300))]  # fmt: skip
    said = why.sentences(SimpleNamespace(reasons=below, warnings=()), names.titles, EN)
    assert said == ["Below the 4 that the rule demands: “A” (3.9992 votes) and “B” (about 3.99923 votes)."]
    alone = why.sentences(SimpleNamespace(reasons=below[1:], warnings=()), names.titles, EN)
    assert alone == ["“B” takes no part: about 3.999 votes, and the rule demands 4."]
    out = [Reason("irv-excluded", {"option": option, "round": 1, "votes": Fraction(1, over), "next": Fraction(1, 301)})
           for option, over in (("a", 303), ("b", 304))]  # fmt: skip
    (said,) = why.sentences(SimpleNamespace(reasons=out, warnings=()), names.titles, EN)
    figures = re.findall(r"0\.\d+", said)
    assert len(set(figures)) == 3, said


def test_by_the_rule_of_poznan_the_room_hears_what_one_option_alone_may_cost(room):
    """The room was told 100 zł, and a ballot took an option of 120 zł by itself."""
    here = room(titles="", form="budget", rule="poznan", limits={"sum": "100"})
    with here.lab.change("vote.edit") as tx:
        for title, cost in (("a", "60"), ("b", "120"), ("c", "130")):
            options.add(tx, here.activity, title, cost=cost)
    box.open_vote(here.lab, here.vote)
    agreed = stage.scene(here.lab.read, agenda.activity(here.lab.read, here.activity)).terms
    assert words.how(agreed, EN).replace("\u00a0", " ") == (
        "Choose options costing no more than 100 zł together. "
        "An option above that sum, up to 125 zł, may be chosen by itself only."
    )
    assert "Opcję droższą, do 125 zł, można wybrać tylko samą." in words.how(agreed, PL).replace("\u00a0", " ")
    box.cast(here.lab, here.vote, here.people[0], [2])
    limits = {"beyond": True, "costs": ["60", "130"], "sum": "100"}
    plain = terms({"form": "budget", "rule": "poznan", "limits": limits})
    assert "itself" not in words.how(plain, EN)  # nothing it would hold of


def test_who_goes_out_of_a_ranking_at_one_stage_is_said_at_once():
    options = tuple(Option(letter, letter.upper()) for letter in "abcde")
    ballots = tuple(Ballot(Ranking((("abc"[n],),)), 6 - n) for n in range(3))
    said = counted("irv", Profile(options, ballots))
    assert said == [
        "Excluded in turn with the fewest votes – stage 1: “D” (0 votes) and “E” (0 votes), together fewer than the "
        "next one (4); stage 2: “C” (4 votes), the next one had 5.",
        "Stage 3: “A” is chosen with 6 votes of 11, more than half.",
    ]  # fmt: skip


def test_of_two_who_go_together_at_once_the_next_is_named_once():
    options = tuple(Option(letter, letter.upper()) for letter in "abcd")
    ballots = tuple(Ballot(Ranking(tuple((o,) for o in order)), n) for order, n in
                    (("abcd", 5), ("bac", 4), ("cab", 1), ("dab", 1)))  # fmt: skip
    assert counted("irv", Profile(options, ballots))[0] == (
        "Stage 1: excluded are “C” (1 vote) and “D” (1 vote), together fewer than the next one (4)."
    )


def test_a_ranking_tells_who_went_out_in_turn_up_to_what_else_happened_and_leaves_out_nobody():
    """Seven options took ten pages of the room's time: a sentence a stage, and those who went together twice."""
    titles = {letter: letter.upper() for letter in "abcdefgh"}

    def out(code, **stages):
        return [Reason(code, {"option": option, "round": stage, "votes": votes, "next": votes + 1})
                for option, (stage, votes) in stages.items()]  # fmt: skip

    tie = Reason("stage-tie-harmless", {"among": ("c", "d"), "shown": "c"})
    alike = Reason("excluded-alike", {"options": ("e", "f")})
    first, second = out("irv-excluded", a=(1, 0), b=(2, 3)), out("irv-excluded", c=(3, 4), e=(4, 5), f=(4, 5))
    shown = SimpleNamespace(reasons=[*first, tie, second[0], alike, *second[1:]], warnings=())
    said = why.sentences(shown, titles, PL)
    assert [line.replace("\u00a0", " ") for line in said] == [
        "Kolejno odpadały opcje z najmniejszą liczbą głosów – etap 1: „A” (0 głosów), następna miała 1; "
        "etap 2: „B” (3 głosy), następna miała 4.",
        "Remis po drodze: „C” i „D”. Bez względu na to, co pójdzie pierwsze, wynik będzie ten sam. "
        "W etapach pokazano najpierw „C”.",
        "Kolejno odpadały opcje z najmniejszą liczbą głosów – etap 3: „C” (4 głosy), następna miała 5; etap 4: "
        "„E” (5 głosów) i „F” (5 głosów), a ich głosy nie wskazują żadnej z pozostałych opcji, następna miała 6.",
    ]
    stages = {option: (n, n) for n, option in enumerate("abcdefgh", 1)}
    said = why.sentences(SimpleNamespace(reasons=out("stv-excluded", **stages), warnings=()), titles, EN)
    assert [line.count("stage ") for line in said] == [6, 2]  # a longer sentence nobody follows
    assert all(sum(f"“{title}”" in line for line in said) == 1 for title in titles.values())
    zero = out("stv-excluded", a=(1, 0), b=(1, 0))
    for reason in zero:
        reason.params.pop("next")
    assert why.sentences(SimpleNamespace(reasons=zero, warnings=()), titles, EN) == [
        "Stage 1: excluded with the fewest votes are “A” (0 votes) and “B” (0 votes); the papers pass on."
    ]


def test_a_sentence_for_the_room_has_numbers_where_titles_are_quoted(room):
    here = held(room, [[1]] * 4 + [[2]] * 2 + [[3]], titles="abcdef")
    found = result.result(here.lab.read, here.vote)
    numbers = {bar.choice.id: bar.choice.number for bar in found.bars}
    assert why.told(found.outcome, numbers, PL) == (
        ("Wybrano ", 1, ": 4 głosy."), ("Nie wybrano: ", 2, " (2) i ", 3, " (1). Próg wyboru: 4 głosy."),
        ("Nikt nie poparł opcji: ", 4, ", ", 5, " i ", 6, "."),
    )  # fmt: skip


def test_dots_are_dots_wherever_they_are_counted(room):
    here = held(room, [{"1": 3}, {"1": 2, "2": 1}], titles="ab", form="dots", limits={"n": 3, "cap": 3})
    assert told(here) == ["Wybrano „option a”: 5 kropek.", "Nie wybrano „option b”: 1 kropka; próg wyboru: 5."]
    tables = [node for node in nodes(here) if isinstance(node, Table)]
    assert tables[0].header[2] == "Kropki"
    assert "kropek" in words.rule_line(result.result(here.lab.read, here.vote).round.terms, PL)


@pytest.mark.parametrize(
    ("settings", "word"),
    [({"form": "choose"}, "Votes"), ({"form": "score"}, "Mean grade"), ({"form": "ranking", "rule": "borda"}, "Points"),
     ({"form": "budget"}, "Votes"), ({"form": "budget", "limits": {"way": "points"}}, "Points"),
     ({"form": "agreement"}, "Support : reservations : blocks")],
)  # fmt: skip
def test_every_quantity_has_its_word(room, settings, word):
    from labapp.kinds.vote.terms import terms

    assert figure_words.unit(terms(settings), EN) == word


def test_a_budget_is_told_as_what_was_bought_and_what_is_left(room):
    here = room(titles="", form="budget", limits={"sum": "100"})
    with here.lab.change("vote.edit") as tx:
        for title, cost in (("a", "60"), ("b", "70"), ("c", "30")):
            options.add(tx, here.activity, title, cost=cost)
    box.open_vote(here.lab, here.vote)
    for person, ballot in zip(here.people, [[1, 3], [1, 3], [1], [2, 3]], strict=False):
        box.cast(here.lab, here.vote, person, ballot)
    box.close_vote(here.lab, here.vote)
    said = [node.text.replace("\u00a0", " ") for node in nodes(here) if isinstance(node, Paragraph)]
    assert "Rozdzielono 90 zł z 100 zł, zostało 10 zł." in said
    bought, left = [node for node in nodes(here) if isinstance(node, Table)][:2]
    assert bought.caption == "W ramach kwoty: 2, razem 90\u00a0zł"
    assert left.caption == "Nie wybrano: 1, razem 70\u00a0zł"
    assert [row[1:] for row in bought.rows] == [("a", "3", "60\u00a0zł"), ("c", "3", "30\u00a0zł")]
    assert "W ramach kwoty:" in [node.text for node in nodes(here) if isinstance(node, Paragraph)]


def test_a_further_round_takes_nothing_from_what_was_announced(room):
    here = held(room, [[1], [1], [2]], titles="ab", limits={"min": 1, "max": 1})
    box.announce(here.lab, here.vote)
    point = agenda.activity(here.lab.read, here.activity)

    def page_one():
        return Vote().essence(here.lab.read, point, ReportOptions(), PL)

    def section():
        return Vote().section(here.lab.read, point, ReportOptions(), PL)

    before, told_before = page_one(), section()
    box.repeat(here.lab, here.vote, "dogrywka")
    assert page_one()[0] == before[0] == Items(("1. option a (2 głosy)",))
    assert page_one()[1].text == before[1].text + " Przygotowano turę 2, nie przeprowadzono jej."
    assert section().nodes[:-1] == told_before.nodes
    assert (section().nodes[-1].text, section().sections) == ("Przygotowano turę 2, nie przeprowadzono jej.", ())
    box.open_vote(here.lab, here.vote)
    box.cast(here.lab, here.vote, here.people[0], [2])
    box.close_vote(here.lab, here.vote)
    assert page_one() == before  # counted, but nobody has announced it
    assert section().nodes == told_before.nodes
    assert [part.title for part in section().sections] == ["Tura 2"]
    box.announce(here.lab, here.vote)
    assert page_one()[0] == Items(("2. option b (1 głos)",))
    assert [part.title for part in section().sections] == ["Tura 1"]


def graded(room, *marks):
    ballots = [{"": {str(number): mark for number, mark in enumerate(each, 1)}} for each in marks]
    return held(room, ballots, titles="abc", form="score", limits={})


def test_figures_of_one_result_have_the_same_number_of_decimals(room):
    here = graded(room, (3, 4, 3), (4, 3, 3))
    found = result.result(here.lab.read, here.vote)
    (table,) = [node for node in nodes(here) if isinstance(node, Table) and node.header[1] == "Opcja"]
    assert [row[2] for row in table.rows] == ["3,50", "3,50", "3,00"]
    assert stage.announced(here.lab.read, found).places == result.decimals(found) == 2
    whole = graded(room, (3, 4, 3), (3, 4, 5))
    assert result.decimals(result.result(whole.lab.read, whole.vote)) == 0


def test_figures_that_look_equal_are(room):
    marks = [(3, 3, 1)] * 299 + [(4, 3, 1)]  # 3,0033 is not 3
    bars = [SimpleNamespace(score=Fraction(sum(column), len(marks))) for column in zip(*marks, strict=True)]
    assert result.decimals(SimpleNamespace(bars=bars, by_sector=())) == 3


def test_a_ranking_that_hangs_on_who_goes_out_says_so(room):
    # b and c are level for going out: without b it is c who wins, without c it is a
    ballots = [[1, 2, 3]] * 4 + [[2, 3, 1]] * 3 + [[3, 1, 2]] * 3
    here = held(room, ballots, titles="abc", form="ranking", rule="irv", limits={})
    found = result.result(here.lab.read, here.vote)
    assert groups.tied_out(found) == (2, 3)
    assert {bar.choice.number for bar in found.bars if bar.tied} == {1, 3}
    assert "Remis o odpadnięcie (2, 3); może wygrać:" in [n.text for n in nodes(here) if isinstance(n, Paragraph)]
    level = held(room, [[1, 2]] * 2 + [[2, 1]] * 2, titles="ab", form="ranking", rule="irv", limits={})
    assert groups.tied_out(result.result(level.lab.read, level.vote)) == ()


ORDERS = re.compile(r"\b(rozdaj|wybierz|oceń|ułóż|wpisz|zaznacz|naciśnij|odpowiedz|przydziel)\b", re.IGNORECASE)
TO_PEOPLE = (
    "Type the code from the badge and press Enter, or choose the name.", "Choose with the arrows and press Enter.",
    "Leave without voting", "This does not fit any more. Take a choice back first.",
)  # fmt: skip


@pytest.mark.parametrize("form", list(FORMS))
def test_the_room_is_never_ordered_about_in_polish(form):
    for limits in ({}, {"min": 1, "max": 1}, {"min": 2, "max": 2}, {"n": 1, "cap": 1}, {"way": "points", "sum": "9"}):
        assert not ORDERS.search(words.how(terms({"form": form, "limits": {"sum": "9", **limits}}), PL))
    assert not [said for said in map(PL, TO_PEOPLE) if ORDERS.search(said)]


@pytest.mark.parametrize(("form", "ballots", "said"), [
    ("answers", [{"1": "yes"}, {"1": "yes"}, {"1": "abstain"}], "– przyjęto (za 2, przeciw 0, wstrzymało się 1)"),
    ("answers", [{"1": "yes"}, {"1": "no"}, {"1": "no"}], "– nie\u00a0przyjęto (za 1, przeciw 2, wstrzymało się 0)"),
    ("agreement", [{"1": 1}, {"1": 2}, {"1": 1}], "(poparcie 3, zastrzeżenia 0, sprzeciwy 0)"),
])  # fmt: skip
def test_page_one_says_in_words_what_three_figures_are(room, form, ballots, said):
    here = held(room, ballots, titles="a", form=form)
    box.announce(here.lab, here.vote)
    point = agenda.activity(here.lab.read, here.activity)
    assert Vote().essence(here.lab.read, point, ReportOptions(), PL)[0] == Items((f"1. option a {said}",))


def test_page_one_says_of_a_motion_that_is_the_question_whether_it_was_carried(room):
    """Below the question stood the question again, with figures, and nowhere that it was carried."""
    here = room(titles="", form="answers")
    with here.lab.change("vote.edit") as tx:
        options.add(tx, here.activity, agenda.activity(tx, here.activity).question)
    box.open_vote(here.lab, here.vote)
    for person, answer in zip(here.people, ("yes", "yes", "no"), strict=False):
        box.cast(here.lab, here.vote, person, {"1": answer})
    box.close_vote(here.lab, here.vote)
    box.announce(here.lab, here.vote)
    point = agenda.activity(here.lab.read, here.activity)
    said = Vote().essence(here.lab.read, point, ReportOptions(), PL)[0]
    assert said == Paragraph("Przyjęto (za 2, przeciw 1, wstrzymało się 0)")


def test_shares_of_weighed_votes_are_told_as_those_of_votes_and_not_of_people(room):
    """By entity, 17 500 zł were said to be for each of 4 people, of whom there were seven."""
    here = room(titles="", form="budget", rule="equal-shares", weight="entity", limits={"sum": "70000"},
                counting={"completion": "none"}, sectors="SOMEISO")  # fmt: skip
    with here.lab.change("vote.edit") as tx:
        for title, cost in (("a", "60000"), ("b", "1500"), ("c", "40000")):
            options.add(tx, here.activity, title, cost=cost)
    box.open_vote(here.lab, here.vote)
    for person, ballot in zip(here.people, [[1], [2], [1], [3], [2], [3], [1]], strict=True):
        box.cast(here.lab, here.vote, person, ballot)
    box.close_vote(here.lab, here.vote)
    said = " ".join(told(here, "en")).replace("\u00a0", " ")
    assert "shared equally: 17,500 zł for each whole vote (4 votes)." in said
    assert "“b” is chosen for 1,500 zł, paid by 1 vote: at most 1,500 zł for a whole vote." in said
    assert not re.search("people|person", said)
    agreed = result.result(here.lab.read, here.vote).round.terms
    assert words.rule_line(agreed, EN).startswith("Every whole vote has the same share of the budget")
    grown = Reason("es-grown", {"steps": 2, "percent": 1, "share": 20, "people": Fraction(5, 2), "budget": 50,
                                "weighed": True})  # fmt: skip
    (line,) = why.sentences(SimpleNamespace(reasons=[grown], warnings=()), {}, PL)
    assert line.replace("\u00a0", " ") == (
        "Aby z kwoty 50 zł zostało mniej, udział każdego całego głosu (2,5 głosu) liczy się wyżej: "
        "po 2 krokach o 1% pierwszego udziału wynosi 20 zł."
    )


def test_who_had_most_votes_and_lost_by_even_loads_hears_what_its_supporters_would_carry():
    profile = choosing((60, 30, 20, 25), {"a": 3, "b": 2, "c": 2, "d": 1})
    said = [line.replace("\u00a0", " ") for line in counted("phragmen", profile)]
    assert "“A” is next (each of its supporters would carry 20 zł), but it costs 60 zł and 50 zł is left. " \
        "Choosing ends here." in said


@pytest.mark.parametrize("rule", ["copeland", "condorcet", "schulze"])
def test_the_figures_of_duels_say_what_they_count(rule):
    for translator_ in (PL, EN):
        assert "duel" in figure_words.figures(terms({"form": "ranking", "rule": rule}), 3, translator_).replace(
            "pojedyn", "duel"
        )
