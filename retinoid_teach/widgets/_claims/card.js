import { announce, element, fill, svg, webLink } from "../_page/dom.js";
import { differenceIn } from "./words.js";
import { alarmIn } from "../_page/saved.js";
import { UNREAD } from "../_page/shapes.js";
import { NOT_CHECKED } from "../_page/words.js";

/**
 * One claim: judged first, and only then shown with the evidence. The first judgement is kept; after reading one
 * may judge again.
 */

/** The claim that is on the page now. `node` is its element. */
export class ClaimCard {
  /**
   * @param {{verdicts: import("./types").Verdict[], scale: import("./words.js").Scale,
   *   sources: import("./types").ClaimSource[], id: (name: string) => string, live: Element,
   *   judged: (verdict: string) => void}} setting `judged` is told every judgement
   */
  constructor({ verdicts, scale, sources, id, live, judged }) {
    this.scale = scale;
    this.sources = sources;
    this.live = live;
    this.judged = judged;
    /** @type {import("./types").Claim | undefined} */
    this.claim = undefined;
    /** @type {string | undefined} */
    this.first = undefined;
    /** @type {string | undefined} */
    this.last = undefined;
    this.title = element("p", { class: "rt-claims-title" });
    this.legend = element("legend");
    const labels = verdicts.map(([name, , meaning]) => verdictChoice(name, meaning, id("verdict")));
    this.radios = labels.map((label) => label.querySelector("input"));
    this.button = element("button", { class: "rt-button", type: "submit" });
    this.saved = element("span", { class: "rt-quiz-saved" });
    this.missing = element("p", { class: "rt-claims-missing" });
    this.reply = element("div", { class: "rt-claims-reply" });
    const on = { submit: (event) => this.submit(event) };
    this.node = element("form", { class: "rt-claims-card", novalidate: true, on }, this.title,
      element("fieldset", null, this.legend, element("div", { class: "rt-claims-choices" }, labels)),
      element("div", { class: "rt-claims-act" }, this.button, this.saved), this.missing, this.reply);
  }

  /**
   * @param {import("./types").Claim} claim
   * @param {string} title
   * @param {string | undefined} first judgement; what is none of the verdicts is none
   * @param {string | undefined} last judgement, after a first one
   */
  show(claim, title, first, last) {
    const known = (verdict) => (Object.hasOwn(this.scale, verdict) ? verdict : undefined);
    this.claim = claim;
    this.first = known(first);
    this.last = known(first) && known(last);
    fill(this.title, title, " ", element("span", null, claim.id), claim.unread && mark());
    this.node.dataset.claim = claim.id;
    this.legend.textContent = claim.claim;
    fill(this.missing);
    const given = this.last || this.first;
    for (const radio of this.radios) radio.checked = radio.value === given;
    this.lock(given !== undefined);
    fill(this.reply, given !== undefined && this.revealed());
  }

  /** @param {boolean} locked */
  lock(locked) {
    for (const radio of this.radios) radio.disabled = locked;
    this.button.textContent = locked ? "Judge again" : this.first ? "Keep this judgement" : "Judge";
    this.button.dataset.locked = String(locked);
    this.locked = locked;
  }

  /** @param {Event} event */
  submit(event) {
    event.preventDefault();
    if (this.locked) return this.lock(false);
    const chosen = this.radios.find((radio) => radio.checked);
    if (!chosen) {
      const words = "Choose one of the five verdicts first.";
      fill(this.missing, words);
      return announce(this.live, words);
    }
    this.judged(chosen.value);
    return announce(this.live, this.spoken() + alarmIn(this.saved));
  }

  spoken() {
    return [...this.reply.querySelectorAll(".rt-claims-said, .rt-claims-yours")].map((one) => one.textContent).join(" ");
  }

  revealed() {
    const { claim, scale, first, last } = this;
    const strong = (words) => element("strong", null, words);
    const said = element("p", { class: "rt-claims-yours" }, "You said ", strong(first), ": ", differenceIn(scale, first, claim.verdict), ".");
    if (last) said.append(" After reading you said ", strong(last), ".");
    return [
      element("p", { class: "rt-claims-said" }, "The evidence: ", strong(claim.verdict), ". ", scale[claim.verdict].meaning,
        " Our confidence: " + claim.confidence + "."),
      said,
      element("div", { class: "rt-claims-sides" }, side("Speaks for it", claim.for), side("Speaks against it", claim.against)),
      side("What may be taught", claim.teach),
      sourcesOf(claim.sources.map((place) => this.sources[place])),
    ];
  }
}

function verdictChoice(value, meaning, name) {
  return element("label", { class: "rt-claims-choice" }, element("input", { type: "radio", name, value }),
    element("span", null, element("strong", null, value), " ", element("span", { class: "rt-claims-meaning" }, meaning)));
}

function side(title, text) {
  return element("div", { class: "rt-claims-side" }, element("p", { class: "rt-claims-title" }, title), element("p", null, text));
}

/** @param {import("./types").ClaimSource[]} sources */
function sourcesOf(sources) {
  const items = sources.map(({ ids, citation, address, unread }) => element("li", null, ids + ": ", webLink(address, citation), unread && mark()));
  return element("details", { class: "rt-cited-sources" },
    element("summary", { class: "rt-fold" }, "Sources (" + sources.length + ")"), element("ul", null, items));
}

function mark() {
  return element("span", { class: "rt-claims-unread" },
    svg("svg", { class: "rt-claims-sign", viewBox: "0 0 16 16", "aria-hidden": "true" },
      svg("path", { d: UNREAD })), NOT_CHECKED);
}
