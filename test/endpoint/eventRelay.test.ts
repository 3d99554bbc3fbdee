import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EventRelay } from '../../src/endpoint/eventRelay.js';
import { chatEvents, messageEvents, responseEvents } from './scriptedUpstream.js';

const streams = { chat: chatEvents, messages: messageEvents, responses: responseEvents } as const;

const stream = fc.record({
  kind: fc.constantFrom('chat' as const, 'messages' as const, 'responses' as const),
  texts: fc.array(fc.string({ unit: 'grapheme' }), { minLength: 1, maxLength: 5 }),
  beats: fc.boolean(),
  lineEnd: fc.constantFrom('\n', '\r\n'),
  cuts: fc.array(fc.nat(), { maxLength: 25 }),
});

/** The chunks of a text, cut at these places. */
function cut(text: string, cuts: readonly number[]): Buffer[] {
  const bytes = Buffer.from(text);
  const places = [...new Set([0, ...cuts.map((one) => one % bytes.length), bytes.length])].sort((a, b) => a - b);
  return places.slice(1).map((end, index) => bytes.subarray(places[index], end));
}

describe('events on their way', () => {
  it('arrive whole, in order, unchanged, and known to be complete at their end alone', () => {
    fc.assert(
      fc.property(stream, fc.nat(), ({ kind, texts, beats, lineEnd, cuts }, lost) => {
        const events = streams[kind](...texts).flatMap((event) => (beats ? [': beat\n\n', event] : [event]));
        const text = events.join('').replaceAll('\n', lineEnd);
        let sent = '';
        const relay = new EventRelay(kind, true, (chunk) => {
          sent += chunk.toString('latin1');
          return true;
        });
        for (const chunk of cut(text, cuts)) {
          relay.pass(chunk);
          expect(sent === '' || sent.endsWith(lineEnd + lineEnd)).toBe(true);
        }
        expect(relay.endsWell()).toBe(true);
        expect(relay.rest()).toBeNull();
        expect(Buffer.from(sent, 'latin1').toString()).toBe(text);

        const kept = events
          .slice(0, -1 - (lost % (events.length - 1)))
          .filter((event) => !/finish_reason":"|completed|message_stop/.test(event));
        const short = new EventRelay(kind, true, () => true);
        for (const chunk of cut(kept.join('') || ': beat\n\n', cuts)) short.pass(chunk);
        expect(short.endsWell()).toBe(false);
      }),
      { numRuns: 300, seed: 43 },
    );
  });

  it('whose lines end in lone carriage returns wait for no others', () => {
    const events = chatEvents('one', 'two', 'a longer text that goes beyond what tells the meaning of a line').map((event) =>
      event.replaceAll('\n', '\r'),
    );
    const sent: string[] = [];
    const relay = new EventRelay('chat', true, (chunk) => sent.push(chunk.toString()) > 0);
    for (const event of events) {
      relay.pass(Buffer.from(event));
      expect(relay.content).toBe(true);
    }
    expect(sent).toEqual(events);
    expect(relay.endsWell()).toBe(true);
  });

  it('that are signs of life alone are no content, wherever they are cut', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(': beat\n\n', ':\n\n', 'event: ping\ndata: {"type": "ping"}\n\n', '\n')),
        fc.array(fc.nat()),
        (beats, cuts) => {
          const relay = new EventRelay('messages', true, () => true);
          relay.pass(Buffer.from('event: content_block_delta\ndata: {"type":"content_block_delta"}\n\n'));
          expect(relay.content).toBe(true);
          for (const chunk of cut(
            beats.join('') || '\n',
            cuts.map((one) => one * 2),
          )) {
            relay.pass(chunk);
            // What is left of a line behind its meaning counts as what it may be.
            expect(relay.content && chunk.length > 8).toBe(false);
          }
        },
      ),
      { numRuns: 200, seed: 44 },
    );
  });

  it('go out in parts where one is longer than can be held', () => {
    let sent = 0;
    const relay = new EventRelay('responses', true, (chunk) => {
      sent += chunk.length;
      return true;
    });
    const [first = '', ...rest] = responseEvents('x'.repeat(500_000));
    const text = first + rest.join('');
    for (let at = 0; at < text.length; at += 16_384) {
      relay.pass(Buffer.from(text.slice(at, at + 16_384)));
      expect(at + 16_384 - sent).toBeLessThan(100_000);
    }
    expect(relay.endsWell()).toBe(true);
    expect(sent + (relay.rest()?.length ?? 0)).toBe(text.length);
  });
});
