"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const form = document.getElementById("filters");
  const worst = document.getElementById("worst");
  const arabic = () => document.documentElement.lang === "ar";
  const say = ([english, inArabic]) => (arabic() ? inArabic : english);
  let shown = null;

  const make = (name, text, attributes = {}) => {
    const element = document.createElement(name);
    if (text) element.textContent = text;
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    return element;
  };

  // What would not show, or would act on its neighbours, is shown by its number.
  const visible = (text) => text.replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Cn}]/gu, (character) =>
    "\n\u200c\u200d".includes(character) ? character : `<U+${character.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}>`);

  const marked = (text, marks) => {
    const quote = make("blockquote", "", { dir: "auto", lang: "ar", tabindex: "0" });
    const letters = Array.from(text); // offsets count code points
    let at = 0;
    for (const [start, end, kind] of marks) {
      quote.append(visible(letters.slice(at, start).join("")));
      quote.append(make("mark", visible(letters.slice(start, end).join("")), { class: kind || "lost", title: say(data.words[kind || "lost"]) }));
      at = end;
    }
    quote.append(visible(letters.slice(at).join("")));
    return quote;
  };

  const half = (title, body) => {
    const side = make("div");
    side.append(make("h4", title), body);
    return side;
  };

  const show = (key) => {
    shown = key;
    for (const row of document.querySelectorAll("tbody tr")) row.setAttribute("aria-current", String(row.dataset.key === key));
    const entry = data.entries[key];
    worst.replaceChildren(make("h2", `${say(data.words.worst)} ${entry.name}`, { tabindex: "-1" }));
    const legend = make("p");
    for (const kind of entry.track === "repair" ? ["invented", "lost"] : ["leaked", "invented", "optional", "lost"]) legend.append(make("mark", say(data.words[kind]), { class: kind }), "  ");
    worst.append(legend);
    for (const item of entry.cases) {
      worst.append(make("h3", `${item.id} · ${item.score.toFixed(3)}`, { dir: "ltr" }));
      const pair = make("div", "", { class: "pair" });
      const output = item.output ? marked(item.output, item.marks) : make("p", say(data.words.empty), { class: "pale" });
      const out = half(say(data.words.output), output);
      if (item.cut) out.append(make("small", say(data.words.cut)));
      pair.append(half(say(data.words.gold), marked(data.golds[`${entry.track}/${item.id}`], item.lost)), out);
      worst.append(pair);
    }
    if (entry.hidden) worst.append(make("p", `${say(data.words.hidden)} ${entry.hidden}`, { class: "pale" }));
    worst.hidden = false;
  };

  const cellOf = (row, column) => row.cells[column].dataset.value;
  const sort = (head, descending) => {
    const table = head.closest("table");
    const body = table.tBodies[0];
    for (const other of table.tHead.rows[0].cells) other.setAttribute("aria-sort", "none");
    head.setAttribute("aria-sort", descending ? "descending" : "ascending");
    const compare = (left, right) => {
      const [a, b] = [cellOf(left, head.cellIndex), cellOf(right, head.cellIndex)];
      if (a === "" || b === "") return (a === "") - (b === ""); // what has no value stands last either way
      const order = head.dataset.kind === "text" ? a.localeCompare(b) : a - b;
      return descending ? -order : order;
    };
    body.append(...Array.from(body.rows).sort(compare));
  };

  const leaks = () => {
    const chosen = form.elements.class.value;
    for (const cell of document.querySelectorAll("td[data-metric=leak_rate]")) {
      const row = cell.closest("tr");
      const rate = chosen ? data.entries[row.dataset.key].leaks[row.closest("section").dataset.scope][chosen] : cell.dataset.all;
      cell.dataset.value = rate ?? "";
      cell.textContent = rate === undefined || rate === "" ? "–" : Number(rate).toFixed(3);
    }
    for (const head of document.querySelectorAll("th[data-metric=leak_rate] small")) head.textContent = chosen;
    for (const head of document.querySelectorAll("th[data-metric=leak_rate][aria-sort=ascending], th[data-metric=leak_rate][aria-sort=descending]"))
      sort(head, head.getAttribute("aria-sort") === "descending");
  };

  const apply = () => {
    const value = (name) => form.elements[name].value;
    const checked = (name) => new Set(Array.from(form.querySelectorAll(`input[name=${name}]:checked`), (input) => input.value));
    const [standings, settings] = [checked("standing"), checked("setting")];
    for (const section of document.querySelectorAll("section[data-track]")) {
      section.hidden = section.dataset.track !== value("track") || section.dataset.scope !== value("scope");
      let left = 0;
      for (const row of section.querySelectorAll("tbody tr")) {
        row.hidden = !standings.has(row.dataset.standing) || (row.dataset.standing !== "control" && !settings.has(row.dataset.setting));
        left += !row.hidden;
      }
      section.querySelector(".none").hidden = left > 0;
    }
    form.elements.class.closest("fieldset").hidden = value("track") === "repair"; // where nothing can leak
    document.getElementById("nothing").hidden = Boolean(document.querySelector("section[data-track]:not([hidden])"));
    leaks();
    const current = shown && document.querySelector(`section:not([hidden]) tr[data-key="${CSS.escape(shown)}"]:not([hidden])`);
    worst.hidden = !current;
  };

  const translate = () => {
    document.documentElement.dir = arabic() ? "rtl" : "ltr";
    for (const option of document.querySelectorAll("option")) option.textContent = arabic() ? option.dataset.ar : option.dataset.en;
    document.title = say(data.words.title);
    if (shown) { const hidden = worst.hidden; show(shown); worst.hidden = hidden; }
  };

  document.getElementById("language").addEventListener("click", () => {
    document.documentElement.lang = arabic() ? "en" : "ar";
    translate();
  });
  document.addEventListener("click", (event) => {
    const head = event.target.closest("thead button")?.closest("th");
    if (head) {
      const now = head.getAttribute("aria-sort");
      sort(head, now === "none" ? head.dataset.first === "descending" : now === "ascending");
    }
    const tool = event.target.closest("button.tool");
    if (tool) {
      show(tool.closest("tr").dataset.key);
      worst.querySelector("h2").focus();
    }
  });
  form.addEventListener("change", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = false;
  translate();
  apply();
})();
