import { element, setText, span } from "../_page/dom.js";
import { contradiction } from "./state.js";
import { legend } from "./controls.js";
import { small } from "./words.js";

/**
 * What else is true: conditions that the safety rules know, situations that the guidelines know. The common ones
 * are chips, the others native checkboxes behind "more". A choice that contradicts another is off and says why.
 */

const KINDS = { patient: "The person", co_treatment: "Treatment at the same time", course: "This course" };

/**
 * @param {any} view
 * @returns {import("./controls.js").Part}
 */
export function conditionChips(view) {
  const kinds = new Map(Object.entries(KINDS).map(([kind, title]) => [kind, { title, rows: [] }]));
  for (const row of view.data.conditions) {
    if (!row.common) (kinds.get(row.kind) || kinds.get("patient")).rows.push(row);
  }
  return choices(view, "conditions", "Also true of the person", view.data.conditions, [...kinds.values()]);
}

/**
 * @param {any} view
 * @returns {import("./controls.js").Part}
 */
export function situationChips(view) {
  const rows = view.data.situations.filter((row) => !row.common);
  return choices(view, "situations", "Situation", view.data.situations, [{ title: "", rows }]);
}

function choices(view, list, title, rows, kinds) {
  const boxes = rows.map((row) => box(view, list, row));
  const byId = new Map(boxes.map((one) => [one.row.id, one]));
  const chips = boxes.filter((one) => one.row.common);
  const others = boxes.filter((one) => !one.row.common);
  const more = others.length ? moreBoxes(kinds, byId, others.length) : null;
  return {
    element: element("fieldset", { class: "rt-choices rt-also", data: { list } }, legend(title, true),
      element("div", { class: "rt-chips" }, chips.map((one) => one.element), more?.element)),
    update: (now) => {
      for (const one of boxes) one.update(now);
      if (more) more.update(others.filter((one) => one.input.checked).map((one) => one.row.label));
    },
  };
}

/** A checkbox with its label and, while it is off, the reason. */
function box(view, list, row) {
  const token = (list === "conditions" ? "condition:" : "situation:") + row.id;
  const id = view.id(list + "-" + row.id);
  const reason = element("span", { class: "rt-unseen", id: id + "-why" });
  const input = element("input", {
    type: "checkbox", class: row.common ? "rt-over" : null, id, value: row.id,
    on: { change: () => view.choose({ patient: toggled(view, list, row.id) }) },
  });
  const holder = element("div", { class: row.common ? "rt-chip" : "rt-check" },
    input, element("label", { for: id }, row.label), reason);
  return { row, input, element: holder, update: (now) => showBox(now, { token, list, row, input, reason, holder }) };
}

function showBox({ data, state }, { token, list, row, input, reason, holder }) {
  input.checked = state.patient[list].includes(row.id);
  const why = input.checked ? "" : contradiction(data, state.patient, token);
  if (reason.textContent === why) return;
  reason.textContent = why;
  input.disabled = Boolean(why);
  holder.title = why;
  if (why) input.setAttribute("aria-describedby", reason.id);
  else input.removeAttribute("aria-describedby");
}

function toggled(view, list, id) {
  const had = view.state.patient[list];
  const kept = had.includes(id) ? had.filter((one) => one !== id) : [...had, id];
  return { ...view.state.patient, [list]: kept };
}

function moreBoxes(kinds, byId, count) {
  const words = element("span", null, count + " more");
  const ticked = span("rt-ticked");
  const groups = kinds.filter((kind) => kind.rows.length).map((kind) =>
    element("div", { class: "rt-check-group", role: "group", "aria-label": kind.title || null },
      kind.title && element("div", { class: "rt-label", "aria-hidden": "true" }, kind.title),
      kind.rows.map((row) => byId.get(row.id).element)));
  return {
    element: element("details", { class: "rt-more" }, element("summary", null, words, ticked),
      element("div", { class: "rt-more-body" }, groups)),
    update: (labels) => {
      const said = ", " + labels.length + " ticked: " + labels.map(small).join("; ");
      setText(ticked, labels.length ? said : "");
    },
  };
}
