// Copy buttons, and ticks that survive a phone which drops the page while another app is open.
document.addEventListener("click", function (event) {
  var button = event.target.closest("button[data-for]");
  if (!button) return;
  var field = document.getElementById(button.dataset.for), label = button.textContent;
  field.focus(); field.select(); field.setSelectionRange(0, field.value.length);
  function say(words) { button.textContent = words; setTimeout(function () { button.textContent = label; }, 2500); }
  if (navigator.clipboard) {
    navigator.clipboard.writeText(field.value).then(function () { say("Tersalin"); }, function () { say("Teks sudah dipilih. Salin dari menu ponsel."); });
  } else {
    say(document.execCommand("copy") ? "Tersalin" : "Teks sudah dipilih. Salin dari menu ponsel.");
  }
});
document.querySelectorAll("input[type=checkbox]").forEach(function (box) {
  var name = location.pathname + "#" + box.id;
  try {
    box.checked = localStorage.getItem(name) === "1";
    box.addEventListener("change", function () { localStorage.setItem(name, box.checked ? "1" : "0"); });
  } catch (refused) { /* a browser that keeps nothing: ticks last as long as the page */ }
});
