import { element, fill, setText } from "../_page/dom.js";
import { citation } from "./cite.js";
import { fromRuleAlone } from "./state.js";
import { GROUPS, capital, nameOf, plural, regionText, sentence, small, verdictWord } from "./words.js";

/** @typedef {import("./types").Data} Data */
/** @typedef {import("./types").Patient} Patient */
/** @typedef {import("./types").Now} Now */

/**
 * The line between choices and answer: what the guideline calls this, and how many options fell where.
 */

/**
 * @param {any} view
 * @returns {import("./controls.js").Part}
 */
export function summaryLine(view) {
  const line = element("p", { class: "rt-summary" });
  const note = element("p", { class: "rt-quiet" });
  const chosen = element("p", { class: "rt-printed" });
  let said = "";
  return {
    element: element("div", { class: "rt-summary-block" }, chosen, line, note),
    update: (now) => {
      const comparing = now.state.view === "compare";
      const saying = [summaryText(now), comparing, now.state.guideline, now.answer.category?.id].join();
      if (said !== saying) fill(line, comparing ? compareText(now) : optionParts(view, now));
      said = saying;
      setText(note, comparing ? "" : noteText(now));
      note.hidden = !note.textContent;
      setText(chosen, choicesText(now));
    },
  };
}

/**
 * The same line for the live region.
 * @param {Now} now
 * @returns {string}
 */
export function summaryText(now) {
  if (now.state.view === "compare") return compareText(now);
  const { category, guideline } = now.answer;
  const match = category && guideline.name + " calls this " + category.category + roughly(category) + ". ";
  return (match || "") + countText(now);
}

function optionParts(view, now) {
  const { category, guideline } = now.answer;
  if (!category) return [guideline.name + " has no category for this type. ", countText(now)];
  const rough = roughly(category) && [" (rough match ", citation(view, category.id), ")"];
  const match = rough || [" (same wording ", citation(view, category.id), ")"];
  return [guideline.name, " calls this ", element("strong", null, category.category), match, ". ", countText(now)];
}

function roughly(category) {
  return category.closeness === "exact" ? "" : " (rough match)";
}

/** @param {Now} now */
function countText({ answer }) {
  const { options, counts } = answer;
  const ruled = options.filter(fromRuleAlone);
  const spoken = options.length - ruled.length - counts.not_mentioned;
  const named = (id) => counts[id] - ruled.filter((result) => result.verdict === id).length;
  const said = GROUPS.filter(({ id }) => id !== "not_mentioned" && named(id))
    .map(({ id }) => named(id) + " " + verdictWord(id).toLowerCase());
  const first = "The guideline speaks of " + spoken + " of " + plural(options.length, "option");
  const rules = ruled.length ? " Of the others, safety rules speak against " + ruled.length + "." : "";
  return first + (said.length ? ": " + said.join(", ") : "") + "." + rules;
}

/** @param {Now} now */
function compareText({ rows }) {
  const differ = rows.filter((row) => row.differs).length;
  const spoken = rows.filter((row) => row.spoken).length;
  return "The guidelines disagree on " + differ + " of the " + plural(spoken, "option") +
    " that any of them, or a safety rule, speaks of for this type and person.";
}

function noteText({ answer }) {
  const { category, guideline } = answer;
  const notes = [];
  if (category && category.closeness !== "exact" && category.reason) notes.push(capital(category.reason));
  const note = guideline.note || "";
  const said = guideline.sorted_by_severity || /not sorted by severity/i.test(note);
  if (!said) notes.push("Not sorted by severity in this guideline");
  if (note) notes.push(note);
  return notes.map(sentence).join(" ");
}

/** The choices as one sentence, for a printed page. */
function choicesText({ data, state, answer }) {
  const said = ["Acne type " + state.acne_type + " (" + small(nameOf(data.acne_types, state.acne_type)) + ")"];
  said.push(state.view === "compare" ? "guidelines compared" : answer.guideline.name);
  said.push("safety rules of " + regionText(data, answer.region));
  return [...said, personText(data, state.patient) || "nothing said about the person"].join("; ") + ".";
}

/**
 * @param {Data} data
 * @param {Patient} patient
 * @returns {string} what was said about the person, or ""
 */
export function personText(data, { age_years, pregnancy, conditions, situations }) {
  const said = age_years === null ? [] : [plural(age_years, "year")];
  if (pregnancy !== "not_stated") said.push(small(nameOf(data.pregnancy_statuses, pregnancy)));
  for (const id of conditions) said.push(small(nameOf(data.conditions, id)));
  for (const id of situations) said.push(small(nameOf(data.situations, id)));
  return said.join("; ");
}
