"""Entries of `people`: an address, everybody of a domain, or a group of the identity provider."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Any

from pydantic import PlainValidator

from centralino.core.addresses import is_email
from centralino.core.input_errors import as_written, input_error
from centralino.core.texts import _
from centralino.fields.schema_forms import as_schema
from centralino.fields.values import read_each, read_email

LONGEST_GROUP = 200  # characters
ADDRESS, DOMAIN, GROUP = "urp@example.org", '"@example.org"', "{group: urp}"
"""As they are written in a file."""


class EntryForm(StrEnum):
    """What an entry names."""

    ADDRESS = "address"
    DOMAIN = "domain"
    GROUP = "group"


@dataclass(frozen=True)
class PeopleEntry:
    """One entry. Addresses and domains are kept in lower case; a group as it is written."""

    form: EntryForm
    text: str

    def admits(self, address: str, groups: Collection[str] = ()) -> bool:
        """Whether it names whoever has this address and is in these groups."""
        if self.form is EntryForm.GROUP:
            return self.text in groups
        if self.form is EntryForm.DOMAIN:
            name, sign, domain = address.lower().rpartition("@")
            return bool(name) and sign + domain == self.text
        return address.lower() == self.text

    def __str__(self) -> str:
        return f"group: {self.text}" if self.form is EntryForm.GROUP else self.text


def address_entry(address: str) -> PeopleEntry:
    return PeopleEntry(EntryForm.ADDRESS, address.lower())


def read_entry(value: object) -> PeopleEntry:
    """Raises InputError."""
    if isinstance(value, PeopleEntry):
        return value
    if isinstance(value, dict):
        return PeopleEntry(EntryForm.GROUP, _group(value))
    text = value.strip() if isinstance(value, str) else ""
    if text.startswith("@"):
        return PeopleEntry(EntryForm.DOMAIN, _domain(text))
    if "@" not in text:
        raise input_error(
            _(
                "'{written}' names nobody: write {address}, {domain} or {group}",
                written=as_written(value),
                address=ADDRESS,
                domain=DOMAIN,
                group=GROUP,
            )
        )
    return address_entry(read_email(text))


def read_people(value: object) -> tuple[PeopleEntry, ...]:
    """One entry or a list of them. Raises InputError."""
    return read_each(value, read_entry)


def _domain(text: str) -> str:
    if not is_email(f"x{text}") or "." not in text:
        raise input_error(
            _("'{written}' is no domain: write it like {domain}", written=text, domain=DOMAIN)
        )
    return text.lower()


def _group(value: dict[Any, Any]) -> str:
    if set(value) != {"group"}:
        raise input_error(
            _(
                "expected a group, like {group}; or {address}, {domain}",
                group=GROUP,
                address=ADDRESS,
                domain=DOMAIN,
            )
        )
    name = value["group"].strip() if isinstance(value["group"], str) else ""
    if not name or len(name) > LONGEST_GROUP or re.search(r"[^\S ]", name):
        raise input_error(_("expected the group's name, as the identity provider has it"), "group")
    return name


_entry = {
    "anyOf": [
        {"type": "string", "pattern": "@", "examples": ["urp@example.org", "@example.org"]},
        {
            "type": "object",
            "properties": {"group": {"type": "string", "minLength": 1}},
            "required": ["group"],
            "additionalProperties": False,
        },
    ]
}
People = Annotated[
    tuple[PeopleEntry, ...],
    PlainValidator(read_people),
    as_schema({"anyOf": [_entry, {"type": "array", "items": _entry}]}),
]
