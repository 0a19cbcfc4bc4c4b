"""Where the pages are served: found, tried and named before anything is started."""

import errno
import ipaddress
import os
import socket
import time
from argparse import ArgumentTypeError
from typing import Final, NamedTuple

HIGHEST: Final = 65535


class CannotListen(Exception):
    """There is no serving there; the text says why and what to do."""


class Place(NamedTuple):
    """Where to listen: what was asked for, and the address that it stands for. `number` is what servers are given."""

    asked: str
    family: socket.AddressFamily
    number: str

    @property
    def everywhere(self) -> bool:
        return ipaddress.ip_address(self.number).is_unspecified

    @property
    def name(self) -> str:
        """What people type to come here from this machine, as it stands in an address. Passkeys want a name."""
        if self.everywhere or self.number == "127.0.0.1":
            return "localhost"
        return f"[{self.number}]" if ":" in self.asked else self.asked

    @property
    def way_in(self) -> str:
        """The number at which this machine reaches it."""
        if self.everywhere:
            return "::1" if self.family == socket.AF_INET6 else "127.0.0.1"
        return self.number


def port(text: str) -> int:
    """A port that was typed. ArgumentTypeError where it is none."""
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= HIGHEST:
        raise ArgumentTypeError(f"“{text}” is no port: it is a number from 1 to {HIGHEST}.")
    return int(text)


def find(host: str) -> Place:
    """The address that was asked for, by number or by name; of a name with several, IPv4 first. CannotListen."""
    bare = host.strip().removeprefix("[").removesuffix("]")
    try:
        found = socket.getaddrinfo(bare, None, type=socket.SOCK_STREAM) if bare else []
    except (socket.gaierror, UnicodeError):
        found = []
    usable = [each for each in found if each[0] in {socket.AF_INET, socket.AF_INET6}]
    if not usable:
        raise CannotListen(f"“{host}” is no address, and no host name that this machine knows. Try: --host 127.0.0.1")
    family, *_others, address = min(usable, key=lambda each: each[0] != socket.AF_INET)
    return Place(bare, family, str(address[0]))


def become_free(place: Place, number: int, *, patience: float) -> None:
    """Have the port free, or wait for it as long as the processes of a killed start need to leave. CannotListen where
    it stays taken, and at once where waiting does not help."""
    deadline = time.monotonic() + patience
    while True:
        try:
            _try(place, number)
        except OSError as error:
            if error.errno != errno.EADDRINUSE or time.monotonic() > deadline:
                raise CannotListen(_reason(place, number, error)) from error
            time.sleep(0.3)
        else:
            return


def answers(place: Place, number: int) -> bool:
    """Whether somebody listens there."""
    with socket.socket(place.family, socket.SOCK_STREAM) as probe:
        probe.settimeout(1)
        return probe.connect_ex((place.way_in, number)) == 0


def _try(place: Place, number: int) -> None:
    with socket.socket(place.family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind((place.number, number))


def _reason(place: Place, number: int, error: OSError) -> str:
    match error.errno:
        case errno.EADDRINUSE:
            return f"Port {number} is taken by another program. Try: ./jujiao run --port {_another(number)}"
        case errno.EADDRNOTAVAIL | errno.EINVAL:
            return f"{place.asked} is no address of this machine. Try: --host 127.0.0.1, or 0.0.0.0 for all that it has"
        case errno.EACCES | errno.EPERM:
            return f"This account may not use port {number}. Take one from 1024 on, and let a proxy serve {number}."
        case errno.EAFNOSUPPORT:
            return f"This machine has no {'IPv6' if ':' in place.number else 'IPv4'}. Try another --host."
    return f"Port {number} of {place.asked} cannot be used: {os.strerror(error.errno or 0)}."


def _another(number: int) -> int:
    return number + 10 if number + 11 <= HIGHEST else number - 10
