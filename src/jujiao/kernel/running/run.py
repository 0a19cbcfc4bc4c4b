"""Starts the web servers and the worker, watches over them and the database, and stops all of it together."""

import os
import socket
import subprocess
import sys
import time
from argparse import ArgumentParser, Namespace

from jujiao.kernel.home import HOME, ROOT
from jujiao.kernel.postgres import Server, ServerFailed
from jujiao.kernel.running.child import Child
from jujiao.kernel.steps import step

LOOK_SECONDS = 0.3
ANSWER_SECONDS = 60.0

PARTS = ("web", "live", "worker")

PEOPLE = HOME / "people.txt"
"""Who can sign in to the demonstration; there only where that is what runs."""

LEAVE_SECONDS = 5
"""What a web process gets to finish its requests; then its server ends it by force."""


def run(arguments: list[str], server: Server | None) -> int:
    """Serve until Ctrl-C or SIGTERM. `server` is the embedded database to watch over, None for an external one."""
    wanted = _parse(arguments)
    for port in _ports(wanted):
        if not _become_free(wanted.host, port):
            print(f"Port {port} is taken by another program. Try: ./jujiao run --port {wanted.port + 10}")
            return 1
    os.environ.setdefault("JUJIAO_SITE_URL", f"http://localhost:{wanted.port}")
    os.environ.setdefault("JUJIAO_LIVE_URL", f"http://localhost:{wanted.port + 1}")
    prepared = _jujiao("prepare", "--demo" if wanted.demo else "--no-demo", "--people", str(PEOPLE))
    if prepared.wait():
        return 1
    children = _children(wanted, ours=server is not None and not wanted.only)
    try:
        with step("web, live pages and worker"):
            _until_answered(children, wanted)
        _greet(os.environ["JUJIAO_SITE_URL"])
        while True:
            _look(children, server)
            time.sleep(LOOK_SECONDS)
    except (KeyboardInterrupt, SystemExit):  # asked to stop, by Ctrl-C or by a service manager's SIGTERM
        return 0
    finally:
        print()
        with step("stopping"):
            for child in children:
                child.ask_to_stop()
            for child in children:
                child.wait()


def _parse(arguments: list[str]) -> Namespace:
    parser = ArgumentParser(prog="./jujiao run", description="Start everything on this machine.")
    parser.add_argument("--port", type=int, default=8000, help="of the pages; live news take the next one")
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on; 0.0.0.0 for all")
    parser.add_argument("--workers", type=int, default=2, help="processes that serve pages")
    parser.add_argument("--only", choices=PARTS, action="append", help="this part alone, on one of several hosts")
    parser.add_argument("--no-demo", dest="demo", action="store_false", help="leave a new database empty")
    return parser.parse_args(arguments)


def _children(wanted: Namespace, *, ours: bool) -> list[Child]:
    granian = [sys.executable, "-m", "granian", "--host", wanted.host, "--log-level", "warning"]
    granian += ["--workers-kill-timeout", str(LEAVE_SECONDS)]  # one told to stop while it starts would never hear it
    pages = ["--interface", "wsgi", "--port", str(wanted.port), "--workers", str(wanted.workers)]
    pages += ["--blocking-threads", "4", "--respawn-failed-workers", "jujiao.wsgi:application"]
    # An open line never ends by itself, and has nothing to lose.
    live = ["--interface", "asgi", "--port", str(wanted.port + 1), "--workers-kill-timeout", "2"]
    live += ["jujiao.portal.live:application"]
    parts = {
        "web": Child("web", [*granian, *pages]),
        "live": Child("live pages", [*granian, *live]),
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


def _until_answered(children: list[Child], wanted: Namespace) -> None:
    """Waits until what listens answers."""
    deadline = time.monotonic() + ANSWER_SECONDS
    waiting = _ports(wanted)
    while waiting and time.monotonic() < deadline:
        _look(children, None)
        with socket.socket() as probe:
            if probe.connect_ex((wanted.host, waiting[0])) == 0:
                waiting = waiting[1:]
                continue
        time.sleep(LOOK_SECONDS / 3)


def _greet(address: str) -> None:
    print(f"\nJujiao is at {address}   (Ctrl-C stops it)\n", flush=True)
    if PEOPLE.exists():
        print(PEOPLE.read_text(encoding="utf-8"), flush=True)


def _become_free(host: str, port: int) -> bool:
    """Whether the port is free, or becomes so in the time that the processes of a killed start need to leave."""
    deadline = time.monotonic() + LEAVE_SECONDS + 2
    while not _free(host, port):
        if time.monotonic() > deadline:
            return False
        time.sleep(LOOK_SECONDS)
    return True


def _free(host: str, port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def _jujiao(*command: str) -> subprocess.Popen[bytes]:
    """Start one of the product's commands in a process of its own, so that this one stays small."""
    return subprocess.Popen([sys.executable, "-m", "jujiao", *command], cwd=ROOT)
