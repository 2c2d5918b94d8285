import { readPayload } from "../_explorer/payload.js";
import { answerFor, holds } from "../_explorer/state.js";

/**
 * The explorer's own decision, asked for many states at once by test_explorer_states.py. The texts below are
 * written the same way there; a batch is compared by its SHA-256, and looked at one by one only where that differs.
 */

/** What the verdict list shows, option by option. */
function brief(one) {
  return [one.id, one.verdict, one.would_be, Number(one.with_conditions), Number(one.checked), one.rows.join(" ")];
}

const limitText = ({ rule, fact, borrowed, via }) => [rule, fact, Number(borrowed), via ?? ""].join(",");

/** Rules that stand beside a verdict have no order of their own. */
const sorted = (ids) => [...ids].sort().join(" ");

/** And what the panel shows besides. */
function whole(one) {
  return [
    ...brief(one), one.strength, one.recommendations.join(" "), one.dropped.join(" "),
    one.limits.map(limitText).join(" "), one.closed.map(limitText).join(" "), one.ask.map(limitText).join(" "), sorted(one.advice), sorted(one.context),
  ];
}

function stateText(data, state, asked) {
  const { region, options, chosen } = answerFor(data, { ...state, option: null, pinned: null });
  const lines = options.map((one) => (asked === "whole" ? whole(one) : brief(one)).join("|"));
  return [region.join(";"), chosen.id, ...lines].join("\n");
}

function impossible(data, { patient }) {
  return data.contradictions.some(([one, other]) => holds(one, patient) && holds(other, patient));
}

async function digest(text) {
  const bytes = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function render({ model }) {
  const data = await readPayload(model.get("data"));
  const texts = (states, asked) => JSON.parse(states).map((state) => stateText(data, state, asked));
  window.explorerStates = {
    texts,
    digest: async (states, asked) => {
      const all = texts(states, asked);
      return { count: all.length, sha256: await digest(all.join("\n\n")) };
    },
    contradictions: data.contradictions,
    impossible: (states) => JSON.parse(states).map((state) => impossible(data, state)),
  };
}

export default { render };
