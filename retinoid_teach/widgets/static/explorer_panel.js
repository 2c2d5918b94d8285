import { arrange, element, fill } from "./dom.js";
import { citation } from "./explorer_cite.js";
import { aboutEffects, effectsOf, measuredApart, sideEffects } from "./explorer_effects.js";
import { interactionRows, monitoringRows, pregnancyRows } from "./explorer_rows.js";
import { sign, unreadMark } from "./explorer_signs.js";
import { besidesOf } from "./explorer_state.js";
import { askList, askTitle, besideIt, onset, tellThePerson, whyItIsHere } from "./explorer_why.js";
import { sentence, splitName, verdictWord } from "./explorer_words.js";

/**
 * The chosen option, section by section. A section is made once for what it rests on and kept, so that a choice
 * writes only what it changes.
 * @typedef {{key: string, title: any, aside?: string, count?: number, body: HTMLElement | null,
 *   fold?: () => HTMLElement, wrapper?: HTMLElement}} Section `fold` makes the body when the section is first opened
 */

const SHORT = 3;
const MOST_KEPT = 600;

/**
 * Every section of an option, in reading order; one without body and fold has nothing to say.
 * @param {any} view
 * @param {any} now
 * @param {any} result
 * @returns {Section[]}
 */
export function sectionsOf(view, now, result) {
  const option = view.data.options[result.id];
  if (view.kept.size > MOST_KEPT) view.kept.clear();
  const keep = (key, basis, make) => kept(view, [key, option.id, ...basis].join(), () => ({ key, ...make() }));
  const { ask, advice, context } = besidesOf(now.answer, result);
  const rules = (limits) => limits.map((limit) => limit.rule + limit.via + limit.borrowed);
  const effects = () => effectsOf(view.data, option);
  return [
    keep("why", [now.answer.guideline.id, ...result.recommendations, ...result.dropped, ...rules(result.limits)],
      () => ({ title: "Why it is here", body: whyItIsHere(view, now, result) })),
    keep("ask", rules(ask), () => ({ title: askTitle("Ask first"), aside: "could change the answer", body: askList(view, ask) })),
    keep("effects", [], () => effectSection(view, option, effects())),
    keep("tell", advice, () => ({ title: "Advice", aside: "for everyone; what to tell the person", body: tellThePerson(view, advice, effects().reactions) })),
    keep("onset", [], () => ({ title: "How long before it works", body: onset(view, option) })),
    ...rowSections(view, option, now.answer.region, keep),
    keep("about", [], () => aboutSection(view, effects())),
    keep("measured", [], () => measuredSection(view, effects())),
    keep("context", context, () => ({ title: "Also read, does not decide", count: context.length, fold: foldOf(context, () => besideIt(view, context)) })),
    keep("notes", [], () => ({ title: "Strengths, age and market", fold: () => productNotes(view, option) })),
  ];
}

function kept(view, key, make) {
  if (!view.kept.has(key)) view.kept.set(key, make());
  return view.kept.get(key);
}

function rowSections(view, option, region, keep) {
  const rows = (title, ids, make) => ({ title, count: ids.length, ...(ids.length > SHORT ? { fold: make } : { body: make() }) });
  return [
    keep("monitoring", region, () => rows("Monitoring", option.monitoring, () => monitoringRows(view, option, region))),
    keep("pregnancy", region, () => rows("Pregnancy and breastfeeding, by place", option.pregnancy, () => pregnancyRows(view, option, region))),
    keep("interactions", [], () => rows("Interactions", option.interactions, () => interactionRows(view, option))),
  ];
}

function effectSection(view, option, { reactions }) {
  const known = reactions.some((row) => row.low !== null || row.high !== null);
  return { title: "Side effects", aside: known ? "of 100 people, how many (range in the labels)" : "", body: sideEffects(view, option, reactions) };
}

function aboutSection(view, { reactions }) {
  return { title: "About each side effect", count: reactions.length, fold: foldOf(reactions, () => aboutEffects(view, reactions)) };
}

function measuredSection(view, { others }) {
  return { title: "Measured, not counted as people harmed", count: others.length, fold: foldOf(others, () => measuredApart(view, others)) };
}

function foldOf(rows, make) {
  return rows.length ? make : null;
}

function productNotes(view, option) {
  const rows = [["Strengths", option.strengths], ["Course", option.course], ["Age", option.age_note], ["Market", option.market_note]];
  const items = rows.filter(([, text]) => text).map(([name, text]) =>
    element("li", null, element("span", { class: "rt-lead" }, name), ": ", sentence(text)));
  return element("div", null, element("ul", null, items),
    element("p", { class: "rt-quiet" }, "Source ", citation(view, option.id, option.source), " ", option.unread ? unreadMark() : null));
}

/**
 * @param {any} view
 * @returns {import("./explorer_controls.js").Part}
 */
