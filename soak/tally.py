"""What became of every recording that Twilio had."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from soak.calls import Announcement


@dataclass(frozen=True)
class Tally:
    """`dead`: given up, and the helpdesk told. `duplicates`: mails beyond the first of a name."""

    announced: int
    acknowledged: int
    delivered: int
    dead: int
    duplicates: int
    lost: tuple[str, ...]
    faults: Mapping[str, int]

    @property
    def code(self) -> int:
        return 1 if self.lost else 0

    def lines(self) -> Iterator[str]:
        rows = ("announced", "acknowledged", "delivered", "dead", "duplicates")
        for name in rows:
            title = "dead and told" if name == "dead" else name
            yield f"{title:<16}{getattr(self, name):>8}"
        yield f"{'lost':<16}{len(self.lost):>8}  {' '.join(self.lost[:10])}".rstrip()
        faults = ", ".join(f"{name} {count}" for name, count in sorted(self.faults.items()))
        yield f"{'faults':<16}{sum(self.faults.values()):>8}  {faults}".rstrip()


def told(arrived: Mapping[str, int]) -> Mapping[str, Counter[str]]:
    """Mails by kind and recording: `<RE….voicemail@…>`, `<RE…r17.dead@…>`."""
    found: dict[str, Counter[str]] = {"voicemail": Counter(), "dead": Counter()}
    for name, count in arrived.items():
        key, _, kind = name.strip("<>").partition("@")[0].rpartition(".")
        if kind in found:
            found[kind][key[:34]] += count
    return found


def unsettled(announced: Iterable[Announcement], arrived: Mapping[str, int]) -> set[str]:
    mails = told(arrived)
    return {
        one.sid
        for one in announced
        if not mails["voicemail"][one.sid] and not mails["dead"][one.sid]
    }


def tallied(
    announced: list[Announcement],
    acknowledged: int,
    arrived: Mapping[str, int],
    faults: Mapping[str, int],
) -> Tally:
    mails = told(arrived)
    sids = [one.sid for one in announced]
    delivered = [sid for sid in sids if mails["voicemail"][sid]]
    return Tally(
        len(sids),
        acknowledged,
        len(delivered),
        sum(1 for sid in sids if mails["dead"][sid] and not mails["voicemail"][sid]),
        sum(mails["voicemail"][sid] - 1 for sid in delivered),
        tuple(sorted(unsettled(announced, arrived))),
        faults,
    )
