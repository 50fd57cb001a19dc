"""Edge: the browser editor's program, as npm laid it into build/: its font addresses are replaced.

`python3 -m pipeline.bootstrap editor` fetches it where Node is at hand; without it the page is
built without the editor.
"""

import hashlib
from collections.abc import Mapping
from pathlib import Path

from pipeline.core.findings import Blocked

_ELSEWHERE = "https://cdn.jsdelivr.net/fontsource/fonts/"
# Address in the program (after the host) → file of the npm package, and its name on the page.
_FONTS = {
    "source-sans-3:vf@5.3.0/latin-wght-normal.woff2": (
        "@fontsource-variable/source-sans-3/files/source-sans-3-latin-wght-normal.woff2",
        "source-sans-3.woff2",
    ),
    "noto-mono@5.3.0/latin-400-normal.woff2": (
        "@fontsource/noto-mono/files/noto-mono-latin-400-normal.woff2",
        "noto-mono.woff2",
    ),
    "material-symbols-outlined:vf@5.3.7/latin-wght-normal.woff2": (
        "@fontsource-variable/material-symbols-outlined/files/"
        "material-symbols-outlined-latin-wght-normal.woff2",
        "material-symbols-outlined.woff2",
    ),
}
SEAL = "terpasang.sha256"  # written by bootstrap after a whole installation


def program(root: Path) -> dict[str, bytes]:
    """The program and its fonts by the name on the page; nothing where it was not fetched, or is
    another version than the lock says."""
    lock, folder = root / "site" / "admin" / "package-lock.json", root / "build" / "penyunting"
    seal = folder / SEAL
    if not seal.is_file() or seal.read_text() != hashlib.sha256(lock.read_bytes()).hexdigest():
        return {}
    modules = folder / "node_modules"
    script = (modules / "@sveltia/cms/dist/sveltia-cms.js").read_text(encoding="utf-8")
    found = {
        "penyunting.js": with_own_fonts(script).encode(),
        "LICENSE.txt": (modules / "@sveltia/cms/LICENSE.txt").read_bytes(),
    }
    for path, name in _FONTS.values():
        found[f"huruf/{name}"] = (modules / path).read_bytes()
    return found


def with_own_fonts(script: str, fonts: Mapping[str, tuple[str, str]] = _FONTS) -> str:
    """The program with every font's address replaced; one that is not found, or is left, stops."""
    missing = [there for there in fonts if _ELSEWHERE + there not in script]
    for there, (_, name) in fonts.items():
        script = script.replace(_ELSEWHERE + there, f"huruf/{name}")
    if missing or _ELSEWHERE in script:
        raise Blocked(
            "Alamat huruf di dalam penyunting lain daripada yang dikenal"
            + (f": {', '.join(missing)}." if missing else "."),
            where="pipeline/edge/editor.py",
            remedy="Versi penyunting berganti: samakan daftar hurufnya, atau kembalikan "
            "site/admin/package-lock.json.",
        )
    # The line that leads a debugger to a file we do not publish.
    return script.partition("\n//# sourceMappingURL=")[0] + "\n"
