// What is shown, and what keys, clicks and fingers do.

const $ = (id) => document.getElementById(id);
const CODES = { en: "en", zh: "zh-Hans" };
const own = navigator.language.startsWith("zh") ? "zh" : "en";
let lang = HEAD.langs.length > 1 ? kept.lang ?? own : HEAD.langs[0];
let shown = [];
let card = null;
let flipped = false;
let picked = null;
let began = performance.now();

const words = () => HEAD.words[lang === "zh" ? "zh" : "en"];

// A side in the language shown; in both, English above Chinese.
function told(name, element = "div") {
  if (lang !== "both") return card.sides[lang][name];
  return HEAD.langs.map((one) => {
    const html = card.sides[one][name];
    return html && `<${element} lang="${CODES[one]}">${html}</${element}>`;
  }).join("");
}

function make(tag, attributes, ...inner) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...inner);
  return element;
}

function show(next, focus = false) {
  card = next;
  flipped = false;
  picked = null;
  began = performance.now();
  if (card) kept.at = card.id;
  if (card) keep();
  paint();
  if (focus) $("card").focus();
}

function paint() {
  $("card").hidden = !card;
  $("grades").hidden = !(card && flipped);
  $("flip").hidden = flipped;
  $("flip").setAttribute("aria-expanded", String(flipped));
  $("back").hidden = !flipped;
  const place = card ? shown.indexOf(card) + 1 : 0;
  $("place").textContent = card ? `${place} / ${shown.length}` : words().nothing;
  $("progress").textContent = words().answered.replace("{n}", kept.reviews.length);
  if (!card) return;
  $("about").textContent = about(card);
  $("asked").innerHTML = told("front");
  $("prompt").innerHTML = told("prompt", "span");
  $("options").replaceChildren(...options());
  $("back").innerHTML = flipped ? backOf() : "";
  draw($("card"));
  reachable();
}

function about(of) {
  const kind = HEAD.kinds[of.kind][lang === "zh" ? "zh" : "en"];
  return `${of.topic} · ${kind} · ${words().difficulty} ${of.difficulty}`;
}

function options() {
  const count = card.sides[HEAD.langs[0]].options.length;
  if (!count) return [];
  const list = make("ol", { class: "options" });
  for (let place = 0; place < count; place++) {
    const button = make("button", { type: "button" });
    const letter = make("span", { class: "letter" }, String.fromCharCode(65 + place));
    const text = make("span", {});
    const langs = lang === "both" ? HEAD.langs : [lang];
    for (const one of langs) {
      const part = make("span", { lang: CODES[one] });
      part.innerHTML = card.sides[one].options[place];
      text.append(part);
    }
    button.append(letter, text);
    if (flipped) mark(button, place);
    button.disabled = flipped;
    button.onclick = () => pick(place);
    list.append(make("li", {}, button));
  }
  return [list];
}

// Right and wrong are told in words too, for those who see no colours.
function mark(button, place) {
  const right = place === card.right;
  if (!right && place !== picked) return;
  button.classList.add(right ? "right" : "wrong");
  button.lastChild.append(make("span", { class: "told" }, right ? `✓ ${words().right}` : `✗ ${words().wrong}`));
}

function pick(place) {
  if (flipped) return;
  picked = place;
  flip();
}

function backOf() {
  const answer = told("answer", "span");
  const cited = card.sources.map((number) => `<li>${sources[number]}</li>`).join("");
  return (answer && `<p class="answer">${answer}</p>`) + told("back") + told("measured")
    + (cited && `<details class="sources"><summary>${words().sources}</summary><ul>${cited}</ul></details>`)
    + `<p class="id">${card.id}</p>`;
}

// The grade that has the focus is the one that a second space gives.
function flip() {
  if (!card || flipped) return;
  flipped = true;
  paint();
  const wrong = picked !== null && picked !== card.right;
  $("grades").children[wrong ? 0 : 2].focus({ preventScroll: true });
}

function grade(rating) {
  if (!card || !flipped) return;
  const safe = answer(card, rating, (performance.now() - began) / 1000);
  const place = shown.indexOf(card);
  shown = selected();
  const next = shown[place] === card ? place + 1 : place;
  show(shown[next % (shown.length || 1)] ?? null, true);
  $("notice").textContent = safe ? "" : words().unkept;
}

function move(by) {
  if (!shown.length) return;
  const place = shown.indexOf(card) + by;
  show(shown[(place + shown.length) % shown.length], true);
}

function selected() {
  const sought = $("search").value.toLowerCase().split(/\s+/).filter(Boolean);
  const values = ["topic", "kind", "difficulty", "state"].map((id) => $(id).value);
  const [topic, kind, difficulty, state] = values;
  return cards.filter((one) => (!topic || one.topic === topic) && (!kind || one.kind === kind)
    && (!difficulty || String(one.difficulty) === difficulty) && inState(one, state)
    && sought.every((word) => textOf(one, lang).includes(word)));
}

// The card shown stays, if the filters leave it.
function filter() {
  shown = selected();
  if (card && shown.includes(card)) paint();
  else show(shown[0] ?? null);
}

function inState(one, state) {
  const rating = last.get(one.id);
  if (state === "new") return rating === undefined;
  return state === "" || (state === "again" && rating !== undefined && rating < 3);
}
