
"use strict";
/* Connects the sign-off of a report page with the server it came from: sends each decision, shows what others decided. */
(function () {
  const report = decodeURIComponent(location.pathname.slice(1)), api = "/api/decisions?report=" + encodeURIComponent(report);
  const POLL = 1000, IDLE = 5000, TYPING = 300, SIGNING = 1500, AGAIN = 2000;
  const pending = new Map(), timers = new Map(), others = new Map(), unsigned = new Map();
  let page = null, seq = 0, me = sessionStorage.getItem("factcheck:me") || "", bar = null, stopped = false;

  /* The server's word counts here, not a draft this browser kept from another session on the same port. */
  for (const key of Object.keys(localStorage)) if (/^factcheck:[0-9a-f]{64}$/.test(key)) localStorage.removeItem(key);

  function tell(text) {
    if (!bar) {
      bar = document.createElement("span");
      bar.id = "server";
      bar.setAttribute("role", "status");
      document.querySelector(".act").prepend(bar);
    }
    if (bar.textContent !== text) bar.textContent = text;
  }
  function told() {
    if (!stopped) tell(pending.size ? "saving… · " : "saved on disk · ");
  }
  function stop(text) {
    stopped = true;
    tell(text + " · ");
  }

  /* ---- what is decided here ---- */
  function ticket() {
    return Array.from(crypto.getRandomValues(new Uint8Array(16)), (b) => b.toString(16).padStart(2, "0")).join("");
  }
  function sign(n, d) {
    const field = document.querySelector('.so[data-n="' + n + '"] .ini'), before = others.get(n);
    if (field && document.activeElement === field) me = d.initials;
    else if (me) d.initials = me;
    else if (before && before.initials === d.initials) d.initials = "";
    else me = d.initials;
    sessionStorage.setItem("factcheck:me", me);
    if (field && document.activeElement !== field) field.value = d.initials;
  }
  addEventListener("factcheck:decided", (e) => {
    const n = e.detail.n, d = e.detail.decision, at = document.activeElement;
    sign(n, d);
    if (d.initials) unsigned.delete(n); else unsigned.set(n, e.detail);
    queue(n, e.detail.claim, d, at && at.type === "text" ? (at.classList.contains("ini") ? SIGNING : TYPING) : 0);
  });
  function queue(n, claim, d, wait) {
    pending.set(n, { ticket: ticket(), result: page.result, claim: claim, decision: d.decision || null, why: d.why || null, initials: d.initials, note: d.note });
    clearTimeout(timers.get(n));
    timers.set(n, setTimeout(() => send(n), wait));
    told();
  }
  /* Initials are typed once: they go to what was decided here before they were known. */
  addEventListener("change", (e) => {
    if (!e.target.classList || !e.target.classList.contains("ini") || !me) return;
    const signed = {};
    for (const [n, detail] of unsigned) {
      detail.decision.initials = me;
      signed[n] = detail.decision;
      queue(n, detail.claim, detail.decision, 0);
    }
    unsigned.clear();
    dispatchEvent(new CustomEvent("factcheck:apply", { detail: signed }));
  });
  async function send(n) {
    const body = pending.get(n);
    if (!body || stopped) return;
    let answer;
    try {
      answer = await fetch(api, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body), keepalive: true });
    } catch (e) { answer = null; }
    if (answer && answer.status === 201) {
      if (pending.get(n) === body) pending.delete(n);
      told();
    } else if (answer && answer.status === 409) stop("This report was checked again: reload the page");
    else if (answer && answer.status === 401) stop("The server was started again: open the link it shows");
    else {
      tell("NOT saved, trying again · ");
      setTimeout(() => send(n), AGAIN);
    }
  }
  addEventListener("pagehide", () => { for (const n of pending.keys()) send(n); });
  addEventListener("click", (e) => {  /* the file of everybody's decisions, as the server keeps it */
    if (!e.target.closest("#save")) return;
    e.stopImmediatePropagation();
    const link = document.createElement("a");
    link.href = "/" + encodeURIComponent(report.replace(/\.html$/, ".signoff.json"));
    link.download = "";
    link.click();
  }, true);
  addEventListener("beforeunload", (e) => { if (pending.size) e.preventDefault(); });

  /* ---- what others decided ---- */
  function by(n) {
    const box = document.querySelector('.so[data-n="' + n + '"]');
    if (!box) return;
    const state = others.get(n);
    let line = box.querySelector(".by");
    if (!line) {
      if (!state) return;
      line = document.createElement("p");
      line.className = "same by";
      box.append(line);
    }
    const text = state ? (state.disputed ? "Reviewers disagree. " : "") + state.by.join(" · ") : "";
    if (line.textContent !== text) line.textContent = text;
  }
  function take(state) {
    const news = {};
    for (const key in state.decisions) {
      const n = Number(key), d = state.decisions[key];
      /* One's own decision stays in the card; that of others stands below it, and in it where there is no own one. */
      const own = d && me && d.each.find((o) => o.initials.toLowerCase() === me.toLowerCase()), last = d && (own || d.each[d.each.length - 1]);
      if (d) others.set(n, { by: d.by, disputed: d.disputed, initials: last.initials }); else others.delete(n);
      if (!pending.has(n)) news[n] = last;
      by(n);
    }
    seq = state.seq;
    dispatchEvent(new CustomEvent("factcheck:apply", { detail: news }));
  }
  async function look() {
    if (stopped) return;
    try {
      const answer = await fetch(api + "&after=" + seq);
      if (answer.status === 401) { stop("The server was started again: open the link it shows"); return; }
      const state = answer.ok ? await answer.json() : null;
      if (state && state.result !== page.result) { stop("This report was checked again: reload the page"); return; }
      if (state) { take(state); told(); } else tell("The server cannot read this report · ");
    } catch (e) { tell("NOT connected: is factcheck review still running? · "); }
    setTimeout(look, document.hidden ? IDLE : POLL);
  }
  addEventListener("factcheck:ready", (e) => {
    page = e.detail;
    const panel = document.getElementById("panel");
    new MutationObserver(() => { for (const box of panel.querySelectorAll(".so")) by(Number(box.dataset.n)); }).observe(panel, { childList: true });
    look();
  });
})();
