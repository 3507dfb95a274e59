// What was answered, kept in the browser, and handed out as lines that `quizkit store import` reads.

const KEY = `quizkit:${HEAD.title}`;
const kept = { reviews: [], at: null, lang: null, ...read() };
const last = new Map(kept.reviews.map((review) => [review.card, review.rating]));

function read() {
  try {
    const found = JSON.parse(localStorage.getItem(KEY));
    return found && Array.isArray(found.reviews) ? found : {};
  } catch {
    return {};
  }
}

// Another tab may have answered meanwhile: what it kept is joined, never overwritten.
function keep() {
  try {
    const known = new Set(kept.reviews.map((review) => review.id));
    for (const review of read().reviews ?? []) {
      if (known.has(review.id)) continue;
      kept.reviews.push(review);
      last.set(review.card, review.rating);
    }
    localStorage.setItem(KEY, JSON.stringify(kept));
    return true;
  } catch {
    return false;
  }
}

function answer(card, rating, seconds) {
  const review = { event: "review", id: uuid(Date.now()), at: new Date().toISOString() };
  Object.assign(review, { card: card.id, rating, seconds: Math.round(seconds * 10) / 10 });
  kept.reviews.push(review);
  last.set(card.id, rating);
  return keep();
}

// A UUID whose order is that of time (version 7, RFC 9562), as quizkit's own log has them.
function uuid(now) {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  for (let i = 0; i < 6; i++) bytes[i] = Math.floor(now / 2 ** (8 * (5 - i))) % 256;
  bytes[6] = (bytes[6] & 15) | 112;
  bytes[8] = (bytes[8] & 63) | 128;
  const hex = Array.from(bytes, (b) => b.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

function handOut() {
  const lines = kept.reviews.map((review) => JSON.stringify(review) + "\n");
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob(lines, { type: "application/x-ndjson" }));
  link.download = `quizkit-reviews-${new Date().toISOString().slice(0, 10)}.jsonl`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}
