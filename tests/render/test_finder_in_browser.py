"""The register's finder as a browser runs it: a typed reference leads to one entry at once."""

import html
import json
import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.render.pages import site_files
from tests.editions import SITE, edition, instrument

BROWSER = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
NAMES = {"short_kind": "PKPU", "kind": "Peraturan Komisi Pemilihan Umum"}
REGISTER = [
    instrument("uu-7-2017", "7", 2017, about="Pemilihan Umum"),
    instrument("uu-7-2023", "7", 2023, about="Perubahan atas UU Nomor 7 Tahun 2017"),
    instrument("pkpu-8-2021", "8", 2021, **NAMES, about="Perubahan"),
    instrument("pkpu-18-2021", "18", 2021, **NAMES, about="Arsip"),
    instrument("pkpu-4-2021", "4", 2021, **NAMES, about="Perubahan atas PKPU Nomor 8 Tahun 2019"),
    instrument("kpt-10", "10/HK.04/08/2022", 2022, short_kind="Kpt", kind="Keputusan KPU"),
]
ASKED = {
    "PKPU 8 2021": ["pkpu-8-2021"],
    "pkpu no. 8 tahun 2021": ["pkpu-8-2021"],
    "UU 7/2017 pasal 20": ["uu-7-2017"],
    "Undang-Undang Nomor 7 Tahun 2017 tentang Pemilihan Umum": ["uu-7-2017"],
    "10/HK.04/08/2022": ["kpt-10"],
    "ars": ["pkpu-18-2021"],
    "PKPU": ["pkpu-18-2021", "pkpu-4-2021", "pkpu-8-2021"],
    "tidak ada": [],
    "": ["kpt-10", "pkpu-18-2021", "pkpu-4-2021", "pkpu-8-2021", "uu-7-2017", "uu-7-2023"],
}
PROBE = """
var input = document.querySelector("[data-finder] input"), found = {};
ASKED.forEach(function (query) {
  input.value = query;
  input.dispatchEvent(new Event("input"));
  found[query] = [].slice.call(document.querySelectorAll("[data-find]:not([hidden]) a"))
    .map(function (link) { return link.href.split("/").slice(-2)[0]; });
});
document.body.setAttribute("data-found", JSON.stringify(found));
"""


@pytest.mark.skipif(not BROWSER, reason="perlu Chromium: apt install chromium")
def test_reference_leads_to_its_entry(tmp_path: Path) -> None:
    """However it is written; its amendments, which name it too, stay away."""
    shown = edition(tmp_path)
    register = {entry.id: entry for entry in REGISTER}
    shown = replace(shown, content=replace(shown.content, instruments=register))
    page = site_files(shown, site_dir=SITE, colours={})["peraturan/index.md"]
    assert isinstance(page, bytes)
    body = page.decode().split("---\n", 2)[2]
    script = (SITE / "theme" / "assets" / "redaksi.js").read_text(encoding="utf-8")
    probe = PROBE.replace("ASKED", json.dumps(list(ASKED)))
    file = tmp_path / "register.html"
    text = f"<meta charset=utf-8><body>{body}<script>{script}</script><script>{probe}</script>"
    file.write_text(text, encoding="utf-8")
    words = ["--headless=new", "--no-sandbox", "--disable-gpu", "--dump-dom", file.as_uri()]
    words.insert(0, f"--user-data-dir={tmp_path / 'peramban'}")
    done = subprocess.run(
        [str(BROWSER), *words], capture_output=True, encoding="utf-8", check=True, timeout=60
    )
    found = re.search(r'data-found="([^"]*)"', done.stdout)

    assert found, done.stderr
    told = json.loads(html.unescape(found[1]))
    assert {query: sorted(ids) for query, ids in told.items()} == ASKED
