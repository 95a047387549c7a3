// The verdict on each list of a job, in words. The keys are the API's own names; a test of the
// gateway compares them with its enum.

import { number } from '../lib/format.js';

const VERDICTS = { COMPLETE: 'Proven complete', SUSPECT: 'Cannot be trusted', PARTIAL: 'Not read to the end' };
const ACCEPTED = 'Accepted, not proven';
const UNPROVEN_EXPORT = 'Read to the end, but people may be missing';
const NEARLY_COMPLETE = 'Almost complete';
const READ_TO_THE_END = 'Read to the end';

/**
 * The verdict on a list of a job. One of unknown size that was read once is accepted without
 * proof, and none is called proven beside somebody whose absence is not certain.
 */
export function describeVerdict(list, details) {
  const verdict = verdictOn(list, details);
  return verdict === VERDICTS.COMPLETE && !isCertain(details) ? READ_TO_THE_END : verdict;
}

function verdictOn({ verdict, declared, fetched, walk, evidence }, { source }) {
  if (verdict === 'COMPLETE' && evidence?.exportSign) {
    return UNPROVEN_EXPORT;
  }
  if (verdict !== 'COMPLETE' || source === 'DATA_EXPORT') {
    return VERDICTS[verdict] ?? 'Not judged';
  }
  if (declared === null) {
    return walk > 1 ? VERDICTS.COMPLETE : ACCEPTED;
  }
  return declared === fetched ? VERDICTS.COMPLETE : NEARLY_COMPLETE;
}

// An export without a result may be cut, whatever each of its files says.
const isCertain = ({ result, source }) => (result ? result.unconfirmedCount === 0 : source !== 'DATA_EXPORT');

/** How certain both lists of a result are together. */
export function describeBothVerdicts(details) {
  const verdicts = Object.values(details.lists).map((list) => describeVerdict(list, details));
  if (verdicts.every((verdict) => verdict === VERDICTS.COMPLETE)) {
    return 'Both lists proven complete';
  }
  if (verdicts.includes(ACCEPTED)) {
    return 'Lists accepted, not proven';
  }
  return verdicts.includes(NEARLY_COMPLETE) ? 'Both lists almost complete' : 'Both lists read to the end';
}

/** How sure it is that those who do not follow back really do not. */
export function describeCertainty(details) {
  const { result, source, lists } = details;
  if (result.unconfirmedCount > 0) {
    const why = source === 'DATA_EXPORT' ? 'if the export covers only a date range, it may leave them out'
      : 'Instagram did not show all of your followers';
    return `${number(result.unconfirmedCount)} of them may follow you after all: ${why}. They are marked.`;
  }
  const nobody = result.notFollowingBackCount === 0;
  if (describeVerdict(lists.followers, details) === VERDICTS.COMPLETE) {
    return nobody ? 'Everybody you follow is in your complete follower list.'
      : 'Followsync checked each of them against your complete follower list.';
  }
  return nobody ? 'Everybody you follow is in your follower list.'
    : 'Followsync checked each of them against your follower list, or asked Instagram about them one by one.';
}

// Terse sentences of the server's evidence, and plain ones in their place.
const PLAIN = [
  [/^Two walks found (\d+) members of (\d+) declared and differ in 0\.$/, 'Read twice: $1 of $2 accounts both times.'],
  [/^Two walks found (\d+) members of (\d+) declared and differ in (\d+)\.$/, 'Read twice: $1 of $2 accounts in total, $3 of them only once.'],
  [/^Three walks found (\d+) members of (\d+) declared and differ in (\d+)\.$/, 'Read three times: $1 of $2 accounts in total. The two readings that agree best differ in $3.'],
  [/^(\d+) members of (\d+) declared, and some were shown twice\.$/, 'Instagram sent $1 of the $2 accounts that it reports, and some of them twice.'],
  [/^Two walks differ in (\d+) members\.$/, 'Read twice: $1 accounts appeared only once.'],
  [/^(\d+) members of \1 declared\.$/, 'Instagram sent all the accounts that it reports.'],
  [/^(\d+) members of (\d+) declared\.$/, 'Instagram sent $1 of the $2 accounts that it reports.'],
];

/** The reason for a verdict in plain words. */
export function describeReason(reason) {
  const [form, plain] = PLAIN.find(([each]) => each.test(reason)) ?? [];
  return (plain ? reason.replace(form, plain) : reason).replace(/\d{4,}/g, (digits) => number(Number(digits)));
}
