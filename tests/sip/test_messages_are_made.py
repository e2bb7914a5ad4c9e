"""Requests and responses as they go out (RFC 3261, 8.1.1 and 8.2.6; RFC 3581)."""

from __future__ import annotations

from tests.sip.torture import message

from callbook.network.sip.messages import (
    Request,
    address_of,
    branch_of,
    read,
    request,
    response,
    sequence_of,
    stamp,
    tag_of,
    via_line,
)


def received(*, more: tuple[str, ...] = (), via: str | None = "SIP/2.0/UDP h;rport;branch=z9hG4bK1") -> Request:
    """Return a request that was read."""
    read_one = read(message("OPTIONS sip:anna@example.com SIP/2.0", {"Via": via}, more=more))
    assert isinstance(read_one, Request)
    return read_one


def test_a_response_repeats_what_the_request_said() -> None:
    """With a tag where there is none yet; 100 has none, and what is there stays."""
    asked = received()
    made = [response(asked, status, tag="ours") for status in (100, 200, 299)]
    assert ["<sip:j.user@example.com>"] + ["<sip:j.user@example.com>;tag=ours"] * 2 == [
        each.get_header("To") for each in made
    ]
    assert "Unknown" == made[2].reason_phrase
    asked.set_header("To", "<sip:j.user@example.com>;tag=theirs")
    whole = response(asked, 200, tag="ours", headers=[("Expires", "60")], body=b"x")
    assert (
        b"SIP/2.0 200 OK\r\nVia: SIP/2.0/UDP h;rport;branch=z9hG4bK1\r\nFrom: <sip:caller@example.net>;tag=323\r\n"
        b"To: <sip:j.user@example.com>;tag=theirs\r\nCall-ID: torture@example.com\r\nCSeq: 1 OPTIONS\r\nExpires: 60\r\n"
        b"Content-Length: 1\r\n\r\nx"
    ) == bytes(whole)


def test_a_request_says_where_it_has_come_from() -> None:
    """In its topmost Via: the port only where that is asked for."""
    one = received(more=("Via: SIP/2.0/UDP far;rport;branch=z9hG4bK0",), via=None)
    one.add_header("Via", "SIP/2.0/UDP farther;branch=z9hG4bK9")
    stamp(one, "127.0.0.1", 4711)
    assert [
        "SIP/2.0/UDP far;rport=4711;branch=z9hG4bK0;received=127.0.0.1",
        "SIP/2.0/UDP farther;branch=z9hG4bK9",
    ] == one.get_header_values("Via")
    without = received(via="SIP/2.0/UDP h;branch=z9hG4bK1")
    stamp(without, "127.0.0.1", 4711)
    assert "SIP/2.0/UDP h;branch=z9hG4bK1;received=127.0.0.1" == without.get_header("Via")


def test_a_request_of_ours_is_read() -> None:
    """With the branch and the number that it was given."""
    made = request(
        "NOTIFY",
        "sip:anna@127.0.0.1:5070",
        [
            ("Via", via_line("UDP", "127.0.0.1", 5060, "z9hG4bKours")),
            ("From", "<sip:maria@127.0.0.1>;tag=1"),
            ("To", "<sip:anna@127.0.0.1>"),
            ("Call-ID", "one"),
            ("CSeq", "17 NOTIFY"),
        ],
        b"x",
    )
    back = read(bytes(made))
    assert ("z9hG4bKours", 17, "maria", "1", "") == (
        branch_of(back), sequence_of(back).seq, address_of(back, "From").uri.user,
        tag_of(back.get_header("From") or ""), tag_of(back.get_header("To") or ""),
    )  # fmt: skip


def test_without_a_branch_there_is_none() -> None:
    """As before RFC 3261."""
    assert "" == branch_of(received(via="SIP/2.0/UDP h"))
