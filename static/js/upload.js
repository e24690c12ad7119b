// Sends files straight to the store: ticket, bytes in parts, completion. A lost line only makes it wait.
"use strict";
(() => {
  const words = document.getElementById("upload-words")?.dataset;
  if (!words) return;
  const AT_ONCE = 2, STALLED = 60000, LONGEST = 30000;
  const waiting = [];
  let active = 0;

  class Refused extends Error { constructor(text, codes) { super(text); this.codes = codes || []; } }
  class Cancelled extends Error {}
  class Lost extends Error { constructor(busy) { super("lost"); this.busy = busy; } }

  const sleep = (ms, row) => new Promise((done) => {
    const wake = () => { clearTimeout(timer); removeEventListener("online", wake); row.wake = null; done(); };
    const timer = setTimeout(wake, ms);
    addEventListener("online", wake);
    row.wake = wake;
  });

  // Tries until it works, is refused, or is given up; waits longer each time, and no longer once the line is back.
  async function persist(row, work) {
    for (let failures = 0; ; ) {
      if (row.cancelled) throw new Cancelled();
      try { return await work(); } catch (error) {
        if (!(error instanceof Lost)) throw error;
        failures += 1;
        row.say(error.busy ? words.busy : words.paused);
        await sleep(Math.min(LONGEST, 1000 * 2 ** Math.min(failures - 1, 5)), row);
      }
    }
  }

  function ask(row, address, body) {
    return persist(row, async () => {
      let answer;
      try {
        answer = await fetch(address, { method: "POST", redirect: "manual", headers: { "Content-Type": "application/json", "X-CSRFToken": row.token }, body: JSON.stringify(body) });
      } catch { throw new Lost(false); }
      if (answer.type === "opaqueredirect" || answer.status === 403) throw new Refused(words.signedOut);
      if (answer.status === 503 || answer.status === 502 || answer.status === 504) throw new Lost(true);
      let told = {};
      try { told = await answer.json(); } catch { if (answer.ok) throw new Lost(false); }
      if (!answer.ok) throw new Refused(told.problem || words.failed, told.codes);
      return told;
    });
  }

  // One request to the store. Resolves with the XHR; a silent line is cut and counts as lost.
  function send(row, method, url, body, progress) {
    return new Promise((done, fail) => {
      const request = new XMLHttpRequest();
      let clock = 0;
      const alive = () => { clearTimeout(clock); clock = setTimeout(() => request.abort(), STALLED); };
      const stop = (error) => { clearTimeout(clock); row.request = null; fail(error); };
      request.open(method, url);
      request.upload.onprogress = (event) => { alive(); progress(event.loaded); };
      request.onload = () => {
        clearTimeout(clock);
        row.request = null;
        if (request.status >= 500 || request.status === 429 || request.status === 408) fail(new Lost(true));
        else done(request);
      };
      request.onerror = () => stop(new Lost(false));
      request.onabort = () => stop(row.cancelled ? new Cancelled() : new Lost(false));
      row.request = request;
      alive();
      request.send(body);
    });
  }

  async function sendWhole(row, ticket) {
    const form = new FormData();
    for (const [name, value] of Object.entries(ticket.fields)) form.append(name, value);
    form.append("file", row.file);
    const answer = await persist(row, () => { row.say(words.sending); return send(row, "POST", ticket.url, form, (n) => row.at(Math.min(n, row.file.size))); });
    return answer.status < 300 ? undefined : null;
  }

  async function sendParts(row, ticket) {
    const urls = { ...ticket.part_urls }, tags = [];
    for (let number = 1; number <= ticket.part_count; number += 1) {
      const start = (number - 1) * ticket.part_bytes;
      const slice = row.file.slice(start, start + ticket.part_bytes);
      let renewed = 0;
      for (;;) {
        if (!urls[number]) Object.assign(urls, (await ask(row, row.base + "parts", { upload: ticket.upload_id, first: number })).part_urls);
        const answer = await persist(row, () => { row.say(words.sending); return send(row, "PUT", urls[number], slice, (n) => row.at(start + n)); });
        if (answer.status < 300) { tags.push([number, (answer.getResponseHeader("ETag") || "").replaceAll('"', "")]); break; }
        for (const key of Object.keys(urls)) delete urls[key]; // an address lives an hour: ask for new ones
        renewed += 1;
        if (renewed > 3) return null;
      }
    }
    return tags.every((pair) => pair[1]) ? tags : undefined;
  }

  async function carry(row) {
    for (let attempt = 0; attempt < 3; attempt += 1) {
      const ticket = await ask(row, row.base + "ticket", { name: row.file.name, size: row.file.size, type: row.file.type });
      row.upload = ticket.upload_id;
      const tags = await (ticket.mode === "multipart" ? sendParts(row, ticket) : sendWhole(row, ticket));
      if (tags === null) continue; // the store refused the ticket: it may have grown old
      row.say(words.checking);
      row.at(row.file.size);
      const body = { upload: ticket.upload_id };
      if (tags) body.parts = tags;
      if (row.replaces) body.replaces = row.replaces;
      try { return await ask(row, row.base + "complete", body); } catch (error) {
        const resend = error instanceof Refused && error.codes.some((code) => ["not_received", "object_missing", "parts_differ"].includes(code));
        if (!resend) throw error;
      }
    }
    throw new Refused(words.failed);
  }

  function rowFor(form, file, replaces) {
    const line = document.createElement("li");
    const name = Object.assign(document.createElement("bdi"), { dir: "ltr", textContent: file.name });
    const state = Object.assign(document.createElement("span"), { textContent: words.waiting });
    const bar = Object.assign(document.createElement("progress"), { max: Math.max(1, file.size), value: 0 });
    const cancel = Object.assign(document.createElement("button"), { type: "button", className: "as-link", textContent: words.cancel });
    bar.setAttribute("aria-label", file.name);
    line.append(name, state, bar, cancel);
    form.querySelector("[data-sending]").append(line);
    const row = {
      form, file, replaces, line, cancel, bar, request: null, upload: null, cancelled: false, wake: null,
      base: form.dataset.upload.replace(/ticket$/, ""),
      token: form.querySelector("[name=csrfmiddlewaretoken]").value,
      say(text) { if (state.textContent !== text) state.textContent = text; },
      at(n) { bar.value = n; },
    };
    cancel.addEventListener("click", () => {
      row.cancelled = true;
      row.request?.abort();
      row.wake?.();
      const index = waiting.indexOf(row);
      if (index >= 0) { waiting.splice(index, 1); line.remove(); }
    });
    return row;
  }

  function problem(row, text) {
    row.say(words.failed);
    row.bar.remove();
    row.cancel.remove();
    const again = Object.assign(document.createElement("button"), { type: "button", className: "as-link", textContent: words.again });
    again.addEventListener("click", () => { row.line.remove(); take(row.form, row.file, row.replaces); });
    row.line.append(again, Object.assign(document.createElement("p"), { className: "problem", textContent: text }));
  }

  function wrong(form, file) {
    const formats = form.dataset.formats.split(",");
    const ending = file.name.includes(".") ? file.name.split(".").pop().toLowerCase() : "";
    const same = { jpeg: "jpg", tif: "tiff", htm: "html" };
    if (!file.size) return words.empty;
    if (file.size > Number(form.dataset.max) * 1024 * 1024) return words.large.replace("%s", form.dataset.max);
    if (ending && !formats.includes(ending) && !formats.includes(same[ending]) && !formats.some((one) => same[one] === ending)) return words.format.replace("%s", formats.join(", "));
    return "";
  }

  function take(form, file, replaces) {
    const row = rowFor(form, file, replaces);
    const why = wrong(form, file);
    if (why) { problem(row, why); return; }
    waiting.push(row);
    next();
  }

  function next() {
    while (active < AT_ONCE && waiting.length) {
      const row = waiting.shift();
      active += 1;
      carry(row).then((told) => done(row, told), (error) => failed(row, error)).finally(() => { active -= 1; next(); });
    }
  }

  function done(row, told) {
    const files = row.form.closest("[data-piece]").querySelector("[data-files]");
    files.innerHTML = told.html;
    files.querySelectorAll("[data-needs-script]").forEach((part) => { part.hidden = false; });
    row.say(words.done);
    row.bar.remove();
    row.cancel.remove();
    row.form.querySelector("[data-sending]").dataset.came = "1";
  }

  function failed(row, error) {
    if (error instanceof Cancelled) {
      if (row.upload) fetch(row.base + "abort", { method: "POST", headers: { "Content-Type": "application/json", "X-CSRFToken": row.token }, body: JSON.stringify({ upload: row.upload }) }).catch(() => {});
      row.line.remove();
    } else problem(row, error.message);
  }

  for (const form of document.querySelectorAll("form[data-upload]")) {
    const input = form.querySelector("input[type=file]");
    form.addEventListener("submit", (event) => event.preventDefault());
    input.addEventListener("change", () => {
      for (const file of input.files) take(form, file, null);
      input.value = "";
    });
  }
  // Replacing one file of several: the same form, told which one.
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-replaces]");
    if (!button) return;
    const form = button.closest("[data-piece]").querySelector("form[data-upload]");
    const picker = Object.assign(document.createElement("input"), { type: "file", accept: form.querySelector("input[type=file]").accept });
    picker.addEventListener("change", () => picker.files[0] && take(form, picker.files[0], Number(button.dataset.replaces)));
    picker.click();
  });
  addEventListener("beforeunload", (event) => { if (active || waiting.length) event.preventDefault(); });
})();
