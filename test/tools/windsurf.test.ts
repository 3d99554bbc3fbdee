import { describe, expect, it } from 'vitest';
import { windsurf } from '../../src/tools/windsurf.js';
import { desktop, linux, placeOf, readLog } from './recordsOf.js';

const place = placeOf(windsurf, 'log of its extension', 'Windsurf');
const line = (level: string, text: string): string => `2026-11-20 12:00:00.100 [${level}] ${text}\n`;

const named = (name: string) => windsurf.places({ environment: linux, editors: [desktop(name)] }).length;

describe("the extension's log", () => {
  it("tells of failed calls, and takes the language server's head off", () => {
    const log =
      line('error', 'Unknown: Model provider is currently unavailable (error ID: 03c6ffff)') +
      line(
        'info',
        'E1120 12:00:00.902535 33412 interceptor.go:70] /exa.chat/GetMessage (unknown): api server wire error: quota exceeded',
      );
    expect(readLog(place, log)).toEqual([
      { raw: 'Unknown: Model provider is currently unavailable (error ID: 03c6ffff)' },
      { raw: '/exa.chat/GetMessage (unknown): api server wire error: quota exceeded' },
    ]);
  });

  it('is silent about ordinary lines and about what was called off', () => {
    const log =
      line('info', 'I1120 12:00:00.018607 10124 factory.go:381] asking the model provider') +
      line('debug', 'model provider: openai') +
      line('error', '[canceled] model provider stream ended') +
      line('error', 'Too many changes: 429');
    expect(readLog(place, log)).toEqual([]);
  });

  it('is looked for in Windsurf alone, also under its newer name', () => {
    expect([named('Windsurf'), named('Devin'), named('Windsurf Server'), named('VS Code')]).toEqual([1, 1, 1, 0]);
  });
});
