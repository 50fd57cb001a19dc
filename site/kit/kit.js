document.addEventListener("click", function (event) {
  var button = event.target.closest("button[data-for]");
  if (!button) return;
  var field = document.getElementById(button.dataset.for), label = button.textContent;
  field.focus(); field.select(); field.setSelectionRange(0, field.value.length);
  function say(words) { button.textContent = words; setTimeout(function () { button.textContent = label; }, 2000); }
  if (navigator.clipboard) {
    navigator.clipboard.writeText(field.value).then(function () { say("Tersalin"); }, function () { say("Teks sudah dipilih. Salin dari menu ponsel."); });
  } else {
    say(document.execCommand("copy") ? "Tersalin" : "Teks sudah dipilih. Salin dari menu ponsel.");
  }
});
