"""What the server that runs in this folder is known by."""

from centralino.core.settings import Settings
from centralino.serving.reloading import read_servers


def settings_here(settings: Settings, url: str = "") -> Settings:
    """With that server's PUBLIC_URL, where the environment of a local folder names none.

    Of several servers it is the one known as `url`, if there is one.
    """
    if "public_url" in settings.model_fields_set or not settings.is_local:
        return settings
    known = {told.public_url for told in read_servers()}
    found = known & {url.rstrip("/")} or known
    return settings.model_copy(update={"public_url": found.pop()}) if len(found) == 1 else settings
