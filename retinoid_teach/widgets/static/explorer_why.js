import { element } from "./dom.js";
import { citation } from "./explorer_cite.js";
import { sign, unreadMark } from "./explorer_signs.js";
import { NOT_STATED, capital, effectWord, listed, sentence, small, splitName } from "./explorer_words.js";

/**
 * The parts of an option's panel that depend on the person: why it is here, what to ask first, what to tell.
 */

/**
 * @param {any} view
 * @param {any} now
 * @param {any} result
 * @returns {HTMLElement} each recommendation and rule that decided, with its citation
 */
export function whyItIsHere(view, now, result) {
  const { recommendations } = view.data;
  const items = result.recommendations.map((id) => recommendationItem(view, recommendations[id]));
  for (const id of result.dropped) items.push(droppedItem(view, recommendations[id]));
  if (!items.length) items.push(element("li", null, now.answer.guideline.name + " does not speak of it here."));
  for (const limit of result.limits) items.push(limitItem(view, limit));
  return element("ul", null, items);
}

function recommendationItem(view, row) {
  const strength = row.strength ? element("span", { class: "rt-strength" }, row.strength) : null;
  const partners = row.only_with.length ? ["Only with ", partnerNames(view, row), ". "] : null;
  return item(view, row, strength, strength && " ", partners, sentence(row.statement));
}

function droppedItem(view, row) {
  return item(view, row, "Named only with ", partnerNames(view, row), ", which is ruled out for this person.");
}

function partnerNames(view, row) {
  return listed(row.only_with.map((id) => small(splitName(view.data.options[id].name).name)), "or");
}

/** A rule: what it asks for, of whom, why, and whose rule it is. */
function limitItem(view, { rule, fact, via, borrowed }) {
  const row = view.data.rules[rule];
  const effect = element("span", { class: "rt-effect-word", data: { effect: row.effect } }, capital(effectWord(row.effect)));
  const who = fact === "itself" ? "" : ", " + small(row.condition);
  const notes = [];
  if (via) notes.push("through " + small(splitName(view.data.options[via].name).name));
  if (borrowed) notes.push("read for " + placeText(row.place) + " only");
  else if (row.place && row.place !== "any") notes.push(row.place);
  const note = notes.length ? element("span", { class: borrowed ? "rt-borrowed" : "rt-place" }, " (" + notes.join("; ") + ")") : null;
  return item(view, row, effect, who, note, ": ", sentence(row.reason));
}

/**
 * @param {any} view
 * @param {any[]} asked rules that could change the verdict and wait for an answer
 * @returns {HTMLElement | null}
 */
export function askList(view, asked) {
  const byFact = new Map();
  for (const limit of asked) byFact.set(limit.fact, [...(byFact.get(limit.fact) || []), limit]);
  return byFact.size ? element("ul", null, [...byFact.values()].map((limits) => askItem(view, limits))) : null;
}

/** "If pregnant: contraindicated", with every rule that says so. */
function askItem(view, limits) {
  const rows = limits.map((limit) => view.data.rules[limit.rule]);
  const effect = element("span", { class: "rt-effect-word", data: { effect: rows[0].effect } }, effectWord(rows[0].effect));
  const places = listed([...new Set(rows.map((row, at) => (limits[at].borrowed ? "read for " + placeText(row.place) + " only" : row.place)).filter((place) => place && place !== "any"))]);
  const via = limits[0].via ? " through " + small(splitName(view.data.options[limits[0].via].name).name) : "";
  return element("li", { data: { fact: limits[0].fact } }, "If ", small(rows[0].condition), ": ", effect, via, places && element("span", { class: "rt-place" }, " (" + places + ")"),
    rows.map((row) => [" ", citation(view, row.id)]), rows.some((row) => row.unread) ? [" ", unreadMark()] : null);
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
  const whom = row.condition === "any patient" ? null : [element("span", { class: "rt-lead" }, capital(row.condition)), ": "];
  return item(view, row, whom, sentence(whom ? small(row.reason) : capital(row.reason)));
}

const MOST_ADVICE = 5;

/** "Dry skin, redness: moisturise, apply less often." One line for each piece of advice; serious ones stand above. */
function manageItems(view, reactions) {
  const groups = new Map();
  for (const row of reactions) {
    if (!row.manage || row.seriousness === "serious") continue;
    if (!groups.has(row.manage)) groups.set(row.manage, []);
    groups.get(row.manage).push(row);
  }
  return [...groups].slice(0, MOST_ADVICE).map(([manage, rows]) => {
    const events = [...new Set(rows.map((row) => small(row.event.replace(/ \(.*\)$/, ""))))];
    return item(view, rows[0], element("span", { class: "rt-lead" }, capital(listed(events))), ": ", small(sentence(manage)));
  });
}

/**
 * @param {any} view
 * @param {any} option
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
    const why = row.why_not ? element("span", { class: "rt-place" }, " Does not decide: " + sentence(row.why_not)) : null;
    return item(view, row, capital(small(row.condition)) + " (" + placeText(row.place) + "): ", sentence(row.reason), why);
  }));
}

/**
 * @param {any} view
 * @param {any} row the row that it rests on
 * @param {...any} children
 * @returns {HTMLElement} a list item with its citation and, where nobody checked the row, the mark
 */
export function item(view, row, ...children) {
  return element("li", { data: { row: row.id } }, children, " ", citation(view, row.id), row.unread ? [" ", unreadMark()] : null);
}

/**
 * @param {string} title
 * @returns {any[]} a title with the sign of a question
 */
export function askTitle(title) {
  return [sign("ask"), title];
}

function placeText(place) {
  if (!place || place === "any") return "everywhere";
  return /^(UK|EU|US)\b/.test(place) ? "the " + place : place;
}
