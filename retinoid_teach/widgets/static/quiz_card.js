import { announce, element, fill, svg } from "./dom.js";
import { rowsCited, sourceList, withCitations } from "./citations.js";
import { controlFor } from "./quiz_controls.js";
import { inWords, isAnswer, markAnswer, withUnit } from "./quiz_marking.js";

/**
 * One question: asked, answered, and answered back.
 *
 * A check is marked at once and may be tried again; after a wrong answer the explanation is folded, so that a
 * second try is still a try. A prediction is kept, never called right or wrong, and then revealed.
 */

const WORDS = {
  check: { name: "Check", act: "Check", again: "Check" },
  prediction: { name: "Predict", act: "Keep my prediction", again: "Predict again" },
};
const SIGNS = { right: "M2.5 8.5l4 4 7-9", wrong: "M3.5 3.5l9 9M12.5 3.5l-9 9" };

/**
 * @typedef {object} Card
 * @property {HTMLElement} node
 * @property {(given: any) => void} show an answer that was given elsewhere; undefined: none
 */

/**
 * @param {{question: any, cited: any, title: string, id: (name: string) => string, live: Element,
 *   answered: (given: any) => void}} setting `answered` is told every answer, undefined when it is taken back
 * @returns {Card}
 */
export function questionCard({ question, cited, title, id, live, answered }) {
  const control = controlFor({ question, cited, id, changed: () => clear() });
  const words = WORDS[question.role];
  const button = element("button", { class: "rt-button", type: "submit" }, words.act);
  const reply = element("div", { class: "rt-quiz-reply" });
  const foot = element("div", { class: "rt-quiz-foot" });
  let kept = false;

  function clear() {
    kept = false;
    control.mark(null);
    control.lock(false);
    button.textContent = words.act;
    delete button.dataset.answered;
    fill(reply);
    fill(foot, footOf([question.stem]));
  }

  function show(given) {
    clear();
    if (given === undefined || !isAnswer(question, given)) return control.show(null);
    control.show(given);
    const { correct, answer } = markAnswer(question, given);
    kept = question.role === "prediction";
    control.lock(kept);
    if (!kept) control.mark(correct);
    button.textContent = words.again;
    button.dataset.answered = "";
    fill(reply, kept ? revealed(question, given, answer, cited) : marked(question, correct, answer, cited));
    fill(foot, footOf([question.stem, (answer && answer.feedback) || "", question.explanation]));
    return null;
  }

  function footOf(texts) {
    const report = "Unclear? Tell us about question " + question.id + ".";
    return [sourceList(rowsCited(texts, cited), cited), element("p", { class: "rt-quiz-report" }, report)];
  }

  function submit(event) {
    event.preventDefault();
    const given = control.read();
    if (kept) return takeBack();
    const missing = whatIsMissing(question, given);
    if (missing) return refuse(missing);
    show(given);
    answered(given);
    return announce(live, spoken(reply));
  }

  // JupyterLab swallows what Enter in a field would do by itself.
  function enter(event) {
    if (event.key !== "Enter" || event.target.type !== "number") return;
    event.preventDefault();
    node.requestSubmit();
  }

  function refuse(missing) {
    clear();
    fill(reply, element("p", { class: "rt-quiz-missing" }, missing));
    announce(live, missing);
  }

  function takeBack() {
    show(undefined);
    answered(undefined);
    announce(live, "Your prediction is taken back.");
  }

  const node = element("form", { class: "rt-quiz-card", novalidate: true, data: { question: question.id }, on: { submit, keydown: enter } },
    element("p", { class: "rt-quiz-title" }, title),
    element("fieldset", null, element("legend", null, withCitations(question.stem, cited)), control.node),
    button, reply, foot);
  clear();
  return { node, show };
}

function whatIsMissing(question, given) {
  const { kind, minimum, maximum, unit } = question;
  if (kind !== "number") return given === null ? "Choose an answer first." : "";
  if (given === null) return "Type a number first, with digits and at most one point.";
  const outside = minimum !== undefined && (given < minimum || given > maximum);
  return outside ? "Type a number from " + minimum + " to " + withUnit(String(maximum), unit) + "." : "";
}

function marked(question, correct, answer, cited) {
  const verdict = correct ? "right" : "wrong";
  const wrong = question.kind === "number" ? "Not this number" : "Not this one";
  const explanation = element("p", null, withCitations(question.explanation, cited));
  return [
    element("p", { class: "rt-quiz-verdict", data: { verdict } }, sign(verdict), correct ? "Right" : wrong),
    answer && element("p", null, withCitations(answer.feedback, cited)),
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
    answer && answer.feedback && element("p", null, withCitations(answer.feedback, cited)),
    element("p", null, withCitations(question.explanation, cited)),
  ];
}

function folded(summary, content) {
  return element("details", null, element("summary", { class: "rt-fold" }, summary), content);
}

function sign(name) {
  return svg("svg", { class: "rt-quiz-sign", viewBox: "0 0 16 16", "aria-hidden": "true" }, svg("path", { d: SIGNS[name] }));
}

/** What stands in the reply, without what is folded. */
function spoken(reply) {
  return [...reply.querySelectorAll(":scope > p")].map((one) => one.textContent).join(" ");
}
