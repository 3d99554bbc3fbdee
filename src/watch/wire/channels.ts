import { subscribe, unsubscribe } from 'node:diagnostics_channel';

/** Called with what was published; never throws into the publisher. */
export type Handle = (message: object) => void;

/**
 * Subscribes to each channel by its name; whether anything is published there is seen when it is. An exception of a subscriber would
 * come back as an uncaught one of the whole process: it ends here. The answer unsubscribes at once.
 */
export function listen(handles: Readonly<Record<string, Handle>>, onFault: (error: unknown) => void): () => void {
  const listeners = Object.entries(handles).map(([channel, handle]) => {
    const listener = (message: unknown): void => {
      try {
        if (typeof message === 'object' && message !== null) handle(message);
      } catch (error) {
        onFault(error);
      }
    };
    subscribe(channel, listener);
    return { channel, listener };
  });
  return () => {
    for (const { channel, listener } of listeners) unsubscribe(channel, listener);
  };
}

/** The object that a message has in a field; null where it has none. */
export function objectIn(message: object, field: string): object | null {
  const value: unknown = Reflect.get(message, field);
  return typeof value === 'object' && value !== null ? value : null;
}

/** The text that an object has in a field; empty where it has none. */
export function textIn(from: object, field: string): string {
  const value: unknown = Reflect.get(from, field);
  return typeof value === 'string' ? value : '';
}
