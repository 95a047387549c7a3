// Finds what a sentence of the server tells the owner to do, so that the page adds nothing to it.

const SENTENCES = /(?<=[.!?]["”]?) (?=[A-Z])/;
const ADVICE = /^(?:(?:If|Otherwise)\b[^.]*?[,:] )?(?:please )?(?:ask|upload|send|download|unpack|choose|report|rename|try|copy|wait|remove)\b/i;
const CONDITION = /^(?:If|Otherwise)\b/;

/** A text of the server as `{ why, todo }`; `todo` is '' if it says nothing of what to do. */
export function adviceIn(text) {
  const sentences = text.split(SENTENCES);
  if (!sentences.some((sentence) => ADVICE.test(sentence))) {
    return { why: text, todo: '' };
  }
  const first = sentences.findIndex((sentence) => ADVICE.test(sentence) || CONDITION.test(sentence));
  return { why: sentences.slice(0, first).join(' '), todo: sentences.slice(first).join(' ') };
}
