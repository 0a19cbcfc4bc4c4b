"""Starts the web servers and the worker, watches over them and the database, and stops all of it together."""

import os
import sys
import time
from argparse import ArgumentParser, Namespace
from urllib.parse import urlsplit

from jujiao.kernel.machine.front.connections import raise_the_limit
from jujiao.kernel.machine.paths import HOME
from jujiao.kernel.machine.postgres import Server, ServerFailed
from jujiao.kernel.machine.progress import progress
from jujiao.kernel.machine.running import serving
from jujiao.kernel.machine.running.child import Child
from jujiao.kernel.machine.running.listening import HIGHEST, CannotListen, Place, answers, become_free, find, port
from jujiao.kernel.machine.variables import address

LOOK_SECONDS = 0.3
ANSWER_SECONDS = 60.0

PARTS = ("web", "live", "worker")

PEOPLE = HOME / "people.txt"
"""Who can sign in to the demonstration; there only where that is what runs."""


def run(arguments: list[str], server: Server | None) -> int:
    """Serve until Ctrl-C or SIGTERM. `server` is the embedded database to watch over, None for an external one."""
    wanted = _parse(arguments)
    try:
        place = find(wanted.host)
        for number in _ports(wanted):
            become_free(place, number, patience=serving.LEAVE_SECONDS + 2)
    except CannotListen as why:
        print(why, file=sys.stderr)
        return 1
    wanted.host = place.number
    _name_the_site(place, wanted.port)
    if _prepare(wanted):
        return 1
    children = _children(wanted, ours=server is not None and not wanted.only)
    try:
        with progress("web, live pages and worker"):
            late = _until_answered(children, place, wanted)
        _greet(place, wanted, late)
        while True:
            _look(children, server)
            time.sleep(LOOK_SECONDS)
    except (KeyboardInterrupt, SystemExit):  # asked to stop: by Ctrl-C, a service manager, a terminal that was closed
        return 0
    finally:
        print()
        with progress("stopping"):
            for child in children:
                child.ask_to_stop()
            for child in children:
                child.wait()


def _parse(arguments: list[str]) -> Namespace:
    parser = ArgumentParser(prog="./jujiao run", description="Start everything on this machine.")
    parser.add_argument("--port", type=port, default=8000, help="of the pages; live news take the next one")
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on; 0.0.0.0 for all")
    parser.add_argument("--workers", type=int, default=2, help="processes that serve pages")
    parser.add_argument("--only", choices=PARTS, action="append", help="this part alone, on one of several hosts")
    parser.add_argument("--no-demo", dest="demo", action="store_false", help="leave a new database empty")
    wanted = parser.parse_args(arguments)
    if wanted.port == HIGHEST and "live" in (wanted.only or PARTS):
        parser.error(f"the live lines take the port after {HIGHEST}, and there is none: --port {HIGHEST - 1} at most")
    return wanted


def _name_the_site(place: Place, number: int) -> None:
    """By which address people come, unless it was set: it stands in links and mails, and pages answer to it."""
    site = address("JUJIAO_SITE_URL", os.environ.setdefault("JUJIAO_SITE_URL", f"http://{place.name}:{number}"))
    beside = urlsplit(site).scheme == "http" and f"http://{urlsplit(site).netloc.rsplit(':', 1)[0]}:{number + 1}"
    os.environ.setdefault("JUJIAO_LIVE_URL", beside or site)


def _prepare(wanted: Namespace) -> int:
    """Bring everything up to date, in a process of its own so that this one stays small. Told to stop, it ends with us,
    and what it was at in the database is undone."""
    demo = "--demo" if wanted.demo else "--no-demo"
    prepares = Child("prepare", [sys.executable, "-m", "jujiao", "prepare", demo, "--people", str(PEOPLE)])
    try:
        prepares.look()
        return prepares.outcome()
    finally:
        prepares.ask_to_stop()
        prepares.wait()


def _children(wanted: Namespace, *, ours: bool) -> list[Child]:
    raise_the_limit()
    parts = {
        "web": Child("web", serving.pages(wanted.host, wanted.port, workers=wanted.workers)),
        "live": Child("live pages", serving.live(wanted.host, wanted.port + 1)),
        "worker": Child("worker", [sys.executable, "-m", "jujiao", "work"]),
    }
    children = [child for part, child in parts.items() if part in (wanted.only or PARTS)]
    if ours:  # an external database's backups are its administrator's
        children.append(Child("backups", [sys.executable, "-m", "jujiao", "keep-backups"]))
    return children


def _look(children: list[Child], server: Server | None) -> None:
    """See that everything runs, and start again what does not."""
    try:
        if server and server.ensure():
            print("The database had ended; it runs again.", flush=True)
    except ServerFailed as failure:
        print(f"The database had ended and does not start: {failure}", flush=True)
    for child in children:
        if died := child.look():
            print(died, flush=True)


def _ports(wanted: Namespace) -> list[int]:
    """The ports that the wanted parts listen on; the worker needs none."""
    only = wanted.only or PARTS
    return [port for part, port in (("web", wanted.port), ("live", wanted.port + 1)) if part in only]


def _until_answered(children: list[Child], place: Place, wanted: Namespace) -> list[int]:
    """Waits until what listens answers. Returns the ports that did not in a minute."""
    deadline = time.monotonic() + ANSWER_SECONDS
    waiting = _ports(wanted)
    while waiting and time.monotonic() < deadline:
        _look(children, None)
        if answers(place, waiting[0]):
            waiting = waiting[1:]
            continue
        time.sleep(LOOK_SECONDS / 3)
    return waiting


def _greet(place: Place, wanted: Namespace, late: list[int]) -> None:
    for number in late:
        print(f"Port {number} does not answer yet; what serves it is started again until it does. Its words are above.")
    if wanted.port in late:
        return
    print(f"\nJujiao is at {os.environ['JUJIAO_SITE_URL']}   (Ctrl-C stops it)\n", flush=True)
    if place.everywhere and urlsplit(os.environ["JUJIAO_SITE_URL"]).hostname == "localhost":
        print("From other machines it answers once JUJIAO_SITE_URL names the address that they use.\n", flush=True)
    if PEOPLE.exists():
        print(PEOPLE.read_text(encoding="utf-8"), flush=True)
