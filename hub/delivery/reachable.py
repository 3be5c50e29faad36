"""Which addresses are called. A webhook's is typed in by somebody, and its host is whatever the name's owner says: it
must not make the hub a way into the network that it stands in."""

import re
import socket
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.encoding import iri_to_uri

Address = IPv4Address | IPv6Address

# IPv4 addresses as IPv6 networks write them: NAT64 (RFC 6052).
_NAT64 = IPv6Network("64:ff9b::/96")
# One's own network as IPv6 had it before fc00::/7; Python takes it for public.
_SITE_LOCAL = IPv6Network("fec0::/10")
# Where clouds hand out their machines' keys: some in what is otherwise anybody's own network, one in public space.
_METADATA = frozenset(map(ip_address, ("fd00:ec2::254", "100.100.100.200", "168.63.129.16")))
# Ports below 1024 are those of mail, shells and files, but for these.
_WEB_PORTS = frozenset({80, 443})
_HOST = re.compile(r"[A-Za-z0-9._:-]+")


class Forbidden(Exception):
    """It is not called."""


class UnknownHost(Exception):
    pass


@dataclass(frozen=True)
class Endpoint:
    """What an address says, whatever its host's name means. `path`: with the query."""

    secure: bool
    host: str
    port: int
    path: str

    @property
    def host_header(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == (443 if self.secure else 80) else f"{host}:{self.port}"


def endpoint_of(url: str) -> Endpoint:
    """Forbidden where it is none that is called."""
    try:
        parts = urlsplit(url)
        secure = parts.scheme == "https"
        port = (443 if secure else 80) if parts.port is None else parts.port
        host = (parts.hostname or "").encode("idna").decode()
    except (ValueError, UnicodeError):
        raise Forbidden from None
    if not secure and not (parts.scheme == "http" and settings.WEBHOOK_ALLOW_PRIVATE):
        raise Forbidden
    if not _HOST.fullmatch(host) or parts.username is not None:
        raise Forbidden
    if port < 1024 and port not in _WEB_PORTS:
        raise Forbidden
    path = iri_to_uri((parts.path or "/") + (f"?{parts.query}" if parts.query else ""))
    return Endpoint(secure, host, port, path)


def addresses_of(endpoint: Endpoint) -> list[str]:
    """All that the host's name means now. Only these may be connected to, and no others that it means when asked again.

    Forbidden if any is: a name that means both is no website's.
    """
    try:
        found = socket.getaddrinfo(endpoint.host, endpoint.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise UnknownHost from None
    addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    if not all(is_allowed(ip_address(address)) for address in addresses):
        raise Forbidden
    return addresses


def is_allowed(address: Address) -> bool:
    address = _meant(address)
    if address in _METADATA or address.is_multicast or address.is_unspecified:
        return False
    if address.is_link_local or (address.is_reserved and not address.is_loopback):
        return False
    if address.is_global and address not in _SITE_LOCAL:
        return True
    return settings.WEBHOOK_ALLOW_PRIVATE and not _is_this_network(address)


def _meant(address: Address) -> Address:
    """The IPv4 address that an IPv6 one leads to, where it does."""
    if not isinstance(address, IPv6Address):
        return address
    if address in _NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour or address


def _is_this_network(address: Address) -> bool:
    """0.0.0.0/8: some systems take all of it for the machine itself."""
    return isinstance(address, IPv4Address) and int(address) < 1 << 24
