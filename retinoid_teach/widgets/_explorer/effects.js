import { element, span } from "../_page/dom.js";
import { citation } from "./cite.js";
import { markOf, seriousSign } from "./signs.js";
import { item } from "./why.js";
import { frequencyText, grouped, isSerious, plural, rangeText, sentence, small } from "./words.js";

/** @typedef {import("./types").Data} Data */
/** @typedef {import("./types").Option} Option */

/**
 * What an option does to people: ranges out of 100, serious ones first. Only reactions count as people harmed.
 */

const SHOWN = 8;

/**
 * @param {Data} data
 * @param {Option} option
 * @returns {{reactions: any[], others: any[]}} the effects of the option, serious reactions first
 */
export function effectsOf(data, option) {
  const rows = option.effects.map((id) => data.effects[id]);
  const reactions = rows.filter((row) => row.kind === "reaction").sort((a, b) => isSerious(b) - isSerious(a));
  return { reactions, others: rows.filter((row) => row.kind !== "reaction") };
}

/**
 * @param {any} view
 * @param {Option} option
 * @param {any[]} reactions
 * @returns {HTMLElement}
 */
export function sideEffects(view, option, reactions) {
  const serious = reactions.filter(isSerious);
  const others = reactions.filter((row) => !isSerious(row));
  const [shown, folded] = others.length > SHOWN + 2 ? firstTold(others) : [others, []];
  const several = new Set(reactions.map((row) => row.ingredient)).size > 1;
  const apart = (rows) =>
    [...grouped(rows, ({ ingredient }) => ingredient)].map(([name, some]) => namedList(view, name, some));
  const lists = (rows) => (several ? apart(rows) : effectList(view, rows));
  return element("div", null,
    option.uncollected.map((name) => uncollected(name)),
    reactions.length ? axis() : null,
    serious.length ? effectList(view, serious, several) : null,
    lists(shown),
    folded.length ? element("details", { class: "rt-fold" }, foldTitle(folded), lists(folded)) : null,
    reactions.length ? labelNote(reactions) : null);
}

function effectList(view, rows, named = false) {
  return element("ul", { class: "rt-effects", role: "list" }, rows.map((row) => effectRow(view, row, named)));
}

function namedList(view, ingredient, rows) {
  return [element("div", { class: "rt-ingredient" }, ingredient), effectList(view, rows)];
}

function foldTitle(rows) {
  return element("summary", null, plural(rows.length, "more side effect"));
}

/** Those with a percent or a common class stay in sight, in the order of their rows: never ranked by percent. */
function firstTold(rows) {
  const told = (row) => rangeText(row) !== "" || /common/.test(row.frequency || "") && row.frequency !== "uncommon";
  const shown = new Set([...rows.filter(told), ...rows.filter((row) => !told(row))].slice(0, SHOWN));
  return [rows.filter((row) => shown.has(row)), rows.filter((row) => !shown.has(row))];
}

function uncollected(name) {
  return element("p", { class: "rt-uncollected", data: { uncollected: name } },
    "Side effects not collected: " + name + ". That is a gap in these tables, not a sign of safety.");
}

function axis() {
  const ticks = [0, 25, 50, 75, 100].map((value) => element("span", null, String(value)));
  return element("div", { class: "rt-axis", "aria-hidden": "true" }, span("rt-axis-scale", ticks));
}

function labelNote(reactions) {
  const counted = reactions.filter((row) => rangeText(row)).length;
  if (counted < 2) return null;
  return element("p", { class: "rt-quiet" },
    "Labels count in different ways, with other vehicles and people: read the figures side by side, do not rank them.");
}

function effectRow(view, row, named) {
  const serious = isSerious(row);
  const range = rangeText(row);
  const ingredient = named ? span("rt-aside", " " + row.ingredient) : null;
  const mark = serious ? span("rt-serious", seriousSign(), "serious") : null;
  return element("li", { class: "rt-effect", data: { row: row.id, seriousness: row.seriousness } },
    span("rt-effect-name", row.event, mark && [" ", mark], ingredient),
    span("rt-effect-scale", range ? bar(row) : null, effectWords(row, range, serious)),
    span("rt-effect-range", range && [range, span("rt-unseen", " of 100")], " ", citation(view, row.id)));
}

function effectWords(row, range, serious) {
  const crosses = range && (!row.frequency || row.frequency === "unknown");
  const words = [];
  if (!range || crosses) words.push(frequencyText(row.frequency, Boolean(range)));
  if (serious && row.manage) words.push(small(row.manage));
  return [
    words.length ? span("rt-effect-words", words.join(" \u00b7 ")) : null,
    markOf(row),
  ];
}

/** A bar from low to high on the axis from 0 to 100; one figure is a short stroke. */
function bar({ low, high }) {
  const from = low ?? 0;
  const to = high ?? low ?? 0;
  const style = { "--rt-from": from + "%", "--rt-width": Math.max(to - from, 0) + "%" };
  return element("span", { class: "rt-track", "aria-hidden": "true" }, element("span", { class: "rt-bar", style }));
}

/**
 * @param {any} view
 * @param {any[]} rows of the kinds that are not reactions
 * @returns {HTMLElement}
 */
export function measuredApart(view, rows) {
  return element("ul", null, rows.map((row) => {
    const range = rangeText(row) && ": " + rangeText(row) + " %";
    return item(view, row, row.event, range, ". ", row.know && sentence(row.know));
  }));
}

/**
 * @param {any} view
 * @param {any[]} rows
 * @returns {HTMLElement} what is worth knowing about each side effect: when, what it means, what helps
 */
export function aboutEffects(view, rows) {
  const told = rows.filter((row) => row.know || row.onset || row.manage);
  return element("ul", null, told.map((row) => {
    const texts = [row.know, row.onset && "When: " + row.onset, row.manage].filter(Boolean);
    return item(view, row, span("rt-lead", row.event), ": ", texts.map(sentence).join(" "));
  }));
}
