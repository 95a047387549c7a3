// Finds what a sentence of the server tells the owner to do, so that the page adds nothing to it.

const BETWEEN_SENTENCES = /(?<=[.!?]["”]?) (?=[A-Z])/;
const ADVICE = /^(?:(?:If|Otherwise)\b[^.]*?[,:] )?(?:please )?(?:ask|upload|send|download|unpack|choose|report|rename|try|copy|wait|remove)\b/i;
const CONDITION = /^(?:If|Otherwise)\b/;

/** Splits a text of the server into `{ why, todo }`; `todo` is '' if it does not say what to do. */
export function splitAdvice(text) {
  const sentences = text.split(BETWEEN_SENTENCES);
  if (!sentences.some((sentence) => ADVICE.test(sentence))) {
    return { why: text, todo: '' };
  }
  const first = sentences.findIndex((sentence) => ADVICE.test(sentence) || CONDITION.test(sentence));
  return { why: sentences.slice(0, first).join(' '), todo: sentences.slice(first).join(' ') };
}

/** Whether a text of the server tells the owner to confirm that an export covers all time. */
export const suggestsAllTime = (text) => /say that it covers all time/.test(text ?? '');
