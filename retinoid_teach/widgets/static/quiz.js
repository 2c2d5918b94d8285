import { element, idMaker, liveRegion } from "./dom.js";
import { tellKernel } from "./kernel.js";
import { keepKeys } from "./keys.js";
import { QuestionCard } from "./quiz_card.js";
import { markAnswer } from "./quiz_marking.js";
import { savedWord } from "./saved.js";

/**
 * The quiz: questions that are answered in the page, with no kernel behind it.
 *
 * Traits: `data` (questions, cited rows, sources, whether feedback waits for the last answer; never changes) and `answers` (question id to the last answer
 * given; missing where there is none), `tries` (every answer in order, as question id and answer) and `saved` (for
 * each try that the kernel has seen, "saved" or why it is not: nothing comes where there is no kernel).
 */

const NAMES = { check: "Check", prediction: "Prediction" };
const WAITS = "Feedback comes after the last answer.";
const HONEST = "For self-study. The answers are stored in this page, so it cannot serve as an exam.";

/**
 * @param {{model: any, el: HTMLElement}} view
 * @returns {() => void} takes the listener away with the view
 */
export function render({ model, el }) {
  const { questions, at_end: atEnd, ...cited } = model.get("data");
  const live = liveRegion();
  const answer = (id) => (given) => {
    const { [id]: _, ...answers } = model.get("answers");
    if (given !== undefined) model.set("tries", [...model.get("tries"), [id, given]]);
    model.set("answers", given === undefined ? answers : { ...answers, [id]: given });
    tellKernel(model);
  };
  const cards = questions.map((question, place) => new QuestionCard({
    question, cited, live, title: titleOf(question, place, questions), id: idMaker("rt-" + question.id),
    answered: answer(question.id), held: atEnd, ended: () => " " + total.textContent,
  }));
  const total = element("p", { class: "rt-quiz-title" });
  let shown = {}, held = atEnd;
  function update() {
    const answers = model.get("answers");
    const holds = atEnd && questions.some(({ id }) => answers[id] === undefined);
    questions.forEach(({ id }, place) => {
      cards[place].held = holds;
      if (answers[id] !== shown[id] || holds !== held) cards[place].show(answers[id]);
    });
    [shown, held] = [answers, holds];
    if (atEnd) total.textContent = holds ? WAITS : counted(questions, answers);
    tell();
  }
  function tell() {
    const answers = model.get("answers");
    questions.forEach(({ id }, place) => cards[place].tell(savedWord(model, id, answers[id])));
  }
  const root = element("section", { class: "rt-root rt-quiz", "aria-label": labelOf(questions) },
    cards.map((card) => card.node), atEnd && total, element("p", { class: "rt-quiz-report" }, HONEST), live);
  el.append(keepKeys(root));
  update();
  const listeners = [["change:answers", update], ["change:tries", tell], ["change:saved", tell]];
  for (const one of listeners) model.on(...one);
  return () => { for (const one of listeners) model.off(...one); };
}

function counted(questions, answers) {
  const checks = questions.filter(({ role }) => role === "check");
  const right = checks.filter((question) => markAnswer(question, answers[question.id]).correct);
  return checks[0] ? right.length + " of " + checks.length + " right." : "";
}

function titleOf({ role }, place, questions) {
  return questions.length === 1 ? NAMES[role] : NAMES[role] + " " + (place + 1) + " of " + questions.length;
}

function labelOf(questions) {
  return questions.length === 1 ? "Question " + questions[0].id : questions.length + " questions";
}
