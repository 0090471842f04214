"""The forms of ballot, in the order in which they are offered; a literal table for installers."""

from __future__ import annotations

from labapp.errors import UserError
from labapp.kinds.vote.forms.agreement import AgreementForm
from labapp.kinds.vote.forms.answers import AnswersForm
from labapp.kinds.vote.forms.base import Form
from labapp.kinds.vote.forms.budget import BudgetForm
from labapp.kinds.vote.forms.choose import ChooseForm
from labapp.kinds.vote.forms.dots import DotsForm
from labapp.kinds.vote.forms.ranking import RankingForm
from labapp.kinds.vote.forms.score import ScoreForm

FORMS: dict[str, Form] = {
    form.id: form
    for form in (
        AnswersForm(), ChooseForm(), DotsForm(), ScoreForm(), RankingForm(), AgreementForm(), BudgetForm(),
    )
}
OFFERED = tuple(FORMS)
"""Forms in the order in which they are offered."""


def form(form_id: str) -> Form:
    """Return a form by id; UserError when a newer file names one we do not know."""
    if form_id not in FORMS:
        raise UserError("vote.form-unknown", form=form_id)
    return FORMS[form_id]
