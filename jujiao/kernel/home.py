"""Where the product keeps what it writes: data, logs, built pages. Known before there are settings."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
"""The folder of the repository."""

HOME = Path(os.environ.get("JUJIAO_HOME") or ROOT / "var").absolute()
"""Everything that is written goes here; the folder can be moved with the JUJIAO_HOME variable."""
