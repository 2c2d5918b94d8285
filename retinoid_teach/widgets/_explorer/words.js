/** @typedef {import("./types").Data} Data */
/** @typedef {import("./types").Effect} Effect */

/**
 * The explorer's vocabulary: what a verdict, an effect, a range and a place are called on the screen.
 */

/** Groups in the order in which they are shown. The sign is for plain text; signs.js draws it. */
export const GROUPS = [
  { id: "first_line", word: "First line", sign: "\u2714" },
  { id: "alternative", word: "Alternative", sign: "\u25cb" },
  { id: "maintenance", word: "Maintenance", sign: "\u21bb" },
  { id: "avoid", word: "Avoid", sign: "\u25b3" },
  { id: "contraindicated", word: "Contraindicated", sign: "\u2716" },
  { id: "not_mentioned", word: "Not mentioned by this guideline", sign: "\u2013" },
];

export const NOT_STATED = "not stated in what was read";

const WORDS = Object.fromEntries(GROUPS.map((group) => [group.id, group.word]));

/**
 * @param {string} verdict
 * @returns {string} such as "First line"
 */
export function verdictWord(verdict) {
  return verdict === "not_mentioned" ? "Not mentioned" : WORDS[verdict];
}

/**
 * @param {string} effect of a rule, such as "allowed_with_conditions"
 * @returns {string}
 */
export function effectWord(effect) {
  return effect.replaceAll("_", " ");
}

/**
 * @param {string} text
 * @returns {string} with a capital first letter
 */
export function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/**
 * @param {string} text
 * @returns {string} with a small first letter, unless the first word is an abbreviation or a name in capitals
 */
export function small(text) {
  return /^[A-Z][a-z ]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}

/**
 * @param {string} text
 * @returns {string} ending as a sentence does
 */
export function sentence(text) {
  return /[.!?]$/.test(text) ? text : text + ".";
}

/**
 * @param {number} count
 * @param {string} one
 * @param {string} [many]
 * @returns {string} such as "1 option", "9 options"
 */
export function plural(count, one, many = one + "s") {
  return count + " " + (count === 1 ? one : many);
}

/**
 * @param {string[]} words
 * @param {string} [last]
 * @returns {string} "a, b and c"
 */
export function listed(words, last = "and") {
  if (words.length < 2) return words.join("");
  return words.slice(0, -1).join(", ") + " " + last + " " + words[words.length - 1];
}

/**
 * Split "Adapalene + benzoyl peroxide (Epiduo)" into what it is and what is added in brackets.
 * @param {string} name
 * @returns {{name: string, aside: string}}
 */
export function splitName(name) {
  const found = /^(.+?) (\([^()]*\))$/.exec(name);
  return found ? { name: found[1], aside: found[2] } : { name, aside: "" };
}

/**
 * @param {Data} data
 * @param {string} option
 * @returns {string} its name without what stands in brackets
 */
export function shortName(data, option) {
  return splitName(data.options[option].name).name;
}

/**
 * @param {Data} data
 * @param {string} option
 * @returns {string} the same inside a sentence
 */
export function partName(data, option) {
  return small(shortName(data, option));
}

/**
 * @param {Effect} effect
 * @returns {any} whether it is a serious one
 */
export function isSerious({ seriousness }) {
  return seriousness === "serious";
}

/**
 * @param {any[]} rows
 * @param {(row: any) => any} keyOf
 * @returns {Map<any, any[]>} the rows of each key, in the order of their first
 */
export function grouped(rows, keyOf) {
  const groups = new Map();
  for (const row of rows) groups.set(keyOf(row), [...(groups.get(keyOf(row)) || []), row]);
  return groups;
}

/**
 * How many of 100 people, as its row gives it.
 * @param {{low: number | null, high: number | null}} effect
 * @returns {string} "6–28", "14", "up to 13", or "" where no percent is known
 */
export function rangeText({ low, high }) {
  const known = (value) => value !== null && value !== undefined;
  if (!known(low) && !known(high)) return "";
  if (!known(low)) return "up to " + high;
  if (!known(high)) return low + " or more";
  return low === high ? String(low) : low + "\u2013" + high;
}

/**
 * @param {string | null} frequency a label's class of frequency
 * @param {boolean} hasPercent
 * @returns {string} the words that stand beside, or in place of, a percent
 */
export function frequencyText(frequency, hasPercent) {
  const known = frequency && frequency !== "unknown";
  if (hasPercent) return known ? frequency : "its source gives no single class of frequency";
  return known ? frequency : "frequency not known";
}

/**
 * Whether a row's place is one of the regions that speak, or everywhere.
 * @param {string | null} place such as "UK/EU" or "any"
 * @param {string[]} regions
 * @returns {boolean}
 */
export function isLocal(place, regions) {
  const words = (place || "any").split(/[;,/&]|\band\b/).map((word) => word.trim());
  return words.some((word) => word === "any" || regions.includes(word));
}

/**
 * @param {Data} data
 * @param {string[]} regions
 * @returns {string} such as "UK, EU and US"
 */
export function regionText(data, regions) {
  return listed(regions.map((id) => (id.length > 3 ? nameOf(data.regions, id) : id)));
}

/**
 * @param {{id: any, name?: string, label?: string}[]} rows
 * @param {any} id
 * @returns {string} the name or label of a row, or its id
 */
export function nameOf(rows, id) {
  const row = rows.find((one) => one.id === id);
  return row ? row.name || row.label || String(id) : String(id);
}
