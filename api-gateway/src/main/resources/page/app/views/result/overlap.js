// Two circles whose areas, and that of their overlap, are proportional to the lists.

import { svg } from '../../lib/svg.js';

const WIDTH = 360;
const HEIGHT = 200;
const LABEL_ROOM = 52;
const LABEL_GAP = 8;
const DIGIT = 11;
const LETTER = 6.5;

/** The area shared by two circles of radii `a` and `b` whose centres are `distance` apart. */
export function sharedArea(a, b, distance) {
  if (distance >= a + b) {
    return 0;
  }
  if (distance <= Math.abs(a - b)) {
    return Math.PI * Math.min(a, b) ** 2;
  }
  const part = (r, other) => {
    const x = (distance ** 2 + r ** 2 - other ** 2) / (2 * distance);
    return r ** 2 * Math.acos(Math.min(1, Math.max(-1, x / r))) - x * Math.sqrt(Math.max(0, r ** 2 - x ** 2));
  };
  return part(a, b) + part(b, a);
}

/** Radii and distance of the circles, on the scale where areas are the counts. */
export function circles(followers, following, mutual) {
  const [a, b] = [Math.sqrt(followers / Math.PI), Math.sqrt(following / Math.PI)];
  let [near, far] = [Math.abs(a - b), a + b];
  for (let i = 0; i < 50; i += 1) {
    const middle = (near + far) / 2;
    if (sharedArea(a, b, middle) > mutual) {
      near = middle;
    } else {
      far = middle;
    }
  }
  return { a, b, distance: (near + far) / 2 };
}

/** The picture, with a text for screen readers; null when there is nothing to draw. */
export function drawOverlap({ followers, following, mutual, fans, notFollowingBack }, format) {
  if (followers === 0 && following === 0) {
    return null;
  }
  const { a, b, distance } = circles(followers, following, mutual);
  const [from, to] = [Math.min(-a, distance - b), Math.max(a, distance + b)];
  const scale = Math.min((WIDTH - 8) / (to - from), (HEIGHT - 8) / (2 * Math.max(a, b)));
  const x = (value) => WIDTH / 2 + (value - (from + to) / 2) * scale;
  const middle = HEIGHT / 2;
  const picture = svg('svg', { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: 'img', class: 'overlap',
    'aria-label': `You follow ${format(following)}, and ${format(followers)} follow you. ${format(mutual)} are in both lists, `
      + `${format(notFollowingBack)} do not follow back, ${format(fans)} are fans.` });
  picture.append(svg('circle', { cx: x(0), cy: middle, r: a * scale, class: 'set set-a' }),
    svg('circle', { cx: x(distance), cy: middle, r: b * scale, class: 'set set-b' }));
  // A number is placed in its region, or beside the circle if the region is too narrow; without
  // room for either, only the figures below show it.
  const margin = x(from) - LABEL_GAP;
  const regions = [{ left: -a, right: Math.min(a, distance - b), count: fans, name: 'fans', beside: { x: margin, side: 'before' } },
    { left: Math.max(-a, distance - b), right: Math.min(a, distance + b), count: mutual, name: 'mutual', beside: null },
    { left: Math.max(a, distance - b), right: distance + b, count: notFollowingBack, name: 'not back', beside: { x: WIDTH - margin, side: 'after' } }];
  for (const { left, right, count, name, beside } of regions) {
    const text = format(count);
    if (count > 0 && (right - left) * scale >= LABEL_ROOM) {
      picture.append(...label(text, name, x((left + right) / 2), middle, ''));
    } else if (count > 0 && beside && Math.max(text.length * DIGIT, name.length * LETTER) <= margin) {
      picture.append(...label(text, name, beside.x, middle, `set-label-${beside.side}`));
    }
  }
  return picture;
}

function label(text, name, x, y, side) {
  return [[text, y - 8, 'set-label'], [name, y + 10, 'set-label set-name']]
    .map(([words, at, style]) => svg('text', { x, y: at, class: `${style} ${side}`, text: words }));
}
