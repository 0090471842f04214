"""An erased person is in no byte of the files any more; what was said stays, by nobody in particular."""

from labapp import paths
from labapp.checking import check_lab
from labapp.erase import erase_person
from labapp.model import ideas, people
from labapp.store import backups
from tests.lab_files import Ticker, board, fresh, populate


def test_erasing_reaches_rows_texts_journal_backups_and_both_places(tmp_path):
    ticker = Ticker()
    stick = tmp_path / "stick"
    stick.mkdir()
    document = fresh(tmp_path / "a.lab", ticker=ticker)
    made = populate(document)
    document.set_second_place(stick)
    document.backup("import")
    before = [card.text for card in ideas.cards(document.lab.read, board(document))]
    assert len(backups.listed(document.uid)) == 1
    done = erase_person(document, made["anna"])
    assert (done.mentions >= 1, done.journal >= 1, done.backups) == (True, True, 1)
    assert [person.name for person in people.participants(document.lab.read)] == ["Jan Nowak", "Ewa Wiśniewska"]
    cards = ideas.cards(document.lab.read, board(document))
    assert [card.author for card in cards] == [None, None]
    assert cards[0].text == before[0]
    assert cards[1].text == "Pani […] zależy na ławkach, tel. […]"
    assert document.lab.next_undo() is None
    assert len(document.lab.history()) > 4  # sentences stay
    assert check_lab(document.lab) == []
    files = [item for item in (*tmp_path.rglob("*"), *paths.data_folder().rglob("*")) if item.is_file()]
    assert len(files) >= 4
    for secret in ("Kowalsk", "anna@", "202 303", "gluten", "sołtys"):
        assert [file.name for file in files if secret.encode() in file.read_bytes()] == [], secret
    document.close()
