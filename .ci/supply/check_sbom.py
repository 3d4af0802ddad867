"""Whether a file is a CycloneDX 1.6 bill of materials, by the format's own schema: exit 1 and why, where it isn't."""

import sys
from pathlib import Path

from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

wrong = JsonStrictValidator(SchemaVersion.V1_6).validate_str(Path(sys.argv[1]).read_text())
sys.exit(f"{sys.argv[1]}: {wrong}" if wrong else 0)
