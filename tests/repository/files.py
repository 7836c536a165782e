"""The files of the repository, with or without git at hand."""

import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SKIPPED = {".git", ".venv", "build", "dist", "node_modules"}
SKIPPED_ENDS = ("cache", "cache__", ".egg-info", "checkpoints", ".hypothesis")


def repository_files(root: Path = ROOT) -> list[Path]:
    """Return every file that is, or will be, part of the repository."""
    if (root / ".git").exists():
        command = ["git", "-C", str(root), "ls-files", "-co", "--exclude-standard", "-z"]
        names = subprocess.run(command, capture_output=True, check=True).stdout.decode().split("\0")
        return [root / name for name in names if name and (root / name).is_file()]
    found = (path for path in root.rglob("*") if path.is_file())
    return [path for path in found if not any(map(_skipped, path.relative_to(root).parts))]


def _skipped(part: str) -> bool:
    return part in SKIPPED or part.endswith(SKIPPED_ENDS)


def text_of(path: Path) -> str | None:
    """Return a file's text, or None when it is not text."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return None
