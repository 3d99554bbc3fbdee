/**
 * Whether an error's text says that a person, or the tool for them, called the request off: `AbortError: …`, `Error: Request was
 * aborted.`, `canceled`. A time limit is a failure, though its words are much the same (`AbortSignal.timeout`).
 */
export function isCalledOff(text: string): boolean {
  return /^(?:\w{0,40}AbortError|MessageAbortedError|(?:API )?(?:Error: )?(?:(?:This|The) operation was aborted(?! due to timeout)|The user aborted|Request was aborted|aborted|cancell?ed)\b)/i.test(
    text,
  );
}
