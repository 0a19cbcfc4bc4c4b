"""`./jujiao doctor`: what is there, what is missing, and how to mend it."""

import os
import shutil
import socket
import subprocess
from typing import Iterator, NamedTuple

from jujiao.kernel.machine.paths import HOME, ROOT
from launcher import assets, environment, pythons, uv

ENOUGH_DISK = 3 * 1024**3
"""Bytes: packages, pages' files, and a database with room to grow."""

PORTS = (8000, 8001)


class Finding(NamedTuple):
    """One thing that was looked at. `mend` says what to do, empty where nothing needs to be done."""

    what: str
    found: str
    mend: str = ""
    wrong: bool = True


def examine() -> int:
    """Look at everything, print it, and return 1 where something is wrong."""
    findings = [*_machine(), *_made(), *_product()]
    for finding in findings:
        sign = "ok" if not finding.mend else ("WRONG" if finding.wrong else "note")
        print(f"  {sign:<6} {finding.what:<14} {finding.found}")
        if finding.mend:
            print(f"  {'':<6} {'':<14} -> {finding.mend}")
    wrong = sum(1 for finding in findings if finding.mend and finding.wrong)
    print(f"\n{wrong} wrong" if wrong else "\nNothing is wrong.")
    return 1 if wrong else 0


def _machine() -> Iterator[Finding]:
    python = pythons.find()
    if python:
        yield Finding("Python", f"{python.version[0]}.{python.version[1]} at {python.path}")
    else:
        yield Finding("Python", "none of 3.12 or later", "install one, for instance: pyenv install 3.13")
    tool = uv.find()
    yield Finding("uv", tool, "") if tool else Finding("uv", "not here", "./jujiao run fetches it", wrong=False)
    npm = assets.npm()
    yield Finding("node", npm, "") if npm else Finding("node", "not here", "./jujiao run fetches it", wrong=False)
    HOME.mkdir(parents=True, exist_ok=True)
    yield _disk()
    if not os.access(str(HOME), os.W_OK):
        yield Finding("folder", f"{HOME} cannot be written", "set JUJIAO_HOME to a folder of your own")
    for port in PORTS:
        yield _port(port)


def _disk() -> Finding:
    free = shutil.disk_usage(str(HOME)).free
    words = f"{free / 1024**3:.1f} GB free at {HOME}"
    if free < ENOUGH_DISK:
        return Finding("disk", words, f"make room: {ENOUGH_DISK / 1024**3:.0f} GB are needed")
    return Finding("disk", words)


def _port(port: int) -> Finding:
    with socket.socket() as probe:
        if probe.connect_ex(("127.0.0.1", port)) == 0:
            mend = f"fine if that is Jujiao; else ./jujiao run --port {port + 80}"
            return Finding(f"port {port}", "something answers there", mend, wrong=False)
    return Finding(f"port {port}", "free")


def _made() -> Iterator[Finding]:
    made = environment.ready()
    yield Finding("packages", "installed" if made else "not as the lock asks", "" if made else "./jujiao run")
    made = assets.ready()
    yield Finding("pages' files", "in place" if made else "not in place", "" if made else "./jujiao run")


def _product() -> Iterator[Finding]:
    """What only the product itself can tell: database, migrations, mail."""
    if not environment.ready():
        return
    command = [str(environment.PYTHON), "-m", "jujiao.kernel.machine.running.condition"]
    asked = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=str(ROOT), check=False)
    for line in asked.stdout.decode(errors="replace").splitlines():
        what, found, mend, wrong = line.split("\t")
        yield Finding(what, found, mend, wrong == "wrong")
    if asked.returncode != 0:
        said = asked.stderr.decode(errors="replace").strip().splitlines()[-1:] or ["it says nothing"]
        yield Finding("product", said[0], "see docs/operating.md, or start again with an empty var/")
