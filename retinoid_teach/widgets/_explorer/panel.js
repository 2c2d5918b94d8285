import { arrange } from "../_page/arrange.js";
import { element, fill, span } from "../_page/dom.js";
import { withAside } from "./cite.js";
import { hasSomething, kept, sectionElement, sectionsOf } from "./sections.js";
import { sign, unreadMark } from "./signs.js";
import { shortName, splitName, verdictWord } from "./words.js";

/** @typedef {import("./types").Result} Result */

/**
 * The chosen option: its name and verdict, its sections, and what to compare it with.
 */

const OFFERED = 4;

/**
 * @param {any} view
 * @returns {import("./controls.js").Part}
 */
export function optionPanel(view) {
  const title = element("h3", { class: "rt-panel-title", id: view.id("panel-title"), tabindex: -1 });
  const about = element("div", { class: "rt-panel-about" });
  const sections = element("div", { class: "rt-sections" });
  const compare = compareWith(view);
  const panel = element("section", { class: "rt-panel", "aria-labelledby": title.id },
    title, about, sections, compare.element);
  return {
    element: panel,
    update: (now) => {
      const result = now.answer.chosen;
      panel.hidden = !result;
      if (!result) return;
      panel.dataset.option = result.id;
      panel.dataset.verdict = result.verdict;
      const head = panelHead(view, result);
      arrange(title, [head.title]);
      arrange(about, [head.about]);
      arrange(sections, sectionsOf(view, now, result).filter(hasSomething).map((one) => sectionElement(view, one)));
      compare.update(now);
    },
  };
}

function panelHead(view, result) {
  const { id, verdict, would_be, with_conditions, checked } = result;
  return kept(view, ["head", id, verdict, would_be, with_conditions, checked], () => ({
    title: element("span", null, optionTitle(view, result)),
    about: element("div", null, optionAbout(view, result)),
  }));
}

/**
 * @param {any} view
 * @param {Result} result
 * @returns {any[]} the name, with what stands in brackets set more quietly
 */
export function optionTitle(view, result) {
  const { name, aside } = splitName(view.data.options[result.id].name);
  return withAside(name, aside);
}

/**
 * @param {any} view
 * @param {Result} result
 * @returns {any[]} its verdict, what it would have been, its form, and the marks
 */
export function optionAbout(view, { id, verdict, would_be, with_conditions, checked }) {
  const option = view.data.options[id];
  const words = [sign(verdict), verdictWord(verdict)];
  const notes = [option.form, option.frequency].filter(Boolean);
  if (with_conditions) notes.unshift("with conditions");
  if (would_be !== verdict) notes.unshift("would be " + verdictWord(would_be).toLowerCase());
  return [
    element("div", null, element("span", { class: "rt-verdict", data: { verdict } }, words),
      span("rt-quiet", notes.map((note) => " \u00b7 " + note))),
    !checked || option.unread ? element("div", null, unreadMark()) : null,
  ];
}

/** The next options of the list as buttons, and all of them in a menu that is made once. */
function compareWith(view) {
  const near = span("rt-near");
  const choice = (id) => element("option", { value: id }, shortName(view.data, id));
  const options = Object.keys(view.data.options).map(choice);
  const change = () => select.value && view.pin(select.value);
  const select = element("select", { class: "rt-pin", "aria-label": "Compare with another option", on: { change } },
    element("option", { value: "" }, "another\u2026"), options);
  let said = "";
  return {
    element: element("div", { class: "rt-compare-with" }, span("rt-compare-label", "Compare with"), near, select),
    update: ({ answer }) => {
      const ids = nextOptions(answer);
      const saying = [answer.chosen.id, ...ids].join();
      select.value = "";
      if (said === saying) return;
      said = saying;
      fill(near, ids.map((id) => pinButton(view, id)));
      for (const option of options) option.disabled = option.value === answer.chosen.id;
    },
  };
}

function nextOptions({ groups, chosen }) {
  const spoken = groups.flatMap((group) => group.results).filter((result) => result.would_be !== "not_mentioned");
  return spoken.map((result) => result.id).filter((id) => id !== chosen.id).slice(0, OFFERED);
}

function pinButton(view, id) {
  const props = { type: "button", class: "rt-pin", data: { pin: id }, on: { click: () => view.pin(id) } };
  return element("button", props, shortName(view.data, id));
}
