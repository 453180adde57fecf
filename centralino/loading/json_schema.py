"""The JSON Schema of flow files, from the models that read them (json-schema.org, 2020-12)."""

from typing import Any

from pydantic.json_schema import models_json_schema

from centralino.flows.kinds import KINDS
from centralino.loading.number_file import NumberFile
from centralino.loading.organisation_file import OrganisationFile

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def json_schema(*, organisation: bool = False) -> dict[str, Any]:
    """The schema of a number's file, or of the organisation's."""
    root = OrganisationFile if organisation else NumberFile
    models = [(model, "validation") for model in (root, *KINDS.values())]
    _, schema = models_json_schema(models, ref_template="#/$defs/{model}")  # type: ignore[arg-type]  # a list of literals is inferred as of str
    steps = [_of_kind(kind, schema["$defs"][step.__name__]) for kind, step in KINDS.items()]
    schema["$defs"]["Steps"] = {
        "type": "object",
        "minProperties": 1,
        "propertyNames": {"pattern": r"^[\w-]{1,60}$"},
        "additionalProperties": {"anyOf": steps},
    }
    found = schema["$defs"].pop(root.__name__)
    if "steps" in found["properties"]:
        found["properties"]["steps"] |= {"$ref": "#/$defs/Steps"}
    return {"$schema": DIALECT, **found, "$defs": schema["$defs"]}


def _of_kind(kind: str, schema: dict[str, Any]) -> dict[str, Any]:
    """A kind's schema; its own key is required, so that it alone matches a step of that kind."""
    required = sorted({*schema.get("required", ()), kind})
    return {**schema, "required": required, "title": f"{kind} step"}
