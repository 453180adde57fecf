"""From an answer to a document of verbs, by Twilio's rules for what it can use."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urljoin
from xml.etree import ElementTree

from centralino.core.texts import _
from centralino.simulator.line import TIMEOUT, HttpAnswer

MAX_BYTES = 64 * 1024
TWIML_TYPES = frozenset({"text/xml", "application/xml", "text/html"})
INTEGERS = ("timeout", "numDigits", "maxLength", "length", "timeLimit", "loop")
NOT_SIMULATED = {
    "Dial": ("record", "hangupOnStar", "referUrl"),
    "Number": ("statusCallback", "sendDigits"),
    "Gather": ("partialResultCallback",),
    "Record": ("transcribe", "transcribeCallback"),
}

RETRIEVAL, CONNECTION, TOO_LONG, UNREADABLE, CONTENT_TYPE = 11200, 11205, 11750, 12100, 12300


class UnusableError(Exception):
    """Twilio would go to the fallback URL; `code` is the number of the error it reports."""

    def __init__(self, code: int, url: str, reason: str) -> None:
        super().__init__(reason)
        self.code, self.url, self.reason = code, url, reason


@dataclass(frozen=True)
class WebhookRequest:
    """A webhook to be sent; `form` holds what comes on top of every webhook's parameters."""

    url: str
    form: dict[str, str] = field(default_factory=dict)
    method: str = "POST"


@dataclass(frozen=True)
class Verb:
    """A verb or a noun. `size` is the length of its content, markup included."""

    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    text: str = ""
    children: tuple["Verb", ...] = ()
    size: int = 0

    def get(self, name: str, default: str = "") -> str:
        return self.attributes.get(name, default)

    def integer(self, name: str, default: int) -> int:
        """The attribute, or the default where it is no whole number: `doubts` tells of that."""
        value = self.get(name)
        return int(value) if _whole(value) else default

    def doubts(self) -> Iterator[str]:
        """What Twilio would not take, and what is not simulated, here and in what it holds."""
        for name in NOT_SIMULATED.get(self.name, ()):
            if name in self.attributes:
                yield _("<{verb} {attribute}> is not simulated", verb=self.name, attribute=name)
        for name in INTEGERS:
            value = self.get(name)
            if value and not _whole(value) and value != "auto":
                yield _(
                    '<{verb} {attribute}="{value}"> is no whole number: the default holds',
                    verb=self.name,
                    attribute=name,
                    value=value,
                )
        for child in self.children:
            yield from child.doubts()


@dataclass(frozen=True)
class TwimlDocument:
    url: str
    verbs: tuple[Verb, ...]

    def request(self, verb: Verb, attribute: str = "action", **form: str) -> WebhookRequest:
        """What a verb asks for next: without the attribute, this same document."""
        method = "method" if attribute in ("action", "url") else f"{attribute}Method"
        return WebhookRequest(
            self.resolve(verb.get(attribute)), form, verb.get(method, "POST").strip().upper()
        )

    def resolve(self, url: str) -> str:
        return urljoin(self.url, url.strip())


def read_twiml(url: str, answer: HttpAnswer) -> TwimlDocument:
    """Raises UnusableError where Twilio would turn to the fallback URL."""
    _refuse(url, answer)
    kind = answer.content_type.split(";")[0].strip().lower()
    if kind == "text/plain":
        text = answer.body.decode("utf-8", "replace").strip()
        return TwimlDocument(url, (Verb("Say", text=text, size=len(text)),))
    if kind not in TWIML_TYPES:
        told = _("there is no content type: TwiML is text/xml")
        if kind:
            told = _("the content type is {kind}: TwiML is text/xml", kind=kind)
        raise UnusableError(CONTENT_TYPE, url, told)
    return TwimlDocument(url, _verbs(url, answer.body))


def _refuse(url: str, answer: HttpAnswer) -> None:
    if answer.seconds > TIMEOUT:
        took, most = f"{answer.seconds:.0f}", f"{TIMEOUT:.0f}"
        reason = _("it took {seconds} s, over {most}", seconds=took, most=most)
        raise UnusableError(CONNECTION, url, reason)
    if answer.status == 403:
        reason = _(
            "the app refused the signature (403): is it run with the same token, and known by the "
            "same PUBLIC_URL?"
        )
        raise UnusableError(RETRIEVAL, url, reason)
    if not 200 <= answer.status < 300:
        raise UnusableError(RETRIEVAL, url, _("the app answered {status}", status=answer.status))
    if not answer.body.strip():
        raise UnusableError(UNREADABLE, url, _("the answer is empty"))
    if len(answer.body) > MAX_BYTES:
        reason = _("{size} bytes, over {most}", size=len(answer.body), most=MAX_BYTES)
        raise UnusableError(TOO_LONG, url, reason)


def _verbs(url: str, body: bytes) -> tuple[Verb, ...]:
    try:
        # An app of our own answers, 64 kB at most, and expat bounds what entities expand to.
        root = ElementTree.fromstring(body)  # noqa: S314
    except ElementTree.ParseError as error:
        reason = _("the answer is no XML: {error}", error=error)
        raise UnusableError(UNREADABLE, url, reason) from None
    if root.tag != "Response":
        reason = _("the root is <{tag}> instead of <Response>", tag=root.tag)
        raise UnusableError(UNREADABLE, url, reason)
    return tuple(map(_verb, root))


def _verb(element: ElementTree.Element) -> Verb:
    return Verb(
        name=element.tag,
        attributes=dict(element.attrib),
        text=" ".join("".join(element.itertext()).split()),
        children=tuple(map(_verb, element)),
        size=len(element.text or "")
        + sum(len(ElementTree.tostring(e, "unicode")) for e in element),
    )


def _whole(value: str) -> bool:
    return value.isascii() and value.isdecimal()
