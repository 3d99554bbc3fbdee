/** The comment above an exported file. */

/** @param remarks what could not be taken over */
export function sayHeading(title: string, use: string, remarks: readonly string[]): string {
  const lines = [`${title}, written by "unwrap export". Keys are read from the environment.`, `Use: ${use}`];
  if (remarks.length > 0) lines.push('Not taken over as it is:', ...remarks.map((remark) => `- ${remark}`));
  return `${lines.map((line) => `# ${line.replaceAll(/[\r\n]+/g, ' ')}`).join('\n')}\n`;
}
