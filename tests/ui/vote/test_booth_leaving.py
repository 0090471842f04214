"""How the booth is left: after a pause, to the next person, by its PIN, with its vote, after a bug elsewhere."""

from labapp.kinds.vote import box, entitled, rounds
from tests.ui.vote.voter import enter, keys, opened
from ui.booth import pin


def test_after_a_pause_the_booth_forgets_without_casting(room, booth, qtbot):
    here = opened(room)
    window = booth(here)
    window.choose(here.people[0])
    window.ballot.rows[1].click()
    window._pause.setInterval(1)
    window._pause.start()
    qtbot.waitUntil(lambda: window.pages.currentWidget() is window.who)
    assert "Nothing was cast" in window.who.message.text()
    assert entitled.voted(here.lab.read, here.vote) == set()
    window.choose(here.people[0])
    assert window.ballot.is_blank()


def test_thanks_give_way_to_the_next_person(room, booth, qtbot):
    here = opened(room)
    window = booth(here)
    window.choose(here.people[0])
    window._thanked.setInterval(1)
    window.cast_ballot()
    qtbot.waitUntil(lambda: window.pages.currentWidget() is window.who)


def test_only_the_pin_leads_out_of_a_locked_booth(room, booth):
    here = opened(room)
    window = booth(here)
    pin.keep(window.context, "2468")
    window.close()
    assert window.isVisible()
    assert window.pages.currentWidget() is window.pin
    keys(window.pin.line, "1111")
    enter(window.pin.line)
    assert window.isVisible()
    assert window.pin.message.text() == "This is not the PIN."
    keys(window.pin.line, "2468")
    enter(window.pin.line)
    assert not window.isVisible()
    assert "2468" not in str([tuple(row) for row in here.lab.read.rows("SELECT * FROM lab")])


def test_an_unlocked_booth_closes_at_once(room, booth):
    window = booth(opened(room), locked=False)
    window.close()
    assert not window.isVisible()


def test_when_the_vote_ends_so_does_the_booth(room, booth):
    here = opened(room)
    window = booth(here)
    window.choose(here.people[0])
    window.ballot.rows[1].click()
    box.close_vote(here.lab, here.vote)
    assert window.pages.currentWidget() is window.ended
    assert window.ballot is None
    assert rounds.get(here.lab.read, here.vote).state == rounds.CLOSED


def test_a_bug_in_another_window_leaves_no_ballot_on_the_screen(room, booth):
    here = opened(room)
    bugs = []

    def bug(_changes):
        raise ZeroDivisionError

    here.lab.subscribe(bug)
    here.lab.listeners.failed = bugs.append  # the program hands it to the crash report
    window = booth(here)
    window.choose(here.people[0])
    window.ballot.rows[1].click()
    window.cast_ballot()
    assert (len(bugs), entitled.voted(here.lab.read, here.vote)) == (1, {here.people[0]})
    assert window.pages.currentWidget() is window.thanks
    assert window.ballot is None
