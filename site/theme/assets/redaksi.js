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

// The register's finder: "PKPU 8 2021" and "UU 7/2017 pasal 20" lead to one entry at once.
document.querySelectorAll("[data-finder]").forEach(function (form) {
  var input = form.querySelector("input");
  var told = form.querySelector("[data-finder-told]");
  var entries = [].slice.call(document.querySelectorAll("[data-find]"));
  var left = entries;
  function find() {
    var query = input.value.toLowerCase().replace(/\b(pasal|ayat|huruf|angka)\b.*$/, "");
    query = query.replace(/\b(nomor|no|tahun|tentang|dan)\b/g, " ");
    var words = query.match(/[a-z0-9\u00c0-\u024f]+/g) || [];
    left = entries.filter(function (entry) {
      var known = " " + entry.dataset.find + " ";
      return words.every(function (word) {
        // a number is meant whole: 8 is not 18; a word may be half typed
        return known.indexOf(" " + word + (/^\d+$/.test(word) ? " " : "")) >= 0;
      });
    });
    // Number and year come second and third: who types both means this one, not its amendments.
    var meant = left.filter(function (entry) {
      return entry.dataset.find.split(" ").slice(1, 3).every(function (word) {
        return words.indexOf(word) >= 0;
      });
    });
    if (meant.length === 1) left = meant;
    entries.forEach(function (entry) { entry.hidden = left.indexOf(entry) < 0; });
    document.querySelectorAll(".register").forEach(function (part) {
      part.hidden = !part.querySelector("[data-find]:not([hidden])");
    });
    if (!words.length) told.textContent = "";
    else if (!left.length) told.textContent = "Tidak ada dalam register ini. Coba cari di jdih.kpu.go.id.";
    else if (left.length === 1) told.textContent = "Satu peraturan cocok. Tekan Buka untuk melihatnya.";
    else told.textContent = left.length + " peraturan cocok.";
  }
  form.hidden = false;
  input.addEventListener("input", find);
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    find();
    if (input.value.trim() && left.length) left[0].querySelector("a").click();
  });
});

// Opened from disk there is no server that turns a folder into its index page.
if (location.protocol === "file:") {
  document.querySelectorAll("a[href]").forEach(function (link) {
    if (link.protocol === "file:" && link.pathname.slice(-1) === "/") link.pathname += "index.html";
  });
}
