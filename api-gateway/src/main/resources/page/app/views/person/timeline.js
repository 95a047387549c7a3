// Both lists over time as bars. An end that is not known exactly fades over the time in which it lies.

import { describeDate, describeTime } from '../../lib/intervals.js';
import { svg } from '../../lib/svg.js';
import { LISTS } from './spans.js';

const LANE = 52;
const BAR = 16;
const LABEL = 18;
const MIN_WIDTH = 0.6;
const MIN_MS = 60 * 1000;
const DAY_MS = 24 * 3600 * 1000;

/** The drawing, from the first thing known until `now`. The list beside it says the same in words. */
export function drawTimeline(relationships, now = Date.now()) {
  const times = relationships.flatMap(({ since, until }) => [since.after, since.before, until?.after, until?.before]).filter(Boolean).map(Date.parse);
  const from = Math.min(...times, now - MIN_MS);
  const at = (instant) => (100 * (Math.min(now, Date.parse(instant)) - from)) / (now - from);
  const height = LISTS.length * LANE + LABEL;
  const drawing = svg('svg', { class: 'timeline', width: '100%', height, 'aria-hidden': 'true' }, gradients());
  LISTS.forEach(({ name, lane: title }, place) => {
    const top = place * LANE;
    drawing.append(svg('text', { x: 0, y: top + LABEL, class: 'lane-title', text: title }),
      svg('rect', { x: '0%', y: top + LABEL + 8, width: '100%', height: BAR, rx: 4, class: 'lane' }),
      ...relationships.filter(({ list }) => list === name).flatMap((one) => drawBar(one, at, top + LABEL + 8, name.toLowerCase())));
  });
  drawing.append(svg('text', { x: '0%', y: height - 2, class: 'lane-time', text: now - from < 2 * DAY_MS ? describeTime(from, new Date(now)) : describeDate(from, new Date(now)) }),
    svg('text', { x: '100%', y: height - 2, class: 'lane-time lane-end', text: 'now' }));
  return drawing;
}

function drawBar({ since, until, missing }, at, y, kind) {
  const solidFrom = at(since.before);
  const fadeTo = until ?? missing;
  const solidTo = fadeTo ? Math.max(solidFrom, at(fadeTo.after ?? fadeTo.before)) : 100;
  const part = (from, to, fill) => {
    const width = Math.max(to - from, fill.startsWith('bar') ? MIN_WIDTH : 0);
    return svg('rect', { x: `${Math.min(from, 100 - width)}%`, y, width: `${width}%`, height: BAR, class: `${fill} bar-${kind}` });
  };
  return [
    ...(since.after ? [part(at(since.after), solidFrom, 'fade-in')] : []),
    part(solidFrom, solidTo, 'bar-solid'),
    ...(fadeTo ? [part(solidTo, at(fadeTo.before), 'fade-out')] : []),
  ];
}

// One pair a list, since a gradient takes no colour from what it fills.
function gradients() {
  return svg('defs', {}, ...LISTS.flatMap(({ name }) => [['in', 0, 1], ['out', 1, 0]].map(([way, begin, end]) => svg('linearGradient', { id: `fade-${way}-${name.toLowerCase()}` },
    svg('stop', { offset: '0', class: `bar-${name.toLowerCase()}`, 'stop-opacity': begin }), svg('stop', { offset: '1', class: `bar-${name.toLowerCase()}`, 'stop-opacity': end })))));
}
