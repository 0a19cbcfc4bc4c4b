"""Which classes the set-up leaves out of Tabler's stylesheet."""

from functools import cache

from jujiao.kernel.machine.paths import ROOT
from launcher.assets import CLASS_NAMES, FILES, STYLESHEET
from launcher.trimming import classes


@cache
def left_out_of_tabler() -> frozenset[str]:
    """Those of the whole stylesheet that tabler.txt does not name."""
    whole = (ROOT / "node_modules" / FILES[STYLESHEET]).read_text(encoding="utf-8")
    return classes(whole) - frozenset(CLASS_NAMES.read_text(encoding="utf-8").split())
