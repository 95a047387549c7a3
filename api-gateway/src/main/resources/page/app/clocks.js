// The server's clock and this machine's, which may be another.

const SAME_CLOCK = 5_000;

let ahead = 0;

/**
 * The server's time, by an answer that was asked for and came then; the latest is taken, as either
 * clock may be set right meanwhile. One that was long on its way tells nothing.
 */
export function learn(asOf, asked, answered) {
  const told = Date.parse(asOf) - (asked + answered) / 2;
  if (!Number.isNaN(told) && answered - asked < SAME_CLOCK) {
    ahead = told;
  }
}

/** An instant of the server in ms of this machine's clock; null for none. */
export const here = (instant) => (instant ? Date.parse(instant) - (Math.abs(ahead) < SAME_CLOCK ? 0 : ahead) : null);
