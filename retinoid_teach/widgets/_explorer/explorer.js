import { arrange } from "../_page/arrange.js";
import { announce, element, idMaker, liveRegion, setText, span } from "../_page/dom.js";
import { ageInput, guidelineButtons, pregnancySelect, regionSelect, typeCards } from "./controls.js";
import { conditionChips, situationChips } from "./chips.js";
import { keepFocus } from "./focus.js";
import { foot } from "./footer.js";
import { optionList } from "./list.js";
import { guidelineMatrix, matrixRows } from "./matrix.js";
import { optionPair } from "./pair.js";
import { optionPanel } from "./panel.js";
import { readPayload } from "./payload.js";
import { followWidth, placePanel, shiftFor } from "./place.js";
import { NOBODY, TRAITS, answerFor, answersByGuideline, readState } from "./state.js";
import { personText, summaryLine, summaryText } from "./summary.js";
import { tellKernel } from "../_page/kernel.js";
import { keepKeys } from "../_page/keys.js";

/**
 * The option explorer. The model holds the choices; `refresh` reads them, decides, and updates the parts in place.
 * A choice of the learner goes into the model and comes back as a change, as one from Python does.
 */

/**
 * @param {{model: any, el: HTMLElement}} context of an anywidget
 * @returns {Promise<() => void>} ends the view
 */
export async function render({ model, el }) {
  const view = makeView(model, await readPayload(model.get("data")));
  build(view);
  el.append(view.root);
  view.refresh();
  const stopFollowing = followWidth(view);
  const onChange = () => view.busy || view.refresh(true);
  for (const name of TRAITS) model.on("change:" + name, onChange);
  return () => {
    for (const name of TRAITS) model.off("change:" + name, onChange);
    stopFollowing();
    view.root.remove();
  };
}

function makeView(model, data) {
  const begun = readState(model);
  const view = {
    model, data, busy: false, id: idMaker("rt"), kept: new Map(), open: new Set(), shift: 0,
    root: element("section", { class: "rt-root rt-explorer", "aria-label": "Treatment options" }),
    live: liveRegion(), state: begun,
    choose: (changes) => choose(view, changes),
    refresh: (aloud) => refresh(view, aloud === true),
    chooseOption: (id) => chooseOption(view, id),
    openOption: (id) => openOption(view, id),
    pin: (id) => pin(view, id),
    reset: () => choose(view, { ...begun, region: null, patient: NOBODY, option: null, pinned: null, view: "options" }),
    say: (text) => say(view, text),
  };
  return view;
}

function build(view) {
  const parts = {
    types: typeCards(view), guideline: guidelineButtons(view), region: regionSelect(view), age: ageInput(view),
    pregnancy: pregnancySelect(view), conditions: conditionChips(view), situations: situationChips(view),
    summary: summaryLine(view), list: optionList(view), panel: optionPanel(view), pair: optionPair(view),
    matrix: guidelineMatrix(view), foot: foot(view),
  };
  const row = (...some) => element("div", { class: "rt-row" }, some.map((part) => part.element));
  view.personSaid = span("rt-quiet");
  view.person = element("details", { class: "rt-person" }, element("summary", null, "The person: ", view.personSaid),
    row(parts.age, parts.pregnancy, parts.conditions), parts.situations.element);
  const controls = element("div", { class: "rt-controls" },
    parts.types.element, row(parts.guideline, parts.region), view.person);
  view.parts = parts;
  view.slot = element("div", { class: "rt-slot" });
  view.main = element("div", { class: "rt-main" }, parts.list.element, view.slot);
  view.said = element("span", { class: "rt-said", "aria-hidden": "true" });
  view.root.append(view.live, controls, parts.summary.element, view.main, parts.matrix.element, parts.foot.element);
  keepKeys(view.root).addEventListener("click", (event) => followCitation(view, event));
}

/** Read the model, decide, show. */
function refresh(view, aloud) {
  view.state = readState(view.model);
  const { data, state } = view;
  const now = { data, state, answer: answerFor(data, state, view.now?.answer) };
  const comparing = state.view === "compare";
  if (comparing) {
    now.answers = answersByGuideline(data, state);
    now.rows = matrixRows(data, now.answers);
  }
  view.now = now;
  keepFocus(view, () => show(view, now, comparing));
  if (aloud) announce(view.live, summaryText(now));
  view.root.dispatchEvent(new CustomEvent("rt:answered", { bubbles: true, detail: { state } }));
}

function show(view, now, comparing) {
  const { list, panel, pair, matrix, foot, ...above } = view.parts;
  for (const part of Object.values(above)) part.update(now);
  view.root.dataset.view = view.state.view;
  setText(view.personSaid, personText(view.data, view.state.patient) || "nothing said yet");
  view.main.hidden = comparing;
  matrix.element.hidden = !comparing;
  if (comparing) matrix.update(now);
  else {
    list.update(now);
    const shown = now.answer.pinned ? pair : panel;
    view.root.classList.toggle("rt-paired", shown === pair);
    shown.update(now);
    arrange(view.slot, [shown.element]);
    placePanel(view);
  }
  foot.update(now);
}

/** Put changes into the model, answer, and let Python know. */
function choose(view, changes, { keepShift = false } = {}) {
  if (!keepShift) view.shift = 0;
  view.busy = true;
  try {
    for (const [name, value] of Object.entries(changes)) view.model.set(name, value);
  } finally {
    view.busy = false;
  }
  view.refresh(true);
  view.saving ??= setTimeout(() => save(view));
}

/** In a task of its own: what JupyterLab does about a message to the kernel must not hold up the answer. */
function save(view) {
  view.saving = null;
  tellKernel(view.model);
}

function chooseOption(view, id) {
  if (view.state.option === id) return;
  view.shift = shiftFor(view, id);
  choose(view, { option: id, pinned: view.state.pinned === id ? null : view.state.pinned }, { keepShift: true });
  if (!view.wide) view.parts.list.card(id).scrollIntoView({ block: "start" });
}

/** From the matrix: back to one guideline, with this option open. */
function openOption(view, id) {
  choose(view, { view: "options", option: id });
  const input = view.parts.list.card(id).querySelector("input");
  input.focus();
}

/** The button that was pressed goes away, so the focus goes on to what has come in its place. */
function pin(view, id) {
  choose(view, { pinned: id, option: view.now.answer.chosen.id }, { keepShift: true });
  if (id) view.parts.pair.focus();
  else view.parts.panel.element.querySelector(".rt-panel-title").focus({ preventScroll: true });
}

function say(view, text) {
  view.said.textContent = text;
  view.parts.foot.element.append(view.said);
  clearTimeout(view.saidTimer);
  view.saidTimer = setTimeout(() => view.said.remove(), 4000);
}

function followCitation(view, event) {
  const link = event.target.closest("a.rt-cite");
  if (!link) return;
  event.preventDefault();
  view.parts.foot.showSource(link.dataset.source, link);
}
