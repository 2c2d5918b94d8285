import { element, span } from "../_page/dom.js";
import { besidesOf } from "./state.js";

/** @typedef {import("./types").Data} Data */
/** @typedef {import("./types").Now} Now */

/**
 * Citations: a row's id, small, that leads to its source in the list at the foot.
 */

const TABLES = ["recommendations", "rules", "effects", "monitoring", "interactions", "pregnancy"];

/**
 * @param {Data} data
 * @param {string} id
 * @returns {import("./types").Citable | null}
 */
export function rowOf(data, id) {
  for (const table of TABLES) if (Object.hasOwn(data[table], id)) return data[table][id];
  return data.crosswalk_rows[id] || (Object.hasOwn(data.options, id) ? data.options[id] : null);
}

/**
 * Crosswalk cells by their own id, so that they can be cited as other rows are.
 * @param {Data} data
 * @returns {Record<string, any>}
 */
export function crosswalkRows(data) {
  const cells = Object.values(data.crosswalk).flatMap((types) => Object.values(types));
  return Object.fromEntries(cells.filter(Boolean).map((cell) => [cell.id, cell]));
}

/**
 * @param {any} view
 * @param {string} id of a row
 * @param {string} [text] what is shown; the id unless said
 * @returns {HTMLElement}
 */
export function citation(view, id, text = id) {
  const row = rowOf(view.data, id);
  if (!row?.source) return element("span", { class: "rt-cite", data: { row: id } }, text);
  return element("a", {
    class: "rt-cite", href: "#" + view.id("source-" + row.source), data: { row: id, source: row.source },
    title: [row.source, row.locator].filter(Boolean).join(", "),
  }, text);
}

/**
 * A name, with what stands in brackets set more quietly.
 * @param {string | HTMLElement} name
 * @param {string} aside
 * @returns {any[]}
 */
export function withAside(name, aside) {
  return [name, aside && span("rt-aside", " " + aside)];
}

/**
 * The rows behind what is on the screen, in the order of the screen, each once.
 * @param {Now} now
 * @returns {string[]}
 */
export function citedRows({ data, state, answer, rows }) {
  const ids = new Set();
  const add = (list) => list.forEach((id) => ids.add(id));
  if (state.view === "compare") {
    for (const row of rows) for (const result of row.results) add(result.rows);
    return [...ids];
  }
  if (answer.category) ids.add(answer.category.id);
  for (const group of answer.groups) for (const result of group.results) add(result.rows);
  const open = [answer.chosen, answer.pinned].filter(Boolean);
  for (const result of open) add(optionRows(data, result, besidesOf(answer, result)));
  return [...ids];
}

function optionRows(data, result, { ask, advice, context }) {
  const option = data.options[result.id];
  const limits = [...result.limits, ...result.closed, ...ask].map((limit) => limit.rule);
  return [
    ...result.recommendations, ...result.dropped, ...limits, ...advice, ...context, option.id,
    ...option.effects, ...option.monitoring, ...option.pregnancy, ...option.interactions,
  ];
}

/**
 * Those rows by source.
 * @param {Data} data
 * @param {string[]} ids
 * @returns {Map<string, any[]>}
 */
export function bySource(data, ids) {
  const sources = new Map();
  for (const id of ids) {
    const row = rowOf(data, id);
    if (!row?.source) continue;
    if (!sources.has(row.source)) sources.set(row.source, []);
    sources.get(row.source).push(row);
  }
  return sources;
}
