
"use strict";
(function () {
  const doc = document, root = doc.documentElement, SVG = "http://www.w3.org/2000/svg", WINDOW = 200;
  const $ = (id) => doc.getElementById(id);
  const panel = $("panel"), railList = $("rail");
  const narrow = matchMedia("(max-width:820px)");
  const HIDDEN = /(?<!\p{L})\xad|\xad(?!\p{L})|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/u, HIDDEN_ALL = new RegExp(HIDDEN.source, "gu");
  const DECISIONS = { a: "accept", x: "keep", q: "ask", w: "wrong" };
  let data, cards = null, current = 0, query = "", unsignedOnly = false, moved = null, movedOnly = false, decisions = {}, keysOn = true, opener = null;
  const off = new Set(), marks = new Map(), rows = new Map(), memo = new Map();

  /* ---- what is stored ---- */
  function load(key) { try { return JSON.parse(localStorage.getItem(key)); } catch (e) { return null; } }
  function store(key, value) { try { localStorage.setItem(key, JSON.stringify(value)); } catch (e) { /* private mode: the page works without */ } }

  /* ---- building nodes: only textContent and setAttribute, never markup ---- */
  function add(parent, kids) {
    for (const kid of kids) {
      if (kid === null || kid === undefined || kid === false) continue;
      if (Array.isArray(kid)) add(parent, kid);
      else parent.append(kid);
    }
    return parent;
  }
  function set(node, attrs) {
    for (const name in attrs) if (attrs[name] !== null && attrs[name] !== undefined && attrs[name] !== false) node.setAttribute(name, attrs[name] === true ? "" : attrs[name]);
    return node;
  }
  const h = (tag, attrs, ...kids) => add(set(doc.createElement(tag), attrs), kids);
  const s = (tag, attrs, ...kids) => add(set(doc.createElementNS(SVG, tag), attrs), kids);
  function seen(text) {
    text = String(text);
    if (!HIDDEN.test(text)) return text;
    const parts = [];
    let at = 0;
    for (const m of text.matchAll(HIDDEN_ALL)) {
      parts.push(text.slice(at, m.index), h("span", { class: "u", "data-u": "U+" + m[0].codePointAt(0).toString(16).toUpperCase().padStart(4, "0") }, m[0]));
      at = m.index + m[0].length;
    }
    return [...parts, text.slice(at)];
  }
  const glyph = (g) => h("span", { class: "g", "aria-hidden": "true" }, g);

  function drawLine(d) {
    const reach = Math.max(0, ...d.ops.filter((o) => o[0] === "l").map((o) => o[2])), y = 44 + 16 * reach;
    const svg = s("svg", { class: "line", viewBox: "0 0 440 " + (y + 30), role: "img", "aria-label": d.label }, s("path", { class: "ax", d: "M8 " + y + "H432" }));
    for (const o of d.ops) {
      if (o[0] === "b") svg.append(s("rect", { class: "band", x: o[1], y: y - 10, width: o[2], height: 20 }));
      else if (o[0] === "t") svg.append(s("path", { class: "ax", d: "M" + o[1] + " " + (y - 3) + "v6" }), s("text", { class: "tl", x: o[1], y: y + 23, "text-anchor": o[3] }, o[2]));
      else if (o[0] === "l") svg.append(s("text", { class: "l-" + o[5], x: o[1], y: y - 18 - 16 * o[2], "text-anchor": o[4] }, o[3]));
      else if (o[0] === "s") svg.append(s("rect", { class: o[3] === "r" ? "ref" : "ref2", x: o[1], y: y - 3, width: o[2], height: 6, rx: 3 }));
      else if (o[0] === "c") svg.append(s("circle", { class: "claim", cx: o[1], cy: y, r: 8 }));
      else svg.append(s("path", { class: o[0] === "r" ? "ref" : "ref2", d: "M" + o[1] + " " + (y - 6) + "l6 6-6 6-6-6z" }));
    }
    return svg;
  }
  function drawTrend(d) {
    const text = (cls, x, y, anchor, words) => s("text", { class: cls, x: x, y: y, "text-anchor": anchor }, words);
    return s("svg", { class: "line trend", viewBox: "0 0 440 132", role: "img", "aria-label": d.label },
      d.zero && s("path", { class: "ax", d: "M8 " + d.zero + "H432" }), s("path", { class: "ax", d: "M8 112H432" }), s("path", { class: "run", d: d.d }),
      d.ticks.map((t) => text("tl", t[0], 127, t[2], t[1])),
      d.dots.map((o) => [s("circle", { class: o[2] === "c" ? "claim" : "ref", cx: o[0], cy: o[1], r: o[2] === "c" ? 5 : 3.5 }), text("l-" + o[2], o[0], o[5], o[4], o[3])]));
  }
  function source(f) {
    const linked = f.url && /^https?:\/\//i.test(f.url);
    return h("li", {}, h("span", { class: f.rank ? "rank " + f.rank : "rank" }, f.rank || "on file"), h("div", {},
      linked ? [h("a", { href: f.url, rel: "noreferrer noopener" }, seen(f.title)), h("span", { class: "url" }, " ", seen(f.url))]
        : [h("span", { class: "title" }, seen(f.title)), f.text && [" ", h("code", {}, seen(f.text))]],
      f.quote && h("p", { class: "said" }, "“", seen(f.quote), "”"),
      f.says.map((t) => h("p", {}, h("b", {}, seen(t[0])), " · ", seen(t[1]), t[2] && [" · ", h("code", {}, seen(t[2]))])),
      f.note && h("p", { class: "memo-of" }, seen(f.note)), h("p", {}, "as of ", seen(f.as_of)), f.why_not && h("p", { class: "why" }, "Not used: ", seen(f.why_not))));
  }
  const copyButton = (text, label) => h("button", { type: "button", class: "b copy js-only", "data-copy": text }, label);
  function buildCard(c, id, total) {
    const radio = (value, label) => h("label", {}, h("input", { type: "radio", name: "d" + c.n, value: value }), label);
    const title = (text) => h("h3", {}, text);
    return h("article", { class: "card " + c.k, id: id, tabindex: "-1", "aria-labelledby": "t" + c.n },
      h("header", {}, h("p", { class: "verdict" }, glyph(c.glyph), c.word),
        h("p", { class: "meta" }, "Claim " + c.n.toLocaleString("en-US") + " of " + total.toLocaleString("en-US") + " · ", h("code", {}, c.place), " · ", seen(c.kind), c.speaker && [" · ", seen(c.speaker)])),
      h("h2", { class: c.long ? "quote long" : "quote", id: "t" + c.n }, seen(c.quote[0]), h("b", {}, seen(c.quote[1])), seen(c.quote[2])),
      h("p", { class: "reason" }, c.why + " ", h("code", {}, c.reason)),
      c.same && h("p", { class: "same" }, "Repeats ", h("a", { href: "#c" + c.same, "data-n": c.same }, "claim " + c.same), "; one decision covers both."),
      c.carried && h("p", { class: "same" }, seen(c.carried)),
      c.draw && drawLine(c.draw), c.trend && drawTrend(c.trend),
      h("table", { class: "kv" }, h("caption", { class: "vh" }, "Claim " + c.n + " compared with the reference"),
        h("tbody", {}, c.rows.map((r) => h("tr", {}, h("th", { scope: "row" }, r[0]), h("td", { class: "val" }, seen(r[1])), h("td", { class: "note" }, seen(r[2])))))),
      c.fix && h("div", { class: "fix" }, title("Suggested correction"), h("p", {}, h("del", {}, seen(c.fix.del)), " ", h("ins", {}, seen(c.fix.ins))), copyButton(c.fix.whole, "Copy corrected words")),
      c.question && h("div", { class: "ask" }, title("Question to the author"), h("p", {}, seen(c.question)), copyButton(c.question, "Copy question")),
      title(c.sources.length > 1 ? "Sources" : "Source"),
      c.sources.length ? h("ul", { class: "src" }, c.sources.map(source)) : c.own ? h("p", { class: "none" }, "The article's own numbers.") : h("p", { class: "none" }, "None on file. ", h("code", {}, "factcheck facts add"), " starts a row for this claim."),
      c.considered.length > 0 && h("details", { class: "near", open: !c.sources.length && !c.own }, h("summary", {}, "Considered and not used (" + c.considered.length + ")"), h("ul", { class: "src" }, c.considered.map(source))),
      c.steps.length > 0 && h("details", { open: true }, h("summary", {}, "How this was decided"), h("ol", {}, c.steps.map((t) => h("li", {}, seen(t))))),
      c.later && h("div", { class: "later" }, title("Today, with everything on file"), h("p", {}, h("span", { class: c.later.k }, glyph(c.later.glyph), h("b", {}, c.later.word)), " " + c.later.why), c.later.sources.length > 0 && h("ul", { class: "src" }, c.later.sources.map(source))),
      h("fieldset", { class: "so", "data-n": c.n }, h("legend", {}, "Sign-off", h("span", { class: "vh" }, " of claim " + c.n)),
        h("div", { class: "choice" }, radio("accept", c.fix ? "Accept fix" : "Accept"), " ", radio("keep", "Keep as is"), " ", radio("ask", "Ask author"), " ", radio("wrong", "The checker is wrong")),
        h("label", { class: "reasons" }, "Why ", h("select", { name: "w" + c.n }, [["", "choose"], ["wrong-fact", "wrong fact"], ["wrong-reading", "wrong reading"], ["not-a-claim", "not a claim"]].map((o) => h("option", { value: o[0] }, o[1])))),
        h("label", {}, "Initials ", h("input", { type: "text", class: "ini", name: "i" + c.n, size: 4, maxlength: 6, autocomplete: "off" })),
        h("label", { class: "memo" }, "Note ", h("input", { type: "text", name: "m" + c.n, maxlength: 2000, autocomplete: "off" }))));
  }

  /* ---- claims: number, verdict class, state ---- */
  const total = () => data.claims.length;
  const claim = (n) => { const c = data.claims[n - 1]; return { id: c[0], k: c[1], identity: c[2], content: c[3], evidence: c[4], verdict: c[5], reason: c[6], same: c[7] }; };
  const decided = (n) => { const d = decisions[n] || decisions[claim(n).same]; return Boolean(d && d.decision); };
  function words(n) {
    if (!memo.has(n)) {
      const c = cards ? cards[n - 1] : null;
      const said = c ? [c.quote.join(""), c.kind, c.word, c.reason, ...c.sources.map((f) => f.title + " " + f.says.map((t) => t[1]).join(" "))].join(" ") : $(claim(n).id).textContent;
      memo.set(n, said.toLowerCase());
    }
    return memo.get(n);
  }
  const shown = (n) => !off.has(claim(n).k) && !(unsignedOnly && decided(n) && n !== current) && !(movedOnly && !moved.has(n)) && (!query || words(n).includes(query));

  /* ---- the rail ---- */
  function rail() {
    let hits = 0;
    if (!cards) {
      for (const [n, a] of rows) { const on = shown(n); a.parentNode.hidden = !on; hits += on; a.classList.toggle("done", decided(n)); }
    } else {
      const list = [];
      for (let n = 1; n <= total(); n++) if (shown(n)) list.push(n);
      hits = list.length;
      const at = Math.max(0, list.findIndex((n) => n >= current)), from = Math.max(0, Math.min(at - 40, hits - WINDOW));
      rows.clear();
      const part = list.slice(from, from + WINDOW).map((n) => {
        const c = cards[n - 1];
        const a = h("a", { class: c.k + (decided(n) ? " done" : ""), href: "#" + claim(n).id, "data-n": n, "aria-current": n === current ? "true" : null },
          glyph(c.glyph), h("span", {}, h("span", { class: "vh" }, c.word + ": "), seen(c.rail[0]), h("b", {}, seen(c.rail[1])), seen(c.rail[2])), h("span", { class: "num" }, String(n)));
        rows.set(n, a);
        return h("li", {}, a);
      });
      const more = (label, n) => h("li", {}, h("button", { type: "button", class: "b more", "data-jump": n }, label));
      if (from > 0) part.unshift(more(from.toLocaleString("en-US") + " earlier", list[Math.max(0, from - 100)]));
      if (from + WINDOW < hits) part.push(more((hits - from - WINDOW).toLocaleString("en-US") + " more", list[Math.min(hits - 1, from + WINDOW + 40)]));
      railList.replaceChildren(...part);
    }
    $("norail").hidden = hits > 0 || total() === 0;
    return hits;
  }
  function count() {
    let open = 0;
    for (let n = 1; n <= total(); n++) open += !decided(n);
    $("signed").textContent = (total() - open).toLocaleString("en-US") + " of " + total().toLocaleString("en-US") + " signed";
    $("signed-short").textContent = " · " + (total() - open).toLocaleString("en-US") + " signed";
    $("open").querySelector("b").textContent = open.toLocaleString("en-US");
  }
  function filter() {
    for (const k of ["con", "ctx", "nor", "sup", "unc"]) root.classList.toggle("no-" + k, off.has(k));
    const fine = query || unsignedOnly || movedOnly;
    if (fine || root.classList.contains("fine")) for (const [n, m] of marks) m.classList.toggle("off", !shown(n));
    root.classList.toggle("fine", Boolean(fine));
    rail();
  }

  /* ---- one claim at a time ---- */
  function select(n, how) {
    if (!(n >= 1 && n <= total())) return;
    const before = current;
    current = n;
    const c = claim(n);
    for (const m of [marks.get(before), rows.get(before)]) if (m) m.removeAttribute("aria-current");
    if (cards) {
      for (const old of panel.querySelectorAll(".card")) old.remove();
      panel.append(buildCard(cards[n - 1], c.id, total()));
      fill(n);
      if (!rows.has(n)) rail();
    } else {
      const old = before && $(claim(before).id);
      if (old) old.classList.remove("sel");
    }
    const card = $(c.id);
    card.classList.add("sel");
    for (const m of [marks.get(n), rows.get(n)]) if (m) m.setAttribute("aria-current", "true");
    $("place").textContent = n.toLocaleString("en-US") + " of " + total().toLocaleString("en-US");
    panel.scrollTop = 0;
    if (!how) return;
    try { history.replaceState(null, "", "#" + c.id); } catch (e) { /* some hosts forbid it */ }
    const row = rows.get(n);
    if (row && !narrow.matches) row.scrollIntoView({ block: "nearest" });
    if (how.sheet && narrow.matches) { panel.classList.add("sheet"); opener = marks.get(n); card.focus({ preventScroll: true }); }
    if (how.scroll && marks.get(n)) marks.get(n).scrollIntoView({ block: narrow.matches ? "start" : "center" });
    if (how.focus && !narrow.matches && marks.get(n)) marks.get(n).focus({ preventScroll: true });
  }
  function step(by, wanted) {
    for (let n = current + by; n >= 1 && n <= total(); n += by) if (shown(n) && (!wanted || wanted(n))) return select(n, { sheet: true, scroll: true, focus: true });
    if (wanted) for (let n = 1; n < current; n++) if (shown(n) && wanted(n)) return select(n, { sheet: true, scroll: true, focus: true });
    return undefined;
  }
  function closeSheet() {
    if (!panel.classList.contains("sheet")) return;
    panel.classList.remove("sheet");
    if (opener) opener.focus({ preventScroll: true });
  }

  /* ---- sign-off ---- */
  const box = (n) => panel.querySelector('.so[data-n="' + n + '"]');
  function fill(n) {
    const d = decisions[n] || {}, f = box(n);
    if (!f) return;
    for (const r of f.querySelectorAll("input[type=radio]")) r.checked = r.value === d.decision;
    f.querySelector("select").value = d.why || "";
    f.querySelector(".ini").value = d.initials || "";
    f.querySelector(".memo input").value = d.note || "";
    nameless(f, d);
  }
  /* A decision without initials is nobody's: its field is marked until there are some. */
  const nameless = (f, d) => f.querySelector(".ini").setAttribute("aria-invalid", String(Boolean(d.decision && !d.initials)));
  function read(f) {
    const n = Number(f.dataset.n), picked = f.querySelector("input[type=radio]:checked");
    const d = { decision: picked ? picked.value : "", why: f.querySelector("select").value, initials: f.querySelector(".ini").value.trim(), note: f.querySelector(".memo input").value.trim(), at: new Date().toISOString() };
    if (d.decision !== "wrong") d.why = "";
    if (d.decision && !d.initials) { d.initials = load("factcheck:initials") || ""; f.querySelector(".ini").value = d.initials; }
    if (d.initials) store("factcheck:initials", d.initials);
    nameless(f, d);
    if (d.decision || d.note) decisions[n] = d; else delete decisions[n];
    dispatchEvent(new CustomEvent("factcheck:decided", { detail: { n: n, claim: claim(n).id, decision: d } }));
    store("factcheck:" + data.result, decisions);
    count();
    const row = rows.get(n);
    if (row) row.classList.toggle("done", decided(n));
  }
  /* Decisions that others made, by claim number: taken over, and shown unless a person is writing there. */
  function apply(others) {
    for (const n in others) {
      if (others[n]) decisions[n] = others[n]; else delete decisions[n];
      const f = box(n), row = rows.get(Number(n));
      if (f && !(f.contains(doc.activeElement) && doc.activeElement.type === "text")) fill(Number(n));
      if (row) row.classList.toggle("done", decided(Number(n)));
    }
    count();
  }
  function decide(value) {
    const f = box(current), r = f && f.querySelector('input[value="' + value + '"]');
    if (!r) return;
    r.checked = true;
    read(f);
  }
  function save() {
    const list = Object.keys(decisions).map(Number).sort((a, b) => a - b).filter((n) => n <= total()).map((n) => {
      const c = claim(n), d = decisions[n];
      return { claim: c.id, identity: c.identity, content: c.content, evidence: c.evidence, verdict: c.verdict, reason: c.reason, decision: d.decision || null, why: d.why || null, initials: d.initials, note: d.note, decided_at: d.at };
    });
    const file = { schema_version: data.schema_version, article: data.article, result: data.result, saved_at: new Date().toISOString(), decisions: list };
    const url = URL.createObjectURL(new Blob([JSON.stringify(file, null, 2) + "\n"], { type: "application/json" }));
    h("a", { href: url, download: data.file }).click();
    setTimeout(() => URL.revokeObjectURL(url), 1000);
    const without = list.filter((d) => d.decision && !d.initials).length;
    say(list.length ? (without ? without.toLocaleString("en-US") + " without initials. " : "") + "Saved " + list.length.toLocaleString("en-US") + (list.length === 1 ? " decision" : " decisions") + " as " + data.file : "Nothing is decided yet: " + data.file + " is empty");
  }
  let quiet = 0;
  function say(text) {
    const said = $("said");
    said.textContent = "";
    said.textContent = text;
    clearTimeout(quiet);
    quiet = setTimeout(() => { said.textContent = ""; }, 6000);
  }
  async function copy(text) {
    try { await navigator.clipboard.writeText(text); } catch (e) {
      const t = h("textarea", { class: "vh" });
      t.value = text;
      doc.body.append(t);
      t.select();
      doc.execCommand("copy");
      t.remove();
    }
    say("Copied");
  }

  /* ---- looks ---- */
  const isDark = () => root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme:dark)").matches;
  function theme(value) {
    if (value) { root.dataset.theme = value; store("factcheck:theme", value); }
    $("theme").setAttribute("aria-pressed", String(isDark()));
    $("theme").textContent = isDark() ? "Light" : "Dark";
  }
  function measure() {
    const sheet = new CSSStyleSheet();
    doc.adoptedStyleSheets = [sheet];
    const fit = () => sheet.replaceSync(":root{--top:" + Math.round($("top").getBoundingClientRect().height) + "px}");
    new ResizeObserver(fit).observe($("top"));
    fit();
  }

  /* ---- hands ---- */
  function onClick(e) {
    const t = e.target, link = t.closest("a[data-n]");
    if (link && !e.ctrlKey && !e.metaKey && !e.shiftKey) {
      e.preventDefault();
      select(Number(link.dataset.n), { sheet: true, scroll: narrow.matches || !link.classList.contains("m"), focus: link.classList.contains("m") });
      return;
    }
    const jump = t.closest("[data-jump]"), chip = t.closest(".chip[data-k]"), copied = t.closest("[data-copy]");
    if (jump) select(Number(jump.dataset.jump), { scroll: true });
    else if (copied) copy(copied.dataset.copy);
    else if (chip) pick(chip, e.shiftKey);
  }
  /* Shows or hides a verdict; with Shift only that one, and all of them where it was alone. */
  function pick(chip, only) {
    const chips = Array.from(doc.querySelectorAll(".chip[data-k]"));
    const alone = only && chips.every((c) => (c === chip) !== off.has(c.dataset.k));
    for (const c of chips) {
      const on = only ? alone || c === chip : off.has(c.dataset.k) === (c === chip);
      c.setAttribute("aria-pressed", String(on));
      if (on) off.delete(c.dataset.k); else off.add(c.dataset.k);
    }
    filter();
  }
  function onKey(e) {
    if (e.key === "Escape") { closeSheet(); return; }
    if (!keysOn || e.ctrlKey || e.metaKey || e.altKey || $("keys").open) return;
    if (/^(INPUT|TEXTAREA|SELECT)$/.test(e.target.tagName) && !/^(radio|checkbox)$/.test(e.target.type)) return;
    const go = { j: () => step(1), k: () => step(-1), u: () => step(1, (n) => !decided(n)), "/": () => $("find").focus(), n: () => { const f = box(current); if (f) f.querySelector(".memo input").focus(); }, "?": () => $("keys").showModal() }[e.key];
    if (go) go();
    else if (DECISIONS[e.key]) decide(DECISIONS[e.key]);
    else if (/^Digit[1-5]$/.test(e.code) || /^[1-5]$/.test(e.key)) pick(doc.querySelectorAll(".chip[data-k]")[Number(/^[1-5]$/.test(e.key) ? e.key : e.code.slice(5)) - 1], e.shiftKey);
    else return;
    e.preventDefault();
  }
  function wire() {
    doc.addEventListener("click", onClick);
    doc.addEventListener("keydown", onKey);
    panel.addEventListener("change", (e) => { const f = e.target.closest(".so"); if (f && e.target.type !== "text") read(f); });
    panel.addEventListener("input", (e) => { const f = e.target.closest(".so"); if (f && e.target.type === "text") read(f); });
    $("find").addEventListener("input", () => { query = $("find").value.trim().toLowerCase(); filter(); });
    $("find").addEventListener("keydown", (e) => { if (e.key === "Enter") step(1, () => true); if (e.key === "Escape") $("find").blur(); });
    $("open").addEventListener("click", () => { unsignedOnly = !unsignedOnly; $("open").setAttribute("aria-pressed", String(unsignedOnly)); filter(); });
    if ($("since")) $("since").addEventListener("click", () => { movedOnly = !movedOnly; $("since").setAttribute("aria-pressed", String(movedOnly)); filter(); });
    addEventListener("factcheck:apply", (e) => apply(e.detail));
    $("close").addEventListener("click", closeSheet);
    $("prev").addEventListener("click", () => step(-1));
    $("next").addEventListener("click", () => step(1));
    $("save").addEventListener("click", save);
    $("print").addEventListener("click", () => print());
    $("theme").addEventListener("click", () => theme(isDark() ? "light" : "dark"));
    $("help").addEventListener("click", () => $("keys").showModal());
    $("keys-close").addEventListener("click", () => $("keys").close());
    $("usekeys").addEventListener("change", () => { keysOn = $("usekeys").checked; store("factcheck:keys", keysOn); });
    addEventListener("hashchange", () => { const n = fromHash(); if (n) select(n, { sheet: true, scroll: true }); });
    addEventListener("beforeprint", () => {
      if (cards) {
        for (const old of panel.querySelectorAll(".card")) old.remove();
        panel.append(...cards.map((c, i) => buildCard(c, claim(i + 1).id, total())));
        for (const n in decisions) fill(Number(n));
      }
      for (const d of panel.querySelectorAll("details:not([open])")) { d.open = true; d.dataset.was = "shut"; }
    });
    addEventListener("afterprint", () => {
      for (const d of panel.querySelectorAll('details[data-was="shut"]')) { d.open = false; delete d.dataset.was; }
      if (cards) select(current);
    });
  }
  function fromHash() {
    const id = decodeURIComponent(location.hash.slice(1));
    return id ? data.claims.findIndex((c) => c[0] === id) + 1 : 0;
  }
  function start() {
    cards = data.cards || null;
    for (const m of doc.querySelectorAll("#article .m")) marks.set(Number(m.dataset.n), m);
    for (const a of doc.querySelectorAll("#rail a")) rows.set(Number(a.dataset.n), a);
    decisions = load("factcheck:" + data.result) || data.signed || {};
    moved = new Set(data.moved || []);
    keysOn = load("factcheck:keys") !== false;
    $("usekeys").checked = keysOn;
    theme(load("factcheck:theme"));
    measure();
    wire();
    count();
    dispatchEvent(new CustomEvent("factcheck:ready", { detail: { result: data.result, claims: data.claims.map((c) => c[0]), file: data.file } }));
    if (!total()) return;
    if (!cards) for (const n in decisions) fill(Number(n));
    const linked = fromHash();
    const first = linked || 1 + Math.max(0, ["con", "ctx", "nor", "sup"].map((k) => data.claims.findIndex((c) => c[1] === k)).find((i) => i >= 0) ?? 0);
    select(first, linked ? { sheet: true, scroll: true } : undefined);
    rail();
  }
  async function unpack(packed) {
    const bytes = Uint8Array.from(atob(packed), (c) => c.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
    return JSON.parse(await new Response(stream).text());
  }
  const block = JSON.parse($("data").textContent);
  if (block.packed) unpack(block.packed).then((d) => { data = d; start(); });
  else { data = block; start(); }
})();
