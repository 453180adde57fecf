"""Where a file has the words that a call heard."""

from centralino.checking.call_edge import CallEdge
from centralino.checking.foreseen import Said
from centralino.checking.rule_context import RuleContext
from centralino.core.input_errors import Place


def place_of(subject: RuleContext, edge: CallEdge, said: Said) -> tuple[Place, str]:
    """The prompt's own place in its step or among the named ones; else the step's."""
    slug = edge.source.flow
    flow = subject.stepping.flows[slug]
    step = flow.steps.get(edge.source.step)
    if step is not None and said.prompt is not None and not said.name:
        for name in type(step).model_fields:
            if getattr(step, name) is said.prompt:
                return ("steps", edge.source.step, name), slug
    if said.name and ("prompts", said.name) in subject.document(slug).places:
        return ("prompts", said.name), slug
    return (("steps", edge.source.step) if edge.source.step else ()), slug
