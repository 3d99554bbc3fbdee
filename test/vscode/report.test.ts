import { describe, expect, it } from 'vitest';
import { createIncidents } from '../../src/incidents/incidents.js';
import { sight } from '../../src/engine/sight.js';
import type { Incident } from '../../src/incidents/incident.js';
import { writeReport } from '../../src/vscode/fixes/report.js';

const AT = Date.UTC(2026, 10, 20, 14, 2, 17);
const context = {
  tools: ['Cline 4.1.13'],
  editor: 'VS Code 1.101.0',
  unwrap: '0.1.0',
  platform: 'linux x64',
  nameOf: (id: string) => id,
};

function incidentOf(raw: string): Incident {
  const sighting = sight({ raw, status: 429 }, { id: 'one', tool: 'cline', source: 'a log', at: AT });
  if (!sighting) throw new Error('no failure');
  return createIncidents({}).add(sighting).incident;
}

describe('a report', () => {
  it('holds what a support asks for', () => {
    const report = writeReport(
      incidentOf(
        '{"error":{"message":"Provider returned error","code":429,"metadata":{"raw":"{\\"message\\":\\"Too many tokens per minute\\"}","provider_name":"Amazon Bedrock"}},"request_id":"req_011Cab7nQ3xY5zWv2tRs9Kd1"}',
      ),
      context,
    );
    for (const line of [
      '- Tool: `Cline 4.1.13`',
      '- HTTP status: `429`',
      '- Request ids: `req_011Cab7nQ3xY5zWv2tRs9Kd1`',
      '- Time (UTC): `2026-11-20T14:02:17.000Z`',
      '- Editor: `VS Code 1.101.0, linux x64`',
    ]) {
      expect(report.split('\n')).toContain(line);
    }
    expect(report).toContain('### Layers, outermost first');
  });

  it.each([
    ['a fence', 'Error 429 rate limit\n```\n# Mine\n[click](https://evil.test)\n~~~\n````md\n<img src=x onerror=alert(1)>'],
    ['a fence of one line', '429 rate limit ` `` ``` <b>bold</b> ```'],
    ['signs that turn letters around', '429 rate limit \u202Eevil\u202C \u0007\u001B[31m\r# Mine'],
  ])('shows %s as text', (_, raw) => {
    const report = writeReport(incidentOf(raw), context);
    expect(outsideOfCode(report)).not.toMatch(/Mine|click|<|evil/);
    expect(report).not.toMatch(/[^\P{C}\n]/u);
  });

  it('holds no key', () => {
    const report = writeReport(
      incidentOf('429 rate limit Authorization: Bearer sk-or-v1-00112233445566778899aabbccddeeff'),
      context,
    );
    expect(report).not.toContain('00112233');
  });
});

/** What a reader of Markdown takes for Markdown: by CommonMark's rules for fences and for code within a line. */
function outsideOfCode(markdown: string): string {
  const rest: string[] = [];
  let fence: string | null = null;
  for (const line of markdown.split('\n')) {
    const marks = /^ *(`{3,})/.exec(line)?.[1];
    if (fence === null && marks !== undefined) fence = marks;
    else if (fence === null) rest.push(line.replaceAll(/(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)/g, ''));
    else if (marks !== undefined && marks.length >= fence.length && line.trim() === marks) fence = null;
  }
  return rest.join('\n');
}
