"""Every setting of the product, read once from the environment into one frozen value.

A wrong setting stops the start with one line that names the variable and says what it takes.
"""

import difflib
import os
from datetime import date, time
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, Self
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, ValidationError, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from tracker.config_secrets import keep_secret, kept_secret, random_key, random_password
from tracker.config_values import (
    InboxServer,
    MailServer,
    Unfit,
    absolute_folder,
    base_address,
    dark_colour,
    database_address,
    host_names,
    inbox_server,
    key_of_notify,
    mail_address,
    mail_server,
    one_line,
    template_number,
    time_or_off,
    time_zone,
)
from tracker.domain.errors import WrongSetting

PREFIX = "TRACKER_"
ROOT = Path(__file__).resolve().parent.parent
"""The folder of the product. Relative paths in settings start here, so that every command means the same."""

# Fields whose variable has another name, because the value that others use is worked out from it.
_ALIASES = {
    "mail": "TRACKER_MAIL_URL",
    "inbox": "TRACKER_IMAP_URL",
    "given_secret_key": "TRACKER_SECRET_KEY",
    "given_demo_password": "TRACKER_DEMO_PASSWORD",
}
# What these hold may be secret, so no message repeats it.
_NEVER_SHOWN = {"database_url", "mail", "inbox", "notify_key", "given_secret_key", "given_demo_password"}


def _default_database(values: dict[str, Any]) -> str:
    return f"sqlite:///{values['data_dir']}/tracker.db"


def _default_base(values: dict[str, Any]) -> str:
    # Everywhere is an address to listen on, but none to open.
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(values["host"], values["host"])  # noqa: S104
    return f"http://[{host}]:{values['port']}" if ":" in host else f"http://{host}:{values['port']}"


def _default_sender(values: dict[str, Any]) -> str:
    host = urlsplit(values["base_url"]).hostname or "localhost"
    is_name = any(letter.isalpha() for letter in host) and ":" not in host
    return f"Matters Arising <matters-arising@{host if is_name else 'localhost'}>"


class Settings(BaseSettings):
    """What the office and its administrator decide. A field's description says what its variable takes."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_ignore_empty=True,
        frozen=True,
        hide_input_in_errors=True,
        validate_by_name=True,
        validate_by_alias=True,
    )

    data_dir: Annotated[Path, AfterValidator(absolute_folder(ROOT))] = Field(
        default=ROOT / "instance", description="a folder that can be written to"
    )
    database_url: Annotated[str, AfterValidator(database_address(ROOT))] = Field(
        default_factory=_default_database,
        repr=False,
        description="sqlite:////folder/file.db or postgresql+psycopg://user:password@host/database",
    )
    host: Annotated[str, AfterValidator(one_line)] = Field(
        default="127.0.0.1", description="the address to listen on, such as 127.0.0.1"
    )
    port: int = Field(default=8000, ge=1, le=65535, description="a port from 1 to 65535")
    base_url: Annotated[str, AfterValidator(base_address)] = Field(
        default_factory=_default_base,
        description="the address that people open, such as https://actions.example.police.uk",
    )
    given_secret_key: SecretStr | None = Field(
        default=None,
        min_length=32,
        validation_alias=_ALIASES["given_secret_key"],
        description="at least 32 random characters",
    )
    mail: Annotated[MailServer, NoDecode, BeforeValidator(mail_server)] = Field(
        default=MailServer("mailbox"),
        validation_alias=_ALIASES["mail"],
        description="mailbox:, notify: or smtp://user:password@host:port?tls=starttls (or tls=tls, tls=none)",
    )
    mail_from: Annotated[str, AfterValidator(mail_address)] = Field(
        default_factory=_default_sender,
        description="a mail address, such as Matters Arising <actions@example.police.uk>",
    )
    notify_key: Annotated[SecretStr, AfterValidator(key_of_notify)] | None = Field(
        default=None, description="an API key of GOV.UK Notify: name-service-key"
    )
    notify_template: Annotated[str, AfterValidator(template_number)] | None = Field(
        default=None,
        description="the number of a template of GOV.UK Notify that says ((subject)) and ((body))",
    )
    inbox: Annotated[InboxServer | None, NoDecode, BeforeValidator(inbox_server)] = Field(
        default=None,
        validation_alias=_ALIASES["inbox"],
        description="imap://user:password@host:port/INBOX?tls=tls (or tls=starttls, tls=none)",
    )
    timezone: Annotated[str, AfterValidator(time_zone)] = Field(
        default="Europe/London", description="the name of a time zone, such as Europe/London"
    )
    proxies: int = Field(default=0, ge=0, le=10, description="how many reverse proxies to trust, 0 to 10")
    workers: int = Field(default=2, ge=1, le=64, description="how many web processes to run, 1 to 64")
    upload_limit_mb: int = Field(default=20, ge=1, le=1024, description="the largest upload in MB, 1 to 1024")
    link_days: int = Field(
        default=30, ge=1, le=366, description="how many days an owner's link lives, 1 to 366"
    )
    office_name: Annotated[str, AfterValidator(one_line)] = Field(
        default="Office of the Commissioner",
        max_length=100,
        description="the office's name, up to 100 characters",
    )
    backup_dir: Annotated[Path, AfterValidator(absolute_folder(ROOT))] = Field(
        default_factory=lambda values: values["data_dir"] / "backups",
        description="a folder that can be written to",
    )
    backup_at: Annotated[str, AfterValidator(time_or_off)] = Field(
        default="02:15", description="a time of day such as 02:15, or off"
    )
    backup_days: int = Field(
        default=14, ge=1, le=3660, description="how many days backups are kept, 1 to 3660"
    )
    webhook_hosts: Annotated[str, AfterValidator(host_names)] | None = Field(
        default=None,
        description="names of hosts with commas between, such as events.office.example, 10.0.0.5",
    )
    brand_colour: Annotated[str, AfterValidator(dark_colour)] = Field(
        default="#12344d", description="a colour such as #12344d, dark enough for white letters on it"
    )
    demo: bool = Field(default=False, description="1 to load demonstration data into an empty database, or 0")
    demo_date: date = Field(default=date(2023, 9, 20), description="a date such as 2023-09-20")
    given_demo_password: SecretStr | None = Field(
        default=None,
        min_length=8,
        validation_alias=_ALIASES["given_demo_password"],
        description="at least 8 characters",
    )

    @model_validator(mode="after")
    def _demonstration_mail_stays_here(self) -> Self:
        if self.demo and self.mail.scheme != "mailbox":
            raise Unfit(
                "TRACKER_DEMO takes 0 while TRACKER_MAIL_URL names a mail server: demonstration mail must "
                "reach nobody. Set TRACKER_DEMO to 0, or TRACKER_MAIL_URL to mailbox:."
            )
        return self

    @model_validator(mode="after")
    def _demonstration_reads_no_mailbox(self) -> Self:
        if self.demo and self.inbox and not self.inbox.is_here:
            raise Unfit(
                "TRACKER_DEMO takes 0 while TRACKER_IMAP_URL names a mailbox elsewhere: a demonstration must not take "
                "real mail. Set TRACKER_DEMO to 0, or leave TRACKER_IMAP_URL empty."
            )
        return self

    @model_validator(mode="after")
    def _notify_has_its_key_and_template(self) -> Self:
        if self.mail.scheme == "notify" and not (self.notify_key and self.notify_template):
            raise Unfit(
                "TRACKER_MAIL_URL takes notify: together with TRACKER_NOTIFY_KEY and TRACKER_NOTIFY_TEMPLATE."
            )
        return self

    @property
    def cookies_secure(self) -> bool:
        """Whether cookies may travel over https alone."""
        return self.base_url.startswith("https:")

    @property
    def upload_limit_bytes(self) -> int:
        """The largest upload in bytes."""
        return self.upload_limit_mb * 1024 * 1024

    @property
    def hosts_by_name(self) -> frozenset[str]:
        """The hosts that webhooks may reach wherever they are."""
        return frozenset(self.webhook_hosts.split(", ")) if self.webhook_hosts else frozenset()

    @property
    def backup_hour(self) -> time | None:
        """When a backup is made each night, in the office's zone; None where none is."""
        return None if self.backup_at == "off" else time.fromisoformat(self.backup_at)

    @cached_property
    def secret_key(self) -> str:
        """The key that signs sessions and links: given, else made once and kept in the data folder."""
        if self.given_secret_key:
            return self.given_secret_key.get_secret_value()
        path = self.data_dir / "secret-key"
        return kept_secret(path) or keep_secret(path, random_key())

    @cached_property
    def demo_password(self) -> str | None:
        """The password of the demonstration accounts: given, kept, or made now while `demo` is on."""
        if self.given_demo_password:
            return self.given_demo_password.get_secret_value()
        path = self.data_dir / "demo-password"
        kept = kept_secret(path)
        return keep_secret(path, random_password()) if kept is None and self.demo else kept


