"""The rules as docs/checking.md has them: what `check --rules` says, and what a page adds."""

from types import MappingProxyType

from centralino.calls.call_state import MOST_HOPS
from centralino.checking.exploring import MOST_POINTS
from centralino.checking.findings import rules
from centralino.flows.walk import MOST_STEPS
from centralino.languages.voices import BASIC_LIMIT, GOOGLE_LIMIT, POLLY_LIMIT, URL_LIMIT, VOICES

MORE = MappingProxyType(
    {
        "CE002": ": within one answer, by silence, by telephones that do not answer, or from "
        "number to number",
        "CE003": ": neither a conversation nor a message nor information (see below)",
        "CE004": ": the call would call itself",
        "CE005": " from `static/audio/`, or is a link to what is elsewhere",
        "CE006": ": keys are asked for without a word",
        "CE008": ", though the organisation asks for that",
        "CE010": " (64 kB), each prompt in its longest form",
        "CE011": f": {MOST_STEPS} steps in one answer, or more than {MOST_HOPS} webhooks while the "
        "caller does nothing",
        "CE012": f": more than {MOST_POINTS:,}. What cannot be proved is not served",
        "CE013": ": a fault of Centralino's, shown with the call that meets it",
        "CE014": ": the call is printed beside what was expected",
        "CE015": ": its kind, which is not one of Centralino's own, writes a verb or asks a "
        "question that it has not told of; how long callers wait there cannot be said",
        "CW002": f": in its longest form it is more than one `<Say>` of the voice takes "
        f"({POLLY_LIMIT:,} bytes of Amazon's, {BASIC_LIMIT:,} of a basic, {GOOGLE_LIMIT:,} of "
        f"Google's, and never more than {URL_LIMIT:,} characters once encoded for a URL), so it "
        "is cut within",
        "CW003": ": each of its sentences has a placeholder that this number cannot fill",
        "CW004": ": who pauses has entered the shorter one",
        "CW005": ": those before them use it up by ringing out",
        "CW007": ": for more than ten minutes",
        "CW009": " here",
        "CW010": ": its first language, or one that a key changes to",
        "CW011": f", which have {len(VOICES)}: new, or invented, and then its calls fail",
        "CW012": ": with `TWILIO_REGION=ie1`, a generative one (Amazon's `-Generative`, Google's "
        "`Chirp3-HD`) fails the calls in Ireland",
        "CW013": ' Like `"235090"`',
        "CW016": ": for more than 20 seconds (see below)",
        "CW017": ": behind each key comes the number's `gate: hours`, before anything of use",
        "CW015": ' They go on past midnight for more than 16 hours, like `"12:30-9:30"`',
        "CW020": ': "domani" in a notice, or in the reason of a closing, that callers hear after '
        "midnight too. Looked for with `--live`",
    }
)
"""What follows a rule's sentence, where a page has more room."""


def explain_rules() -> dict[str, str]:
    """Every rule by its id, as a page tells of it."""
    return {id_: sentence + MORE.get(id_, "") for id_, sentence in rules().items()}
