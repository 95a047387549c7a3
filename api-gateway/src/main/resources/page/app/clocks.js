// Converts between the server's clock and this machine's, which may differ.

const SAME_CLOCK = 5_000;

let ahead = 0;

/**
 * Learns the clock difference from the time `asOf` in an answer. The latest answer counts, as
 * either clock may be corrected meanwhile; one that took too long is ignored.
 */
export function learn(asOf, asked, answered) {
  const told = Date.parse(asOf) - (asked + answered) / 2;
  if (!Number.isNaN(told) && answered - asked < SAME_CLOCK) {
    ahead = told;
  }
}

/** A server instant in ms of this machine's clock; null for none. */
export const here = (instant) => (instant ? Date.parse(instant) - (Math.abs(ahead) < SAME_CLOCK ? 0 : ahead) : null);
