// Converts the server's times to the clock of this machine, which may differ.

const TOLERANCE_MS = 5_000;

export class ServerClock {
  #differenceMs = 0;

  /**
   * Learns the difference from the time `asOf` in an answer. The latest answer counts, as either
   * clock may be corrected meanwhile. An answer that took too long is ignored.
   */
  synchronize(asOf, sentAt, receivedAt) {
    const difference = Date.parse(asOf) - (sentAt + receivedAt) / 2;
    if (!Number.isNaN(difference) && receivedAt - sentAt < TOLERANCE_MS) {
      this.#differenceMs = difference;
    }
  }

  /** An instant of the server in ms of this machine's clock; null for none. */
  toLocal(instant) {
    if (!instant) {
      return null;
    }
    return Date.parse(instant) - (Math.abs(this.#differenceMs) < TOLERANCE_MS ? 0 : this.#differenceMs);
  }
}
