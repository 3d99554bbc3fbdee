/** Whether an error's text says that a person, or the tool for them, called the request off: `AbortError: …`, `Error: Request was aborted.`, `canceled`. */
export function isCalledOff(text: string): boolean {
  return /^(?:\w{0,40}AbortError|MessageAbortedError|(?:API )?(?:Error: )?(?:(?:This|The) operation was aborted|The user aborted|Request was aborted|aborted|cancell?ed)\b)/i.test(
    text,
  );
}
