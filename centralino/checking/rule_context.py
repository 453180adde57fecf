"""What a rule judges: one number's calls, and where its file says what."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from pathlib import Path

from centralino.checking.call_edge import CallEdge
from centralino.checking.examples import example
from centralino.checking.exploring import Graph
from centralino.checking.findings import Example, Finding
from centralino.checking.first_word import FirstWord, first_word_of
from centralino.checking.silence import Silence, silence_of
from centralino.checking.stepping import Stepping
from centralino.core.input_errors import Place
from centralino.flows.flow import Flow
from centralino.loading.compiling import ENDINGS
from centralino.loading.loader import ORGANISATION, Loaded
from centralino.loading.problems import write_place
from centralino.loading.yaml12 import YamlDocument

NOWHERE = YamlDocument()


@dataclass(frozen=True)
class RuleContext:
    """One number's flow and all its calls. `audio` is the folder of recorded prompts.

    `region` is Twilio's in which the calls are processed; empty for the United States.
    """

    loaded: Loaded
    flow: Flow
    graph: Graph
    stepping: Stepping
    now: datetime
    audio: Path
    own: dict[str, str] = field(default_factory=dict)
    """Every virtual number, E.164, with its slug."""
    region: str = ""

    @cached_property
    def silence(self) -> Silence:
        return silence_of(self.graph)

    @cached_property
    def first_word(self) -> FirstWord:
        return first_word_of(self.graph)

    def written(self, name: str, slug: str = "") -> bool:
        """Whether the number's file itself has a step of that name."""
        document = self.document(slug or self.flow.slug)
        return ("steps", name) in document.places

    def document(self, slug: str) -> YamlDocument:
        return self.loaded.documents.get(self.file(slug), NOWHERE)

    def file(self, slug: str) -> Path:
        return self.loaded.files.get(slug, Path())

    def finding(
        self,
        id_: str,
        place: Place,
        message: str,
        hint: str = "",
        call: Sequence[CallEdge] = (),
        slug: str = "",
    ) -> Finding:
        """A finding at a place of this number's file, or of another's; `call` shows it."""
        slug = slug or self.flow.slug
        file, document = self.file(slug), self.document(slug)
        line, column = document.where(place)
        return Finding(
            id=id_,
            file=str(file),
            line=line,
            column=column,
            place=write_place(place),
            message=message,
            hint=hint,
            number=self.flow.slug,
            example=self.shown(call) if call else None,
        )

    def shared(self, id_: str, place: Place, message: str, hint: str) -> Finding:
        """A finding at a place of the organisation's file: the same for each of its numbers."""
        files = self.loaded.documents.items()
        file, document = next(
            (found for found in files if found[0].name == ORGANISATION), (Path(), NOWHERE)
        )
        line, column = document.where(place)
        return Finding(id_, str(file), line, column, write_place(place), message, hint)

    def shown(self, call: Sequence[CallEdge]) -> Example:
        """A call on paper."""
        return example(call, self.stepping.flows, self.now)

    def last_written(self, call: Sequence[CallEdge]) -> tuple[Place, str]:
        """The last step of a call that stands in a file, and whose; a built-in one comes after."""
        for edge in reversed(call):
            step, slug = edge.source.step, edge.source.flow
            if step and step not in ENDINGS and self.written(step, slug):
                return ("steps", step), slug
        return (), self.flow.slug
