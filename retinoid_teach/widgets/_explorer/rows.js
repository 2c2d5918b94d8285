import { element, span } from "../_page/dom.js";
import { item } from "./why.js";
import { capital, isLocal, plural, sentence } from "./words.js";

/** @typedef {import("./types").Option} Option */

/**
 * Monitoring, pregnancy rules and interactions of an option. What holds in the chosen region comes first; what was
 * read elsewhere is folded below it, with its place.
 */

/**
 * @param {any} view
 * @param {Option} option
 * @param {string[]} regions
 * @returns {HTMLElement | null}
 */
export function monitoringRows(view, option, regions) {
  const rows = option.monitoring.map((id) => view.data.monitoring[id]);
  return byPlace(rows, regions, (row) =>
    item(view, row, span("rt-lead", capital(row.what)), ": ", sentence(row.when || "time not stated"), placeTag(row)));
}

/**
 * @param {any} view
 * @param {Option} option
 * @param {string[]} regions
 * @returns {HTMLElement | null}
 */
export function pregnancyRows(view, option, regions) {
  const rows = option.pregnancy.map((id) => view.data.pregnancy[id]);
  return byPlace(rows, regions, (row) =>
    item(view, row, span("rt-lead", capital(row.status || "status not stated")), ingredientOf(rows, row), ". ",
      row.rule && sentence(row.rule), row.programme && " Programme: " + sentence(row.programme), placeTag(row)));
}

/**
 * @param {any} view
 * @param {Option} option
 * @returns {HTMLElement | null}
 */
export function interactionRows(view, option) {
  const rows = option.interactions.map((id) => view.data.interactions[id]);
  if (!rows.length) return null;
  return element("ul", null, rows.map((row) =>
    item(view, row, span("rt-lead", capital(row.a) + " with " + row.b), ": ",
      sentence(row.effect), " ", row.advice && sentence(row.advice))));
}

function ingredientOf(rows, row) {
  return new Set(rows.map((one) => one.ingredient)).size > 1 ? " (" + row.ingredient + ")" : "";
}

function placeTag(row) {
  return row.place && row.place !== "any" ? span("rt-place", " " + row.place) : null;
}

function byPlace(rows, regions, show) {
  if (!rows.length) return null;
  const here = rows.filter((row) => isLocal(row.place, regions));
  const elsewhere = rows.filter((row) => !here.includes(row));
  const list = (some) => element("ul", null, some.map(show));
  const nothing = element("p", { class: "rt-quiet" }, "Nothing was read for " + regions.join(", ") + ".");
  if (!elsewhere.length) return list(here);
  const title = plural(elsewhere.length, "row") + " read for other places";
  return element("div", null, here.length ? list(here) : nothing,
    element("details", { class: "rt-fold" }, element("summary", null, title), list(elsewhere)));
}
