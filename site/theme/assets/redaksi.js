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

// Opened from disk there is no server that turns a folder into its index page.
if (location.protocol === "file:") {
  document.querySelectorAll("a[href]").forEach(function (link) {
    if (link.protocol === "file:" && link.pathname.slice(-1) === "/") link.pathname += "index.html";
  });
}
