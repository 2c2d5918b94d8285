/**
 * Numbers on their way from Python to the page, and as words.
 */

const RAISED = { "-": "\u207b", 0: "\u2070", 1: "\u00b9", 2: "\u00b2", 3: "\u00b3", 4: "\u2074", 5: "\u2075", 6: "\u2076", 7: "\u2077", 8: "\u2078", 9: "\u2079" };

/**
 * @param {DataView | undefined} bytes float32, little-endian, as Python sends an array
 * @returns {(number | null)[]} null where there is no number
 */
export function floatsOf(bytes) {
  if (!bytes) return [];
  return Array.from({ length: bytes.byteLength / 4 }, (_, at) => {
    const value = bytes.getFloat32(4 * at, true);
    return Number.isFinite(value) ? value : null;
  });
}

/**
 * @param {any} values
 * @returns {string} the same text for the same values, whatever the order of their keys
 */
export function keyOf(values) {
  return JSON.stringify(Object.entries(values || {}).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/**
 * A number beside an axis: 0.3, 12,000, 10\u2076.
 * @param {number | null} value
 * @returns {string}
 */
export function tickText(value) {
  if (value === null || value === undefined) return "";
  const size = Math.abs(value);
  if (size && (size >= 1e6 || size < 1e-3)) {
    const power = Math.floor(Math.log10(size) + 1e-9);
    const lead = Number((value / 10 ** power).toPrecision(2));
    const raised = [...String(power)].map((sign) => RAISED[sign]).join("");
    return (lead === 1 ? "" : lead + "\u00d7") + "10" + raised;
  }
  return Number(value.toPrecision(6)).toLocaleString("en-GB", { maximumFractionDigits: 6 });
}

/**
 * A slider's value with its unit: 80 mg.
 * @param {number} value
 * @param {string} [unit]
 * @returns {string}
 */
export function amountText(value, unit) {
  return tickText(value) + (unit ? "\u00a0" + unit : "");
}

/**
 * Keep a number and its unit on one line.
 * @param {string} text
 * @returns {string}
 */
export function unbroken(text) {
  return text.replace(/(\d) (?=[%a-z\u00b5])/g, "$1\u00a0");
}
