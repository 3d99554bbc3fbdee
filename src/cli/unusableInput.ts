/** An input that cannot be read. Its message is for a person: what, and why. */
export class UnusableInput extends Error {
  override readonly name = 'UnusableInput';
}
