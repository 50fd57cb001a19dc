"""The register's finder as a browser runs it: a typed reference leads to one entry at once."""

from dataclasses import replace
from pathlib import Path

from pipeline.render.pages import site_files
from tests.browser import browsing, needs_chromium
from tests.editions import SITE, edition, instrument

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
PROBE = """queries => Object.fromEntries(queries.map(query => {
  const input = document.querySelector("[data-finder] input");
  input.value = query;
  input.dispatchEvent(new Event("input"));
  const left = [...document.querySelectorAll("[data-find]:not([hidden]) a")];
  return [query, left.map(link => link.getAttribute("href").split("/")[0]).sort()];
}))"""


@needs_chromium
def test_reference_leads_to_its_entry(tmp_path: Path) -> None:
    """However it is written; its amendments, which name it too, stay away."""
    shown = edition(tmp_path)
    register = {entry.id: entry for entry in REGISTER}
    shown = replace(shown, content=replace(shown.content, instruments=register))
    text = site_files(shown, site_dir=SITE, colours={})["peraturan/index.md"]
    assert isinstance(text, bytes)
    script = (SITE / "theme" / "assets" / "redaksi.js").read_text(encoding="utf-8")
    with browsing() as browser:
        page = browser.new_page()
        page.set_content(f"<button data-theme></button>{text.decode().split('---', 2)[2]}")
        page.add_script_tag(content=script)
        told = page.evaluate(PROBE, list(ASKED))

    assert told == ASKED
