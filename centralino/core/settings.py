"""Settings: read from the environment once, frozen, handed to whoever needs them."""

import os
import secrets
import time
from functools import cached_property
from pathlib import Path
from typing import Literal
from urllib.parse import SplitResult, urlsplit

from pydantic import Field, SecretStr, ValidationError, ValidationInfo, field_validator
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, SettingsConfigDict

from centralino.core import private_files
from centralino.core.input_errors import input_error
from centralino.core.texts import _

LOCAL_ACCOUNT = "AC" + "0" * 32
SHORTEST_KEY = 32
LOCAL_URL = "http://127.0.0.1:8000"
TOKEN_FILE = Path("var/local-token")
KEY_FILE = Path("var/secret-key")


class Settings(BaseSettings):
    """The environment, as the README tells it; every field is a variable of the same name."""

    model_config = SettingsConfigDict(frozen=True, extra="ignore", env_ignore_empty=True)

    twilio_account_sid: str = Field("", description="The account that calls come from: AC…")
    twilio_auth_token: SecretStr = Field(
        SecretStr(""),
        description="The account's token: webhooks are signed with it. Unset: local mode.",
    )
    twilio_shared_keys: SecretStr = Field(
        SecretStr(""),
        description="Shared keys that may sign webhooks instead: `id=secret`, several by commas.",
    )
    twilio_edge: str = Field("", description="Twilio's edge for REST calls: `dublin`.")
    twilio_region: str = Field("", description="Twilio's region for REST calls: `ie1`.")
    twilio_api_url: str = Field("", description="Another base for REST and media, for tests.")
    public_url: str = Field(
        LOCAL_URL, description="What Twilio calls us by: signatures are computed on it."
    )
    fallback_url: str = Field(
        "",
        description="Where the files of `centralino fallback export` are served, to be heard when "
        "the app is down. Unset: the app's own /voice/fallback.",
    )
    flows_dir: Path = Field(Path("flows"), description="Where the flow files are.")
    database_url: str = Field(
        "sqlite:///var/centralino.sqlite3",
        description="The database: SQLite under var/, or postgresql://…",
    )
    smtp_url: str = Field(
        "",
        description="The mail server: smtp://user:password@host:587. Unset: files in var/outbox/.",
    )
    webhook_key: SecretStr = Field(
        SecretStr(""),
        description="What webhooks that offices name as recipients are signed with.",
    )
    metrics_dir: Path | None = Field(
        None,
        description="Where web processes put their counts together for /metrics: "
        "gunicorn.conf.py sees to it.",
    )
    web_threads: int = Field(
        8,
        ge=1,
        description="How many requests a web process answers at the same time; a third of them may "
        "wait for the database.",
    )
    secret_key: SecretStr = Field(
        SecretStr(""),
        description="What the pages sign cookies and links with: 32 characters or more, the same "
        "for web processes and workers. Without it, but in local mode, there are no pages.",
    )
    sign_in_by_mail: bool = Field(
        True,
        description="Whether people sign in to the pages by a link in a mail. `false` leaves "
        "OpenID Connect.",
    )
    oidc_issuer: str = Field(
        "", description="The OpenID provider that people sign in to the pages by: its issuer's URL."
    )
    oidc_client_id: str = Field("", description="What the provider knows Centralino by.")
    oidc_client_secret: SecretStr = Field(
        SecretStr(""),
        validate_default=True,
        description="The secret that goes with OIDC_CLIENT_ID.",
    )
    pages_threads: int = Field(
        4,
        ge=1,
        description="How many requests for pages a web process answers at the same time, in "
        "threads of their own.",
    )
    log_format: Literal["json", "console"] = Field(
        "json", description="`json`, a line an event; or `console`, for people."
    )

    @field_validator("public_url")
    @classmethod
    def _a_base_url(cls, value: str) -> str:
        parts = urlsplit(value)
        if parts.scheme not in ("http", "https") or not parts.netloc or not _is_base(parts):
            raise input_error(
                _("expected the address that Twilio calls, like https://centralino.example.org")
            )
        return value.rstrip("/")

    @field_validator("secret_key")
    @classmethod
    def _long_enough(cls, value: SecretStr) -> SecretStr:
        if 0 < len(value.get_secret_value()) < SHORTEST_KEY:
            raise input_error(
                _(
                    "expected {count} characters or more, by chance: {command} makes them",
                    count=SHORTEST_KEY,
                    command='python -c "import secrets; print(secrets.token_hex(32))"',
                )
            )
        return value

    @field_validator("oidc_issuer")
    @classmethod
    def _an_issuer(cls, value: str) -> str:
        parts = urlsplit(value)
        is_own = parts.scheme == "http" and parts.hostname in ("127.0.0.1", "localhost")
        if value and (not parts.netloc or not (parts.scheme == "https" or is_own)):
            raise input_error(
                _("expected the issuer's URL, like https://login.example.org/realms/x")
            )
        return value

    @field_validator("oidc_client_secret")
    @classmethod
    def _all_or_none(cls, value: SecretStr, info: ValidationInfo) -> SecretStr:
        """Validated last of the three."""
        rest = [info.data.get(name) for name in ("oidc_issuer", "oidc_client_id")]
        if len({bool(each) for each in (value.get_secret_value(), *rest)}) > 1:
            raise input_error(_("OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET go together"))
        return value

    @property
    def has_provider(self) -> bool:
        """Whether people sign in by OpenID Connect."""
        return bool(self.oidc_issuer)

    @property
    def is_local(self) -> bool:
        """No account is configured: the app runs on this machine, with a token of its own."""
        return not self.twilio_auth_token.get_secret_value()

    @cached_property
    def auth_token(self) -> str:
        """What webhooks are signed with: the account's token, or this folder's own."""
        return self.twilio_auth_token.get_secret_value() or local_token()

    @cached_property
    def pages_key(self) -> str:
        """SECRET_KEY, or this folder's own in local mode; empty where there are no pages."""
        key = self.secret_key.get_secret_value()
        return key or (local_token(KEY_FILE) if self.is_local else "")

    @property
    def has_pages(self) -> bool:
        """Whether there is a key to sign their cookies and links with."""
        return self.is_local or bool(self.secret_key.get_secret_value())

    @property
    def account_sid(self) -> str:
        return self.twilio_account_sid or LOCAL_ACCOUNT

    @cached_property
    def shared_keys(self) -> dict[str, str]:
        pairs = self.twilio_shared_keys.get_secret_value().split(",")
        return {
            name.strip(): secret.strip()
            for name, _equals, secret in (pair.partition("=") for pair in pairs)
            if name.strip() and secret.strip()
        }


