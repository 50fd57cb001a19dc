"""The browser editor as a person uses it, on its own test store inside a headless Chromium.

Not covered, for a browser without a person and without GitHub cannot do it: signing in with a
token, the folder picker of "Work with Local Repository", and the editorial workflow itself (the
test store has none: no draft pull request is made). That our configuration is one of Sveltia's
is judged by the schema of its package; what GitHub does with a branch, by the forge's stand-in.
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page

from pipeline.core.findings import blocking
from pipeline.edge.disk import read_content
from pipeline.edge.editor import program
from pipeline.render.edition import Edition
from pipeline.render.editor import CONFIG, editor_files
from tests.browser import browsing, needs_chromium
from tests.demo import DEMO
from tests.editions import ROOT, SITE
from tests.screenshots import serving

PROGRAM = program(ROOT)
pytestmark = [
    needs_chromium,
    pytest.mark.slow,
    pytest.mark.skipif(not PROGRAM, reason="perlu Node: python3 -m pipeline.bootstrap editor"),
]
STORE = "sveltia-cms-test"
SOWN = f"""async files => {{
  const store = await navigator.storage.getDirectory();
  const root = await store.getDirectoryHandle("{STORE}", {{create: true}});
  for (const [path, text] of Object.entries(files)) {{
    const parts = path.split("/"), name = parts.pop();
    let folder = root;
    for (const part of parts) folder = await folder.getDirectoryHandle(part, {{create: true}});
    const file = await (await folder.getFileHandle(name, {{create: true}})).createWritable();
    await file.write(text);
    await file.close();
  }}
}}"""
REAPED = f"""async () => {{
  const found = {{}};
  async function walk(folder, above) {{
    for await (const [name, one] of folder.entries()) {{
      if (one.kind === "directory") await walk(one, above + name + "/");
      else found[above + name] = await (await one.getFile()).text();
    }}
  }}
  const store = await navigator.storage.getDirectory();
  await walk(await store.getDirectoryHandle("{STORE}"), "");
  return found;
}}"""
FOLDERS = ("konten", "disposisi", "rapat", "peraturan")


def office() -> dict[str, str]:
    return {
        path.relative_to(DEMO).as_posix(): path.read_text(encoding="utf-8")
        for name in FOLDERS
        for path in (DEMO / "content" / name).rglob("*.md")
    }


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("penyunting")
    edition = Edition(
        content=read_content(DEMO), cards={}, repository="kantor/redaksi", program=PROGRAM
    )
    for name, content in editor_files(edition, SITE).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    (folder / "lambang.svg").write_bytes((SITE / "assets" / "logo.svg").read_bytes())
    return folder


@pytest.fixture
def desk(site: Path) -> Iterator[tuple[Page, list[str], list[str]]]:
    """The editor, signed in to its test store with the sample office in it."""
    config = site / "admin" / CONFIG
    whole = config.read_text(encoding="utf-8")
    told = json.loads(whole)
    told["backend"] = {"name": "test-repo"}
    config.write_text(json.dumps(told), encoding="utf-8")
    with serving(site) as address, browsing() as browser:
        # An hour behind the office; tall, for what is far down is drawn when it comes into view.
        page = browser.new_page(
            timezone_id="Asia/Jakarta", viewport={"width": 1280, "height": 5000}
        )
        page.set_default_timeout(10_000)
        console, asked = list[str](), list[str]()
        page.on("console", lambda line: console.append(f"{line.type}: {line.text}"))
        page.on("request", lambda request: asked.append(request.url))
        page.goto(f"{address}/lambang.svg")
        page.evaluate(SOWN, office())
        console.clear()  # a bare picture's page asks for a favicon
        page.goto(f"{address}/admin/")
        page.get_by_role("button", name="Work with Test Repository").click()
        page.get_by_role("button", name="New").wait_for()
        yield page, console, [one for one in asked if one.startswith("http")]
        assert {one.split("/")[2] for one in asked if one.startswith("http")} == {address[7:]}
    config.write_text(whole, encoding="utf-8")


def part(page: Page, key: str) -> Locator:
    """One field of the form."""
    return page.locator(f'section[data-key-path="{key}"]')


def settled(page: Page) -> None:
    """The whole form is there: its last field is drawn last, and what was typed before is lost."""
    part(page, "body").locator("[contenteditable=true]").wait_for()
    page.wait_for_timeout(700)


def test_configuration_is_sveltias(site: Path) -> None:
    """The package's own schema knows every option that we set."""
    known = ROOT / "build/penyunting/node_modules/@sveltia/cms/schema/sveltia-cms.json"
    words = ["-m", "check_jsonschema", "--schemafile", str(known), str(site / "admin" / CONFIG)]
    done = subprocess.run([sys.executable, *words], capture_output=True, text=True)

    assert done.returncode == 0, done.stdout[-2000:]


