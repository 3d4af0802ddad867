"""What a figure was measured on, and what processes take."""

import os
import platform
from datetime import UTC, datetime
from pathlib import Path


def machine() -> str:
    """The processor's name, the cores that this process may use, and the day."""
    info = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    names = [line.split(":", 1)[1].strip() for line in info.splitlines() if line.startswith("model name")]
    cores = len(os.sched_getaffinity(0))
    day = datetime.now(UTC).date().isoformat()
    return f"{names[0] if names else platform.machine()}, {cores} cores, {day}"


def proportional_mib(*pids: int) -> float:
    """The proportional set size of these processes together, in MiB: what they share is counted once."""
    total = 0
    for pid in pids:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="utf-8").splitlines():
            if line.startswith("Pss:"):
                total += int(line.split()[1])
    return total / 1024


def part(values: list[float], share: float) -> float:
    """The value below which `share` of them lie (nearest rank)."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, max(0, round(share * len(ordered) + 0.5) - 1))]
