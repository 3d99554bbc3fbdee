/** What the program's exit says to a script. The help of each command names those that it uses. */
export const exitCodes = {
  /** The command did what it was asked; `diagnose`: a failure was found and explained. */
  done: 0,
  /** `diagnose`: nothing in the text reads as a failure. */
  nothingFound: 1,
  /** `fix`, `undo`: nothing was changed; what is said tells why, or what is left for the person to do. */
  unchanged: 1,
  /** The command line or the input cannot be used; standard error says why. */
  unusable: 2,
  /** A defect of Unwrap's own; standard error holds what to report. */
  defect: 3,
} as const;

/** Ends the list in each command's help: a defect can show in any. */
export const DEFECT_HELP = `
  ${exitCodes.defect}  a defect of Unwrap's own; standard error holds what to report`;