export function optionPanel(view) {
  const title = element("h3", { class: "rt-panel-title", id: view.id("panel-title"), tabindex: -1 });
  const about = element("div", { class: "rt-panel-about" });
  const sections = element("div", { class: "rt-sections" });
  const compare = compareWith(view);
  const panel = element("section", { class: "rt-panel", "aria-labelledby": title.id }, title, about, sections, compare.element);
  return {
    element: panel,
    update: (now) => {
      const result = now.answer.chosen;
      panel.hidden = !result;
      if (!result) return;
      panel.dataset.option = result.id;
      panel.dataset.verdict = result.verdict;
      const head = kept(view, ["head", result.id, result.verdict, result.would_be, result.with_conditions, result.checked].join(), () => ({
        title: element("span", null, optionTitle(view, result)), about: element("div", null, optionAbout(view, result)),
      }));
      arrange(title, [head.title]);
      arrange(about, [head.about]);
      arrange(sections, sectionsOf(view, now, result).filter((section) => section.body || section.fold).map((section) => sectionElement(view, section)));
      compare.update(now);
    },
  };
}

/**
 * @param {any} view
 * @param {any} result
 * @returns {any[]} the name, with what stands in brackets set more quietly
 */
export function optionTitle(view, result) {
  const { name, aside } = splitName(view.data.options[result.id].name);
  return [name, aside && element("span", { class: "rt-aside" }, " " + aside)];
}

/**
 * @param {any} view
 * @param {any} result
 * @returns {any[]} its verdict, what it would have been, its form, and the marks
 */
export function optionAbout(view, result) {
  const option = view.data.options[result.id];
  const verdict = element("span", { class: "rt-verdict", data: { verdict: result.verdict } }, sign(result.verdict), verdictWord(result.verdict));
  const notes = [option.form, option.frequency].filter(Boolean);
  if (result.with_conditions) notes.unshift("with conditions");
  if (result.would_be !== result.verdict) notes.unshift("would be " + verdictWord(result.would_be).toLowerCase());
  return [
    element("div", null, verdict, element("span", { class: "rt-quiet" }, notes.map((note) => " \u00b7 " + note))),
    !result.checked || option.unread ? element("div", null, unreadMark()) : null,
  ];
}

/** A section with its heading, wrapped once. Side by side it may have lent its body to the other view. */
function sectionElement(view, section) {
  const { key, wrapper, body, fold } = section;
  if (!wrapper) {
    const heading = sectionTitle(section);
    const plain = () => element("div", { class: "rt-section", data: { section: key } }, element("h4", { class: "rt-section-title" }, heading), body);
    section.wrapper = fold ? foldedSection(view, key, heading, () => bodyOf(section)) : plain();
  } else if (fold) wrapper.open = view.open.has(key);
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
 * A section that opens, and is filled when it does. Whether it is open is remembered for the next option.
 * @param {any} view
 * @param {string} key
 * @param {any} heading
 * @param {() => HTMLElement | null} make
 * @returns {HTMLElement}
 */
export function foldedSection(view, key, heading, make) {
  const onToggle = () => {
    if (details.open) view.open.add(key);
    else view.open.delete(key);
    if (details.open) fillOnce();
  };
  const open = view.open.has(key);
  const details = element("details", { class: "rt-section", data: { section: key }, open, on: { toggle: onToggle } },
    element("summary", { class: "rt-section-title" }, heading));
  const fillOnce = () => {
    const body = make();
    if (body && body.parentNode !== details) details.append(body);
  };
  if (open) fillOnce();
  return details;
}

/**
 * @param {Section} section
 * @returns {any[]} its title, its count and what is added quietly
 */
export function sectionTitle({ title, count, aside }) {
  return [
    title,
    count ? element("span", { class: "rt-count" }, String(count)) : null,
    aside ? element("span", { class: "rt-section-aside" }, aside) : null,
  ];
}

const OFFERED = 4;

/**
 * The next options of the list as buttons, and all of them in a menu that is made once.
 * @param {any} view
 * @returns {import("./explorer_controls.js").Part}
 */
function compareWith(view) {
  const near = element("span", { class: "rt-near" });
  const options = Object.values(view.data.options).map((option) => element("option", { value: option.id }, splitName(option.name).name));
  const first = element("option", { value: "" }, "another\u2026");
  const select = element("select", { class: "rt-pin", "aria-label": "Compare with another option", on: { change: () => select.value && view.pin(select.value) } }, first, options);
  const label = element("span", { class: "rt-compare-label" }, "Compare with");
  let said = "";
  return {
    element: element("div", { class: "rt-compare-with" }, label, near, select),
    update: ({ answer }) => {
      const ids = nextOptions(answer);
      if (said === ids.join()) return;
      said = ids.join();
      fill(near, ids.map((id) => pinButton(view, id)));
      select.value = "";
      for (const option of options) option.disabled = option.value === answer.chosen.id;
    },
  };
}

function nextOptions({ groups, chosen }) {
  const spoken = groups.flatMap((group) => group.results).filter((result) => result.would_be !== "not_mentioned");
  return spoken.map((result) => result.id).filter((id) => id !== chosen.id).slice(0, OFFERED);
}

function pinButton(view, id) {
  return element("button", { type: "button", class: "rt-pin", data: { pin: id }, on: { click: () => view.pin(id) } }, splitName(view.data.options[id].name).name);
}
