"""What is done to selected cards, whatever the layout they are shown in: each gesture one named change."""

from __future__ import annotations

from collections.abc import Callable

from labapp.changes import Change
from labapp.kinds.board.kind import Board
from labapp.kinds.registry import KINDS
from labapp.model import agenda, ideas, marks, people
from labapp.model.agenda import Activity
from labapp.wording.nouns import noun
from ui.kinds.base import KindPage
from ui.kinds.board.card_dialog import CardDialog
from ui.kinds.board.carry_dialog import CarryDialog
from ui.kinds.board.dialogs import ask_text, choose
from ui.kinds.board.faces import BoardView, Faces, read_board
from ui.kinds.board.model import Face
from ui.kinds.board.settings_dialog import settings_dialog
from ui.kinds.board.split_dialog import SplitDialog
from ui.widgets.asking import ask
from ui.widgets.life_dialog import LifeDialog


class CardGestures(KindPage):
    """A page that knows which cards are chosen; layouts and capture are added by the board's page."""

    _view: BoardView
    _upgraded: tuple[Activity, dict[str, object]] | None = None

    def chosen(self) -> list[Face]:
        """Return the selected cards, column by column."""
        raise NotImplementedError

    def shows_aside(self) -> bool:
        """Tell whether the cards that were set aside are shown instead of the living ones."""
        raise NotImplementedError

    def reselect(self, placement: str) -> None:
        """Select one card after a change."""
        raise NotImplementedError

    def settings(self) -> dict[str, object]:
        """Return the board's settings in today's shape, asked eight times at a key: looked at, never altered."""
        activity = self.activity
        if self._upgraded is None or self._upgraded[0] is not activity:
            self._upgraded = activity, Board().upgrade(activity.settings)
        return self._upgraded[1]

    def put_settings(self, **values: object) -> None:
        """Change some of the board's settings as one named change."""
        self._set("activity.settings", **values)

    def cards(self) -> list[ideas.Card]:
        """Return the living cards of this board, whatever the filter shows."""
        return ideas.cards(self.context.lab.read, self.activity_id)

    @property
    def word(self) -> str:
        """Return the code of what the cards are called."""
        return str(self.settings()["noun"])

    def some(self) -> list[Face]:
        """Return the selected cards, or say that some must be selected first."""
        cards = self.chosen()
        if not cards:
            self.context.tell(self._("Select cards first (click, Ctrl+click or Shift+arrows)."))
        return cards

    def act(self, what: str) -> None:
        """Do what a plain letter on a card stands for (a word of KEYS)."""
        does = {
            "edit": self.edit_card, "note": self.edit_card, "retire": self.retire, "merge": self.merge,
            "star": lambda: self.mark("star"), "visionary": lambda: self.mark("visionary"),
            "dot": lambda: self.dot(1), "undot": lambda: self.dot(-1), "split": self.split_card,
            "also": self.also_into, "life": self.show_life, "restore": self.restore,
        }  # fmt: skip
        if self.shows_aside() and what not in ("restore", "life"):
            self.context.tell(self._("A card that was set aside must be brought back first (R)."))
        elif what != "restore" or self.shows_aside():
            does[what]()

    def edit_card(self) -> None:
        """Open the selected card in full."""
        face = next(iter(self.some()), None)
        if face is None:
            return
        read, _ = self.context.lab.read, self._
        merged = [ideas.text(read, idea) for idea in ideas.merged(read, face.card.idea)]
        sectors = people.still(people.sectors(read, retired=True), face.card.sector)
        dialog = CardDialog(face, sectors, merged, _, self)
        if not ask(dialog):
            return
        edit = dialog.value()
        self.context.run(
            "idea.edit",
            lambda tx: ideas.edit(
                tx, face.card.idea, text=edit.text, note=edit.note, color=edit.color, sector=edit.sector
            ),
        )
        self.reselect(face.card.placement)

    def retire(self) -> None:
        """Set the selected cards aside; undo brings them back, and later the filter of such cards does."""
        cards = self.some()
        if cards:
            self._each("idea.retire", lambda tx, face: ideas.retire(tx, face.card.idea), cards)

    def restore(self) -> None:
        """Bring the selected cards back that were set aside."""
        cards = self.some()
        if cards:
            self._each("idea.restore", lambda tx, face: ideas.restore(tx, face.card.idea), cards)

    def merge(self) -> None:
        """Let the first selected card speak for the others; all words are kept."""
        cards = self.chosen()
        if len(cards) < 2:
            self.context.tell(self._("Select two or more cards to merge (Ctrl+click or Shift+arrows)."))
            return
        keep, others = cards[0].card, [face.card.idea for face in cards[1:]]
        self.context.run("idea.merge", lambda tx: ideas.merge(tx, keep.idea, others), n=len(cards))
        self.reselect(keep.placement)

    def split_card(self) -> None:
        """Split the selected card into several."""
        face = next(iter(self.some()), None)
        if face is None:
            return
        dialog = SplitDialog(face.card.text, self.word, self._, self)
        if ask(dialog) and len(dialog.parts()) > 1:
            parts = dialog.parts()
            self.context.run("idea.divide", lambda tx: ideas.divide(tx, face.card.placement, parts))
            self.reselect(face.card.placement)

    def group_chosen(self) -> None:
        """Name a new column and put all selected cards there, in their order."""
        cards, _ = self.some(), self._
        if not cards:
            return
        title = ask_text(self, _("New group"), _("Name of the group"), "", _)
        if not title:
            return

        def write(tx: Change) -> None:
            cluster = ideas.add_cluster(tx, self.activity_id, title)
            for face in cards:
                ideas.append(tx, face.card.placement, cluster)

        self.context.run("idea.group", write, n=len(cards))
        self.reselect(cards[0].card.placement)

    def also_into(self) -> None:
        """Put the selected cards into a second group as well."""
        cards, _ = self.some(), self._
        rest = [c for c in self._view.clusters if any(face.card.cluster != c.id for face in cards)]
        if not cards or not rest:
            return
        titles = [cluster.title or _("Untitled column") for cluster in rest]
        at = choose(self, _("Second group"), _("Also put into"), titles, _)
        if at is not None:
            cluster = rest[at].id
            self._each("idea.also", lambda tx, face: ideas.also(tx, face.card.placement, cluster), cards)

    def mark(self, kind: str) -> None:
        """Give the selected cards a star or "visionary", or take it from all of them."""
        chosen = [face.card.idea for face in self.some()]
        if chosen:
            self.context.run(
                "idea.mark", lambda tx: marks.toggle(tx, chosen, self.activity_id, kind), n=len(set(chosen))
            )

    def dot(self, by: int, meaning: str | None = None) -> None:
        """Add a dot to the selected cards, or take one away; without a meaning, the board's first."""
        cards = self.some()
        meanings = self.meanings()
        what = meanings[0] if meaning is None else meaning
        if cards:
            self._each("idea.mark", lambda tx, face: marks.dot(tx, face.card.idea, self.activity_id, what, by), cards)

    def meanings(self) -> list[str]:
        """Return what dots mean on this board; one meaning without a name when nobody said."""
        given = self.settings()["dots"]
        named = [str(text).strip() for text in given] if isinstance(given, list) else []
        return [text for text in named if text] or [""]

    def reveal(self) -> None:
        """Show all covered cards to the room at once and write openly from now on; undo covers both again."""
        openly = {**self.activity.settings, "covered": False}

        def write(tx: Change) -> None:
            ideas.reveal(tx, self.activity_id)
            agenda.edit_activity(tx, self.activity_id, settings=openly)

        if self._view.covered:
            self.context.run("idea.reveal", write)

    def merge_twins(self, one: str, other: str) -> None:
        """Accept a hint: the first idea speaks for the other."""
        self.context.run("idea.merge", lambda tx: ideas.merge(tx, one, [other]), n=2)

    def refuse_twins(self, one: str, other: str) -> None:
        """Tell two ideas apart for good: the hint does not come back."""
        self._set("twins.refuse", not_twins=[*self.activity.settings.get("not_twins", []), [one, other]])

    def show_life(self) -> None:
        """Tell where the selected card was born, what it was merged with, how it was voted, what was done."""
        face = next(iter(self.some()), None)
        if face is not None:
            ask(LifeDialog(self.context.lab.read, face.card.idea, self._, self))

    def carry_over(self) -> None:
        """Place ideas in another point of the agenda; they stay here too."""
        read = self.context.lab.read
        whole = read_board(read, self.activity_id, self.settings(), Faces(self._))  # "all" is all, whatever is filtered
        dialog = CarryDialog(read, self.activity, whole, self.chosen(), self.word, self._, self)
        if not ask(dialog) or not dialog.target():
            return
        target, chosen = agenda.activity(read, dialog.target()), dialog.chosen()

        def write(tx: Change) -> tuple[int, str]:
            taken = KINDS[target.kind].take_left(tx, target.id, chosen)
            tx.note(n=taken)
            return taken, target.title

        done = self.context.run("idea.place", write)
        if done is not None:
            counted = noun(self.word).counted(self._, done[0])
            self.context.tell(self._("Carried over to {title}: {count}", title=done[1], count=counted), "good")

    def edit_settings(self) -> None:
        """Choose what the cards are called, whose voice is kept, covering, axes, dots."""
        settings_dialog(self, self.context, self.activity)

    def _set(self, code: str, **values: object) -> None:
        chosen = {**self.activity.settings, **values}
        self.context.run(code, lambda tx: agenda.edit_activity(tx, self.activity_id, settings=chosen))

    def _each(self, code: str, operation: Callable[[Change, Face], object], cards: list[Face]) -> None:
        def write(tx: Change) -> None:
            for face in cards:
                operation(tx, face)

        self.context.run(code, write, n=len(cards))
