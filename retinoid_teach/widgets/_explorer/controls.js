import { element, setText } from "../_page/dom.js";
import { numberField, readNumber } from "../_page/numbers.js";
import { typePicture } from "./signs.js";
import { contradiction, ageContradiction } from "./state.js";
import { listed } from "./words.js";

/**
 * The choices at the top: acne type, guideline, region, age and pregnancy. Each part is built once and gives an
 * element and an `update`; what the learner does goes to `view.choose`, never straight into the page.
 * @typedef {{element: HTMLElement, update: (view: any) => void}} Part
 */

/**
 * @param {any} view
 * @returns {Part} the four acne types as cards, each a radio button
 */
export function typeCards(view) {
  const inputs = view.data.acne_types.map((type) => {
    const input = element("input", {
      type: "radio", class: "rt-over", name: view.id("type"), value: type.id, id: view.id("type-" + type.id),
      "aria-describedby": view.id("seen-" + type.id),
      on: { change: () => view.choose({ acne_type: type.id }) },
    });
    return { type, input };
  });
  const cards = inputs.map(({ type, input }) =>
    element("div", { class: "rt-type", data: { type: type.id } }, input, typePicture(type.id),
      element("div", null,
        element("label", { class: "rt-type-name", for: input.id }, type.id + " " + type.name),
        element("div", { class: "rt-type-seen", id: view.id("seen-" + type.id) }, type.seen))));
  return {
    element: element("fieldset", { class: "rt-types rt-choices" }, legend("Acne type"), cards),
    update: ({ state }) => inputs.forEach(({ type, input }) => (input.checked = type.id === state.acne_type)),
  };
}

/**
 * @param {any} view
 * @returns {Part} the guidelines, and "Compare", as one row of radio buttons
 */
export function guidelineButtons(view) {
  const all = [...view.data.guidelines.map((row) => ({ id: row.id, name: row.name })), { id: "", name: "Compare" }];
  const inputs = all.map(({ id, name }) => {
    const chosen = id ? { guideline: id, view: "options" } : { view: "compare" };
    const input = element("input", {
      type: "radio", class: "rt-over", name: view.id("guideline"), value: id || "compare",
      id: view.id("guideline-" + (id || "compare")), on: { change: () => view.choose(chosen) },
    });
    return { id, name, input };
  });
  const segments = inputs.map(({ name, input }) =>
    element("div", { class: "rt-segment" }, input, element("label", { for: input.id, data: { text: name } }, name)));
  return {
    element: element("fieldset", { class: "rt-choices" }, legend("Guideline", true),
      element("div", { class: "rt-segments" }, segments)),
    update: ({ state }) => {
      const now = state.view === "compare" ? "" : state.guideline;
      for (const { id, input } of inputs) input.checked = id === now;
    },
  };
}

/**
 * @param {any} view
 * @returns {Part} whose safety rules speak
 */
export function regionSelect(view) {
  const home = element("option", { value: "" });
  const options = view.data.regions.map((row) => element("option", { value: row.id }, row.name));
  const select = element("select", {
    class: "rt-field", id: view.id("region"), on: { change: () => view.choose({ region: select.value || null }) },
  }, home, options);
  return {
    element: field(select, "Safety rules of"),
    update: ({ state, answer }) => {
      setText(home, homeText(state, answer));
      select.value = state.region || "";
    },
  };
}

function homeText(state, answer) {
  if (state.view === "compare") return "each guideline\u2019s home";
  const homes = answer.guideline?.home || [];
  const strictest = homes.length > 1 ? ", the strictest" : "";
  return "guideline\u2019s home (" + listed(homes) + strictest + ")";
}

/**
 * @param {any} view
 * @returns {Part} age in years; blank is "not stated"
 */
export function ageInput(view) {
  const error = element("div", { class: "rt-error", id: view.id("age-error"), hidden: true });
  const input = numberField({
    class: "rt-age", id: view.id("age"), placeholder: "not stated", "aria-describedby": error.id,
    on: { input: () => takeAge(view, input, error) },
  });
  return {
    element: field(input, "Age (years)", error),
    update: ({ state }) => showAge(input, error, state.patient.age_years),
  };
}

function takeAge(view, input, error) {
  const { value: years, refused } = readNumber(input.value, "years");
  const said = refused ? "Not used: " + refused : ageError(view, years);
  error.textContent = said;
  error.hidden = !said;
  input.setAttribute("aria-invalid", String(Boolean(said)));
  view.choose({ patient: { ...view.state.patient, age_years: said ? null : years } });
}

function ageError(view, years) {
  if (years !== null && !(years >= 0 && years <= view.data.oldest))
    return "Not used: an age is a number from 0 to " + view.data.oldest + ".";
  const reason = ageContradiction(view.data, { ...view.state.patient, age_years: years });
  return reason && "Not used: " + reason + ".";
}

/** What the learner is typing is left alone; another age came from Python or from Reset. */
function showAge(input, error, years) {
  const waiting = !error.hidden && years === null;
  if (waiting || readNumber(input.value, "years").value === years) return;
  input.value = years === null ? "" : String(years);
  error.hidden = true;
  input.removeAttribute("aria-invalid");
}

/**
 * @param {any} view
 * @returns {Part} pregnancy status; what contradicts another choice cannot be picked, and says why
 */
export function pregnancySelect(view) {
  const note = element("div", { class: "rt-note", id: view.id("pregnancy-note"), hidden: true });
  const options = view.data.pregnancy_statuses.map((row) => element("option", { value: row.id }, row.label));
  const select = element("select", {
    class: "rt-field rt-pregnancy", id: view.id("pregnancy"), "aria-describedby": note.id,
    on: { change: () => view.choose({ patient: { ...view.state.patient, pregnancy: select.value } }) },
  }, options);
  return {
    element: field(select, "Pregnancy", note),
    update: ({ data, state }) => {
      select.value = state.patient.pregnancy;
      const reasons = options.map((option) => {
        const reason = option.selected ? "" : contradiction(data, state.patient, "pregnancy:" + option.value);
        option.disabled = Boolean(reason);
        return reason;
      });
      const said = [...new Set(reasons.filter(Boolean))].join("; ");
      setText(note, said && "Some are off: " + said + ".");
      note.hidden = !said;
    },
  };
}

/**
 * @param {string} text
 * @param {boolean} [seen]
 * @returns {HTMLElement} a fieldset's legend
 */
export function legend(text, seen = false) {
  return element("legend", { class: seen ? "rt-label" : "rt-unseen" }, text);
}

function field(control, text, note) {
  const label = element("label", { class: "rt-label", for: control.id }, text);
  return element("div", { class: "rt-control" }, label, control, note);
}
