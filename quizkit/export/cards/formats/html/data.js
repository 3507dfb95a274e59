// The cards, which lie in the page packed; they are unpacked piece by piece, the first at once.

const HEAD = JSON.parse(document.getElementById("head").textContent);
const cards = [];
const figures = {};
let sources = [];

const DIGITS = new Uint8Array(128);
const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;,=>?@^_`{|}~";
for (let i = 0; i < 85; i++) DIGITS[ALPHABET.charCodeAt(i)] = i;

// Five digits of base 85 are four bytes; what is missing of the last five was cut off with its bytes.
function bytesOf(text) {
  const missing = (5 - (text.length % 5)) % 5;
  const whole = text + "~".repeat(missing);
  const bytes = new Uint8Array((whole.length / 5) * 4);
  for (let i = 0, at = 0; i < whole.length; i += 5) {
    let number = 0;
    for (let j = i; j < i + 5; j++) number = number * 85 + DIGITS[whole.charCodeAt(j)];
    bytes[at++] = number >>> 24;
    bytes[at++] = number >>> 16;
    bytes[at++] = number >>> 8;
    bytes[at++] = number;
  }
  return bytes.subarray(0, bytes.length - missing);
}

async function unpacked(element) {
  const packed = new Blob([bytesOf(element.textContent)]).stream();
  const stream = packed.pipeThrough(new DecompressionStream("deflate"));
  const data = JSON.parse(await new Response(stream).text());
  element.remove();
  return data;
}

async function unpack(arrived) {
  sources = await unpacked(document.querySelector("script.sources"));
  for (const element of document.querySelectorAll("script.cards")) {
    const piece = await unpacked(element);
    cards.push(...piece.order.map((place) => piece.cards[place]));
    arrived();
    await new Promise((next) => setTimeout(next));
  }
  for (const element of document.querySelectorAll("script.figures")) {
    Object.assign(figures, await unpacked(element));
    draw(document);
  }
  document.body.dataset.whole = String(cards.length);
}

// Figures come last: whoever looks at a card before that sees its figure as soon as it is there.
function draw(where) {
  for (const place of where.querySelectorAll("figure[data-figure]")) {
    const svg = figures[place.dataset.figure];
    if (svg && !place.firstChild) place.innerHTML = svg;
  }
  for (const place of where.querySelectorAll("img[data-media]:not([src])")) {
    const address = figures[place.dataset.media];
    if (address) place.src = address;
  }
}

function textOf(card, lang) {
  card.text ??= {};
  card.text[lang] ??= [card.id, ...sidesOf(card, lang)]
    .join(" ").replace(/<[^>]*>/g, "").replace(/&lt;/g, "<").replace(/&gt;/g, ">")
    .replace(/&quot;/g, '"').replace(/&#x27;/g, "'").replace(/&amp;/g, "&").toLowerCase();
  return card.text[lang];
}

function sidesOf(card, lang) {
  const langs = lang === "both" ? HEAD.langs : [lang];
  return langs.flatMap((one) => {
    const side = card.sides[one];
    return [side.front, ...side.options, side.answer, side.back, side.measured];
  });
}
