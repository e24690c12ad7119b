// Saves a form as one types: after each choice, and five seconds after the first letter. The page works without it.
"use strict";
(() => {
  const form = document.querySelector("form[data-autosave]");
  if (!form) return;
  const words = form.dataset;
  const state = form.querySelector("[data-autosave-state]");
  const verdict = document.getElementById("verdict");
  let timer = 0, due = 0, running = false, again = false, failures = 0;

  const plan = (ms) => {
    const at = Date.now() + ms;
    if (timer && due <= at) return;
    clearTimeout(timer);
    due = at;
    timer = setTimeout(save, ms);
  };
  form.addEventListener("input", () => plan(5000));
  form.addEventListener("change", () => plan(300));
  form.addEventListener("submit", () => { clearTimeout(timer); timer = 0; });
  addEventListener("online", () => failures && plan(0));
  document.addEventListener("visibilitychange", () => { if (document.hidden && timer) save(); });

  async function save() {
    clearTimeout(timer);
    timer = 0;
    if (running) { again = true; return; }
    running = true;
    state.textContent = words.saving;
    const sent = new FormData(form);
    try {
      const answer = await fetch(form.action, { method: "POST", body: sent, headers: { "X-Requested-With": "autosave" }, redirect: "manual", keepalive: true });
      if (answer.type === "opaqueredirect" || answer.status === 403) { state.textContent = words.gone; failures += 1; plan(30000); }
      else if (answer.status === 200 || answer.status === 422) { failures = 0; show(await answer.json(), sent); }
      else lost();
    } catch { lost(); }
    running = false;
    if (again) { again = false; plan(300); }
  }

  function lost() {
    failures += 1;
    state.textContent = words.failed;
    plan(Math.min(60000, 2000 * 2 ** failures));
  }

  function show(told, sent) {
    for (const part of form.querySelectorAll("[data-question]")) {
      const name = part.dataset.question;
      part.hidden = !told.asked[name];
      const problem = told.errors[name];
      mark(part, name, problem);
      if (!problem) part.querySelector(`[name="was-${name}"]`).value = told.stored[name];
      const typed = sent.get(name);
      const field = part.querySelector("input[type=text], textarea");
      // The server writes a number in one way: shown at once, unless typing went on meanwhile.
      if (!problem && field && field !== document.activeElement && field.value === typed) field.value = told.stored[name];
    }
    if (verdict && verdict.innerHTML !== told.verdict) verdict.innerHTML = told.verdict;
    state.textContent = Object.keys(told.errors).length ? words.wrong : words.saved;
  }

  function mark(part, name, problem) {
    const box = part.querySelector(".field");
    const old = box.querySelector(".problem");
    const inputs = box.querySelectorAll(`[name="${name}"]`);
    box.classList.toggle("wrong", Boolean(problem));
    if (!problem) {
      old?.remove();
      inputs.forEach((input) => input.removeAttribute("aria-invalid"));
      return;
    }
    const line = old || document.createElement("p");
    line.className = "problem";
    line.id = line.id || `fact-${name}-problem`;
    line.textContent = problem;
    if (!old) (box.querySelector(".form-control, .form-select, .choice") || box).before(line);
    inputs.forEach((input) => { input.setAttribute("aria-invalid", "true"); input.setAttribute("aria-describedby", line.id); });
  }
})();
