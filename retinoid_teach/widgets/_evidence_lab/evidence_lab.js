import { announce, element, fill, idMaker, liveRegion, setText, span } from "../_page/dom.js";
import { tellKernel } from "../_page/kernel.js";
import { keepKeys } from "../_page/keys.js";
import { rowsCited, sourceList, withCitations } from "../_page/citations.js";
import { baselineSlider, evidenceControls } from "./controls.js";
import { evidenceForest } from "./forest.js";
import { evidencePeople } from "./people.js";
import { MEASURES, effectWords, evidenceAnswer, fixed, paidBy } from "./words.js";

/**
 * The evidence lab. Traits: `data` (every comparison with every result worked out; never changes), `comparison`,
 * `measure`, `method`, `left_out`, `baseline`. The page looks a result up and scales it: it waits for no kernel.
 */

/** @typedef {import("./types").Comparison} Comparison */
/** @typedef {import("./types").Chosen} Chosen */
/** @typedef {import("./types").Answer} Answer */
/** @typedef {import("../_page/types").Cited} Cited */

const TRAITS = ["comparison", "measure", "method", "left_out", "baseline"];

/**
 * @param {import("../_page/types").View<import("./types").EvidenceTraits>} view
 * @returns {() => void} takes the listeners away with the view
 */
export function render({ model, el }) {
  const { comparisons, ...cited } = model.get("data");
  let quiet = false;
  const change = (traits, rest) => {
    quiet = true;
    try {
      for (const [name, value] of Object.entries(traits)) model.set(/** @type {any} */ (name), value);
    } finally {
      quiet = false;
    }
    update();
    tellKernel(model);
    if (rest) page.speak();
  };
  const page = labOf(comparisons, cited, { id: idMaker("rt-ev"), change, rest: () => page.speak() });
  const update = () => quiet || page.update(stateOf(model, comparisons));
  el.append(page.node);
  update();
  TRAITS.forEach((name) => model.on("change:" + name, update));
  return () => TRAITS.forEach((name) => model.off("change:" + name, update));
}

/**
 * @param {import("../_page/types").Model<import("./types").EvidenceTraits>} model
 * @param {Comparison[]} comparisons
 * @returns {Chosen}
 */
function stateOf(model, comparisons) {
  const one = comparisons.find(({ id }) => id === model.get("comparison")) || comparisons[0];
  return { one, measure: model.get("measure"), method: model.get("method"), left: model.get("left_out"), baseline: model.get("baseline") };
}

/** @param {Comparison[]} comparisons @param {Cited} cited @param {import("./controls.js").To} to */
function labOf(comparisons, cited, to) {
  const [controls, slider] = [evidenceControls(comparisons, to), baselineSlider(to)];
  const [forest, people, live] = [evidenceForest(), evidencePeople(), liveRegion()];
  const [arms, applied] = [element("p", { class: "rt-ev-arms" }), element("p", { class: "rt-ev-quiet" })];
  const said = element("p", { class: "rt-ev-said" }, element("b"), " ", element("span"));
  const [table, about] = [foldedTable(cited), element("div", { class: "rt-ev-about" })];
  const node = keepKeys(element("section", { class: "rt-root rt-ev", "aria-label": "Evidence lab" }, controls.question, arms, controls.node,
    element("div", { class: "rt-ev-figure" }, forest.node, table.node),
    element("div", { class: "rt-ev-in-people" }, slider.node, people.node, element("div", { class: "rt-ev-words" }, said, applied)), about, live));
  const sections = { node: about, sure: element("ul"), shown: null };
  let [last, sentence] = ["", ""];
  return {
    node,
    speak: () => announce(live, sentence),
    update: (/** @type {Chosen} */ state) => {
      const answer = evidenceAnswer(state.one, state);
      sentence = answer.sentence;
      controls.update(state.one, state);
      slider.update(state.one, state);
      people.update(state.one, answer);
      setText(said.firstChild, answer.said);
      setText(said.lastChild, answer.treat);
      setText(applied, answer.applied);
      const key = [state.one.id, state.measure, state.method, answer.at].join();
      if (key === last) return;
      last = key;
      setText(arms, "Treatment: " + state.one.treatment + ". Control: " + state.one.control + ". Counted: " + state.one.outcome + ".");
      forest.update(state.one, state, answer);
      table.update(state, answer);
      showLines(sections.sure, answer.sure);
      aboutOf(sections, state.one, cited);
    },
  };
}

