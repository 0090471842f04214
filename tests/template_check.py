"""Checks the shipped templates: `python -m tests.template_check`, also run by the suite.

It asks by the door other programs use, `lab templates --json`, so that the answer's shape is checked too; then
`labapp.templates.check` looks at every text and number of each.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from labapp import templates

ROOT = Path(__file__).resolve().parents[1]
SHAPE = {"id": str, "title": dict, "minutes": int, "activities": int | list}
LANGUAGES = {"pl", "en"}


def answer_problems(answer: Any) -> Iterator[str]:
    """Say where the answer differs from the contract of the command line."""
    templates = answer.get("templates") if isinstance(answer, dict) else None
    if not isinstance(templates, list) or not templates:
        yield "there are no templates"
        return
    ids = [template.get("id") for template in templates]
    yield from (f"the id {i} is there twice" for i in sorted({i for i in ids if ids.count(i) > 1}))
    for template in templates:
        for key, kind in SHAPE.items():
            if not isinstance(template.get(key), kind):
                yield f"{template.get('id')}: {key} is {template.get(key)!r}"
        title = template.get("title") or {}
        if not set(title) >= LANGUAGES or not all(str(title[lang]).strip() for lang in LANGUAGES & set(title)):
            yield f"{template.get('id')}: the title lacks a language"


def check() -> list[str]:
    """Return what must be mended."""
    command = [sys.executable, "-m", "labapp", "templates", "--json"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)
    if done.returncode or done.stderr:
        return [f"lab templates: status {done.returncode}: {done.stderr.strip()}"]
    found = list(answer_problems(json.loads(done.stdout)))
    for template in templates.templates():
        found += [f"{template.path.name}: {problem}" for problem in templates.check(template)]
    return found


def main() -> int:
    """Print what was found."""
    found = check()
    for line in found:
        print(line)
    print(f"templates: {len(found)} to mend")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
