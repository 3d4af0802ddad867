"""The fonts that paper is set in: packages that are locked as any other, never what a machine happens to have."""

from __future__ import annotations

from pathlib import Path

import fontpkg_source_sans_3
import fontpkg_source_serif_4
import manimgx_fonts
import manimgx_fonts_cjk

SOURCE = (fontpkg_source_sans_3, fontpkg_source_serif_4, manimgx_fonts, manimgx_fonts_cjk)
FOLDERS = [Path(package.__file__ or "").parent for package in SOURCE]