def variable_of(field: str) -> str:
    """The name of the variable that sets a field of Settings."""
    return _ALIASES.get(field, f"{PREFIX}{field.upper()}")


def load_settings() -> Settings:
    """Read the environment and make the data folder. Raises WrongSetting, one line long.

    From here on, what this process writes is for its own account alone: the database, its log and the mailbox stay closed
    to others on the machine also in a data folder that they can enter.
    """
    os.umask(0o077)
    _refuse_unknown_variables()
    try:
        settings = Settings()
    except ValidationError as error:
        raise WrongSetting(_sentence(error)) from None
    try:
        settings.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise WrongSetting(
            f"TRACKER_DATA_DIR takes a folder that can be written to: {settings.data_dir}: {error.strerror}."
        ) from None
    return settings


def _refuse_unknown_variables() -> None:
    """A typing error in a name must not leave its setting at the default unseen."""
    known = [variable_of(field) for field in Settings.model_fields]
    for name in sorted(os.environ):
        if name.upper().startswith(PREFIX) and name not in known:
            near = difflib.get_close_matches(name.upper(), known, n=1, cutoff=0.0)
            raise WrongSetting(f"{name} is not a setting. The nearest is {near[0]}.")


def _sentence(error: ValidationError) -> str:
    """The first problem: the variable, what it takes, and what it holds unless that may be secret."""
    first = error.errors(include_url=False, include_input=False)[0]
    cause = first.get("ctx", {}).get("error")
    # A reason from elsewhere may repeat a part of a password.
    detail = str(cause) if isinstance(cause, Unfit) else ""
    if not first["loc"]:
        return detail
    place = str(first["loc"][0])
    field = next((field for field in Settings.model_fields if place in (field, _ALIASES.get(field))), place)
    variable = variable_of(field)
    value = os.environ.get(variable, "")
    shown = "" if field in _NEVER_SHOWN else f", not “{value.encode('unicode_escape').decode()[:60]}”"
    reason = f" ({detail})" if detail else ""
    return f"{variable} takes {Settings.model_fields[field].description}{shown}{reason}."
