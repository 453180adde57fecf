"""The house itself: its settings and its flow files."""

from urllib.parse import urlsplit

from centralino.core.texts import N_, _, _n
from centralino.doctor.finding import Findings, doubtful, well, wrong
from centralino.services import InstallationServices

MOST = 5  # problems told one by one; `centralino check` tells them all
CHECK = N_("run `centralino check`")
SHARED = "flows/centralino.yaml"


def check_settings(services: InstallationServices) -> Findings:
    """What the environment says, as far as it can be judged by itself."""
    found = services.settings
    wrongs = [*_account(services), *_address(services)]
    yield from wrongs
    if found.twilio_region and not found.twilio_edge:
        yield wrong(
            "settings.region",
            _(
                "TWILIO_REGION={region} without TWILIO_EDGE: no such host",
                region=found.twilio_region,
            ),
            _("set both: TWILIO_REGION=ie1 goes with TWILIO_EDGE=dublin"),
        )
    elif not wrongs:
        yield well("settings", _("Twilio calls {url}", url=found.public_url))


def _account(services: InstallationServices) -> Findings:
    if services.settings.is_local:
        yield doubtful(
            "settings.account",
            _("local mode: no TWILIO_AUTH_TOKEN, so Twilio's calls are refused"),
            _("set TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN to go live"),
        )
    elif not services.settings.twilio_account_sid:
        yield wrong(
            "settings.account",
            _(
                "TWILIO_AUTH_TOKEN is set and TWILIO_ACCOUNT_SID is not: "
                "no recording can be fetched"
            ),
            _("set TWILIO_ACCOUNT_SID, from the first page of Twilio's console"),
        )


def _address(services: InstallationServices) -> Findings:
    address = services.settings.public_url
    if not services.settings.is_local and urlsplit(address).scheme != "https":
        yield doubtful(
            "settings.public_url",
            _("PUBLIC_URL is {url}: what callers press and say travels in the clear", url=address),
            _("serve it over HTTPS, and set PUBLIC_URL to that address"),
        )


def check_flows(services: InstallationServices) -> Findings:
    """Every flow serves, in its newest version; and there is somebody to write to."""
    loaded = services.loaded
    for problem in loaded.problems[:MOST]:
        yield wrong("flows", str(problem), _(CHECK))
    if len(loaded.problems) > MOST:
        rest = len(loaded.problems) - MOST
        told = _n(
            "and {count} further error in flow files",
            "and {count} further errors in flow files",
            rest,
        )
        yield wrong("flows", told, _(CHECK))
    if loaded.stale:
        told = _("an older version of {numbers} serves", numbers=", ".join(loaded.stale))
        yield wrong("flows.stale", told, _("mend the file"))
    yield from _served(services)
    yield from _voices(services)
    if not loaded.house.directory.mail.helpdesk:
        yield wrong(
            "flows.helpdesk",
            _("nobody is told when a voicemail cannot be delivered"),
            _("set `mail: {{from: ..., helpdesk: ...}}` in {file}", file=SHARED),
        )


def _served(services: InstallationServices) -> Findings:
    loaded = services.loaded
    if not loaded.house.flows:
        yield wrong("flows", _("no number is served"), _(CHECK))
    elif not loaded.problems:
        told = _n("{count} number served", "{count} numbers served", len(loaded.house.flows))
        yield well("flows", told)


def _voices(services: InstallationServices) -> Findings:
    """Those of the organisation's file; the built-in ones are there everywhere."""
    region = services.settings.twilio_region
    for voice in services.loaded.house.organisation.voices.values():
        if voice.fails_in(region):
            yield wrong(
                "flows.voices",
                _(
                    "{voice} is generative: calls in Twilio's region {region} fail (13520)",
                    voice=voice.name,
                    region=region,
                ),
                _("set a neural one in `voices` of {file}", file=SHARED),
            )
        elif not voice.is_known:
            yield doubtful(
                "flows.voices",
                _(
                    "{voice} is none that Twilio's libraries list: if there is none, calls fail",
                    voice=voice.name,
                ),
                _("see `voices` in {file}; {hint}", file=SHARED, hint=voice.nearest),
            )
