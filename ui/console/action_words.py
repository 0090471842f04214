"""Other words under which an action is looked for, and why it cannot be done now: data beside the table of actions."""

from __future__ import annotations

from labapp.wording.translate import N_

ALSO: dict[str, str] = {
    "blank": N_("black dark off hide projector"),
    "freeze": N_("hold still stop picture"),
    "stage_screen": N_("projector beamer show room"),
    "stage_window": N_("projector room preview"),
    "timer_one": N_("time clock minutes countdown"),
    "timer_five": N_("time clock minutes countdown"),
    "stage_time": N_("clock countdown timer"),
    "presence": N_("attendance came left register walk-in"),
    "people": N_("attendance names register"),
    "tables": N_("groups seats divide seating"),
    "tables_stage": N_("groups seats seating"),
    "history": N_("log changes journal"),
    "backups": N_("restore version recover copy"),
    "second_place": N_("backup stick usb copy"),
    "report": N_("minutes pdf docx print"),
    "room_check": N_("test projector sound legibility"),
    "test_card": N_("legibility font size"),
    "stage_dark": N_("theme black colours"),
    "theme_dark": N_("theme black colours"),
    "larger": N_("zoom font size bigger"),
    "smaller": N_("zoom font size"),
    "undo": N_("back revert take back"),
    "anonymise": N_("personal data privacy gdpr"),
    "retention": N_("privacy gdpr delete"),
    "erase": N_("privacy gdpr delete"),
    "break": N_("coffee pause"),
    "parking": N_("later postpone"),
    "photo": N_("camera picture photograph"),
    "photos": N_("camera picture photograph"),
    "rehearsal": N_("practice dry run test"),
    "board.sort": N_("clusters groups sorting"),
    "board.twins": N_("duplicates near-duplicates the same"),
    "board.retire": N_("delete remove card"),
    "board.follow": N_("projector show card"),
    "board.cover": N_("hide secret cards"),
    "board.reveal": N_("show uncover cards"),
}

WHY_NOT: dict[str, str] = {
    "undo": N_("nothing to undo"),
    "redo": N_("nothing was undone"),
    "start": N_("no point that could start is shown"),
    "finish": N_("the point shown does not run"),
    "end_break": N_("there is no break"),
    "accept_pace": N_("no change is proposed"),
    "next_step": N_("no point of the agenda is left"),
    "stage_screen": N_("there is no second screen"),
    "board.reveal": N_("no card is covered"),
    "board.restore": N_("only while the filter shows what was set aside"),
    "board.order": N_("only on the canvas"),
    "board.as-list": N_("only on the canvas"),
}
