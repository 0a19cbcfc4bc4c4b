"""The stage of the drills: a home of its own with a company in it, and real web servers and workers over it.

with stage(figures={"complaint.dispatch": "0.1"}) as it:
    web, worker = it.web(), it.worker()
    it.call(web, "POST", "/api/v1/complaints", token=it.facts["tokens"]["clerk"], body={...})
    with it.connect() as connection: ...
"""

import http.client
import json
import os
import pickle
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg

from jujiao.drills.disk import Disk
from jujiao.drills.founding import CAST
from jujiao.drills.process import Process
from jujiao.kernel.machine.paths import HOME, ROOT
from jujiao.kernel.machine.postgres import Server
from jujiao.kernel.machine.running import prepare, serving

ANSWER_SECONDS = 40.0


class Web(Process):
    """A web server; `port` is where it listens on the loopback."""

    def __init__(self, name: str, command: list[str], environment: Mapping[str, str], log: Path, port: int) -> None:
        super().__init__(name, command, environment, log)
        self.port = port

    def answers(self) -> bool:
        """Whether somebody listens at its port."""
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0


@dataclass
class Stage:
    """A database with a company in it (`facts`), and the processes that work on it.

    `server` is the stage's own PostgreSQL, None where the database was there before."""

    home: Path
    url: str
    server: Server | None = None
    facts: dict[str, Any] = field(default_factory=dict)
    environment: dict[str, str] = field(default_factory=dict)
    processes: list[Process] = field(default_factory=list)

    def web(self, *, application: str = serving.PAGES, workers: int = 1, **environment: str) -> Web:
        """A web server that answers, as a start makes it; `environment` adds to the stage's."""
        port = free_port()
        command = serving.pages("127.0.0.1", port, workers=workers, application=application)
        return self._serve(command, port, environment)

    def plain_web(self, application: str, *, workers: int = 1, python: str = sys.executable, **environment: str) -> Web:
        """A web server that runs another product's WSGI application, or ours without what stands in front of it."""
        port = free_port()
        granian = [python, "-m", "granian", "--host", "127.0.0.1", "--log-level", "warning"]
        granian += ["--interface", "wsgi", "--port", str(port), "--workers", str(workers), "--blocking-threads", "4"]
        granian += ["--workers-kill-timeout", "5", "--respawn-failed-workers", application]
        return self._serve(granian, port, environment)

    def _serve(self, command: list[str], port: int, environment: Mapping[str, str]) -> Web:
        place = len(self.processes)
        web = Web(f"web {place}", command, self._environment(environment), self.home / f"web-{place}.log", port)
        web.start()
        self.processes.append(web)
        until(ANSWER_SECONDS, web.answers, f"{web.name} does not answer")
        return web

    def worker(self, *, module: str = "jujiao", arguments: tuple[str, ...] = (), **environment: str) -> Process:
        """A worker, started; it may need seconds until its first look."""
        place = len(self.processes)
        command = [sys.executable, "-m", module, "work", *arguments]
        worker = Process(f"worker {place}", command, self._environment(environment), self.home / f"worker-{place}.log")
        worker.start()
        self.processes.append(worker)
        return worker

    def run(self, *command: str, **environment: str) -> str:
        """One command of the product's, to its end; what it printed. CalledProcessError where it failed."""
        return self.python("-m", "jujiao", *command, **environment)

    def python(self, *arguments: str, **environment: str) -> str:
        done = subprocess.run(
            [sys.executable, *arguments],
            cwd=ROOT,
            env=self._environment(environment),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
        return done.stdout

    def connect(self, **options: Any) -> psycopg.Connection[Any]:
        """A connection to the stage's database as the product's role, each statement for itself."""
        return psycopg.connect(self.url, connect_timeout=5, autocommit=True, **options)

    def call(
        self, web: Web, method: str, path: str, *, token: str, body: Any = None, key: str = "", seconds: float = 20
    ) -> tuple[int, Any]:
        """One call of the API: status and JSON. OSError or HTTPException where no answer came."""
        content = None if body is None else json.dumps(body).encode()
        return self.send(web, method, path, token=token, body=content, key=key, seconds=seconds)

    def send(
        self, web: Web, method: str, path: str, *, token: str, body: bytes | None, key: str = "", seconds: float = 20
    ) -> tuple[int, Any]:
        """The same with a body that is written already, whatever it is."""
        headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
        if key:
            headers["Idempotency-Key"] = key
        connection = http.client.HTTPConnection("127.0.0.1", web.port, timeout=seconds)
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            text = answer.read()
            return answer.status, json.loads(text) if "json" in (answer.headers.get("Content-Type") or "") else text
        finally:
            connection.close()

    def cast(self) -> Any:
        """The people and places that were brought in, to be used inside `database.on(it.url)`."""
        return pickle.loads((self.home / CAST).read_bytes())

    def end(self) -> None:
        """End all its processes."""
        for process in self.processes:
            process.kill()

    def surroundings(self, **more: str) -> dict[str, str]:
        """The environment of a process on this stage, for those that a drill starts itself."""
        return self._environment(more)

    def _environment(self, more: Mapping[str, str]) -> dict[str, str]:
        own = {"DATABASE_URL": self.url, "JUJIAO_HOME": str(self.home), "PYTHONPATH": str(ROOT / "src")}
        own |= {"JUJIAO_REQUIRE_SECOND_FACTOR": "0", "DJANGO_SETTINGS_MODULE": "jujiao.settings"}
        return {**os.environ, **own, **self.environment, **more}


@contextmanager
def stage(
    *, figures: Mapping[str, str] | None = None, durable: bool = True, disk: Disk | None = None
) -> Iterator[Stage]:
    """A stage with a PostgreSQL and a company of its own, gone at the end. `figures` sets figures of its rulebook.

    `durable=False` where the server itself is not going to be killed: quicker. `disk`: what its home lies on."""
    home = Path(tempfile.mkdtemp(prefix="jujiao-drill-"))
    try:
        with disk.mounted(home) if disk else nullcontext(), _stage_in(home, dict(figures or {}), durable=durable) as it:
            yield it
    finally:
        shutil.rmtree(home, ignore_errors=True)


@contextmanager
def _stage_in(home: Path, figures: dict[str, str], *, durable: bool) -> Iterator[Stage]:
    server = Server(home / "postgres", durable=durable)
    try:
        lend_static_files(home)
        with server.in_use():
            it = Stage(home, server.url(), server)
            try:
                it.facts = json.loads(
                    it.python("-m", "jujiao.drills.founding", json.dumps(figures), JUJIAO_LOG_LEVEL="WARNING")
                )
                yield it
            finally:
                it.end()
    finally:
        shutil.rmtree(server.places.socket, ignore_errors=True)


def make_pages_ready() -> None:
    """Translations and collected files as a start makes them: a drill may be the first that is run here."""
    prepare.compile_translations()
    prepare.collect_static()


def lend_static_files(home: Path) -> None:
    """Pages need the collected files; they are only read."""
    for name in ("assets", "static", "static.stamp"):
        found = next((place for place in (HOME / name, ROOT / "var" / name) if place.exists()), None)
        if found:
            (home / name).symlink_to(found)


def free_port() -> int:
    """A port of the loopback that nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def until(seconds: float, true: Any, otherwise: str, *, pause: float = 0.1) -> float:
    """Look again and again until it is true; how many seconds that took. TimeoutError when it does not become so."""
    begun = time.monotonic()
    while not true():
        if time.monotonic() - begun > seconds:
            raise TimeoutError(otherwise)
        time.sleep(pause)
    return time.monotonic() - begun
