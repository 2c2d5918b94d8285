/**
 * What is drawn over the curves: lines across (a threshold), a line down (where the slider stands), observed points
 * with their spread. Each has a shape of its own, so that none is told by its colour alone.
 */

export const DASHES = [[], [9, 5], [2, 4], [12, 4, 2, 4], [5, 3], [16, 6]];
const CAP = 4;

/**
 * @param {import("uplot")} plot
 * @param {import("./types").Shown} now
 * @param {import("./types").Inks} inks
 */
export function drawMarks(plot, now, inks) {
  const { ctx, bbox } = plot;
  const ratio = devicePixelRatio || 1;
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left - ratio, bbox.top - ratio, bbox.width + 2 * ratio, bbox.height + 2 * ratio);
  ctx.clip();
  ctx.lineWidth = 1.5 * ratio;
  for (const line of now.lines) drawLine(plot, line, inks, ratio);
  if (now.cursor) drawCursor(plot, now.cursor, inks);
  for (const mark of now.marks) drawMark(plot, mark, inks, ratio);
  ctx.restore();
}

function stroke(ctx, points, dash = []) {
  ctx.setLineDash(dash);
  ctx.beginPath();
  points.forEach(([x, y], at) => (at ? ctx.lineTo(x, y) : ctx.moveTo(x, y)));
  ctx.stroke();
}

function drawLine({ ctx, bbox, valToPos }, { y, ink }, inks, ratio) {
  const at = valToPos(y, "y", true);
  ctx.strokeStyle = inks.of(ink);
  stroke(ctx, [[bbox.left, at], [bbox.left + bbox.width, at]], [2 * ratio, 3 * ratio]);
}

function drawCursor({ ctx, bbox, valToPos }, { x }, inks) {
  const at = valToPos(x, "x", true);
  ctx.strokeStyle = inks.of("text");
  stroke(ctx, [[at, bbox.top], [at, bbox.top + bbox.height]]);
}

function drawMark({ ctx, valToPos }, mark, inks, ratio) {
  const [x, y] = [valToPos(mark.x, "x", true), valToPos(mark.y, "y", true)];
  const cap = CAP * ratio;
  ctx.strokeStyle = inks.of(mark.ink);
  if (mark.low !== undefined) {
    const [low, high] = [valToPos(mark.low, "y", true), valToPos(mark.high, "y", true)];
    stroke(ctx, [[x, low], [x, high]]);
    for (const end of [low, high]) stroke(ctx, [[x - cap, end], [x + cap, end]]);
  }
  if (mark.left !== undefined) {
    const [left, right] = [valToPos(mark.left, "x", true), valToPos(mark.right, "x", true)];
    stroke(ctx, [[left, y], [right, y]]);
    for (const end of [left, right]) stroke(ctx, [[end, y - cap], [end, y + cap]]);
  }
  drawPoint(ctx, x, y, mark, inks, ratio);
}

/** Observed: a full disc. Computed from the model: an open square. */
function drawPoint(ctx, x, y, { ink, computed }, inks, ratio) {
  const size = 4.5 * ratio;
  ctx.setLineDash([]);
  ctx.beginPath();
  if (computed) ctx.rect(x - size, y - size, 2 * size, 2 * size);
  else ctx.arc(x, y, size, 0, 2 * Math.PI);
  ctx.fillStyle = computed ? inks.of("bg") : inks.of(ink);
  ctx.fill();
  ctx.stroke();
}
