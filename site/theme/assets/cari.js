// The page cari/: Pagefind's index, and before it the entry of the register that a reference names.
const root = new URL("../", location.href);
const form = document.querySelector("[data-search]");
const input = form.querySelector("input");
const told = document.querySelector("[data-search-told]");
const list = document.querySelector("[data-search-found]");
const more = document.querySelector("[data-search-more]");
const STEP = 10;
let engine, references, waiting = [], asked = "";

async function open() {
  engine = engine || import(new URL("pagefind/pagefind.js", root)).then(async (pagefind) => {
    await pagefind.options({ baseUrl: root.pathname, excerptLength: 24 });
    return pagefind;
  });
  references = references || fetch(new URL("peraturan/rujukan.json", root)).then((got) => got.json());
  return [await engine, await references];
}

function row(address, title, text, kicker) {
  const item = document.createElement("li");
  item.className = "law";
  if (kicker) {
    const head = document.createElement("p");
    head.className = "kicker";
    head.textContent = kicker;
    item.append(head);
  }
  const name = document.createElement("h3"), link = document.createElement("a");
  link.href = address;
  link.textContent = title;
  name.append(link);
  const about = document.createElement("p");
  // Pagefind marks what was found, and has escaped all the rest.
  about.innerHTML = text;
  item.append(name, about);
  return item;
}

function escaped(text) {
  const box = document.createElement("p");
  box.textContent = text;
  return box.innerHTML;
}

async function show() {
  const batch = await Promise.all(waiting.splice(0, STEP).map((result) => result.data()));
  batch.forEach((page) => list.append(row(page.url, page.meta.title, page.excerpt, "")));
  more.hidden = !waiting.length;
}

async function search(query) {
  asked = query;
  list.replaceChildren();
  more.hidden = true;
  if (!query) { told.textContent = ""; return; }
  told.textContent = "Mencari …";
  try {
    const [pagefind, entries] = await open();
    const known = window.redaksi.find(query, entries.map((entry) => entry[3]));
    const found = await pagefind.search(query);
    if (query !== asked) return; // somebody typed on
    const meant = known.length === 1 ? entries[known[0]] : null;
    if (meant) {
      const address = new URL("peraturan/" + meant[0] + "/", root).href;
      list.append(row(address, meant[1], escaped(meant[2]), "Peraturan yang Anda sebut"));
    }
    waiting = found.results;
    told.textContent = waiting.length || meant
      ? (waiting.length || 1) + " hasil untuk “" + query + "”."
      : "Tidak ada hasil untuk “" + query + "”. Coba kata lain, atau cari di jdih.kpu.go.id.";
    await show();
  } catch (error) {
    told.textContent = "Pencarian tidak dapat dibuka. Muat ulang halaman ini, atau pakai daftar di bawah.";
  }
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const query = input.value.trim();
  history.replaceState(null, "", query ? "?q=" + encodeURIComponent(query) : location.pathname);
  search(query);
});
more.addEventListener("click", show);
input.addEventListener("focus", open, { once: true });

input.value = (new URLSearchParams(location.search).get("q") || "").trim();
if (input.value) search(input.value);
else input.focus({ preventScroll: true });
