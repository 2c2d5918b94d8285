/**
 * Which drugs are shown, and in which order.
 */

/** @typedef {{entries: [string, string, number?][], number?: number, conflict?: boolean}} Cell */
/** @typedef {{name: string, cells: Cell[]}} Drug */

/**
 * Sort and filter. What has one number comes first, by number; then what is text or disputed, by text; what is
 * not recorded is always last. Drugs that are equal keep the order given.
 * @param {Drug[]} drugs
 * @param {{column: number, descending: boolean, filter: string, visible: number[]}} how column -1: the order given
 * @returns {Drug[]}
 */
export function drugsShown(drugs, { column, descending, filter, visible }) {
  const found = drugs.filter((drug) => contains(drug, filter.trim().toLowerCase(), visible));
  if (column < 0) return found;
  const order = (one, other) => compare(one.cells[column], other.cells[column], descending ? -1 : 1);
  return [...found].sort(order);
}

function contains(drug, wanted, visible) {
  const texts = [drug.name, ...visible.map((column) => cellText(drug.cells[column]))];
  return texts.some((text) => text.toLowerCase().includes(wanted));
}

function compare(one, other, direction) {
  const rank = kind(one) - kind(other);
  if (rank) return rank;
  if (kind(one) === 0) return direction * (one.number - other.number);
  return direction * cellText(one).localeCompare(cellText(other), "en", { numeric: true });
}

function kind({ entries, number }) {
  if (!entries.length) return 2;
  return number === undefined ? 1 : 0;
}

/**
 * @param {Cell} cell
 * @returns {string}
 */
export function cellText({ entries, conflict }) {
  return entries.map(([value]) => value).join(conflict ? "; but " : "; ");
}
