import { arrange } from "../_page/arrange.js";
import { element, setText, span } from "../_page/dom.js";
import { citation, withAside } from "./cite.js";
import { legend } from "./controls.js";
import { sign, unreadMark } from "./signs.js";
import { fromRuleAlone } from "./state.js";
import { partnerNames } from "./why.js";
import { GROUPS, effectWord, partName, small, splitName, verdictWord } from "./words.js";

/**
 * The options, grouped by verdict. Each is a radio button that is made once and moved between groups, so that the
 * keyboard never loses its place; a card is written again only when what it says has changed.
 */

const LONGEST_PILL = 22;

/**
 * @param {any} view
 * @returns {import("./controls.js").Part & {card: (id: string) => HTMLElement | undefined}}
 */
export function optionList(view) {
  const cards = new Map(Object.values(view.data.options).map((option) => [option.id, makeCard(view, option)]));
  const groups = GROUPS.map((group) => makeGroup(group));
  const title = legend("Options, grouped by verdict");
  return {
    element: element("fieldset", { class: "rt-list rt-choices" }, title, groups.map((group) => group.element)),
    card: (id) => cards.get(id)?.element,
    update: (now) => {
      now.answer.groups.forEach((group, at) => showGroup(view, now, groups[at], group.results, cards));
    },
  };
}

/** A group shows what the guideline speaks of; what it does not mention anyway is folded, ruled out or not. */
function makeGroup({ id, word }) {
  const silent = id === "not_mentioned";
  const count = span("rt-count");
  const title = [sign(id), element("span", null, word), count];
  const spoken = element("div", { class: "rt-cards" });
  const folded = element("div", { class: "rt-cards" });
  const summary = element("summary", { class: silent ? "rt-group-title" : "rt-quiet" }, silent ? title : null);
  const fold = element("details", { class: "rt-folded" }, summary, folded);
  const heading = silent ? null : element("h3", { class: "rt-group-title" }, title);
  const group = element("div", { class: "rt-group", data: { verdict: id } }, heading, spoken, fold);
  return { silent, count, spoken, folded, summary, fold, element: group };
}

function showGroup(view, now, group, results, cards) {
  group.element.hidden = results.length === 0;
  setText(group.count, results.length);
  for (const result of results) showCard(view, now, cards.get(result.id), result);
  const silent = results.filter((result) => result.would_be === "not_mentioned");
  const nodes = (result) => placed(view, now, result, cards.get(result.id).element);
  const hold = (holder, some) => arrange(holder, some.flatMap(nodes));
  hold(group.spoken, results.filter((result) => !silent.includes(result)));
  hold(group.folded, silent);
  group.fold.hidden = silent.length === 0;
  const more = silent.length < results.length ? " more" : "";
  if (!group.silent) setText(group.summary, silent.length + more + " that this guideline does not mention");
  if (now.state.option && silent.some((result) => result.id === now.answer.chosen.id)) group.fold.open = true;
}

/** In a narrow view the panel opens under its card. */
function placed(view, now, result, card) {
  return view.wide === false && now.answer.chosen.id === result.id ? [card, view.slot] : [card];
}

function makeCard(view, option) {
  const { name, aside } = splitName(option.name);
  const id = view.id("option-" + option.id);
  const input = element("input", {
    type: "radio", class: "rt-over", name: view.id("option"), value: option.id, id, "aria-describedby": id + "-about",
    on: { change: () => view.chooseOption(option.id), click: () => view.chooseOption(option.id) },
  });
  const verdict = span("rt-unseen");
  const label = element("label", { class: "rt-card-name", for: id }, withAside(name, aside), verdict);
  const pill = span("rt-pill");
  const about = element("div", { class: "rt-card-about", id: id + "-about" });
  const card = element("div", { class: "rt-card", data: { option: option.id } }, input, label, pill, about);
  return { option, input, verdict, pill, about, element: card, said: "", told: new Map() };
}

function showCard(view, now, card, result) {
  const { answer } = now;
  card.input.checked = answer.chosen !== null && answer.chosen.id === result.id;
  const pinned = answer.pinned !== null && answer.pinned.id === result.id;
  const { verdict, would_be, strength, with_conditions, checked, rows } = result;
  const said = [verdict, would_be, strength, with_conditions, checked, rows, pinned].join("|");
  if (card.said === said) return;
  card.said = said;
  card.element.dataset.verdict = verdict;
  card.element.classList.toggle("rt-pinned", pinned);
  setText(card.verdict, ", " + verdictWord(verdict).toLowerCase());
  setText(card.pill, pillText(result));
  card.pill.hidden = !card.pill.textContent;
  if (!card.told.has(said)) card.told.set(said, cardText(view, card.option, result, pinned));
  arrange(card.about, card.told.get(said));
}

/** What stands under the name. It is kept: a reader goes to and fro between a few answers. */
function cardText(view, option, result, pinned) {
  return [...cardLines(view, option, result), cardMarks(option, result, pinned)].filter(Boolean);
}

function pillText({ strength, verdict, would_be }) {
  const holds = verdict === would_be && verdict !== "not_mentioned";
  return holds && strength.length <= LONGEST_PILL ? strength : "";
}

function cardLines(view, option, result) {
  const { verdict, would_be } = result;
  const lines = [];
  const whose = fromRuleAlone(result) ? "safety rule: " : "";
  const fallen = "would be " + verdictWord(would_be).toLowerCase() + "; ";
  if (verdict !== would_be) lines.push([fallen, whose, shortReasons(view, result)]);
  else if (verdict === "avoid") lines.push(avoidReason(view, result));
  else lines.push([option.form, option.frequency].filter(Boolean).join(" \u00b7 "));
  if (verdict === would_be && verdict === "contraindicated") lines.push([whose, shortReasons(view, result)]);
  return lines.filter((line) => line.length).map((line) => element("div", null, line));
}

/** Why the option fell, in the words of the rules' conditions: "pregnant SR001, under 12 SR010". */
function shortReasons(view, result) {
  const { rules } = view.data;
  const deciding = result.limits.filter((limit) => result.rows.includes(limit.rule));
  const seen = new Set();
  const parts = [];
  for (const { rule, via } of deciding) {
    const words = small(rules[rule].condition);
    if (seen.has(words)) continue;
    seen.add(words);
    const through = via ? " (" + partName(view.data, via) + ")" : "";
    parts.push(parts.length ? ", " : "", words + through + " ", citation(view, rule));
  }
  const [dropped] = result.dropped;
  if (parts.length || !dropped) return parts;
  const partners = partnerNames(view, view.data.recommendations[dropped]);
  return ["named only with ", partners, " ruled out ", citation(view, dropped)];
}

function avoidReason(view, result) {
  const id = result.rows[0];
  const row = view.data.recommendations[id] || view.data.rules[id];
  if (!row) return [];
  const ruled = () => (fromRuleAlone(result) ? "Safety rule; the guideline is silent" : effectWord(row.effect));
  return [row.statement || ruled() + ": " + row.reason, " ", citation(view, id)];
}

function cardMarks(option, result, pinned) {
  const marks = [];
  if (pinned) marks.push(span("rt-mark", "compared"));
  const conditions = { class: "rt-mark", data: { mark: "conditions" } };
  if (result.with_conditions) marks.push(element("span", conditions, "with conditions"));
  if (!result.checked || option.unread) marks.push(unreadMark());
  return marks.length ? element("div", { class: "rt-marks" }, marks) : null;
}
