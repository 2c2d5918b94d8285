import { announce, element, idMaker, liveRegion, svg } from "../_page/dom.js";
import { keepKeys } from "../_page/keys.js";
import { ClaimCard } from "./card.js";
import { ClaimsCompared } from "./compare.js";
import { scaleOf } from "./words.js";
import { Tries, saySaved } from "../_page/saved.js";
import { TICK } from "../_page/shapes.js";

/**
 * Claims that are judged before the evidence is seen, with no kernel behind it.
 *
 * Traits: `data` (verdicts, claims, sources; never changes), `judgements` (claim id to the first verdict given),
 * `revised` (claim id to the last, after a first one), and those of what became of each (saved.js).
 */

const OWN = "The verdicts are this course's reading of its sources. They are stored in this page, so it cannot serve as an exam.";

/**
 * @param {import("../_page/types").View<import("./types").ClaimsTraits>} view
 * @returns {() => void} takes the listeners away with the view
 */
export function render({ model, el }) {
  const { verdicts, claims, sources } = model.get("data");
  const scale = scaleOf(verdicts);
  const live = liveRegion();
  const isJudged = ({ id }) => Object.hasOwn(scale, model.get("judgements")[id]);
  let at = Math.max(0, claims.findIndex((claim) => !isJudged(claim)));
  const takes = (_, verdict) => Object.hasOwn(scale, verdict);
  const tries = new Tries({ model, el, asked: claims, takes, show: judging(model, isJudged), say: () => tell() });
  const judged = (verdict) => {
    const isFirst = !isJudged(claims[at]);
    tries.give(claims[at].id, verdict);
    if (isFirst && claims.every(isJudged)) compared.node.open = true;
  };
  const card = new ClaimCard({ verdicts, scale, sources, id: idMaker("rt-claims"), live, judged });
  const titleOf = () => "Claim " + (at + 1) + " of " + claims.length;
  function go(place) {
    at = (place + claims.length) % claims.length;
    update();
    announce(live, titleOf() + ": " + claims[at].claim);
  }
  const reach = (place) => {
    go(place);
    places[at].focus();
  };
  const compared = new ClaimsCompared({ claims, scale, go: reach });
  const count = element("p", { class: "rt-claims-count" });
  const places = claims.map((_, place) => element("button", { type: "button", class: "rt-claims-place", on: { click: () => go(place) } }));
  function update() {
    const { id } = claims[at];
    card.show(claims[at], titleOf(), model.get("judgements")[id], model.get("revised")[id]);
    count.textContent = claims.filter(isJudged).length + " of " + claims.length + " judged";
    places.forEach((button, place) => showPlace(button, place, isJudged(claims[place]), place === at));
    compared.update(model.get("judgements"), model.get("revised"));
    tell();
  }
  function tell() {
    const { id } = claims[at];
    const given = model.get("revised")[id] || model.get("judgements")[id];
    saySaved(card.saved, given ? tries.word(id, given) : tries.changed(id), live);
  }
  const step = (text, by) => element("button", { type: "button", class: "rt-button", on: { click: () => go(at + by) } }, text);
  el.append(keepKeys(element("section", { class: "rt-root rt-claims", "aria-label": claims.length + " claims to judge" },
    count, element("ol", { class: "rt-claims-places", "aria-label": "Claims" }, places.map((button) => element("li", null, button))),
    card.node, element("div", { class: "rt-claims-steps" }, step("Previous claim", -1), step("Next claim", 1)),
    compared.node, element("p", { class: "rt-claims-note" }, OWN), live)));
  update();
  const events = ["change:judgements", "change:revised"];
  events.forEach((event) => model.on(event, update));
  tries.recall();
  return () => { events.forEach((event) => model.off(event, update)); tries.end(); };
}

/** The first judgement of a claim stays; a later one stands beside it. */
function judging(model, isJudged) {
  return (id, verdict) => {
    const trait = isJudged({ id }) ? "revised" : "judgements";
    model.set(trait, { ...model.get(trait), [id]: verdict });
  };
}

function showPlace(button, place, isJudged, isHere) {
  const shape = isJudged ? svg("path", { d: TICK }) : svg("circle", { cx: 8, cy: 8, r: 4 });
  button.replaceChildren(
    String(place + 1),
    svg("svg", { class: "rt-claims-sign", viewBox: "0 0 16 16", "aria-hidden": "true" }, shape),
  );
  button.setAttribute("aria-label", "Claim " + (place + 1) + (isJudged ? ", judged" : ", not judged yet"));
  button.dataset.judged = isJudged;
  if (isHere) button.setAttribute("aria-current", "true");
  else button.removeAttribute("aria-current");
}
