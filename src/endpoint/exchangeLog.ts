/** The latest exchanges, and who listens to them. Bounded in number and in text. */
import type { Exchange } from './exchange.js';

const MOST = 200;
/** Of the failed answers' texts together, in characters. */
const MOST_TEXT = 4_000_000;

export interface ExchangeLog {
  readonly add: (exchange: Exchange) => void;
  /** Oldest first. */
  readonly list: () => readonly Exchange[];
  /** How many were recovered since midnight, by the machine's clock. */
  readonly recoveredToday: () => number;
  /** @returns an end to it */
  readonly listen: (listener: (exchange: Exchange) => void) => () => void;
}

/** @param now epoch milliseconds */
export function createExchangeLog(now: () => number): ExchangeLog {
  const kept: Exchange[] = [];
  const listeners = new Set<(exchange: Exchange) => void>();
  let text = 0;
  let recovered = 0;
  let tomorrow = 0;

  const turnDay = (): void => {
    if (now() < tomorrow) return;
    recovered = 0;
    tomorrow = new Date(now()).setHours(24, 0, 0, 0);
  };

  return {
    add: (exchange) => {
      kept.push(exchange);
      text += textOf(exchange);
      while (kept.length > MOST || (text > MOST_TEXT && kept.length > 1)) {
        const oldest = kept.shift();
        if (oldest) text -= textOf(oldest);
      }
      if (exchange.outcome === 'recovered') {
        turnDay();
        recovered++;
      }
      for (const listener of listeners) listener(exchange);
    },
    list: () => [...kept],
    recoveredToday: () => {
      turnDay();
      return recovered;
    },
    listen: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function textOf({ attempts }: Exchange): number {
  let length = 0;
  for (const { text, diagnosis } of attempts) length += text.length + (diagnosis?.message.length ?? 0);
  return length;
}
