// Copy buttons. Without this script the address stands beside the button, ready to be selected.
document.addEventListener("click", function (event) {
  var button = event.target.closest("[data-copy]");
  if (!button || !navigator.clipboard) return;
  navigator.clipboard.writeText(button.dataset.copy).then(function () {
    var label = button.textContent;
    button.textContent = "Tersalin";
    setTimeout(function () { button.textContent = label; }, 2000);
  });
});
