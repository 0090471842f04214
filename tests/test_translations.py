"""The Polish translation is complete, and the check that says so sees every way in which it can fail to be."""

import shutil

import pytest
from hypothesis import given
from hypothesis import strategies as st

import tasks
from labapp.wording.compile_po import compile_file
from labapp.wording.translate import _load
from tests import translation_check
from tests.pseudo import PseudoTranslator, stretch

HEADER = """msgid ""
msgstr ""
"Language: pl\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);\\n"
"""

CODE = '''
N_("Title")
class Page:
    def show(self, n):
        _ = self._
        _("Hello {name}", name="x")
        _.plural("{n} idea", "{n} ideas", n)
        _.context("vote", "For")
'''

GOOD = """
msgid "Title"
msgstr "Tytuł"

msgid "Hello {name}"
msgstr "Dzień dobry, {name}"

msgid "{n} idea"
msgid_plural "{n} ideas"
msgstr[0] "{n} pomysł"
msgstr[1] "{n} pomysły"
msgstr[2] "{n} pomysłów"

msgctxt "vote"
msgid "For"
msgstr "Za"
"""


@pytest.fixture
def house(tmp_path):
    """A small program with four marked texts and one room's translation of them."""
    (tmp_path / "labapp").mkdir()
    (tmp_path / "ui").mkdir()
    (tmp_path / "ui" / "page.py").write_text(CODE, encoding="utf-8")
    (tmp_path / "resources" / "translations" / "pl").mkdir(parents=True)
    return tmp_path


def check(house, *rooms):
    for number, text in enumerate(rooms):
        path = house / "resources" / "translations" / "pl" / f"room{number}.po"
        path.write_text(text if text.startswith("msgid") and "Language" in text else HEADER + text, encoding="utf-8")
    return translation_check.check(house)


def test_polish_is_complete():
    problems, _ = translation_check.check()
    assert problems == []


def test_a_complete_room_passes(house):
    assert check(house, GOOD) == ([], [])


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('msgid "Title"', 'msgid "Titel"', '"Title" has no translation'),
        ('"Tytuł"', '""', "is empty"),
        ('\nmsgid "Title"', '\n#, fuzzy\nmsgid "Title"', "is marked fuzzy"),
        ("{name}\"\n\nmsgid \"{n}", "{imie}\"\n\nmsgid \"{n}", "has placeholders ['imie'], not ['name']"),
        ("dobry, {name}", "dobry, {name", "breaks its placeholders"),
        ("{n} pomysłów", "", "lacks a plural form"),
        ("{n} pomysłów", "{n} pomysłów z {ilu}", "has placeholders ['ilu', 'n'], not ['n']"),
        ('msgid_plural "{n} ideas"', 'msgid_plural "{n} ideass"', '"{n} idea" has no translation'),
        ('msgctxt "vote"', 'msgctxt "motion"', '"For" (context vote) has no translation'),
    ],
)  # fmt: skip
def test_what_a_room_can_lack_is_named(house, old, new, told):
    assert old in GOOD
    problems, _ = check(house, GOOD.replace(old, new, 1))
    assert any(told in line for line in problems), problems


def test_a_singular_may_say_its_number_in_words(house):
    assert check(house, GOOD.replace("{n} pomysł\"", "jeden pomysł\""))[0] == []


def test_two_rooms_may_agree_but_not_contradict(house):
    assert check(house, GOOD, '\nmsgid "Title"\nmsgstr "Tytuł"\n')[0] == []
    problems, _ = check(house, GOOD, '\nmsgid "Title"\nmsgstr "Nagłówek"\n')
    assert problems == ['room1.po: "Title" is translated otherwise in room0.po']


def test_what_nothing_uses_is_told_and_forgiven(house):
    problems, unused = check(house, GOOD + '\nmsgid "Gone"\nmsgstr "Dawne"\n')
    assert problems == []
    assert unused == ['room0.po: "Gone" is not used']


def test_a_wrong_plural_rule_is_named(house):
    wrong = HEADER.replace("nplurals=3", "nplurals=2").replace(" : 2)", " : 1)")
    assert any("three plural forms" in line for line in check(house, wrong + '\nmsgid "Title"\nmsgstr "Tytuł"\n')[0])
    assert any("cannot be read" in line for line in check(house, wrong + GOOD)[0])


def test_a_compiled_room_answers_like_its_source(house):
    import gettext

    check(house, GOOD)
    compiled = compile_file(house / "resources" / "translations" / "pl" / "room0.po")
    with compiled.open("rb") as stream:
        room = gettext.GNUTranslations(stream)
    assert room.gettext("Title") == "Tytuł"
    assert [room.ngettext("{n} idea", "{n} ideas", n) for n in (1, 2, 5, 12, 22)] == [
        "{n} pomysł", "{n} pomysły", "{n} pomysłów", "{n} pomysłów", "{n} pomysły",
    ]  # fmt: skip
    assert room.pgettext("vote", "For") == "Za"
    assert [p.name for p in compiled.parent.iterdir() if p.suffix == ".part"] == []


def test_a_compiled_room_is_used_until_its_source_changes(house):
    check(house, GOOD)
    po = house / "resources" / "translations" / "pl" / "room0.po"
    assert not tasks.is_compiled(po)
    mo = compile_file(po)
    assert tasks.is_compiled(po)
    mo.write_bytes(mo.read_bytes().replace("Tytuł".encode(), "TYTUŁ".encode()))  # to see which of the two is read
    assert _load(po).gettext("Title") == "TYTUŁ"
    po.write_text(HEADER + GOOD.replace("Tytuł", "Nagłówek"), encoding="utf-8")
    assert not tasks.is_compiled(po)
    assert _load(po).gettext("Title") == "Nagłówek"


def test_compiling_names_a_broken_room(house, monkeypatch, capsys):
    from labapp import paths
    from labapp.wording import compile_po

    folder = house / "resources" / "translations" / "pl"
    (folder / "broken.po").write_text(HEADER + "\nnonsense\n", encoding="utf-8")
    monkeypatch.setattr(paths, "resource", lambda *parts: house.joinpath("resources", *parts))
    assert compile_po.main() == 1
    assert "broken.po" in capsys.readouterr().err
    shutil.rmtree(folder)
    assert compile_po.main() == 0


@given(st.text(alphabet=st.characters(exclude_characters="{}"), min_size=1), st.floats(0.1, 2))
def test_the_stretched_language_is_longer_by_its_share(text, by):
    stretched = stretch(text, by)
    if text.strip():
        assert len(stretched) >= len(text) * (1 + by) + 1


def test_the_stretched_language_keeps_what_programs_read():
    _ = PseudoTranslator()
    assert "Ola" in _("Hello {name}", name="Ola")
    assert "7" in _.plural("{n} idea", "{n} ideas", 7)
    assert "&Ś" in _("&Save")
    assert _("Idea") != "Idea"