def test_what_is_written_there_can_be_read_here(
    desk: tuple[Page, list[str], list[str]], tmp_path: Path
) -> None:
    """A new item, typed into the form: our reader has nothing to say, and has every value."""
    page, console, _ = desk
    page.get_by_role("button", name="New").click()
    settled(page)
    part(page, "judul").locator("input").fill('Uji: "petik", titik dua, dan # pagar')
    part(page, "ringkasan").locator("textarea").fill("Satu kalimat yang cukup.")
    part(page, "disposisi").get_by_role("radio").first.click()
    part(page, "dasar_hukum").locator("button", has_text="Add").first.click()
    part(page, "dasar_hukum.0.peraturan").get_by_role("combobox").click()
    page.get_by_role("option", name="uu-14-2008").click()
    part(page, "dasar_hukum.0.bagian").locator("input").fill("Pasal 7 ayat (2)")
    part(page, "tagar").locator("button", has_text="Add").first.click()
    part(page, "tagar.0").locator("input").fill("UjiCoba")
    part(page, "tayang").locator("input").fill("2026-12-01T07:00")
    page.get_by_role("button", name="Save").first.click()
    page.wait_for_url("**/collections/konten-pojok-jdih**")
    page.get_by_role("button", name="New").wait_for()
    written = {name: text for name, text in page.evaluate(REAPED).items() if "-uji-" in name}

    assert [name.rpartition("/")[2] for name in written] == ["index.md"]
    for name, text in (office() | written).items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    found = read_content(tmp_path)
    name = next(iter(written)).split("/")[2]
    assert not blocking([one for one in found.findings if name in one.where])
    item = found.items[name]
    assert item.title == 'Uji: "petik", titik dua, dan # pagar'
    assert (item.series, item.disposisi, item.hashtags) == ("pojok-jdih", "2026-001", ("UjiCoba",))
    assert (item.basis[0].instrument, item.basis[0].pinpoint) == ("uu-14-2008", "Pasal 7 ayat (2)")
    assert item.scheduled and item.scheduled.isoformat() == "2026-12-01T07:00:00+08:00"
    assert item.channels is None and not item.texts and item.correction is None
    assert item.body.startswith("[TULIS: ") and "\n## " in item.body
    refused = [line for line in console if line.startswith("error") and "unpkg.com" not in line]
    assert refused == []  # the version file is the one thing that its policy refuses


def test_an_entry_of_the_register_gets_its_name_from_its_values(
    desk: tuple[Page, list[str], list[str]],
) -> None:
    """Kind, number and year make the file's name, as the office's own entries have it."""
    page, _, _ = desk
    page.goto(page.url.partition("#")[0] + "#/collections/peraturan/new")
    values = {"jenis": "Undang-Undang", "singkatan": "UU", "nomor": "99", "tahun": "2031"}
    settled(page)
    for key, value in values.items():
        part(page, key).locator("input").fill(value)
    part(page, "tentang").locator("textarea").fill("Percobaan")
    page.get_by_role("button", name="Save").first.click()
    page.get_by_role("button", name="New").wait_for()
    text = page.evaluate(REAPED)["content/peraturan/uu-99-2031.md"]

    assert "tahun: 2031" in text and 'nomor: "99"' in text


def test_an_edit_keeps_what_the_form_does_not_show(
    desk: tuple[Page, list[str], list[str]],
) -> None:
    """The mark of a demonstration, and verified texts of law, outlive an edit beside them."""
    page, _, _ = desk
    page.goto(page.url.partition("#")[0] + "#/collections/konten-berita-kegiatan")
    page.get_by_role("row").last.click()
    settled(page)
    part(page, "ringkasan").locator("textarea").fill("Ringkasan yang baru.")
    page.get_by_role("button", name="Save").first.click()
    page.get_by_role("button", name="New").wait_for()
    name = "content/konten/2026-10-berita-kegiatan-latihan-teks-alternatif/index.md"
    text = page.evaluate(REAPED)[name]

    assert "Ringkasan yang baru." in text
    assert "contoh: true" in text
    assert "fokus" in text and "0.62" in text and "berkas" in text
