// What a parked job waits for, in words. The keys are the API's own names; a test of the gateway
// compares them with its enum.

import { duration, timeOfDay } from '../lib/format.js';

const WAITS = {
  BUDGET: ['Out of requests for now.', 'Followsync sends Instagram only a limited number of requests an hour.'],
  COOLDOWN: ['Pausing for Instagram.', 'It asked us to slow down, or its answer was unclear.'],
  RETRY: ['Instagram does not answer.', 'Followsync tries again by itself.'],
  LANE_BUSY: ['This account is already being read.', 'This waits until that has ended.'],
};

/** What a job waits for, and until when: `resumesAt` and `now` are ms of this machine's clock. */
export function describeWait(reason, resumesAt, now = Date.now()) {
  const [what, why] = WAITS[reason] ?? ['Waiting.', ''];
  const seconds = resumesAt === null ? null : (resumesAt - now) / 1000;
  const until = seconds === null ? ''
    : seconds <= 0 ? 'Continues any moment.' : `Continues at ${timeOfDay(resumesAt, now)}, in ${duration(Math.ceil(seconds))}.`;
  return { what, more: [until, why].filter(Boolean).join(' ') };
}
