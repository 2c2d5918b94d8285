import { arrange } from "../_page/arrange.js";
import { announce, element, fill, idMaker, liveRegion } from "../_page/dom.js";
import { idsIn, idsWritten } from "../_page/ids.js";
import { tellKernel } from "../_page/kernel.js";
import { keepKeys } from "../_page/keys.js";
import { Tries, saySaved } from "../_page/saved.js";
import { StepCard } from "./step.js";

/**
 * A case: a made-up person, decided for in steps that open one after another, with no kernel behind it.
 *
 * Traits: `data` (cases with what each choice is told, cited rows, sources; never changes), `chosen` (id of the case
 * on show), `answers` (step id to the choice taken, or to a list of choices), and those of what became of each (saved.js).
 */

const TRAITS = ["change:answers", "change:chosen"];
const HONEST = "Made-up people, for self-study. For teaching: no substitute for current local guidance.";

/**
 * @param {import("../_page/types").View<import("./types").CaseTraits>} view
 * @returns {() => void} takes the listeners away with the view
 */
export function render({ model, el }) {
  const { cases, ...cited } = model.get("data");
  const id = idMaker("rt-case");
  const live = liveRegion();
  const steps = element("div", { class: "rt-case-steps" });
  const about = element("div", { class: "rt-case-about", tabindex: "-1" });
  const again = element("button", { class: "rt-button-plain", type: "button", on: { click: startAgain } }, "Start again");
  const picker = cases.length > 1 ? picked(cases, id("who"), (chosen) => set("chosen", chosen)) : null;
  const root = element("section", { class: "rt-root rt-quiz rt-case", "aria-label": "Cases" },
    picker?.node, about, steps, again, element("p", { class: "rt-quiz-report" }, HONEST), live);
  const tries = triesOf(model, el, cases, () => cards.forEach(tell));
  let cards = /** @type {StepCard[]} */ ([]);
  let onShow = "";

  function set(name, value) {
    model.set(name, value);
    tellKernel(model);
  }
  function build() {
    const one = cases.find(({ id: name }) => name === model.get("chosen")) || cases[0];
    if (one.id === onShow) return;
    onShow = one.id;
    if (picker) picker.show(one.id);
    fill(about, described(one, picker));
    cards = cardsOf(one, { cited, live, id }, tries);
  }
  function update() {
    build();
    const answers = model.get("answers");
    const open = cards.findIndex((card) => answers[card.step.id] === undefined);
    for (const card of cards) card.show(answers[card.step.id]);
    cards.forEach(tell);
    arrange(steps, (open < 0 ? cards : cards.slice(0, open + 1)).map((card) => card.node));
    again.hidden = open === 0;
  }
  function tell({ step, saved }) {
    const given = model.get("answers")[step.id];
    saySaved(saved, given === undefined ? tries.changed(step.id) : tries.word(step.id, idsWritten(given)), live);
  }
  function startAgain() {
    const kept = Object.entries(model.get("answers")).filter(([step]) => !cards.some((card) => card.step.id === step));
    set("answers", Object.fromEntries(kept));
    about.focus();
    announce(live, "Started again, at step 1.");
  }

  el.append(keepKeys(root));
  update();
  for (const trait of TRAITS) model.on(trait, update);
  tries.recall();
  return () => { TRAITS.forEach((trait) => model.off(trait, update)); tries.end(); };
}

/**
 * @param {import("./types").Person} person
 * @param {{cited: import("../_page/types").Cited, live: Element, id: (name: string) => string}} setting
 * @param {Tries} tries
 */
function cardsOf({ steps }, setting, tries) {
  return steps.map((step, place) => new StepCard({
    ...setting, step, title: "Step " + (place + 1) + " of " + steps.length, last: place + 1 === steps.length,
    answered: (given) => tries.give(step.id, idsWritten(given)),
  }));
}

/**
 * @param {import("../_page/types").Model<import("./types").CaseTraits>} model
 * @param {HTMLElement} el
 * @param {import("./types").Person[]} cases
 * @param {() => void} say
 */
function triesOf(model, el, cases, say) {
  const asked = cases.flatMap((one) => one.steps);
  const stepOf = (id) => asked.find((step) => step.id === id);
  return new Tries({
    model, el, asked, say,
    takes: (id, given) => idsIn(String(given)).every((one) => stepOf(id).choices.some((choice) => choice.id === one)),
    show: (id, given) => model.set("answers", { ...model.get("answers"), [id]: stepOf(id).many ? idsIn(given) : given }),
  });
}

/** @param {import("./types").Person} person @param {unknown} named whether its name stands elsewhere */
function described({ title, story, wish, where }, named) {
  return [
    !named && element("p", { class: "rt-quiz-title" }, title),
    element("p", null, story),
    element("p", null, element("strong", null, "The wish: "), wish),
    element("p", { class: "rt-quiz-report" }, where),
  ];
}

/** @param {import("./types").Person[]} cases @param {string} id @param {(chosen: string) => void} changed */
function picked(cases, id, changed) {
  const options = cases.map((one) => element("option", { value: one.id }, one.title));
  const select = element("select", { class: "rt-field", id, on: { change: () => changed(select.value) } }, options);
  return {
    node: element("div", { class: "rt-case-who" }, element("label", { for: id }, "Person"), select),
    show: (chosen) => { select.value = chosen; },
  };
}
