"""The three layouts that were drawn (docs/decisions/0010): pictures of them, and what each shows, by bounding boxes.

Not collected by the tests: `python -m pytest -s -q tests/browser/layouts.py`. Needs pngquant.
"""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "decisions" / "layouts"
SIZES = ((1440, 900), (1024, 768), (390, 844))
# A word or a claim counts where it stands wholly in the window, and so in what its pane shows.
COUNT = """
() => {
  const inside = (box, node) => {
    if (!box || !box.width || box.top < 44 || box.bottom > innerHeight) return false;
    return box.left >= 0 && box.right <= innerWidth;
  };
  const text = document.querySelector("article.text");
  const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
  let words = 0, lines = new Map();
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (node.parentElement.closest(".notes, h1, .by")) continue;
    for (const match of node.data.matchAll(/\\S+/g)) {
      const range = document.createRange();
      range.setStart(node, match.index);
      range.setEnd(node, match.index + match[0].length);
      const box = range.getBoundingClientRect();
      words += inside(box, node);
      const line = Math.round(box.bottom / 8);
      lines.set(line, (lines.get(line) ?? 0) + match[0].length + 1);
    }
  }
  const claims = [...document.querySelectorAll("[data-claim]")].filter(one => {
    const head = one.matches(".note") ? one.querySelector("a") : one;
    return inside(head.getBoundingClientRect(), one);
  }).length;
  const centre = node => {
    const at = node.getBoundingClientRect();
    return [at.x + at.width / 2, at.y + at.height / 2];
  };
  const far = (a, b) => Math.round(Math.hypot(a[0] - b[0], a[1] - b[1]));
  const shown = node => node && node.getClientRects().length > 0;
  const mark = document.querySelector(".mark.is-open"), answer = document.querySelector("[data-key=c]");
  const settle = document.querySelector("#settle"), next = document.querySelector("[data-claim='8']");
  const row = document.querySelector("[data-claim='7']");
  const full = [...lines.values()].sort((a, b) => a - b);
  return {
    claims, words,
    letters: shown(text) ? full[Math.floor(full.length * 0.75)] : null,
    markToAnswer: shown(mark) ? far(centre(mark), centre(answer)) : null,
    rowToAnswer: shown(row) ? far(centre(row.querySelector("a")), centre(answer)) : null,
    answerInWindow: inside(answer.getBoundingClientRect()), settleInWindow: inside(settle.getBoundingClientRect()),
    settleToNext: shown(next) ? far(centre(settle), centre(next.querySelector("a"))) : null,
    pageHeight: document.documentElement.scrollHeight,
  };
}
"""


@pytest.mark.parametrize("name", ["a", "b", "c"])
def test_draw_and_count(browser: Any, name: str) -> None:
    page = browser.new_page()
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        page.goto((FOLDER / f"{name}.html").as_uri())
        print(f"\n{name} at {width}: {page.evaluate(COUNT)}")
        data = page.screenshot()
        small = subprocess.run(
            ["pngquant", "--speed", "1", "32", "-"], input=data, capture_output=True, check=True
        )
        (FOLDER / f"{name}-{width}.png").write_bytes(small.stdout)
    page.close()
