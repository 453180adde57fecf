"""The house itself: its settings and its flow files."""

from urllib.parse import urlsplit

from centralino.doctor.finding import Findings, count_in_words, doubtful, well, wrong
from centralino.services import InstallationServices

MOST = 5  # problems told one by one; `centralino check` tells them all


def check_settings(services: InstallationServices) -> Findings:
    """What the environment says, as far as it can be judged by itself."""
    found = services.settings
    wrongs = [*_account(services), *_address(services)]
    yield from wrongs
    if found.twilio_region and not found.twilio_edge:
        yield wrong(
            "settings.region",
            f"TWILIO_REGION={found.twilio_region} without TWILIO_EDGE: no such host",
            "set both: TWILIO_REGION=ie1 goes with TWILIO_EDGE=dublin",
        )
    elif not wrongs:
        yield well("settings", f"Twilio calls {found.public_url}")


def _account(services: InstallationServices) -> Findings:
    if services.settings.is_local:
        yield doubtful(
            "settings.account",
            "local mode: no TWILIO_AUTH_TOKEN, so Twilio's calls are refused",
            "set TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN to go live",
        )
    elif not services.settings.twilio_account_sid:
        yield wrong(
            "settings.account",
            "TWILIO_AUTH_TOKEN is set and TWILIO_ACCOUNT_SID is not: no recording can be fetched",
            "set TWILIO_ACCOUNT_SID, from the first page of Twilio's console",
        )


def _address(services: InstallationServices) -> Findings:
    address = services.settings.public_url
    if not services.settings.is_local and urlsplit(address).scheme != "https":
        yield doubtful(
            "settings.public_url",
            f"PUBLIC_URL is {address}: what callers press and say travels in the clear",
            "serve it over HTTPS, and set PUBLIC_URL to that address",
        )


def check_flows(services: InstallationServices) -> Findings:
    """Every flow serves, in its newest version; and there is somebody to write to."""
    loaded = services.loaded
    for problem in loaded.problems[:MOST]:
        yield wrong("flows", str(problem), "run `centralino check`")
    if len(loaded.problems) > MOST:
        rest = len(loaded.problems) - MOST
        yield wrong(
            "flows",
            f"and {count_in_words(rest, 'further error')} in flow files",
            "run `centralino check`",
        )
    if loaded.stale:
        names = ", ".join(loaded.stale)
        yield wrong("flows.stale", f"an older version of {names} serves", "mend the file")
    if not loaded.house.flows:
        yield wrong("flows", "no number is served", "run `centralino check`")
    elif not loaded.problems:
        yield well("flows", f"{count_in_words(len(loaded.house.flows), 'number')} served")
    yield from _voices(services)
    if not loaded.house.directory.mail.helpdesk:
        yield wrong(
            "flows.helpdesk",
            "nobody is told when a voicemail cannot be delivered",
            "set `mail: {from: ..., helpdesk: ...}` in flows/centralino.yaml",
        )


def _voices(services: InstallationServices) -> Findings:
    """Those of the organisation's file; the built-in ones are there everywhere."""
    region = services.settings.twilio_region
    for voice in services.loaded.house.organisation.voices.values():
        if voice.fails_in(region):
            yield wrong(
                "flows.voices",
                f"{voice.name} is generative: calls in Twilio's region {region} fail (13520)",
                "set a neural one in `voices` of flows/centralino.yaml",
            )
        elif not voice.is_known:
            yield doubtful(
                "flows.voices",
                f"{voice.name} is none that Twilio's libraries list: if there is none, calls fail",
                f"see `voices` in flows/centralino.yaml; {voice.nearest}",
            )
