"""Which addresses a webhook may have."""

import pytest

from tracker.domain.errors import BadInput
from tracker.domain.outside_addresses import read_address, refused_because

PRIVATE = [
    *("127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.0", "100.64.0.1"),  # noqa: S104
    *("224.0.0.1", "239.255.255.250", "255.255.255.255", "240.0.0.1", "192.0.2.1", "198.18.0.1"),
    *("::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "fd12:3456::1", "ff02::1", "fec0::1", "2001:db8::1"),
    *(
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "2002:7f00:1::",
        "64:ff9b::7f00:1",
        "64:ff9b::a00:1",
        "::7f00:1",
    ),
]
PUBLIC = ["8.8.8.8", "185.199.108.153", "2606:4700:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"]


@pytest.mark.parametrize("address", PRIVATE)
def test_what_leads_into_a_private_network_is_refused(address: str) -> None:
    assert "private network" in refused_because([address])
    assert "private network" in refused_because(["8.8.8.8", address])


@pytest.mark.parametrize("address", PUBLIC)
def test_what_is_public_may_be_told(address: str) -> None:
    assert refused_because([address]) == ""


@pytest.mark.parametrize(
    "text",
    [
        *("", "events.office.example", "ftp://events.office.example/", "https://", "https:///in"),
        *(
            "http://events.office.example/",
            "https://user:secret@events.office.example/",
            "javascript:alert(1)",
        ),
        *("https://events.office.example/#part", "https://events.office.example:22/", "https://127.0.0.1/"),
        *(
            "https://[::1]/",
            "https://[::ffff:10.0.0.1]/",
            "https://events.office.example:0/",
            "https://a b.example/",
        ),
        *(
            "https://events.office.example:99999/",
            "https://events.office.example\\@127.0.0.1/",
            "https://169.254.169.254/",
        ),
        *(
            "https://events.office.example/\r\nX-Evil: 1",
            "https://" + "a" * 600 + ".example/",
            "https://ex ample/",
        ),
    ],
)
def test_what_is_no_address_to_send_to_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(BadInput) as refused:
        read_address(text)
    assert refused.value.field == "url"
    assert str(refused.value).endswith(".")


def test_a_host_that_is_named_may_be_private_plain_and_at_any_port() -> None:
    assert read_address("http://Warehouse.local:81/in?x=1", {"warehouse.local"}).port == 81
    assert read_address("http://10.0.0.5/in", {"10.0.0.5"}).by_name
    with pytest.raises(BadInput):
        read_address("http://10.0.0.6/in", {"10.0.0.5"})


def test_the_parts_are_what_is_connected_to() -> None:
    to = read_address("https://Events.Office.Example./in?a=b")
    assert (to.host, to.port, to.path) == ("events.office.example", 443, "/in?a=b")
    assert read_address("https://bücher.example").host == "xn--bcher-kva.example"
