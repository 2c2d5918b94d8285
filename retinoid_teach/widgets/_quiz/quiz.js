import { element, idMaker, liveRegion } from "../_page/dom.js";
import { tellKernel } from "../_page/kernel.js";
import { keepKeys } from "../_page/keys.js";
import { QuestionCard } from "./card.js";
import { isAnswer, markAnswer } from "./marking.js";
import { Tries } from "../_page/saved.js";

/**
 * The quiz: questions that are answered in the page, with no kernel behind it.
 *
 * Traits: `data` (questions, cited rows, sources, whether feedback waits for the last answer; never changes), `answers`
 * (question id to the last answer given; missing where there is none), and those of what became of each (saved.js).
 */

const NAMES = { check: "Check", prediction: "Prediction" };
const WAITS = "Feedback comes after the last answer.";
const HONEST = "For self-study. The answers are stored in this page, so it cannot serve as an exam.";

/**
 * @param {import("../_page/types").View<import("./types").QuizTraits>} view
 * @returns {() => void} takes the listener away with the view
 */
export function render({ model, el }) {
  const { questions, at_end: atEnd, ...cited } = model.get("data");
  const live = liveRegion();
  const show = (id, given) => model.set("answers", { ...model.get("answers"), [id]: given });
  const takeBack = (id) => {
    const { [id]: _, ...answers } = model.get("answers");
    model.set("answers", answers);
    tellKernel(model);
  };
  const takes = (id, given) => isAnswer(questions.find((one) => one.id === id), given);
  const tries = new Tries({ model, el, asked: questions, takes, show, say: () => tell() });
  const cards = questions.map((question, place) => new QuestionCard({
    question, cited, live, title: titleOf(question, place, questions), id: idMaker("rt-" + question.id),
    answered: (given) => (given === undefined ? takeBack(question.id) : tries.give(question.id, given)),
    held: atEnd, ended: () => " " + total.textContent,
  }));
  const total = element("p", { class: "rt-quiz-title" });
  let shown = {}, held = atEnd;
  function update() {
    const answers = model.get("answers");
    const holds = atEnd && questions.some(({ id }) => answers[id] === undefined);
    questions.forEach(({ id }, place) => {
      cards[place].held = holds;
      cards[place].past = Boolean(tries.before(id));
      if (answers[id] !== shown[id] || holds !== held) cards[place].show(answers[id]);
    });
    [shown, held] = [answers, holds];
    if (atEnd) total.textContent = holds ? WAITS : counted(questions, answers);
    tell();
  }
  function tell() {
    const answers = model.get("answers");
    questions.forEach(({ id }, place) => cards[place].tell(tries.word(id, answers[id]), tries.changed(id)));
  }
  const root = element("section", { class: "rt-root rt-quiz", "aria-label": labelOf(questions) },
    cards.map((card) => card.node), atEnd && total, element("p", { class: "rt-quiz-report" }, HONEST), live);
  el.append(keepKeys(root));
  update();
  model.on("change:answers", update);
  tries.recall();
  return () => {
    model.off("change:answers", update);
    tries.end();
  };
}

/**
 * @param {import("./types").Question[]} questions
 * @param {Record<string, import("../_page/types").Given>} answers
 */
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
