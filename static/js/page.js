// What every form gains when scripts run; nothing here is needed without them.
"use strict";
(() => {
  // The summary of errors is read first.
  document.querySelector("[data-focus]")?.focus();
  // A second click sends nothing: the server would refuse it too, this spares the wait.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.matches("[hx-get], [hx-post], [hx-put], [hx-patch], [hx-delete]")) return; // htmx waits by itself
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "1";
    setTimeout(() => delete form.dataset.sent, 5000);
  });
  addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent));
})();
// What only a script can do is offered only where scripts run.
document.querySelectorAll("[data-needs-script]").forEach((part) => { part.hidden = false; });
