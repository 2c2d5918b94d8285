import { element, span } from "../_page/dom.js";
import { citation } from "./cite.js";
import { aboutEffects, effectsOf, measuredApart, sideEffects } from "./effects.js";
import { interactionRows, monitoringRows, pregnancyRows } from "./rows.js";
import { markOf, sign } from "./signs.js";
import { besidesOf } from "./state.js";
import { askList, besideIt, onset, tellThePerson, whyItIsHere } from "./why.js";
import { sentence } from "./words.js";

/** @typedef {import("./types").Result} Result */
/** @typedef {import("./types").Now} Now */

/**
 * What is told of an option, section by section. A section is made once for what it rests on and kept, so that a
 * choice writes only what it changes.
 * @typedef {{key: string, title: string, aside?: string, count?: number, body?: HTMLElement | null,
 *   fold?: (() => HTMLElement | null) | null, wrapper?: HTMLElement}} Section `fold` makes the body on first opening
 */

const SHORT = 3;
const MOST_KEPT = 600;

/**
 * Every section that has something to say, in reading order.
 * @param {any} view
 * @param {Now} now
 * @param {Result} result
 * @returns {Section[]}
 */
export function sectionsOf(view, now, result) {
  if (view.kept.size > MOST_KEPT) view.kept.clear();
  const option = view.data.options[result.id];
  const keep = (key, basis, make) => kept(view, [key, option.id, ...basis], () => ({ key, ...make() }));
  const { ask, advice, context } = besidesOf(now.answer, result);
  const limits = [...limitKeys(result.closed), "", ...limitKeys(result.limits)];
  const why = [now.answer.guideline.id, ...result.recommendations, ...result.dropped, ...limits];
  const effects = () => effectsOf(view.data, option);
  return [
    keep("why", why, () => ({ title: "Why it is here", body: whyItIsHere(view, now, result) })),
    keep("ask", limitKeys(ask), () => askSection(view, ask)),
    keep("effects", [], () => effectSection(view, option, effects())),
    keep("tell", advice, () => adviceSection(view, advice, effects())),
    keep("onset", [], () => ({ title: "How long before it works", body: onset(view, option) })),
    ...rowSections(view, option, now.answer.region, keep),
    keep("about", [], () => foldedRows(view, "About each side effect", effects().reactions, aboutEffects)),
    keep("measured", [], () =>
      foldedRows(view, "Measured, not counted as people harmed", effects().others, measuredApart)),
    keep("context", context, () => foldedRows(view, "Also read, does not decide", context, besideIt)),
    keep("notes", [], () => ({ title: "Strengths, age and market", fold: () => productNotes(view, option) })),
  ];
}

/**
 * What was made for the same basis before, or else is made now.
 * @template T
 * @param {any} view
 * @param {any[]} basis
 * @param {() => T} make
 * @returns {T}
 */
export function kept(view, basis, make) {
  const key = basis.join();
  if (!view.kept.has(key)) view.kept.set(key, make());
  return view.kept.get(key);
}

function limitKeys(limits) {
  return limits.map((limit) => limit.rule + limit.fact + limit.via + limit.borrowed);
}

function askSection(view, ask) {
  return { title: "Ask first", aside: "could change the answer", body: askList(view, ask) };
}

function effectSection(view, option, { reactions }) {
  const known = reactions.some((row) => row.low !== null || row.high !== null);
  const aside = known ? "of 100 people, how many (range in the labels)" : "";
  return { title: "Side effects", aside, body: sideEffects(view, option, reactions) };
}

function adviceSection(view, advice, { reactions }) {
  const aside = "for everyone; what to tell the person";
  return { title: "Advice", aside, body: tellThePerson(view, advice, reactions) };
}

/** A few rows are shown at once, more are folded. */
function rowSections(view, option, region, keep) {
  const { monitoring, pregnancy, interactions } = option;
  const show = (ids, make) => (ids.length > SHORT ? { fold: make } : { body: make() });
  const rows = (title, ids, make) => ({ title, count: ids.length, ...show(ids, make) });
  const placed = "Pregnancy and breastfeeding, by place";
  return [
    keep("monitoring", region, () => rows("Monitoring", monitoring, () => monitoringRows(view, option, region))),
    keep("pregnancy", region, () => rows(placed, pregnancy, () => pregnancyRows(view, option, region))),
    keep("interactions", [], () => rows("Interactions", interactions, () => interactionRows(view, option))),
  ];
}

function foldedRows(view, title, rows, make) {
  return { title, count: rows.length, fold: rows.length ? () => make(view, rows) : null };
}

function productNotes(view, option) {
  const { strengths, course, age_note, market_note } = option;
  const told = Object.entries({ Strengths: strengths, Course: course, Age: age_note, Market: market_note });
  const items = told.filter(([, text]) => text).map(([name, text]) =>
    element("li", null, span("rt-lead", name), ": ", sentence(text)));
  const source = ["Source ", citation(view, option.id, option.source), markOf(option)];
  return element("div", null, element("ul", null, items), element("p", { class: "rt-quiet" }, source));
}

/**
 * @param {Section} section
 * @returns {boolean}
 */
export function hasSomething(section) {
  return Boolean(section.body || section.fold);
}

/**
 * A section with its heading, wrapped once. Side by side it may have lent its body to the other view.
 * @param {any} view
 * @param {Section} section
 * @returns {HTMLElement}
 */
export function sectionElement(view, section) {
  const { key, wrapper, body, fold } = section;
  if (!wrapper) {
    const heading = sectionTitle(section);
    const folded = () => foldedSection(view, key, heading, () => bodyOf(section));
    section.wrapper = fold ? folded() : plainSection(key, heading, body);
  } else if (fold) /** @type {HTMLDetailsElement} */ (wrapper).open = view.open.has(key);
  else if (body.parentNode !== wrapper) wrapper.append(body);
  return section.wrapper;
}

/**
 * @param {Section} section
 * @returns {HTMLElement | null} its body; a folded one is made now and kept
 */
export function bodyOf(section) {
  section.body ??= section.fold ? section.fold() : null;
  return section.body;
}

/**
 * @param {Section} section
 * @returns {any[]} its title, its count and what is added quietly
 */
export function sectionTitle({ key, title, count, aside }) {
  return [
    key === "ask" ? sign("ask") : null, title,
    count ? span("rt-count", String(count)) : null, aside ? span("rt-section-aside", aside) : null,
  ];
}

/**
 * @param {string} key
 * @param {any} heading
 * @param {any} body
 * @returns {HTMLElement} a section that is always open
 */
export function plainSection(key, heading, body) {
  const title = element("h4", { class: "rt-section-title" }, heading);
  return element("div", { class: "rt-section", data: { section: key } }, title, body);
}

/**
 * A section that opens, and is filled when it does. Whether it is open is remembered for the next option.
 * @param {any} view
 * @param {string} key
 * @param {any} heading
 * @param {() => HTMLElement | null} make
 * @returns {HTMLElement}
 */
export function foldedSection(view, key, heading, make) {
  const fillOnce = () => {
    const body = make();
    if (body && body.parentNode !== details) details.append(body);
  };
  const onToggle = () => {
    view.open[details.open ? "add" : "delete"](key);
    if (details.open) fillOnce();
  };
  const title = element("summary", { class: "rt-section-title" }, heading);
  const props = { class: "rt-section", data: { section: key }, open: view.open.has(key), on: { toggle: onToggle } };
  const details = element("details", props, title);
  if (details.open) fillOnce();
  return details;
}
