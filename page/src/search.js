// Finding people by the beginnings of words, whatever their case and accents.

const MARKS = /\p{M}/gu;
const APART = /[^\p{L}\p{N}]+/u;
const LETTERS = { ł: "l", ø: "o", đ: "d", ß: "ss", æ: "ae", œ: "oe", þ: "th", ı: "i" };

/** `text` without case and accents. */
export const fold = (text) =>
  text.normalize("NFKD").replace(MARKS, "").toLowerCase().replace(/[łøđßæœþı]/g, (letter) => LETTERS[letter]);

/** The words of `text`, folded. */
export const words = (text) => fold(text.replace(/['’]/g, "")).split(APART).filter(Boolean);

/** An index of people: their names count first, then companies, titles and cities. */
export function index(people) {
  return people.name.map((name, node) => ({
    node,
    names: words(name ?? ""),
    rest: words([people.company[node], people.title[node], people.city[node]].filter(Boolean).join(" ")),
  }));
}

/** Up to `limit` people who have words that begin with every word typed; whole names first, then the best connected. */
export function find(entries, contacts, typed, limit = 8) {
  const wanted = words(typed);
  if (!wanted.length) return [];
  const found = [];
  for (const entry of entries) {
    let score = 0;
    for (const word of wanted) {
      if (entry.names.includes(word)) score += 3;
      else if (entry.names.some((name) => name.startsWith(word))) score += 2;
      else if (entry.rest.some((other) => other.startsWith(word))) score += 1;
      else {
        score = -1;
        break;
      }
    }
    if (score > 0) found.push([score, contacts[entry.node], entry.node]);
  }
  found.sort((one, other) => other[0] - one[0] || other[1] - one[1] || one[2] - other[2]);
  return found.slice(0, limit).map((each) => each[2]);
}
