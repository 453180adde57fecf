"""An inbox item as its readers see it: who, when, how long, what they chose, how it stands."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from centralino.core.directory import Directory
from centralino.delivery import call_wording, mail_wording
from centralino.store.inbox_models import InboxItem, InboxKind
from centralino.store.models import AudioState, CallRecord, Recording


@dataclass(frozen=True)
class InboxEntry:
    """In one language. Empty is what is not known. `tel` is None for a withheld number."""

    item: InboxItem
    office: str
    number: str
    caller: str
    tel: str | None
    when: str
    length: str
    spoken: str
    choices: str
    tried: str
    taken_when: str
    done_when: str
    audio: AudioState | None

    @property
    def is_voicemail(self) -> bool:
        return self.item.kind == InboxKind.VOICEMAIL

    @property
    def is_heard(self) -> bool:
        """Whether there may be something to hear."""
        return self.audio not in (None, AudioState.FAILED, AudioState.ENCRYPTED)


def describe_items(
    session: Session, items: Iterable[InboxItem], directory: Directory, language: str
) -> list[InboxEntry]:
    """In their order."""
    found = list(items)
    keys = [item.key for item in found]
    recordings = session.scalars(select(Recording).where(Recording.sid.in_(keys)))
    calls = session.scalars(select(CallRecord).where(CallRecord.sid.in_(keys)))
    about: Mapping[str, Recording | CallRecord] = {
        **{each.sid: each for each in recordings},
        **{each.sid: each for each in calls},
    }
    return [
        _entry(item, about[item.key], directory, language) for item in found if item.key in about
    ]


def _entry(
    item: InboxItem, about: Recording | CallRecord, directory: Directory, language: str
) -> InboxEntry:
    office, zone = directory.offices.get(item.number), directory.zone
    seconds: int | None
    audio: AudioState | None
    if isinstance(about, Recording):
        seconds, audio = about.seconds, AudioState(about.audio)
    else:
        seconds, audio = call_wording.waited_for_nothing(about), None
    return InboxEntry(
        item=item,
        office=mail_wording.office_name(office, directory, item.number, language),
        number=mail_wording.called(office, item.number),
        caller=mail_wording.caller(item.caller, language),
        tel=mail_wording.tel(item.caller),
        when=mail_wording.moment(item.at, zone, language),
        length=call_wording.describe_length(seconds, language),
        spoken=mail_wording.language_name(about.language, language),
        choices=call_wording.describe_choices(about.trail, item.number, directory, language),
        tried=call_wording.describe_tries(about.trail, item.number, directory, language),
        taken_when=mail_wording.short(item.taken_at, zone, language) if item.taken_at else "",
        done_when=mail_wording.short(item.done_at, zone, language) if item.done_at else "",
        audio=audio,
    )
