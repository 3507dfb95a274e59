// What the page is made of, in the language shown; then the first card.

function choices(id, entries) {
  const before = $(id).value;
  const made = [["", words().all], ...entries].map(([value, text]) => make("option", { value }, text));
  $(id).replaceChildren(...made);
  $(id).value = before;
}

function speak() {
  const ui = lang === "zh" ? "zh" : "en";
  document.documentElement.lang = CODES[ui];
  for (const place of document.querySelectorAll("[data-word]")) {
    place.textContent = words()[place.dataset.word];
  }
  choices("topic", HEAD.topics.map((topic) => [topic, topic]));
  choices("kind", Object.entries(HEAD.kinds).map(([kind, name]) => [kind, name[ui]]));
  choices("difficulty", [1, 2, 3, 4, 5].map((n) => [String(n), String(n)]));
  choices("state", [["new", words().unseen], ["again", words().shaky]]);
  $("grades").setAttribute("aria-label", words().grade);
  $("grades").replaceChildren(...[1, 2, 3, 4].map((rating) => {
    const button = make("button", { type: "button" }, `${rating} ${words().grades[rating - 1]}`);
    button.onclick = () => grade(rating);
    return button;
  }));
  $("keys").replaceChildren(...words().keys.flatMap(([keys, does]) => [
    make("dt", {}, make("kbd", {}, keys)), make("dd", {}, does)]));
  for (const button of $("langs").children) {
    button.setAttribute("aria-pressed", String(button.value === lang));
  }
  $("langs").setAttribute("aria-label", words().language);
}

const LANGS = ["en", "zh", "both"];

function switchTo(wanted) {
  lang = kept.lang = wanted;
  keep();
  speak();
  filter();
}

function press(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const key = event.key;
  if (event.target.matches("input, select")) {
    if (key === "Escape") $("card").focus();
    return;
  }
  const count = card ? card.sides[HEAD.langs[0]].options.length : 0;
  const place = key.length === 1 ? key.toLowerCase().charCodeAt(0) - 97 : -1;
  const onControl = event.target.closest("button, summary");
  if (key === " " && !onControl) flip();
  else if (key === "ArrowRight") move(1);
  else if (key === "ArrowLeft") move(-1);
  else if (key === "/") $("search").focus();
  else if (key === "t" && HEAD.langs.length > 1) switchTo(LANGS[(LANGS.indexOf(lang) + 1) % 3]);
  else if ("1234".includes(key) && flipped) grade(Number(key));
  else if (place >= 0 && place < count && !flipped) pick(place);
  else return;
  event.preventDefault();
}

// What scrolls must be within reach of the keyboard.
function reachable() {
  for (const wide of $("card").querySelectorAll("table, math[display=block]")) {
    if (wide.scrollWidth > wide.clientWidth) wide.tabIndex = 0;
  }
}

// A finger that goes sideways turns the page; one that only touches the card flips it.
let finger = null;
$("card").addEventListener("pointerdown", (event) => {
  finger = { x: event.clientX, y: event.clientY };
});
$("card").addEventListener("pointerup", (event) => {
  if (!finger) return;
  const [x, y] = [event.clientX - finger.x, event.clientY - finger.y];
  finger = null;
  if (event.pointerType !== "mouse" && Math.abs(x) > 60 && Math.abs(x) > 2 * Math.abs(y)) {
    move(x < 0 ? 1 : -1);
  }
});
$("card").addEventListener("click", (event) => {
  const selecting = String(getSelection());
  if (!selecting && !event.target.closest("button, a, summary, details")) flip();
});

for (const value of HEAD.langs.length > 1 ? LANGS : []) {
  const name = { en: "English", zh: "中文", both: "EN + 中" }[value];
  const button = make("button", { type: "button", value, lang: CODES[value] ?? "en" }, name);
  button.onclick = () => switchTo(value);
  $("langs").append(button);
  $("langs").hidden = false;
}
for (const id of ["topic", "kind", "difficulty", "state"]) $(id).onchange = () => filter();
$("search").oninput = () => filter();
$("filters").onsubmit = (event) => event.preventDefault();
$("flip").onclick = flip;
$("previous").onclick = () => move(-1);
$("next").onclick = () => move(1);
$("export").onclick = handOut;
document.addEventListener("keydown", press);

// The card that stands in the page is painted first: only then is anything unpacked.
let wanted = kept.at;
requestAnimationFrame(() => setTimeout(() => {
  speak();
  unpack(() => {
    const before = wanted && cards.find((one) => one.id === wanted);
    if (before) {
      wanted = null;
      card = before;
    }
    filter();
    document.body.dataset.ready = String(cards.length);
  });
}));
