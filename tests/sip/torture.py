# ruff: noqa: E501 - messages as they came
"""The torture messages of RFC 4475 as builders, by the names that they have there: each with what makes it hard."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

_USUAL: Final = {
    "Via": "SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bK7a",
    "Max-Forwards": "70",
    "From": "<sip:caller@example.net>;tag=323",
    "To": "<sip:j.user@example.com>",
    "Call-ID": "torture@example.com",
    "CSeq": "1 {method}",
    "Contact": "<sip:caller@192.0.2.1>",
    "Content-Length": "{length}",
}
OFFER: Final = (
    b"v=0\r\no=mhandley 29739 7272939 IN IP4 192.0.2.3\r\ns=-\r\nc=IN IP4 192.0.2.4\r\nt=0 0\r\n"
    b"m=audio 49217 RTP/AVP 0\r\n"
)
_SDP: Final = {"Content-Type": "application/sdp"}


def message(
    start: str, change: Mapping[str, str | None] | None = None, body: bytes = b"", more: tuple[str, ...] = ()
) -> bytes:
    """Return a message with usual headers: *change* has some otherwise, or not at all; *more* are lines beside them."""
    method = start.partition(" ")[0]
    headers = {**_USUAL, **(change or {})}
    lines = [f"{name}: {value}" for name, value in headers.items() if value is not None]
    text = "\r\n".join([start, *more, *lines, "", ""])
    return text.replace("{method}", method).replace("{length}", str(len(body))).encode() + body


_INVITE: Final = "INVITE sip:vivekg@chair-dnrc.example.com SIP/2.0"
_REGISTER: Final = "REGISTER sip:example.com SIP/2.0"
_OPTIONS: Final = "OPTIONS sip:user@example.com SIP/2.0"

_SHORT_AND_FOLDED: Final = (
    b"INVITE sip:vivekg@chair-dnrc.example.com;unknownparam SIP/2.0\r\n"
    b"TO :\r\n sip:vivekg@chair-dnrc.example.com ;   tag    = 1918181833n\r\n"
    b'from   : "J Rosenberg \\\\\\""       <sip:jdrosen@example.com>\r\n  ;\r\n  tag = 98asjd8\r\n'
    b"MaX-fOrWaRdS: 0068\r\nCall-ID: wsinv.ndaksdj@192.0.2.1\r\nContent-Length   : 0\r\ncseq: 0009\r\n  INVITE\r\n"
    b"Via  : SIP  /   2.0\r\n /UDP\r\n    192.0.2.2;branch=390skdjuw\r\ns :\r\nNewFangledHeader:   newfangled value\r\n"
    b" continued newfangled value\r\nUnknownHeaderWithUnusualValue: ;;,,;;,;\r\n"
    b"Route:\r\n <sip:services.example.com;lr;unknownwith=value;unknown-no-value>\r\n"
    b'm:"Quoted string \\"\\"" <sip:jdrosen@example.com> ; newparam =\r\n      newvalue ;\r\n  secondparam ; q = 0.33\r\n'
    b"\r\n"
)

_LONG: Final = "x" * 1200

VALID: Final[dict[str, bytes]] = {
    "wsinv": _SHORT_AND_FOLDED,
    "intmeth": message(
        "!interesting-Method0123456789_*+`.%indeed'~ sip:1_unusual.URI~(to-be!sure)&isn't+it$/crazy?,/;;*:&it+has=1,"
        "weird!*pas$wo~d_too.(doesn't-it)@example.com SIP/2.0",
        {
            "To": '"BEL:\\\x07 NUL:\\\x00 DEL:\\\x7f" <sip:1_unusual.URI~(to-be!sure)@example.com>',
            "Via": "SIP/2.0/TCP host1.example.com;branch=z9hG4bK-.!%66*_+`'~",
        },
    ),
    "esc01": message(
        "INVITE sip:sips%3Auser%40example.com@example.net SIP/2.0", {"To": "sip:%75se%72@example.com"}, OFFER
    ),
    "escnull": message(
        _REGISTER, {"To": "sip:null-%00-null@example.com", "From": "sip:null-%00-null@example.com;tag=1"}
    ),
    "esc02": message("RE%47IST%45R sip:registrar.example.com SIP/2.0", {"To": '"%Z%45" <sip:resource@example.com>'}),
    "lwsdisp": message(_OPTIONS, {"From": "caller<sip:caller@example.com>;tag=323"}),
    "longreq": message(
        _INVITE,
        {
            "To": f'"I have a user name of {_LONG}" <sip:user@example.com>',
            "Via": f"SIP/2.0/UDP very{_LONG}host.example.com;branch=z9hG4bK{_LONG}",
            "Call-ID": f"{_LONG}@example.com",
        },
    ),
    "dblreq": message(_REGISTER) + message(_INVITE, {"Call-ID": "dblreq.second"}),
    "semiuri": message("OPTIONS sip:user;par=u%40example.net@example.com SIP/2.0"),
    "transports": message(
        _OPTIONS,
        more=tuple(
            f"Via: SIP/2.0/{transport} t{number}.example.com;branch=z9hG4bKkdj{number}"
            for number, transport in enumerate(("UDP", "SCTP", "TLS", "UNKNOWN", "TCP"))
        ),
    ),
    "mpart01": message(
        "MESSAGE sip:kumiko@example.org SIP/2.0",
        {"Content-Type": "multipart/mixed;boundary=7a9cbec02ceef655"},
        b"--7a9cbec02ceef655\r\nContent-Type: text/plain\r\n\r\nHello\r\n--7a9cbec02ceef655--\r\n\x00\xff\xfe",
    ),
    "unreason": message("SIP/2.0 200 = 2**3 * 5**2 \u043d\u043e \u0441\u0442\u043e", {"CSeq": "35 INVITE"}),
    "noreason": message("SIP/2.0 100 ", {"CSeq": "35 INVITE"}),
}
"""Section 3.1.1, and 3.1.2's neighbours: they are whole."""

