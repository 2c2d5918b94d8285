import { element, span } from "../_page/dom.js";
import { citation } from "./cite.js";
import { markOf } from "./signs.js";
import { fromRuleAlone } from "./state.js";
import { NOT_STATED, capital, effectWord, grouped, isSerious, listed, nameOf, partName, sentence, small } from "./words.js";

/** @typedef {import("./types").Option} Option */
/** @typedef {import("./types").Result} Result */
/** @typedef {import("./types").Now} Now */
/** @typedef {import("./types").Limit} Limit */

/**
 * The parts of an option's panel that depend on the person: why it is here, what to ask first, what to tell.
 */

/**
 * @param {any} view
 * @param {Now} now
 * @param {Result} result
 * @returns {HTMLElement} each recommendation and rule that decided, with its citation
 */
export function whyItIsHere(view, now, result) {
  const { recommendations } = view.data;
  const items = result.recommendations.map((id) => recommendationItem(view, recommendations[id]));
  for (const id of result.dropped) items.push(droppedItem(view, recommendations[id]));
  if (!items.length) items.push(element("li", null, now.answer.guideline.name, " does not speak of it here",
    fromRuleAlone(result) ? ": the verdict is that of the safety rules." : "."));
  for (const limit of result.closed)
    items.push(limitItem(view, { ...limit, via: null }, "Not with " + partName(view.data, limit.via) + ": "));
  for (const limit of result.limits) items.push(limitItem(view, limit));
  return element("ul", null, items);
}

function recommendationItem(view, row) {
  const strength = row.strength ? span("rt-strength", row.strength) : null;
  const partners = row.only_with.length ? ["Only with ", partnerNames(view, row), ". "] : null;
  return item(view, row, strength, strength && " ", partners, sentence(row.statement));
}

function droppedItem(view, row) {
  return item(view, row, "Named only with ", partnerNames(view, row), ", which is ruled out for this person.");
}

/**
 * @param {any} view
 * @param {any} row a recommendation
 * @returns {string} the partners that it names
 */
export function partnerNames({ data }, row) {
  return listed(row.only_with.map((id) => partName(data, id)), "or");
}

/** A rule: what it asks for, of whom, why, and whose rule it is. */
function limitItem(view, limit, lead = "") {
  const { fact, via, borrowed } = limit;
  const row = view.data.rules[limit.rule];
  const effect = effectTag(row.effect, capital(effectWord(row.effect)));
  const who = fact === "itself" ? "" : ", " + small(row.condition);
  const standsIn = fact === "pregnancy:planning" && !/planning/i.test(row.condition);
  const notes = [
    standsIn && "no rule on planning was read", via && "through " + partName(view.data, via), placeOfLimit(view, limit),
  ].filter(Boolean);
  const note = notes.length ? span(borrowed ? "rt-borrowed" : "rt-place", " (" + notes.join("; ") + ")") : null;
  return item(view, row, lead, effect, who, note, ": ", sentence(row.reason));
}

/**
 * @param {any} view
 * @param {Limit[]} asked rules that could change the verdict and wait for an answer
 * @returns {HTMLElement | null}
 */
export function askList(view, asked) {
  const lines = [...grouped(asked, ({ fact }) => fact).values()];
  return lines.length ? element("ul", null, lines.map((limits) => askItem(view, limits))) : null;
}

/** "If pregnant: contraindicated", with every rule that says so. */
function askItem(view, limits) {
  const rows = limits.map((limit) => view.data.rules[limit.rule]);
  const [{ fact, via }] = limits;
  const [kind, status] = fact.split(":");
  // A rule for pregnancy may stand in for planning: the line names what would be said.
  const situation = kind === "pregnancy" ? nameOf(view.data.pregnancy_statuses, status) : rows[0].condition;
  const effect = effectTag(rows[0].effect, effectWord(rows[0].effect));
  const places = listed([...new Set(limits.map((limit) => placeOfLimit(view, limit)).filter(Boolean))]);
  const through = via && " through " + partName(view.data, via);
  return element("li", { data: { fact } },
    "If ", small(situation), ": ", effect, through, places && span("rt-place", " (" + places + ")"),
    rows.map((row) => [" ", citation(view, row.id)]), markOf({ unread: rows.some((row) => row.unread) }));
}

