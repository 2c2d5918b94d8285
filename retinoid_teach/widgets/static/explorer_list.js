import { arrange, element, fill } from "./dom.js";
import { citation } from "./explorer_cite.js";
import { legend } from "./explorer_controls.js";
import { sign, unreadMark } from "./explorer_signs.js";
import { GROUPS, effectWord, listed, small, splitName, verdictWord } from "./explorer_words.js";

/**
 * The options, grouped by verdict. Each is a radio button that is made once and moved between groups, so that the
 * keyboard never loses its place; a card is written again only when what it says has changed.
 */

const LONGEST_PILL = 22;

/**
 * @param {any} view
 * @returns {import("./explorer_controls.js").Part & {card: (id: string) => HTMLElement | undefined}}
 */
export function optionList(view) {
  const cards = new Map(Object.values(view.data.options).map((option) => [option.id, makeCard(view, option)]));
  const groups = GROUPS.map((group) => makeGroup(group));
  return {
    element: element("fieldset", { class: "rt-list rt-choices" }, legend("Options, grouped by verdict"), groups.map((group) => group.element)),
    card: (id) => cards.get(id) && cards.get(id).element,
    update: (now) => {
      now.answer.groups.forEach((group, at) => showGroup(view, now, groups[at], group.results, cards));
    },
  };
}

/** A group shows what the guideline speaks of; what it does not mention anyway is folded, ruled out or not. */
function makeGroup({ id, word }) {
  const silent = id === "not_mentioned";
  const count = element("span", { class: "rt-count" });
  const title = [sign(id), element("span", null, word), count];
  const spoken = element("div", { class: "rt-cards" });
  const folded = element("div", { class: "rt-cards" });
  const summary = element("summary", { class: silent ? "rt-group-title" : "rt-quiet" }, silent ? title : null);
  const fold = element("details", { class: "rt-folded" }, summary, folded);
  const heading = silent ? null : element("h3", { class: "rt-group-title" }, title);
  return { silent, count, spoken, folded, summary, fold, element: element("div", { class: "rt-group", data: { verdict: id } }, heading, spoken, fold) };
}

function showGroup(view, now, group, results, cards) {
  group.element.hidden = results.length === 0;
  group.count.textContent = String(results.length);
  for (const result of results) showCard(view, now, cards.get(result.id), result);
  const silent = results.filter((result) => result.would_be === "not_mentioned");
  const hold = (holder, some) => arrange(holder, some.flatMap((result) => placed(view, now, result, cards.get(result.id).element)));
  hold(group.spoken, results.filter((result) => !silent.includes(result)));
  hold(group.folded, silent);
  group.fold.hidden = silent.length === 0;
  if (!group.silent) group.summary.textContent = silent.length + (silent.length < results.length ? " more" : "") + " that this guideline does not mention";
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
  const verdict = element("span", { class: "rt-unseen" });
  const label = element("label", { class: "rt-card-name", for: id }, name, aside && element("span", { class: "rt-aside" }, " " + aside), verdict);
  const pill = element("span", { class: "rt-pill" });
  const about = element("div", { class: "rt-card-about", id: id + "-about" });
  const card = element("div", { class: "rt-card", data: { option: option.id } }, input, label, pill, about);
  return { option, input, verdict, pill, about, element: card, said: "" };
}

function showCard(view, now, card, result) {
  const { answer } = now;
  card.input.checked = answer.chosen !== null && answer.chosen.id === result.id;
  const pinned = answer.pinned !== null && answer.pinned.id === result.id;
  const said = [result.verdict, result.would_be, result.strength, result.with_conditions, result.checked, pinned, result.rows].join("|");
  if (card.said === said) return;
  card.said = said;
  card.element.dataset.verdict = result.verdict;
  card.element.classList.toggle("rt-pinned", pinned);
  card.verdict.textContent = ", " + verdictWord(result.verdict).toLowerCase();
  card.pill.textContent = pillText(result);
  card.pill.hidden = !card.pill.textContent;
  fill(card.about, cardLines(view, card.option, result), cardMarks(card.option, result, pinned));
}

function pillText({ strength, verdict, would_be }) {
  return verdict === would_be && verdict !== "not_mentioned" && strength && strength.length <= LONGEST_PILL ? strength : "";
}

function cardLines(view, option, result) {
  const ruledOut = result.verdict !== result.would_be;
  const lines = [];
  if (!ruledOut && result.verdict !== "avoid") lines.push([option.form, option.frequency].filter(Boolean).join(" \u00b7 "));
  if (ruledOut) lines.push(["would be " + verdictWord(result.would_be).toLowerCase() + "; ", shortReasons(view, result)]);
  else if (result.verdict === "avoid") lines.push(avoidReason(view, result));
  else if (result.limits.length && result.verdict === "contraindicated") lines.push(shortReasons(view, result));
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
    const through = via ? " (" + small(splitName(view.data.options[via].name).name) + ")" : "";
    parts.push(parts.length ? ", " : "", words + through + " ", citation(view, rule));
  }
  if (parts.length) return parts;
  return result.dropped.length ? [partners(view, result.dropped[0]), " ruled out ", citation(view, result.dropped[0])] : [];
}

function partners(view, id) {
  const names = view.data.recommendations[id].only_with.map((option) => small(splitName(view.data.options[option].name).name));
  return "named only with " + listed(names, "or");
}

function avoidReason(view, result) {
  const id = result.rows[0];
  const row = view.data.recommendations[id] || view.data.rules[id];
  if (!row) return [];
  return [row.statement || effectWord(row.effect) + ": " + row.reason, " ", citation(view, id)];
}

function cardMarks(option, result, pinned) {
  const marks = [];
  if (pinned) marks.push(element("span", { class: "rt-mark" }, "compared"));
  if (result.with_conditions) marks.push(element("span", { class: "rt-mark", data: { mark: "conditions" } }, "with conditions"));
  if (!result.checked || option.unread) marks.push(unreadMark());
  return marks.length ? element("div", { class: "rt-marks" }, marks) : null;
}
