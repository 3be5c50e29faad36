"""Which addresses are called, and which never, however they are written."""

import socket
from contextlib import suppress
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.delivery.reachable import Forbidden, UnknownHost, addresses_of, endpoint_of, is_allowed

PRIVATE = [
    "10.0.0.0/8",
    "172.16.0.0/12",
    "192.168.0.0/16",
    "127.0.0.0/8",
    "100.64.0.0/10",
]
NEVER = [
    "0.0.0.0/8",
    "169.254.0.0/16",  # with what clouds hand their machines' keys out at
    "224.0.0.0/4",
    "240.0.0.0/4",
]
PRIVATE_6 = ["fc00::/7", "fec0::/10", "::1/128"]
NEVER_6 = ["fe80::/10", "ff00::/8", "::/128"]


def in_any(networks: list[str]) -> st.SearchStrategy:
    return st.one_of([st.ip_addresses(network=network) for network in networks])


def as_ipv6(address: IPv4Address) -> list[IPv6Address]:
    """As networks and systems of IPv6 write it: mapped, NAT64, 6to4."""
    number = int(address)
    return [
        IPv6Address((0xFFFF << 32) + number),
        IPv6Address(int(ip_address("64:ff9b::")) + number),
        IPv6Address((0x2002 << 112) + (number << 80)),
    ]


@given(in_any(PRIVATE + NEVER))
def test_no_private_ipv4_address_is_called_however_it_is_written(address):
    assert not any(map(is_allowed, [address, *as_ipv6(address)]))


@given(in_any(PRIVATE_6 + NEVER_6))
def test_no_private_ipv6_address_is_called(address):
    assert not is_allowed(address)


@given(st.ip_addresses(v=4).filter(lambda a: a.is_global and not a.is_multicast))
def test_all_others_are(address):
    if str(address) != "168.63.129.16":
        assert is_allowed(address) and is_allowed(as_ipv6(address)[0])


@given(st.ip_addresses(v=6, network="2600::/12"))
def test_of_ipv6_too(address):
    assert is_allowed(address)


@pytest.mark.parametrize(
    "address",
    ["169.254.169.254", "fd00:ec2::254", "100.100.100.200", "168.63.129.16", "fe80::1%1"],
)
@pytest.mark.parametrize("private", [True, False])
def test_what_hands_out_keys_is_never_called(settings, address, private):
    settings.WEBHOOK_ALLOW_PRIVATE = private
    assert not is_allowed(ip_address(address))


class TestInTheOwnNetwork:
    @pytest.fixture(autouse=True)
    def _private(self, settings):
        settings.WEBHOOK_ALLOW_PRIVATE = True

    @pytest.mark.parametrize("network", PRIVATE + PRIVATE_6)
    def test_it_may_be_called_where_it_is_said_so(self, network):
        assert is_allowed(ip_network(network)[0])

    @pytest.mark.parametrize("network", NEVER + NEVER_6)
    def test_and_no_more_than_that(self, network):
        assert not is_allowed(ip_network(network)[0])


class TestPlaces:
    @pytest.mark.parametrize(
        "url",
        [
            "http://example.com/",
            "ftp://example.com/",
            "file:///etc/passwd",
            "https://",
            "https:///hook",
            "https://user:secret@example.com/",
            "https://@example.com/",
            "https://example.com:22/",
            "https://example.com:0/",
            "https://example.com:99999/",
            "https://[::1",
            "https://exa mple.com/",
            "https://" + "a" * 300 + ".com/",
            "javascript:alert(1)",
            "hook",
            "",
        ],
    )
    def test_what_is_no_address_of_a_website(self, url):
        with pytest.raises(Forbidden):
            endpoint_of(url)

    def test_a_whole_one(self):
        endpoint = endpoint_of("https://例子.example:8443/路径?a=1#there")
        assert endpoint.host_header == "xn--fsqu00a.example:8443"
        assert endpoint.path == "/%E8%B7%AF%E5%BE%84?a=1"

    @given(st.text(max_size=60))
    def test_anything_else_is_refused_and_no_error(self, text):
        for url in (text, f"https://{text}", f"https://example.com{text}"):
            with suppress(Forbidden):
                endpoint_of(url)

    @pytest.mark.parametrize("host", ["2130706433", "0x7f.1", "127.1", "0177.0.0.1", "localhost"])
    def test_other_spellings_of_this_machine(self, host, monkeypatch):
        monkeypatch.setattr(socket, "getaddrinfo", _system_lookup())
        with pytest.raises((Forbidden, UnknownHost)):
            addresses_of(endpoint_of(f"https://{host}/"))

    def test_a_name_that_means_both_is_not_called(self, monkeypatch):
        found = [(0, 0, 0, "", ("93.184.215.14", 443)), (0, 0, 0, "", ("10.0.0.1", 443))]
        monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **kwargs: found)
        with pytest.raises(Forbidden):
            addresses_of(endpoint_of("https://example.com/"))

    def test_a_name_that_means_nothing(self, monkeypatch):
        def unknown(*args, **kwargs):
            raise socket.gaierror

        monkeypatch.setattr(socket, "getaddrinfo", unknown)
        with pytest.raises(UnknownHost):
            addresses_of(endpoint_of("https://nowhere.example/"))


def _system_lookup():
    """Numbers in all spellings, as the system reads them, without asking anybody."""

    def lookup(host, port, *args, **kwargs):
        address = "127.0.0.1" if host == "localhost" else socket.inet_ntoa(socket.inet_aton(host))
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

    return lookup
