"""Measure the page of `netcli view` in headless Chromium.

python benchmarks/page.py BOOK.db      # run `npm ci` in page/ first; benchmarks/loading.py makes a book

The output has the load time, the frames per second, and the time from a click to a chain.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

DRIVER = Path(__file__).parents[1] / "page" / "test" / "browse.mjs"
READY = "performance.getEntriesByType('mark').find((mark) => mark.name === 'ready').startTime"
PAN = """new Promise((done) => {
    const stamps = [], begun = performance.now();
    let turn = 0;
    const step = (now) => {
        stamps.push(now);
        turn++;
        const place = document.getElementById('picture').__zoom;
        page.go({ k: place.k, x: place.x + (turn % 60 < 30 ? 8 : -8), y: place.y + 3 * Math.sin(turn / 9) });
        if (performance.now() - begun < 3000) requestAnimationFrame(step);
        else done(stamps.slice(1).map((each, at) => each - stamps[at]));
    };
    requestAnimationFrame(step);
})"""
CLICKS = """(() => {
    const times = [];
    for (let turn = 0; turn < 60; turn++) {
        const [one, other] = [turn * 71 % page.net.count, turn * 113 % page.net.count];
        page.clear();
        page.choose(one);
        const begun = performance.now();
        page.choose(other);
        times.push(performance.now() - begun);
    }
    return times;
})()"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("book", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.html"
        begun = time.perf_counter()
        subprocess.run(
            [sys.executable, "-m", "netcli", "--db", options.book, "view", "-o", page, "--no-open", "-q"], check=True
        )
        print(f"netcli view: {time.perf_counter() - begun:.1f} s, {page.stat().st_size / 1e6:.1f} MB")
        plan = {"page": str(page), "acts": [["do", READY], ["do", PAN], ["do", CLICKS]], "size": [1400, 900]}
        done = subprocess.run(["node", DRIVER], input=json.dumps(plan), capture_output=True, text=True, check=True)
    ready, frames, clicks = json.loads(done.stdout)["gave"]
    late = sorted(frames)[len(frames) * 95 // 100]
    print(f"ready after {ready:.0f} ms")
    print(f"panning: {1000 / statistics.mean(frames):.0f} frames a second, p95 {late:.0f} ms")
    print(f"click to chain: median {statistics.median(clicks):.1f} ms, slowest {max(clicks):.1f} ms")


if __name__ == "__main__":
    main()
