// Light or dark as the device has it, until somebody says otherwise here.
(function () {
  var button = document.querySelector("[data-theme]");
  var dark = matchMedia("(prefers-color-scheme: dark)");
  function put(name) { document.body.setAttribute("data-md-color-scheme", name === "gelap" ? "slate" : "default"); }
  function kept() { try { return localStorage.getItem("tema"); } catch (error) { return null; } }
  button.hidden = false;
  button.addEventListener("click", function () {
    var wanted = document.body.getAttribute("data-md-color-scheme") === "slate" ? "terang" : "gelap";
    put(wanted);
    try {
      if ((wanted === "gelap") === dark.matches) localStorage.removeItem("tema");
      else localStorage.setItem("tema", wanted);
    } catch (error) { /* a browser that keeps nothing: until the next page */ }
  });
  dark.addEventListener("change", function () { if (!kept()) put(dark.matches ? "gelap" : "terang"); });
})();

// Copy buttons. Where the browser gives no clipboard, the address beside the button is selected.
document.addEventListener("click", function (event) {
  var button = event.target.closest("[data-copy]");
  if (!button) return;
  var label = button.textContent;
  function say(words) {
    button.textContent = words;
    setTimeout(function () { button.textContent = label; }, 2000);
  }
  if (navigator.clipboard) {
    navigator.clipboard.writeText(button.dataset.copy).then(function () { say("Tersalin"); });
  } else if (button.previousElementSibling) {
    getSelection().selectAllChildren(button.previousElementSibling);
    say("Alamat sudah dipilih");
  }
});

// Which entries of the register a query means, by their words (short kind, number, year, the rest).
// "PKPU 8 2021" and "UU 7/2017 pasal 20" lead to one; the search page asks the same.
window.redaksi = {
  find: function (query, known) {
    query = query.toLowerCase().replace(/\b(pasal|ayat|huruf|angka)\b.*$/, "");
    query = query.replace(/\b(nomor|no|tahun|tentang|dan)\b/g, " ");
    var words = query.match(/[a-z0-9\u00c0-\u024f]+/g) || [];
    if (!words.length) return [];
    var found = [];
    known.forEach(function (text, place) {
      var fits = words.every(function (word) {
        // a number is meant whole: 8 is not 18; a word may be half typed
        return (" " + text + " ").indexOf(" " + word + (/^\d+$/.test(word) ? " " : "")) >= 0;
      });
      if (fits) found.push(place);
    });
    // Who types number and year means this one, not its amendments, which name it too.
    var meant = found.filter(function (place) {
      return known[place].split(" ").slice(1, 3).every(function (word) {
        return words.indexOf(word) >= 0;
      });
    });
    return meant.length === 1 ? meant : found;
  }
};
document.querySelectorAll("[data-finder]").forEach(function (form) {
  var input = form.querySelector("input");
  var told = form.querySelector("[data-finder-told]");
  var entries = [].slice.call(document.querySelectorAll("[data-find]"));
  var known = entries.map(function (entry) { return entry.dataset.find; });
  var left = [];
  function find() {
    var all = !input.value.trim();
    left = window.redaksi.find(input.value, known);
    entries.forEach(function (entry, place) { entry.hidden = !all && left.indexOf(place) < 0; });
    document.querySelectorAll(".register").forEach(function (part) {
      part.hidden = !part.querySelector("[data-find]:not([hidden])");
    });
    if (all) told.textContent = "";
    else if (!left.length) told.textContent = "Tidak ada dalam register ini. Coba cari di jdih.kpu.go.id.";
    else if (left.length === 1) told.textContent = "Satu peraturan cocok. Tekan Buka untuk melihatnya.";
    else told.textContent = left.length + " peraturan cocok.";
  }
  form.hidden = false;
  input.addEventListener("input", find);
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    find();
    if (left.length) entries[left[0]].querySelector("a").click();
  });
});

// Opened from disk there is no server that turns a folder into its index page.
if (location.protocol === "file:") {
  document.querySelectorAll("a[href]").forEach(function (link) {
    if (link.protocol === "file:" && link.pathname.slice(-1) === "/") link.pathname += "index.html";
  });
}