INVALID: Final[dict[str, bytes]] = {
    "badinv01": message(_INVITE, {"Via": "SIP/2.0/UDP 192.0.2.15;;,;,,", "Contact": '"Joe" <sip:joe@example.org>;;;;'}),
    "clerr": message(_INVITE, {"Content-Length": "9999"}, OFFER),
    "ncl": message(_INVITE, {"Content-Length": "-999"}, OFFER),
    "scalar02": message(_REGISTER, {"CSeq": "36893488147419103232 REGISTER", "Max-Forwards": "300"}),
    "scalarlg": message("SIP/2.0 503 Service Unavailable", {"CSeq": "9292394834772304023312 OPTIONS"}),
    "quotbal": message(_INVITE, {"To": '"Mr. J. User <sip:j.user@example.com>'}),
    "ltgtruri": message("INVITE <sip:user@example.com> SIP/2.0"),
    "lwsruri": message("INVITE sip:user@example.com; lr SIP/2.0"),
    "lwsstart": message("INVITE  sip:user@example.com  SIP/2.0"),
    "trws": message("OPTIONS sip:remote-target@example.com SIP/2.0  "),
    "escruri": message("INVITE sip:user@example.com?Route=%3Csip:example.com%3E SIP/2.0"),
    "baddate": message(_INVITE, {"Date": "Fri, 01 Jan 2010 16:00:00 EST"}),
    "regbadct": message(_REGISTER, {"Contact": "sip:user@example.com?Route=%3Csip:sip.example.com%3E"}),
    "badaspec": message(_OPTIONS, {"To": '"Watson, Thomas" < sip:t.watson@example.org >'}),
    "baddn": message(_OPTIONS, {"From": "Bell, Alexander <sip:a.g.bell@example.com>;tag=43"}),
    "badvers": message("OPTIONS sip:t.watson@example.org SIP/7.0"),
    "mismatch01": message(_OPTIONS, {"CSeq": "8 INVITE"}),
    "mismatch02": message("NEWMETHOD sip:user@example.com SIP/2.0", {"CSeq": "8 INVITE"}),
    "bigcode": message("SIP/2.0 4294967301 better not break the receiver", {"CSeq": "353494 INVITE"}),
}
"""Section 3.1.2: what no parser has to take."""

