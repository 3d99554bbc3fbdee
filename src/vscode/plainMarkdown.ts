import { withoutIcons } from './withoutIcons.js';

/**
 * A text as Markdown that shows nothing but that text, on one line. VS Code's own `appendText` leaves addresses alone, which then are
 * links to wherever a log says; with every ASCII punctuation mark escaped (CommonMark 0.31, 2.4) nothing is left to mean something.
 * An icon, `$(name)`, is made after the Markdown, so its beginning is taken apart.
 */
export function plainMarkdown(text: string): string {
  return withoutIcons(text)
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/[!-/:-@[-`{-~]/g, String.raw`\$&`);
}