def objections(error: ValidationError) -> str:
    """What is wrong with the environment: `PUBLIC_URL: expected …`."""
    return "; ".join(
        f"{'.'.join(map(str, line['loc'])).upper()}: {_expected(line)}" for line in error.errors()
    )


def local_token(file: Path = TOKEN_FILE) -> str:
    """The token of this folder, made once and shared by every process that runs in it."""
    private_files.make_folder(file.parent)
    try:
        handle = os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, private_files.FILE)
    except FileExistsError:
        return _read_written(file)
    with os.fdopen(handle, "w") as writer:
        token = secrets.token_hex(32 if file == KEY_FILE else 16)
        writer.write(token)
    return token


def _read_written(file: Path) -> str:
    """What another process has made, or is just writing."""
    for _attempt in range(100):
        if token := file.read_text().strip():
            break
        time.sleep(0.01)
    return token


def _expected(line: ErrorDetails) -> str:
    """In place of pydantic's own words, which are for programmers."""
    given = line.get("ctx", {})
    match line["type"]:
        case "value_error":
            return str(given["error"])
        case "int_parsing":
            return _("expected a whole number, not '{given}'", given=line["input"])
        case "greater_than_equal":
            return _(
                "expected {least} or more, not {given}", least=given["ge"], given=line["input"]
            )
        case "literal_error":
            known = given["expected"].replace(" or ", ", ")
            return _("expected one of {known}, not '{given}'", known=known, given=line["input"])
    return line["msg"]


def _is_base(parts: SplitResult) -> bool:
    """Whether paths can be put after it, and its port, if it has one, is a number."""
    try:
        port = parts.port
    except ValueError:
        return False
    return port != 0 and not parts.query and not parts.fragment