TRANSACTION: Final[dict[str, bytes]] = {
    "badbranch": message(_OPTIONS, {"Via": "SIP/2.0/UDP 192.0.2.1;branch=z9hG4bK"}),
}
"""Section 3.2."""

APPLICATION: Final[dict[str, bytes]] = {
    "insuf": message(_INVITE, {"CSeq": "193942 INVITE", "Call-ID": None, "From": None, "To": None}),
    "unkscm": message("OPTIONS nobodyKnowsThisScheme:totallyopaquecontent SIP/2.0"),
    "novelsc": message("OPTIONS soap.beep://192.0.2.103:3002 SIP/2.0"),
    "unksm2": message(
        _REGISTER, {"To": "isbn:2983792873", "From": "<http://www.example.com>;tag=1", "Contact": "<name:John_Smith>"}
    ),
    "bext01": message(
        _OPTIONS, {"Require": "nothingSupportsThis, nothingSupportsThisEither", "Proxy-Require": "noProxy"}
    ),
    "invut": message(
        _INVITE, {"Content-Type": "application/unknownformat"}, b"<audio>\r\n <pcmu port='443'/>\r\n</audio>\r\n"
    ),
    "regaut01": message(_REGISTER, {"Authorization": "NoOneKnowsThisScheme opaque-data=here"}),
    "multi01": message(
        _INVITE,
        more=(
            "CSeq: 59 INVITE",
            "Call-ID: second",
            "From: <sip:other@example.net>;tag=4",
            "To: <sip:other@example.com>",
        ),
    ),
    "mcl01": message(_OPTIONS, more=("Content-Length: 5",)),
    "bcast": message(
        "SIP/2.0 200 OK", {"CSeq": "63104 INVITE", "Via": "SIP/2.0/UDP 255.255.255.255;branch=z9hG4bK1saber23"}
    ),
    "zeromf": message(_OPTIONS, {"Max-Forwards": "0"}),
    "cparam01": message(_REGISTER, {"Contact": "sip:+19725552222@gw1.example.net;unknownparam"}),
    "cparam02": message(_REGISTER, {"Contact": "<sip:+19725552222@gw1.example.net;unknownparam>"}),
    "regescrt": message(_REGISTER, {"Contact": "<sip:user@example.com?Route=%3Csip:sip.example.com%3E>"}),
    "sdp01": message(_INVITE, {**_SDP, "Accept": "text/nobodyKnowsThis"}, OFFER),
}
"""Section 3.3: whole, and hard for whoever acts on them."""

BEFORE_2543: Final[dict[str, bytes]] = {
    "inv2543": (
        "INVITE sip:UserB@example.com SIP/2.0\r\nVia: SIP/2.0/UDP iftgw.example.com\r\n"
        "From: <sip:+13035551111@ift.client.example.net;user=phone>\r\nRecord-Route: <sip:UserB@example.com;maddr=ss1>\r\n"
        "To: sip:+16505552222@ss1.example.net;user=phone\r\nCall-ID: inv2543.1717@ift.client.example.com\r\n"
        f"CSeq: 56 INVITE\r\nContent-Type: application/sdp\r\n\r\n{OFFER.decode()}"
    ).encode(),
}
"""Section 3.4: as it was before there were branches and tags."""

TORTURE: Final = {**VALID, **INVALID, **TRANSACTION, **APPLICATION, **BEFORE_2543}
