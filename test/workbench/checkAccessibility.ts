import axe from 'axe-core';
import type { Frame } from 'playwright-core';
import * as z from 'zod/mini';

const Violations = z.array(
  z.object({
    id: z.string(),
    impact: z.nullable(z.string()),
    nodes: z.array(z.object({ html: z.string(), failureSummary: z.string() })),
  }),
);

/** What axe finds serious or critical in a document, as one text a finding. */
export async function seriousFindings(frame: Frame): Promise<readonly string[]> {
  await frame.evaluate(axe.source);
  const found: unknown = await frame.evaluate(
    'axe.run(document, { resultTypes: ["violations"] }).then((result) => result.violations)',
  );
  return Violations.parse(found)
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html}\n${failureSummary}`));
}
