"""What takes room without asking for anything: slow bodies, half requests, large bodies, many live lines."""

import socket
import threading
from dataclasses import dataclass
from itertools import chain

from jujiao.drills.bench.asked import FORGERY
from jujiao.drills.crowd.crowd import Crowd, Person, until_closed
from jujiao.drills.crowd.office import Office
from jujiao.drills.stage import until
from jujiao.kernel.machine.front import bounds
from jujiao.portal.lines import OF_ONE_PERSON

ANSWER_SECONDS = 20.0
GRACE = 5.0
"""Seconds beyond a bound, for a machine that has other work."""
PIECE = b"x" * 65_536
HEAD = "Host: localhost\r\nContent-Type: multipart/form-data; boundary=b\r\n"
DOORS = ("/account/login/", "/my/new/", "/complaints/register/")
TRICKLE_SECONDS = 1.0


def slow_and_half(crowd: Crowd, office: Office, slow: int, half: int) -> None:
    """Seven bytes of a hundred thousand, then one more each second; and half a head, on both ports."""
    office.part("slow and half")
    bodies = [_begun(crowd, person, DOORS[n % 3], "100000") for person in crowd.people() for n in range(slow)]
    for line in bodies:
        line.sendall(b"seven77")
    each = half // 4
    heads = [
        _half(crowd, person, live=live) for live in (False, True) for person in crowd.people() for _n in range(each)
    ]
    stop = threading.Event()
    trickling = threading.Thread(target=_trickle, args=(bodies, stop))
    trickling.start()
    left_heads, last_head = until_closed(heads, bounds.HEADER_SECONDS + GRACE)
    left, last = until_closed(bodies, bounds.PATIENCE + GRACE - last_head)
    stop.set()
    trickling.join()
    crowd.figures["slow bodies"] = len(bodies)
    crowd.say("of them held", left, bound=0)
    crowd.say("s held at most", last_head + last, bound=bounds.PATIENCE + GRACE)
    crowd.figures["half requests"] = len(heads)
    crowd.say("of them kept", left_heads, bound=0)
    crowd.say("s kept at most", last_head, bound=bounds.HEADER_SECONDS + GRACE)


def large_bodies(crowd: Crowd, office: Office, megabytes: int) -> None:
    """Hundreds of megabytes, declared or in pieces whose sum nobody says; to plain doors, and to those for photos."""
    office.part("large bodies")
    sent: list[int] = []
    senders = [
        threading.Thread(target=_send_much, args=(crowd, person, _upload(person, door, megabytes, chunked), sent))
        for person in crowd.people()
        for door in DOORS
        for chunked in (False, True)
    ]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join()
    crowd.figures["large bodies"] = len(senders)
    crowd.figures["MB of them sent"] = sum(sent) // bounds.MEGABYTE


def many_lines(crowd: Crowd, office: Office, count: int) -> None:
    """Live lines, one beside the other; a colleague opens one more meanwhile."""
    office.part("many lines")
    people = list(crowd.people())
    lines = {person: [_line(crowd, person) for _number in range(count)] for person in people}
    until(ANSWER_SECONDS, lambda: all(map(_answered, chain(*lines.values()))), "a line is not answered")
    colleague = Person("a colleague", f"; sessionid={crowd.it.facts['sessions']['manager']}", people[0].address)
    own = _line(crowd, colleague)
    own.settimeout(10)
    status = own.recv(15)
    if status != b"HTTP/1.1 200 OK":
        crowd.faults.append(f"many lines: the colleague's own was answered with {status!r}")
    kept = {person.name: sum(not _ended(line) for line in each) for person, each in lines.items()}
    crowd.figures["lines asked for"] = count * len(lines)
    crowd.say("kept of one person", max(kept.values()), bound=OF_ONE_PERSON)
    if max(kept.values()) < min(count, OF_ONE_PERSON):
        crowd.faults.append(f"many lines: of a person only {max(kept.values())} were kept")
    for line in [own, *(line for each in lines.values() for line in each)]:
        line.close()


def _begun(crowd: Crowd, person: Person, door: str, length: str) -> socket.socket:
    line = crowd.connect(person)
    cookies = f"Cookie: csrftoken={FORGERY}{person.cookie}\r\n"
    line.sendall(f"POST {door} HTTP/1.1\r\n{HEAD}{cookies}Content-Length: {length}\r\n\r\n".encode())
    return line


def _half(crowd: Crowd, person: Person, *, live: bool) -> socket.socket:
    line = crowd.connect(person, live=live)
    line.sendall(b"GET / HTTP/1.1\r\nHost: local")
    return line


def _trickle(lines: list[socket.socket], stop: threading.Event) -> None:
    while not stop.wait(TRICKLE_SECONDS):
        for line in lines:
            try:
                line.send(b"x")
            except OSError:  # closed by now, or full
                continue


@dataclass(frozen=True)
class Upload:
    """The head, the piece that follows again and again, and how often."""

    door: str
    head: bytes
    piece: bytes
    times: int


def _upload(person: Person, door: str, megabytes: int, chunked: object) -> Upload:
    length = "Transfer-Encoding: chunked" if chunked else f"Content-Length: {megabytes * bounds.MEGABYTE}"
    cookies = f"Cookie: csrftoken={FORGERY}{person.cookie}\r\n"
    head = f"POST {door} HTTP/1.1\r\n{HEAD}{cookies}{length}\r\n\r\n".encode()
    return Upload(door, head, b"10000\r\n" + PIECE + b"\r\n" if chunked else PIECE, megabytes * 16)


def _send_much(crowd: Crowd, person: Person, upload: Upload, sent: list[int]) -> None:
    got, answer = 0, b""
    with crowd.connect(person) as line:
        try:
            line.sendall(upload.head)
            while got < upload.times:
                line.sendall(upload.piece)
                got += 1
            answer = line.recv(64)
        except OSError:  # the connection was ended
            pass
    sent.append(got * len(PIECE))
    if answer and answer[9:12] != b"413":
        crowd.faults.append(
            f"large bodies: what {person.name} sent to {upload.door} was answered with {answer[9:12]!r}"
        )


def _line(crowd: Crowd, person: Person) -> socket.socket:
    line = crowd.connect(person, live=True)
    line.sendall(f"GET / HTTP/1.1\r\nHost: localhost\r\nCookie: a=b{person.cookie}\r\n\r\n".encode())
    return line


def _answered(line: socket.socket) -> bool:
    """Whether anything came; it can still be read."""
    try:
        line.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT)
    except BlockingIOError:
        return False
    except OSError:  # ended
        return True
    return True


def _ended(line: socket.socket) -> bool:
    """Whether it is no open line: closed, or refused in the first place."""
    line.settimeout(0)
    said = b""
    try:
        while piece := line.recv(65_536):
            said += piece
    except BlockingIOError:
        return not said.startswith(b"HTTP/1.1 200") or b"retry: 60000" in said
    except OSError:
        return True
    return True
