// Scales and their ticks.

const STEPS = [1, 2, 5, 10];

/** A linear scale from a domain to a range of pixels. */
export const linear = ([from, to], [start, end]) => (value) => start + ((value - from) / (to - from || 1)) * (end - start);

/** Round whole numbers that span the values, about `count` of them, at least two; a lone value has one to each side. */
export function niceTicks(values, count) {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  if (low === high && low > 0) {
    return [low - 1, low, low + 1];
  }
  const rough = Math.max(1, (high - low) / Math.max(1, count - 1));
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = STEPS.map((each) => each * power).find((each) => each >= rough);
  const first = Math.floor(low / step) * step;
  const last = Math.max(first + step, Math.ceil(high / step) * step);
  return Array.from({ length: Math.round((last - first) / step) + 1 }, (_, at) => first + at * step);
}

/** Which of `count` places get a label if each needs `room` of `width`: the last, and others at a distance. */
export function labelled(count, width, room) {
  const step = Math.max(1, Math.ceil((count * room) / Math.max(room, width)));
  return Array.from({ length: Math.ceil(count / step) }, (_, at) => count - 1 - at * step).reverse();
}
