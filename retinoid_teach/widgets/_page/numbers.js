import { element } from "./dom.js";

/**
 * Numbers as people type them. A field of the type `number` drops a comma without a word (1,17 becomes 117), so each
 * field is one of text. What stands in it is read here, or refused in words; nothing is guessed.
 */

/** @typedef {{value: number | null, refused: string}} Typed no value where nothing is typed, or `refused` says why not */

const SPACES = /[\s\u2000-\u200b]+/g;
const MINUS = /[\u2212\u2010-\u2013\ufe63\uff0d]/g;
const PLAIN = /^(\d+[.,]?|\d*[.,]\d+)(e[+-]?\d+)?$/i;
// Thousands in groups of three, and what parts them. A mark that comes twice, or before another, parts thousands.
const GROUPED = [
  [/^[1-9]\d{0,2}([ '\u2019]\d{3})+([.,]\d+)?$/, /[ '\u2019]/g],
  [/^[1-9]\d{0,2}((,\d{3})+\.\d+|(,\d{3}){2,})$/, /,/g],
  [/^[1-9]\d{0,2}((\.\d{3})+,\d+|(\.\d{3}){2,})$/, /\./g],
];
// One comma before three digits: a decimal mark to some, thousands to others. A point there is a decimal mark, as
// everywhere in the course.
const EITHER = /^[1-9]\d{0,2},\d{3}$/;

/**
 * @param {string} typed
 * @param {string} [unit] that may stand after the number
 * @returns {Typed}
 */
export function readNumber(typed, unit = "") {
  const text = typed.replace(SPACES, " ").replace(MINUS, "-").trim();
  if (!text) return { value: null, refused: "" };
  const [, sign, digits] = /^([+-]?) ?(.*)$/.exec(withoutUnit(text, unit));
  if (EITHER.test(digits)) return refuse(text, "can be read in two ways: write " + bothWays(sign, digits));
  const grouped = GROUPED.find(([form]) => form.test(digits));
  if (!grouped && !PLAIN.test(digits)) return refuse(text, "cannot be read as a number here: write digits, such as 12.5");
  const value = Number(sign + (grouped ? digits.replace(grouped[1], "") : digits).replace(",", "."));
  return Number.isFinite(value) ? { value, refused: "" } : refuse(text, "is too large");
}

function withoutUnit(text, unit) {
  const same = unit === "%" ? ["%", "percent", "per cent"] : [unit, unit + "s", unit.replace(/s$/, "")];
  const found = unit && same.find((name) => text.toLowerCase().endsWith(name.toLowerCase()));
  return found ? text.slice(0, -found.length).trimEnd() : text;
}

function bothWays(sign, digits) {
  return sign + digits.replace(",", ".") + " or " + sign + digits.replace(",", "");
}

function refuse(text, why) {
  return { value: null, refused: "\u201c" + text + "\u201d " + why + "." };
}

/**
 * @param {Record<string, any>} props of the element
 * @returns {HTMLInputElement} a field for a number
 */
export function numberField({ class: name = "", ...props }) {
  return element("input", { type: "text", inputmode: "decimal", autocomplete: "off", class: "rt-field " + name, ...props });
}
