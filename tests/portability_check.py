"""Finds calls that only one system knows: `python -m tests.portability_check`, also run by the suite.

The program is written on Linux and used on Windows and macOS, which cannot be run here. What a reader of the code can
see is refused: modules and functions of one system outside a branch that asks for the system, text without an encoding.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SOURCES = ("labapp", "ui", "tasks.py", "build_installer.spec")

MODULES = frozenset({
    "fcntl", "grp", "pwd", "resource", "termios", "tty", "pty", "syslog", "readline", "curses", "crypt", "posix",
    "winreg", "winsound", "msvcrt", "nt", "_winapi", "ctypes.wintypes", "ctypes.windll",
})  # fmt: skip
FUNCTIONS = frozenset({
    "os.fork", "os.getuid", "os.geteuid", "os.getgid", "os.chown", "os.fchmod", "os.mkfifo", "os.setsid", "os.nice",
    "os.getpgid", "os.killpg", "os.uname", "os.statvfs", "os.fdatasync", "os.startfile", "os.getloadavg", "os.sync",
    "os.O_DIRECTORY", "os.O_NOFOLLOW", "os.O_CLOEXEC",
    "signal.SIGKILL", "signal.SIGHUP", "signal.SIGUSR1", "signal.SIGUSR2", "signal.SIGALRM", "signal.alarm",
    "signal.setitimer", "signal.pause", "time.tzset", "ctypes.windll", "ctypes.WinDLL",
})  # fmt: skip
# A branch that names one of these asks for the system first; what it guards may be that system's own.
ASKS = ("sys.platform", "os.name", "platform.system", "hasattr(os", "hasattr(signal", "shutil.which")


def dotted(node: ast.AST) -> str:
    """Return `a.b.c` for a chain of names, else an empty text."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        left = dotted(node.value)
        return f"{left}.{node.attr}" if left else ""
    return ""


def named(node: ast.AST) -> Iterator[str]:
    """Return the one-system things that a single node of the tree names."""
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names if alias.name in MODULES)
    elif isinstance(node, ast.ImportFrom) and node.module:
        yield from {node.module} & MODULES
        yield from {f"{node.module}.{alias.name}" for alias in node.names} & (FUNCTIONS | MODULES)
    elif isinstance(node, ast.Attribute):
        yield from {dotted(node)} & FUNCTIONS
    elif isinstance(node, ast.Call):
        yield from text_without_encoding(node)


def text_without_encoding(node: ast.Call) -> Iterator[str]:
    """Name calls that would read text in the code page of a Polish Windows."""
    keywords = {keyword.arg for keyword in node.keywords}
    name = node.func.attr if isinstance(node.func, ast.Attribute) else dotted(node.func)
    mode = [arg.value for arg in node.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
    if name == "read_text" and "encoding" not in keywords and not node.args:
        yield "read_text() without encoding"
    elif name == "write_text" and "encoding" not in keywords and len(node.args) < 2:
        yield "write_text() without encoding"
    elif dotted(node.func) == "open" and "encoding" not in keywords and not any("b" in text for text in mode[-1:]):
        yield "open() without encoding"


def complaints(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Return line and name of what is used without asking for the system first."""

    def walk(node: ast.AST, guarded: bool) -> Iterator[tuple[int, str]]:
        if not guarded:
            yield from ((getattr(node, "lineno", 0), name) for name in named(node))
        asks = isinstance(node, ast.If | ast.IfExp) and any(sign in ast.unparse(node.test) for sign in ASKS)
        early_exit = False
        for child in ast.iter_child_nodes(node):
            yield from walk(child, guarded or asks or early_exit)
            early_exit = early_exit or leaves_on_other_systems(child)

    return walk(tree, guarded=False)


def leaves_on_other_systems(node: ast.AST) -> bool:
    """Say whether a statement is `if <asks for the system>: return`: what follows it is guarded."""
    return (
        isinstance(node, ast.If)
        and any(sign in ast.unparse(node.test) for sign in ASKS)
        and isinstance(node.body[-1], ast.Return | ast.Raise)
    )


def check(root: Path = ROOT) -> list[str]:
    """Return `file:line: name` for each call that other systems do not know."""
    found: list[str] = []
    for source in SOURCES:
        path = root / source
        files = sorted(path.rglob("*.py")) if path.is_dir() else [path] if path.exists() else []
        for file in files:
            tree = ast.parse(file.read_text(encoding="utf-8"), str(file))
            found += [f"{file.relative_to(root).as_posix()}:{line}: {name}" for line, name in complaints(tree)]
    return found


def main() -> int:
    """Print what was found."""
    found = check()
    for line in found:
        print(line)
    print(f"other systems: {len(found)} calls only one system knows")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
