import { announce, element, fill } from "../_page/dom.js";
import { rowsCited, sourceList } from "../_page/citations.js";
import { replyTo, verdictOn } from "./reply.js";
import { alarmIn } from "../_page/saved.js";

/** One step of a case: asked, answered once, and answered back. `node` is its element, `saved` says if it is kept. */
export class StepCard {
  /**
   * @param {{step: import("./types").Step, cited: import("../_page/types").Cited, live: Element,
   *   id: (name: string) => string, title: string, last: boolean,
   *   answered: (given: string | string[]) => void}} setting `answered` is told what was taken
   */
  constructor({ step, cited, live, id, title, last, answered }) {
    this.step = step;
    this.cited = cited;
    this.live = live;
    this.last = last;
    this.answered = answered;
    /** @type {string | undefined | null} */
    this.shown = null;
    const type = step.many ? "checkbox" : "radio";
    this.labels = step.choices.map((one) => element("label", { class: "rt-quiz-choice" },
      element("input", { type, name: id(step.id), value: one.id, on: { change: () => fill(this.reply) } }),
      element("span", null, one.text)));
    this.inputs = this.labels.map((label) => label.querySelector("input"));
    this.button = element("button", { class: "rt-button", type: "submit" }, "Answer");
    this.saved = element("span", { class: "rt-quiz-saved" });
    this.reply = element("div", { class: "rt-quiz-reply", tabindex: "-1" });
    this.foot = element("div", { class: "rt-quiz-foot" });
    const on = { submit: (event) => this.submit(event) };
    this.node = element("form", { class: "rt-quiz-card", novalidate: true, data: { step: step.id }, on },
      element("p", { class: "rt-quiz-title" }, title),
      element("fieldset", null, element("legend", null, step.text),
        element("div", { class: "rt-quiz-choices" }, this.labels)),
      element("div", { class: "rt-quiz-act" }, this.button, this.saved), this.reply, this.foot);
  }

  /**
   * Show what was taken and what there is to say about it; without an answer, ask.
   * @param {string | string[] | undefined} given undefined: none yet
   */
  show(given) {
    const key = JSON.stringify(given);
    if (this.shown === key) return;
    this.shown = key;
    const taken = [given].flat();
    this.inputs.forEach((input, place) => {
      input.checked = taken.includes(input.value);
      input.disabled = given !== undefined;
      delete this.labels[place].dataset.mark;
      if (input.checked) this.labels[place].dataset.mark = this.step.choices[place].ok ? "right" : "wrong";
    });
    this.button.hidden = given !== undefined;
    if (given === undefined) {
      fill(this.foot);
      fill(this.reply);
      return;
    }
    fill(this.reply, replyTo(this.step, taken, this.cited));
    const { choices, explanation, reasons } = this.step;
    const texts = choices.flatMap((one) => [one.feedback, one.elsewhere]);
    fill(this.foot, sourceList(rowsCited([...texts, explanation, reasons], this.cited), this.cited));
  }

  /** @param {Event} event */
  submit(event) {
    event.preventDefault();
    const taken = this.inputs.filter((input) => input.checked).map((input) => input.value);
    if (!taken.length) {
      const missing = this.step.many ? "Take at least one first." : "Choose one first.";
      fill(this.reply, element("p", { class: "rt-quiz-missing" }, missing));
      return announce(this.live, missing);
    }
    this.answered(this.step.many ? taken : taken[0]);
    // The button is gone: the reply takes the focus, and Tab leads on to the step that has opened.
    this.reply.focus();
    const next = this.last ? "The case ends here." : "The next step is open.";
    return announce(this.live, verdictOn(this.step, taken).words + ". " + next + alarmIn(this.saved));
  }
}
