/**
 * Which lines of a table are shown, and in which order.
 */

/** @typedef {import("./types").Cell} Cell */
/** @typedef {import("./types").Line} Line */

/**
 * A cell is sent as its text alone where there is no more to say of it: a lesson stores hundreds.
 * @param {import("./types").SentLine[]} lines as sent
 * @returns {Line[]}
 */
export function unpackedLines(lines) {
  return lines.map((line) => ({ ...line, cells: line.cells.map(unpackedCell) }));
}

/** @param {string | Cell} cell @returns {Cell} */
function unpackedCell(cell) {
  if (typeof cell !== "string") return cell;
  return { entries: cell ? [[cell]] : [] };
}

/**
 * Sort and filter. What has one number comes first, by number; then what is text or disputed, by text; what is
 * not recorded is always last. Lines that are equal keep the order given.
 * @param {Line[]} lines
 * @param {{column: number, descending: boolean, filter: string, visible: number[]}} how column -1: the order given
 * @returns {Line[]}
 */
export function linesShown(lines, { column, descending, filter, visible }) {
  const found = lines.filter((line) => contains(line, filter.trim().toLowerCase(), visible));
  if (column < 0) return found;
  const order = (one, other) => compare(one.cells[column], other.cells[column], descending ? -1 : 1);
  return [...found].sort(order);
}

/** @param {Line} line @param {string} wanted @param {number[]} visible */
function contains({ name, marks = [], cells }, wanted, visible) {
  const texts = [name, ...marks, ...visible.map((column) => cellText(cells[column]))];
  return texts.some((text) => text.toLowerCase().includes(wanted));
}

/** @param {Cell} one @param {Cell} other @param {1 | -1} direction */
function compare(one, other, direction) {
  const rank = kind(one) - kind(other);
  if (rank) return rank;
  if (kind(one) === 0) return direction * (one.number - other.number);
  return direction * cellText(one).localeCompare(cellText(other), "en", { numeric: true });
}

/** @param {Cell} cell */
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
