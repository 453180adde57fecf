"""From a flow to its picture. The kinds of step are learned from their own modules."""

from collections.abc import Mapping

from centralino.calls.ending import Ending
from centralino.core.numbers import format_number
from centralino.drawing.abridging import LONGEST, SHORTEST, abridge_prompt, cut_text
from centralino.drawing.picture import ENDINGS, Arrow, Form, Node, Picture, merge_arrows
from centralino.flows.flow import Flow
from centralino.flows.step import GOODBYE, INFORMATION, Step
from centralino.flows.step_facts import Exit
from centralino.languages.prompts import Prompt
from centralino.languages.registry import find_language

MOST = 5  # parts in one shape
FORMS: Mapping[Ending, Form] = {
    Ending.CONVERSATION: Form.TELEPHONES,
    Ending.VOICEMAIL: Form.VOICEMAIL,
    Ending.INFORMATION: Form.INFORMATION,
}
START, NOTICES, CLOSURES = "call/start", "call/notices", "call/closures"


class Sketch:
    """One flow's picture in the making. Ends that many steps share are drawn beside each."""

    def __init__(self, flow: Flow, language: str, *, names: bool, longest: int) -> None:
        self.flow = flow
        self.language = language
        self.wording = find_language(language).picture
        self.title = self.wording.call.format(number=format_number(flow.number))
        self.names = names
        self.longest = longest
        first = flow.steps[flow.start]
        self.opens = first.comes_first(flow)
        self.entry = next(first.exits()).to if self.opens else flow.start
        self.nodes: dict[str, Node] = {}
        self.arrows: list[Arrow] = []

    def drawn(self) -> Picture:
        self.preamble()
        for name in self.reachable():
            if name == self.flow.start and self.opens:
                continue  # drawn where calls begin: whoever comes back to it arrives anew
            self.step(name, self.flow.steps[name])
        arrows = merge_arrows(self.arrows)
        nodes = tuple(self.nodes.values())
        return Picture(self.title, self.about(nodes), self.language, nodes, arrows)

    # --- before every flow

    def preamble(self) -> None:
        said, office = self.wording, self.flow.office.get(self.language, "")
        self.node(START, Form.START, self.title, (cut_text(office),))
        if self.flow.is_service:  # offices' own: neither notices nor closures come before it
            self.arrow(START, self.flow.start)
            return
        before = START
        if self.opens:
            before = self.flow.start
            self.shape(before)
            self.arrow(START, before)
        heard = () if self.opens else (said.notices_first,)
        self.node(NOTICES, Form.MESSAGE, said.notices, heard)
        self.arrow(before, NOTICES)
        self.node(f"{NOTICES}/end", Form.INFORMATION, said.notice)
        self.arrow(NOTICES, f"{NOTICES}/end", said.notice_ends)
        before, why = self.closures()
        self.arrow(before, self.entry, why)

    def closures(self) -> tuple[str, str]:
        """Where the flow itself is entered from, and why: after the closures, if they apply."""
        flow, said = self.flow, self.wording
        if flow.always_open and flow.asks_its_hours:
            return NOTICES, ""
        whose = said.closures_own if flow.always_open else said.closures_shared
        self.node(CLOSURES, Form.DECISION, said.closures, (whose,))
        self.arrow(NOTICES, CLOSURES)
        words = abridge_prompt(flow, "all_closed", self.language, self.longest)
        self.node(f"{CLOSURES}/end", Form.INFORMATION, said.closure, (words,))
        self.arrow(CLOSURES, f"{CLOSURES}/end", said.closed)
        return CLOSURES, said.open

    # --- the flow

    def reachable(self) -> list[str]:
        """The steps that a call can come to, nearest first; shared ends are drawn elsewhere."""
        found, ahead = list[str](), [self.entry]
        while ahead:
            name = ahead.pop(0)
            if name in found or (self.is_shared_end(name) and name != self.entry):
                continue
            found.append(name)
            ahead += [way.to for way in self.flow.steps[name].exits()]
        return found

    def shape(self, name: str) -> Form:
        """A step by itself, without what it leads to."""
        step = self.flow.steps[name]
        form, title = self.form(step), step.title(self.flow, self.language)
        again = [self.label(way) for way in step.exits() if way.to == name]
        words = (*self.words(step), *filter(None, again))  # no arrow leads to where it begins
        self.nodes[name] = Node(name, form, title, words, name if self.names else "")
        return form

    def step(self, name: str, step: Step) -> None:
        form = self.shape(name)
        if step.ends is Ending.CONVERSATION:
            self.end(name, Form.CONVERSATION, self.wording.conversation, self.wording.answered)
        for way in step.exits():
            if way.to != name:
                self.exit(name, form, way)

    def exit(self, name: str, form: Form, way: Exit) -> None:
        if way.to == GOODBYE and form in ENDINGS and self.is_shared_end(GOODBYE):
            return  # a shape that is an end already says so
        label = self.label(way)
        if not self.is_shared_end(way.to):
            self.arrow(name, way.to, label)
            return
        said = self.wording.information if way.to == INFORMATION else self.wording.goodbye
        step = self.flow.steps[way.to]
        self.end(name, Form.INFORMATION, said, label, self.words(step))

    def is_shared_end(self, name: str) -> bool:
        """A built-in end that the flow has not made its own."""
        built_in = name in (GOODBYE, INFORMATION)
        return built_in and self.form(self.flow.steps[name]) is Form.INFORMATION

    def form(self, step: Step) -> Form:
        exits = list(step.exits())
        if step.ends is not None:
            return FORMS[step.ends]
        if step.asks:
            return Form.QUESTION
        if not exits:
            return Form.ELSEWHERE
        if len(exits) > 1:
            return Form.DECISION
        return Form.INFORMATION if exits[0].to == GOODBYE else Form.MESSAGE

    def words(self, step: Step) -> tuple[str, ...]:
        parts = [
            abridge_prompt(self.flow, part, self.language, self.longest)
            if isinstance(part, Prompt)
            else part  # hours, addresses, telephones: half of one is none
            for part in step.brief(self.flow, self.language)
        ]
        return (*parts[: MOST - 1], "…") if len(parts) > MOST else tuple(parts)

    def label(self, way: Exit) -> str:
        words = way.words.get(self.language, "" if way.onward else way.label)
        said = abridge_prompt(self.flow, way.say, self.language, SHORTEST) if way.say else ""
        return f"{words} {said}".strip()

    # --- what is drawn

    def node(self, key: str, form: Form, title: str, words: tuple[str, ...] = ()) -> None:
        self.nodes[key] = Node(key, form, title, words)

    def end(
        self, name: str, form: Form, title: str, label: str, words: tuple[str, ...] = ()
    ) -> None:
        """A way to end that is drawn beside the step that leads there."""
        key = f"{name}/{form}/{title}"
        self.node(key, form, title, words)
        self.arrow(name, key, label)

    def arrow(self, start: str, end: str, label: str = "") -> None:
        self.arrows.append(Arrow(start, end, (label,) if label else ()))

    def about(self, nodes: tuple[Node, ...]) -> str:
        said = self.wording
        titles = dict.fromkeys(node.title for node in nodes if node.form in ENDINGS)
        endings = said.endings.format(endings=", ".join(titles).lower())
        return f"{said.about.format(title=self.title)} {endings}"


def sketch(
    flow: Flow, language: str = "", *, names: bool = True, longest: int = LONGEST
) -> Picture:
    """The picture of a flow, in the number's own language if none is named.

    `names`: with the names that the steps have in the file; `longest`: how many characters of
    each prompt.
    """
    return Sketch(flow, language or flow.language, names=names, longest=longest).drawn()
