import { element, webLink } from "./dom.js";

/**
 * Texts that cite rows, as `[GS008]` or `[P009.value]`, and the list of the sources behind them.
 */

/** @typedef {import("./types").Cited} Cited */

/** With the space before it, which goes where the citation goes. */
const CITATION = /\s*\[([A-Za-z][A-Za-z0-9_-]*\d)(?:\.[a-z][a-z0-9_]*)?\]/g;

/**
 * Split a text at its citations; each becomes a small label that names its source.
 * @param {string} text
 * @param {Cited} cited
 * @returns {(string | HTMLElement)[]}
 */
export function withCitations(text, cited) {
  const pieces = [];
  let end = 0;
  for (const found of text.matchAll(CITATION)) {
    if (!Object.hasOwn(cited.rows, found[1])) continue;
    pieces.push(text.slice(end, found.index), citedLabel(found[1], cited));
    end = found.index + found[0].length;
  }
  return [...pieces, text.slice(end)];
}

/**
 * A text for the ear: without what `withCitations` makes a label of, and with what it leaves on the screen.
 * @param {string} text
 * @param {Cited} cited
 * @returns {string}
 */
export function withoutCitations(text, cited) {
  return text.replace(CITATION, (found, id) => (Object.hasOwn(cited.rows, id) ? "" : found));
}

/**
 * @param {string} id of a row
 * @param {Cited} cited
 * @returns {HTMLElement} its label, which names its source
 */
export function citedLabel(id, { rows, sources }) {
  const [first, place, ...others] = rows[id];
  const citations = [first, ...others].map((source) => sources[source][0]).join("; ");
  const title = [citations, place].filter(Boolean).join(", ");
  return element("sup", { class: "rt-cited", title }, element("span", { class: "rt-unseen" }, " row "), id);
}

/**
 * Ids of the rows that texts cite, each once.
 * @param {string[]} texts
 * @param {Cited} cited
 * @returns {string[]}
 */
export function rowsCited(texts, cited) {
  const found = texts.flatMap((text) => [...text.matchAll(CITATION)].map((one) => one[1]));
  return [...new Set(found)].filter((id) => Object.hasOwn(cited.rows, id));
}

/**
 * A folded list: each source once, with the rows that came from it; null where there is none.
 * @param {string[]} ids of rows
 * @param {Cited} cited
 * @returns {HTMLElement | null}
 */
export function sourceList(ids, cited) {
  const bySource = new Map();
  for (const id of ids) {
    const [first, place, ...others] = cited.rows[id];
    for (const source of [first, ...others]) {
      if (!bySource.has(source)) bySource.set(source, new Map());
      const places = bySource.get(source);
      places.set(place, [...(places.get(place) || []), id]);
    }
  }
  if (!bySource.size) return null;
  const items = [...bySource].map(([source, places]) => item(cited.sources[source], places));
  return element(
    "details",
    { class: "rt-cited-sources" },
    element("summary", { class: "rt-fold" }, "Sources (" + bySource.size + ")"),
    element("ul", null, items),
  );
}

function item([citation, address], places) {
  const where = [...places].map(([place, ids]) => ids.join(", ") + (place ? ": " + place : ""));
  return element("li", null, webLink(address, citation), " (" + where.join("; ") + ")");
}
