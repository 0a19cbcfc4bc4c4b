"""Where the product lies and where it writes. Known before there are settings, and to the launcher on Python 3.8."""

import os
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[2]
"""The folder of the package `jujiao`."""

ROOT = next(folder for folder in PACKAGE.parents if (folder / "pyproject.toml").exists())
"""The folder of the repository."""

HOME = Path(os.environ.get("JUJIAO_HOME") or ROOT / "var").resolve()
"""Everything that is written goes here: data, logs, collected files. The JUJIAO_HOME variable moves it."""

MEDIA = Path(os.environ.get("JUJIAO_MEDIA_ROOT") or HOME / "media").resolve()
"""What people send along. The JUJIAO_MEDIA_ROOT variable moves it: on several hosts to a folder that all see."""

INCOMING = HOME / "incoming"
"""What is on its way in and too large for memory lies here, in files without names."""
