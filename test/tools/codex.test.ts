import { describe, expect, it } from 'vitest';
import { readRecord } from '../../src/engine/records.js';
import { codex } from '../../src/tools/codex.js';
import { placeOf, readLog } from './recordsOf.js';

const place = placeOf(codex, 'sessions');
const at = '2026-11-20T12:00:00.123Z';
const line = (type: string, payload: object): string => `${JSON.stringify({ timestamp: at, ordinal: 1, type, payload })}\n`;
const event = (payload: object): string => line('event_msg', payload);
const started =
  line('session_meta', { id: '01', model_provider: 'openrouter', base_instructions: { text: 'You are a coding agent.' } }) +
  line('turn_context', { turn_id: '1', model: 'openai/gpt-5.6' });
const ended = (error: object | null): string => event({ type: 'task_complete', turn_id: '1', last_agent_message: null, error });
const spent = {
  message: 'exceeded retry limit, last status: 429 Too Many Requests, request id: req_00',
  codex_error_info: { response_too_many_failed_attempts: { http_status_code: 429 } },
};

describe('a rollout', () => {
  it('tells of a failed turn with its status, model and provider', () => {
    expect(readLog(place, started + ended(spent))).toEqual([
      { raw: spent.message, status: 429, provider: 'openrouter', model: 'openai/gpt-5.6' },
    ]);
  });

  it("keeps Codex's own name for what happened, which says more than its words", () => {
    const error = { message: "We're currently experiencing high demand.", codex_error_info: 'server_overloaded' };
    expect(readLog(place, ended(error)).map(({ raw }): unknown => JSON.parse(raw))).toEqual([error]);
    const other = { message: 'stream disconnected before completion: idle timeout', codex_error_info: 'other' };
    expect(readLog(place, ended(other))).toMatchObject([{ raw: other.message }]);
  });

  it("tells of an error's own event and the turn's end once, and of the next turn again", () => {
    const turn = line('turn_context', { model: 'openai/gpt-5.6' }) + event({ type: 'error', ...spent }) + ended(spent);
    expect(readLog(place, turn + turn)).toHaveLength(2);
  });

  it('knows when it was', () => {
    expect(readRecord(ended(spent), place.format).at).toBe(Date.UTC(2026, 10, 20, 12, 0, 0, 123));
  });

  it('is never alarmed by what a person or a command said', () => {
    const pasted = ended(spent) + event({ type: 'error', ...spent });
    const log =
      line('response_item', { type: 'message', role: 'user', content: [{ type: 'input_text', text: pasted }] }) +
      event({ type: 'user_message', message: pasted }) +
      event({ type: 'agent_message', message: 'error: "codex_error_info" 429 rate limit exceeded' }) +
      line('response_item', { type: 'function_call_output', output: pasted, error: spent }) +
      line('response_item', { type: 'error', ...spent }) +
      ended(null);
    expect(readLog(place, log)).toEqual([]);
  });

  it('is silent about a turn that was called off, and about a line that is cut', () => {
    expect(readLog(place, ended({ message: 'The operation was aborted', codex_error_info: 'other' }))).toEqual([]);
    expect(readLog(place, ended(spent).slice(0, -20))).toEqual([]);
  });
});
