import { announce, element, fill, setText } from "../_page/dom.js";
import { rowsCited, sourceList, withCitations } from "../_page/citations.js";
import { controlFor } from "./controls.js";
import { inWords, isAnswer, markAnswer, withUnit } from "./marking.js";
import { folded, verdictSign } from "../_page/reply.js";
import { alarmIn, saySaved } from "../_page/saved.js";

/**
 * One question: asked, answered, and answered back.
 *
 * A check is marked at once and may be tried again; after a wrong answer the explanation is folded, so that a
 * second try is still a try. A prediction is kept, never called right or wrong, and then revealed.
 */

const WORDS = {
  check: { act: "Check", again: "Check" },
  prediction: { act: "Keep my prediction", again: "Predict again" },
};

const HINTS = {
  several_choices: "Choose all that fit.",
  ordering: "Give each line its own place, from 1.",
  match: "Choose what belongs to each line.",
};
const NO_NUMBER = "Type a number first.";
const AGAIN = "Answer again";

/** One question on the page. `node` is its element. */
export class QuestionCard {
  /**
   * @param {{question: import("./types").Question, cited: import("../_page/types").Cited, title: string,
   *   id: (name: string) => string, live: Element, held: boolean, answered: (given: any) => void,
   *   ended: () => string}} setting `answered` is told every answer, undefined when it is taken back; while `held` an
   *   answer is not answered back; `ended` says how the whole quiz went
   */
  constructor({ question, cited, title, id, live, held, answered, ended }) {
    this.question = question;
    this.cited = cited;
    this.live = live;
    this.held = held;
    this.answered = answered;
    this.ended = ended;
    this.kept = false;
    this.past = false;
    this.words = { ...WORDS[question.role], ...(held && { act: "Keep my answer" }) };
    this.control = controlFor({ question, cited, id, changed: () => this.clear() });
    this.button = element("button", { class: "rt-button", type: "submit" });
    this.saved = element("span", { class: "rt-quiz-saved" });
    this.reply = element("div", { class: "rt-quiz-reply" });
    this.foot = element("div", { class: "rt-quiz-foot" });
    const on = { submit: (event) => this.submit(event), keydown: (event) => this.enter(event) };
    this.node = element("form", { class: "rt-quiz-card", novalidate: true, data: { question: question.id }, on },
      element("p", { class: "rt-quiz-title" }, title),
      element("fieldset", null, element("legend", null, withCitations(question.stem, cited)),
        HINTS[question.kind] && element("p", { class: "rt-quiz-report" }, HINTS[question.kind]), this.control.node),
      element("div", { class: "rt-quiz-act" }, this.button, this.saved), this.reply, this.foot);
    this.clear();
  }

  /** Take away what was said about an answer; the answer itself stays in the control. */
  clear() {
    this.kept = false;
    this.control.mark(null);
    this.control.lock(false);
    this.button.textContent = this.words.act;
    delete this.button.dataset.answered;
    setText(this.saved, "");
    this.flag(false);
    fill(this.reply);
    this.setFoot([this.question.stem]);
  }

  /**
   * Show an answer and what there is to say about it.
   * @param {any} given undefined: none
   */
  show(given) {
    const { question, cited, control } = this;
    this.clear();
    if (given === undefined || !isAnswer(question, given)) return control.show(null);
    const { correct, parts } = markAnswer(question, given);
    control.show(given);
    this.button.dataset.answered = "";
    if (this.held) return fill(this.reply, element("p", null, "Kept. You may still change it."));
    const predicted = question.role === "prediction";
    this.kept = predicted || this.past;
    control.lock(predicted);
    if (!predicted) control.mark(correct, parts);
    this.button.textContent = this.past && !predicted ? AGAIN : this.words.again;
    fill(this.reply, predicted ? revealed(question, given, parts[0], cited) : marked(question, correct, parts, cited));
    return this.setFoot([question.stem, ...parts.map(({ feedback = "" }) => feedback), question.explanation]);
  }

