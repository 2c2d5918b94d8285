import { element, fill } from "../_page/dom.js";
import { differenceIn, judgedOf, leaning } from "./words.js";

/** All judged claims beside the evidence, those that differ most first. `node` is a fold. */
export class ClaimsCompared {
  /**
   * @param {{claims: import("./types").Claim[], scale: import("./words.js").Scale,
   *   go: (place: number) => void}} setting `go` shows a claim
   */
  constructor({ claims, scale, go }) {
    this.claims = claims;
    this.scale = scale;
    this.go = go;
    this.summary = element("summary", { class: "rt-fold" });
    this.body = element("div", { class: "rt-claims-compared" });
    this.node = element("details", { class: "rt-claims-compare" }, this.summary, this.body);
  }

  /**
   * @param {Record<string, string>} judgements
   * @param {Record<string, string>} revised
   */
  update(judgements, revised) {
    const judged = judgedOf(this.claims, judgements, revised, this.scale);
    this.summary.textContent = "Compare with the evidence (" + judged.length + " judged)";
    if (!judged.length) return fill(this.body, element("p", null, "Judge a claim first. What you have not judged is not shown here."));
    const heads = ["Claim", "You", "Evidence"].map((text) => element("th", { scope: "col" }, text));
    return fill(this.body, element("p", { class: "rt-claims-leaning" }, leaning(judged)),
      element("table", { class: "rt-claims-table" },
        element("caption", null, "Your first judgements, the largest differences first"),
        element("thead", null, element("tr", null, heads)),
        element("tbody", null, judged.map((one) => this.line(one)))));
  }

  /** @param {import("./words.js").Judged} judged */
  line({ claim, first, last }) {
    const place = this.claims.indexOf(claim);
    const button = element("button", { type: "button", class: "rt-button-plain", on: { click: () => this.go(place) } }, place + 1 + ". " + claim.claim);
    const difference = element("span", { class: "rt-claims-difference" }, differenceIn(this.scale, first, claim.verdict));
    return element("tr", { data: { same: first === claim.verdict } },
      element("th", { scope: "row" }, button, difference),
      element("td", null, first, last && element("span", { class: "rt-claims-difference" }, "later: " + last)),
      element("td", null, claim.verdict));
  }
}
