"""Somebody can see the number on the pages."""

from collections.abc import Iterator

from centralino.checking.findings import Finding
from centralino.checking.rule_context import RuleContext
from centralino.core.texts import _


def find_unseen(subject: RuleContext) -> Iterator[Finding]:
    """CW021. A service line is no office's."""
    flow, people = subject.flow, subject.loaded.house.organisation.people
    if flow.seen_by or people.helpdesk or flow.is_service:
        return
    message = _("nobody can see this number on the pages: neither its office nor a helpdesk")
    hint = _(
        "name its `people`, or an e-mail address under `email`; or a `helpdesk` for all numbers"
    )
    place = () if flow.people is None else ("people",)
    yield subject.finding("CW021", place, message, hint)
