"""Whom to tell of a weakness of the site: `.well-known/security.txt`, https://www.rfc-editor.org/rfc/rfc9116."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from aqbgraph.publication.history.history import date_time
from aqbgraph.publication.languages import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aqbgraph.publication.disk.writer import Writer
    from aqbgraph.publication.history.history import History
    from aqbgraph.publication.publisher.settings import ContactPoint, Settings

PATH = ".well-known/security.txt"
# Section 2.5.5 advises against more than a year; counted from the publication's own moment, since no clock is written.
LASTS = timedelta(days=365)


def write_security(writer: Writer, settings: Settings, history: History) -> None:
    """Writes the file, if the publisher named somebody whom it may name, and the publication has a moment."""
    content = security(settings, history.moment)
    if content is not None:
        writer.write(PATH, content)


def security(settings: Settings, moment: datetime | None) -> bytes | None:
    """The file of a publication of this moment; None without a contact, or without a day that it holds until."""
    contact = settings.contact
    addresses = list(_addresses(contact)) if contact else []
    expires = _expires(contact, moment) if contact else None
    if not addresses or expires is None:
        return None
    fields = [*(("Contact", address) for address in addresses), ("Expires", date_time(expires))]
    fields.append(("Preferred-Languages", ", ".join(language.code for language in LANGUAGES)))
    if urlsplit(settings.base_iri).path == "/":  # elsewhere nobody looks for it (section 3)
        fields.append(("Canonical", f"{settings.base_iri}{PATH}"))
    return "".join(f"{name}: {value}\n" for name, value in fields).encode()


def _addresses(contact: ContactPoint) -> Iterator[str]:
    """URIs of the contact, the preferred one first; one of the web has to be https (section 2.5.3)."""
    if contact.email:
        yield f"mailto:{quote(contact.email, safe='@+')}"  # RFC 6068, section 2
    if contact.url and contact.url.startswith("https://"):
        yield quote(contact.url, safe="%/:?#[]@!$&'()*+,;=~")


def _expires(contact: ContactPoint, moment: datetime | None) -> datetime | None:
    if contact.until is not None:
        return datetime.fromisoformat(contact.until).replace(tzinfo=UTC)
    return moment + LASTS if moment else None
