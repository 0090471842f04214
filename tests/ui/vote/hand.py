"""The moderator's hand on a vote's page: the step that leads on, an option typed, a question answered."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox

from labapp.kinds.vote import options


def primary(page):
    return next((action for action in page.page_actions() if action.primary), None)


def titles(here):
    return [choice.title for choice in options.of_vote(here.lab.read, here.vote)]


def typed(page, text):
    QTest.keyClicks(page.setup.line, text)
    QTest.keyClick(page.setup.line, Qt.Key.Key_Return)


def answer_box(role_text):
    """Press a button of the message box that is about to open."""

    def press():
        question = QApplication.activeModalWidget()
        assert isinstance(question, QMessageBox)
        assert question.defaultButton().text() == "Go on voting"  # Enter alone ends no vote
        next(button for button in question.buttons() if button.text() == role_text).click()

    QTimer.singleShot(0, press)