function placeOfLimit(view, { rule, borrowed }) {
  const { place } = view.data.rules[rule];
  if (borrowed) return "read for " + placeText(place) + " only";
  return place === "any" ? "" : place;
}

function effectTag(effect, words) {
  return element("span", { class: "rt-effect-word", data: { effect } }, words);
}

/**
 * @param {any} view
 * @param {string[]} ids of the rules that hold for everyone
 * @param {any[]} reactions the side effects of the option
 * @returns {HTMLElement | null} advice for everyone, and what helps against the common side effects
 */
export function tellThePerson(view, ids, reactions) {
  const advice = ids.map((id) => adviceItem(view, view.data.rules[id]));
  const items = [...advice, ...manageItems(view, reactions)];
  return items.length ? element("ul", null, items) : null;
}

function adviceItem(view, row) {
  const whom = row.condition === "any patient" ? null : [span("rt-lead", capital(row.condition)), ": "];
  return item(view, row, whom, sentence(whom ? small(row.reason) : capital(row.reason)));
}

const MOST_ADVICE = 5;

function eventOf(row) {
  const bracket = row.event.endsWith(")") ? row.event.indexOf(" (") : -1;
  return small(bracket < 0 ? row.event : row.event.slice(0, bracket));
}

/**
 * "Dry skin, redness: moisturise, apply less often." One line for each piece of advice; serious ones stand above.
 * Where labels advise differently on one side effect, a line for each says which ingredient it is about.
 */
function manageItems(view, reactions) {
  const rows = reactions.filter((row) => row.manage && !isSerious(row));
  const differing = [...grouped(rows, eventOf)].filter(([, some]) => new Set(some.map((row) => row.manage)).size > 1);
  const events = new Set(differing.map(([event]) => event));
  const topics = grouped(rows, (row) => (events.has(eventOf(row)) ? "on " + eventOf(row) : row.manage));
  return [...topics].slice(0, MOST_ADVICE).flatMap(([topic, some]) =>
    [...grouped(some, (row) => row.manage)].map(([, lines]) => manageItem(view, lines, topic !== lines[0].manage)));
}

function manageItem(view, rows, differs) {
  const row = rows.find((one) => !one.unread) || rows[0];
  const events = listed([...new Set(rows.map(eventOf))]);
  const ingredients = listed([...new Set(rows.map((one) => one.ingredient))]);
  const whose = differs ? span("rt-place", " (" + ingredients + ")") : null;
  return item(view, row, span("rt-lead", capital(events)), whose, ": ", small(sentence(row.manage)));
}

/**
 * @param {any} view
 * @param {Option} option
 * @returns {HTMLElement} how long before it works
 */
export function onset(view, option) {
  if (!option.onset) return element("p", { class: "rt-not-stated" }, capital(NOT_STATED) + ".");
  return element("p", null, sentence(option.onset), " ", citation(view, option.id, option.source));
}

/**
 * @param {any} view
 * @param {string[]} ids of rules that were read and do not decide
 * @returns {HTMLElement | null}
 */
export function besideIt(view, ids) {
  if (!ids.length) return null;
  return element("ul", null, ids.map((id) => {
    const row = view.data.rules[id];
    const why = row.why_not ? span("rt-place", " Does not decide: " + sentence(row.why_not)) : null;
    const whose = capital(row.condition) + " (" + placeText(row.place) + "): ";
    return item(view, row, whose, sentence(row.reason), why);
  }));
}

/**
 * @param {any} view
 * @param {any} row the row that it rests on
 * @param {...any} children
 * @returns {HTMLElement} a list item with its citation and, where nobody checked the row, the mark
 */
export function item(view, row, ...children) {
  return element("li", { data: { row: row.id } }, children, " ", citation(view, row.id), markOf(row));
}

function placeText(place) {
  if (!place || place === "any") return "everywhere";
  return /^(UK|EU|US)\b/.test(place) ? "the " + place : place;
}
