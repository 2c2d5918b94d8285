import { element, setText, span, svg } from "../_page/dom.js";
import { headsOf, wholeOf } from "./words.js";

/**
 * A hundred people, twice. Who has the event is filled; in the second hundred those who differ stand in a frame, with
 * a plus or a minus: never by colour alone.
 */

const ACROSS = 10;
const CELL = 24;
const PERSON = "M12 4.2a3.6 3.6 0 1 0 .01 0zM5.5 20.5v-2.6a5.2 5.2 0 0 1 5.2-5.2h2.6a5.2 5.2 0 0 1 5.2 5.2v2.6z";
const SIGNS = { more: "M12 14v5M9.5 16.5h5", fewer: "M9.5 16.5h5" };

/** @typedef {import("./types").Comparison} Comparison */

/** @returns {{node: HTMLElement, update: (one: Comparison, answer: import("./types").Answer) => void}} */
export function evidencePeople() {
  const [control, treatment] = [hundred(), hundred()];
  const legend = element("p", { class: "rt-ev-legend" });
  const node = element("div", { class: "rt-ev-people" }, control.node, treatment.node, legend);
  return {
    node,
    update: (one, { people }) => {
      node.hidden = !people;
      if (!people) return;
      if (node.dataset.event !== one.event_is) node.dataset.event = one.event_is;
      const [without, within] = [wholeOf(people.control), wholeOf(people.treatment[0])];
      control.update("with " + one.control, people.control, (at) => (at < without ? "event" : "none"));
      treatment.update("with " + one.treatment, people.treatment[0], (at) => state(at, without, within));
      setText(legend, legendText(within - without));
    },
  };
}

function state(at, without, within) {
  if (at < Math.min(without, within)) return "event";
  if (at < within) return "more";
  return at < without ? "fewer" : "none";
}

function legendText(more) {
  const changed = more > 0 ? "In a frame with +: one more than without the treatment." : more < 0 ? "In a frame with \u2212: one fewer than without the treatment." : "";
  return ("Filled: has it. Outlined: has it not. " + changed).trim();
}

function hundred() {
  const [count, words] = [element("b"), span("rt-ev-with")];
  const icons = Array.from({ length: 100 }, (_, at) => icon(at));
  const picture = svg("svg", { class: "rt-ev-hundred", role: "img", viewBox: "0 0 " + ACROSS * CELL + " " + ACROSS * CELL }, icons.map(({ node }) => node));
  return {
    node: element("div", { class: "rt-ev-square-of" }, element("p", null, count, " of 100 ", words), picture),
    update: (name, people, stateAt) => {
      setText(count, headsOf(people));
      setText(words, name);
      const text = headsOf(people) + " of 100 people " + name;
      if (picture.getAttribute("aria-label") !== text) picture.setAttribute("aria-label", text);
      icons.forEach((one, at) => one.show(stateAt(at)));
    },
  };
}

/** One person; only what changes is touched. */
function icon(at) {
  const sign = svg("path", { class: "rt-ev-sign" });
  const node = svg("g", { transform: "translate(" + (at % ACROSS) * CELL + " " + Math.floor(at / ACROSS) * CELL + ")" },
    svg("rect", { class: "rt-ev-frame", x: 1, y: 1, width: 22, height: 22, rx: 4 }), svg("path", { class: "rt-ev-person", d: PERSON }), sign);
  let held = "";
  return {
    node,
    show: (now) => {
      if (now === held) return;
      held = now;
      node.setAttribute("class", "rt-ev-" + now);
      sign.setAttribute("d", SIGNS[now] || "");
    },
  };
}
