"""All that was loaded: the organisation and its flows, as they serve together."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from centralino.core.directory import Directory, Mail, Retention
from centralino.flows.flow import Flow
from centralino.languages.prompts import Prompt
from centralino.languages.registry import codes
from centralino.loading.compiling import DEFAULTS, compile_flow, in_words
from centralino.loading.number_file import NumberFile
from centralino.loading.organisation_file import OrganisationFile
from centralino.loading.reading_steps import read_steps_of

NOBODY = "+390000000"  # the number of no office: what the organisation itself says
UNAVAILABLE = "unavailable"


@dataclass(frozen=True)
class Organisation:
    """The organisation's own message, and every flow by its slug."""

    organisation: OrganisationFile
    own: Flow
    flows: Mapping[str, Flow]
    directory: Directory


def house(organisation: OrganisationFile, flows: Mapping[str, Flow]) -> Organisation:
    return Organisation(organisation, own_flow(organisation), flows, directory(organisation, flows))


def own_flow(organisation: OrganisationFile) -> Flow:
    """What a caller hears where no flow answers: the organisation, and where to write."""
    steps = read_steps_of({UNAVAILABLE: {"hangup": {"prompt": UNAVAILABLE}}})
    silent = {"changed": Prompt(dict.fromkeys(codes(), ""))}  # there is no menu to begin again
    number = NumberFile(
        number=NOBODY, steps=steps, prompts=silent, always_open=True, site=None, hours=None
    )
    return compile_flow(number, organisation)


def directory(organisation: OrganisationFile, flows: Mapping[str, Flow]) -> Directory:
    """The offices behind the flows, for whoever writes to them."""
    language = organisation.language or DEFAULTS["language"]
    mail = organisation.mail
    return Directory(
        organisation=in_words(organisation.organisation, language),
        zone=organisation.timezone,
        language=language,
        mail=Mail(mail.sender, mail.helpdesk, mail.link) if mail else Mail("", ""),
        retention=Retention(
            recordings=timedelta(seconds=organisation.retention.recordings),
            calls=timedelta(seconds=organisation.retention.calls),
        ),
        offices={slug: flow.as_office() for slug, flow in flows.items() if not flow.is_service},
        sites={
            key: in_words(site.name, language)
            for key, site in organisation.sites.items()
            if site.name
        },
    )