/**
 * A list of texts; only those that are new are written.
 * @param {HTMLElement} list
 * @param {string[]} texts
 */
function showLines(list, texts) {
  while (list.children.length > texts.length) list.lastChild.remove();
  texts.forEach((text, at) => setText(list.children[at] || list.appendChild(element("li")), text));
}

/**
 * The same numbers as a table, folded; filled only while it is open.
 * @param {Cited} cited
 */
function foldedTable(cited) {
  const place = element("div", { class: "rt-ev-scroll", role: "region", "aria-label": "Table of the studies", tabindex: 0 });
  const node = element("details", { class: "rt-ev-table", on: { toggle: () => show() } }, element("summary", { class: "rt-fold" }, "Show as table"), place);
  let now = null;
  const show = () => node.open && fill(place, studyTable(now.state, now.answer, cited));
  return { node, update: (state, answer) => { now = { state, answer }; show(); } };
}

/** @param {Chosen} chosen @param {Answer} answer @param {Cited} cited */
function studyTable({ one, measure }, { result, effect, at }, cited) {
  const [head, cell] = [(text) => element("th", { scope: "col" }, text), (...texts) => element("td", null, texts)];
  const row = (name, ...cells) => element("tr", null, element("th", { scope: "row" }, name), cells);
  const rows = one.studies.map(({ name, counts, rows: ids }, place) => row(name,
    cell(withCitations(counts[0] + " of " + counts[1] + " [" + ids[0] + "]", cited)), cell(withCitations(counts[2] + " of " + counts[3] + " [" + ids[1] + "]", cited)),
    cell(effectWords(measure, one.own[measure][place])), cell(place + 1 === at ? "left out" : fixed(100 * result[7 + place], 0) + " %")));
  if (rows.length > 1) rows.push(row("Together", cell(), cell(), cell(effect), cell("100 %")));
  const name = MEASURES[measure] + (measure === "risk_difference" ? ", percentage points" : "") + " (95 %)";
  return element("table", null, element("caption", { class: "rt-unseen" }, one.question),
    element("thead", null, element("tr", null, ["Study", one.treatment, one.control, name, "Weight"].map(head))), element("tbody", null, rows));
}

/**
 * What belongs to the question and changes with it alone; how sure changes in its place.
 * @param {{node: HTMLElement, sure: HTMLElement, shown: string | null}} sections
 * @param {Comparison} one
 * @param {Cited} cited
 */
function aboutOf(sections, one, cited) {
  if (sections.shown === one.id) return;
  sections.shown = one.id;
  const block = (title, ...content) => element("div", { class: "rt-ev-block" }, element("p", { class: "rt-ev-title" }, title), content);
  const text = (words) => element("p", null, withCitations(words, cited));
  const studies = one.studies.map((study) => element("li", null, element("b", null, study.name), ": " + paidBy(study) + ". ",
    span("rt-ev-quiet", "Design: " + (study.design || "not stated") + ".")));
  const rows = [...one.studies.flatMap((study) => study.rows), ...rowsCited([one.note, one.not_measured], cited)];
  const careful = block("Be careful", text(one.note));
  careful.classList.add("rt-ev-careful");
  fill(sections.node, careful, block("How sure", sections.sure), block("What was not measured", text(one.not_measured)),
    block("Who paid", element("ul", null, studies)), sourceList([...new Set(rows)], cited));
}