  /**
   * Say beside a shown answer what became of it; where none is shown, that the question has changed.
   * @param {string} word
   * @param {string} changed
   */
  tell(word, changed) {
    if (this.button.dataset.answered !== undefined) return saySaved(this.saved, word, this.live);
    if (changed && !this.reply.hasChildNodes()) fill(this.reply, element("p", { class: "rt-quiz-report" }, changed));
    return undefined;
  }

  setFoot(texts) {
    const report = "Unclear? Tell us about question " + this.question.id + ".";
    const sources = sourceList(rowsCited(texts, this.cited), this.cited);
    fill(this.foot, sources, element("p", { class: "rt-quiz-report" }, report));
  }

  submit(event) {
    event.preventDefault();
    if (this.kept) return this.takeBack();
    const given = this.control.read();
    const missing = this.control.refused?.() || whatIsMissing(this.question, given);
    if (missing) return this.refuse(missing);
    this.past = false;
    this.show(given);
    this.answered(given);
    return announce(this.live, spoken(this.reply) + this.ended() + alarmIn(this.saved));
  }

  // JupyterLab swallows what Enter in a field would do by itself.
  enter(event) {
    if (event.key !== "Enter" || event.target.type !== "text") return;
    event.preventDefault();
    this.node.requestSubmit();
  }

  refuse(missing) {
    this.clear();
    this.flag(true);
    fill(this.reply, element("p", { class: "rt-quiz-missing" }, missing));
    announce(this.live, missing);
  }

  /** Mark the field of a number as one that holds none, or as one that may. */
  flag(faulty) {
    this.node?.querySelector("[inputmode]")?.setAttribute("aria-invalid", String(faulty));
  }

  takeBack() {
    this.show(undefined);
    this.answered(undefined);
    const predicted = this.question.role === "prediction";
    announce(this.live, predicted ? "Your prediction is taken back." : "The question is open again.");
  }
}

function whatIsMissing(question, given) {
  const { kind, minimum, maximum, unit } = question;
  if (given === null) return HINTS[kind] || (kind === "number" ? NO_NUMBER : "Choose an answer first.");
  const outside = minimum !== undefined && (given < minimum || given > maximum);
  return outside ? "Type a number from " + minimum + " to " + withUnit(String(maximum), unit) + "." : "";
}

function marked(question, correct, parts, cited) {
  const verdict = correct ? "right" : "wrong";
  const parted = HINTS[question.kind];
  const wrong = parted ? "Not all of it" : question.kind === "number" ? "Not this number" : "Not this one";
  const explanation = element("p", null, withCitations(question.explanation, cited));
  return [
    element("p", { class: "rt-quiz-verdict", data: { verdict } }, verdictSign(verdict), correct ? "Right" : wrong),
    parts.map(({ text, feedback }) => element("p", null,
      parted && [element("strong", null, withCitations(text, cited)), ": "], withCitations(feedback, cited))),
    correct ? explanation : folded("Show the explanation", explanation),
  ];
}

function revealed(question, given, answer, cited) {
  const { kind, shown, right, unit } = question;
  const strong = (words) => element("strong", null, kind === "number" ? words : "\u201c" + words + "\u201d");
  const said = element("p", { class: "rt-quiz-said" }, "You said ", strong(inWords(question, given)), ". ");
  if (right !== undefined) {
    said.append("The sources say ", strong(kind === "number" ? withUnit(shown, unit) : inWords(question, right)), ".");
  }
  return [
    said,
    answer?.feedback && element("p", null, withCitations(answer.feedback, cited)),
    element("p", null, withCitations(question.explanation, cited)),
  ];
}

/** What stands in the reply, without what is folded. */
function spoken(reply) {
  return [...reply.querySelectorAll(":scope > p")].map((one) => one.textContent).join(" ");
}
