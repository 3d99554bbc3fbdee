/** What goes to the client: an upstream's answer, signs of life, a failure. It begins once, and is never made to look whole when it is not. */
import type { Buffer } from 'node:buffer';
import type { ServerResponse } from 'node:http';
import type { Failure } from './failure.js';
import { errorEvents } from './failureBody.js';
import { signOfLife, streamHeaders } from './keepAlive.js';
import type { Operation } from './operation.js';

export class ClientAnswer {
  readonly #response: ServerResponse;
  readonly #operation: Operation | null;
  /** Called when the client keeps up again. */
  readonly #onDrain: () => void;
  /** The client has the endpoint's own head: what follows must be a stream. */
  streamOnly = false;
  /** The upstream's answer has begun to go out. */
  begun = false;
  /** What goes out are events. */
  #events = false;
  #drains = false;

  constructor(response: ServerResponse, operation: Operation | null, onDrain: () => void) {
    this.#response = response;
    this.#operation = operation;
    this.#onDrain = onDrain;
  }

  /** Null while the client has none. */
  get status(): number | null {
    return this.#response.headersSent ? this.#response.statusCode : null;
  }

  /** `headers` are names and values in turn. */
  begin(status: number, headers: string[], events: boolean): void {
    this.begun = true;
    this.#events = events;
    if (!this.streamOnly) this.#response.writeHead(status, headers);
  }

  /** False where the client does not keep up. */
  send(chunk: Buffer): boolean {
    if (this.#response.write(chunk)) return true;
    if (this.#drains) return false;
    this.#drains = true;
    this.#response.once('drain', () => {
      this.#drains = false;
      this.#onDrain();
    });
    return false;
  }

  end(last: Buffer | null): void {
    if (last === null) this.#response.end();
    else this.#response.end(last);
  }

  keepAlive(id: string): void {
    if (!this.streamOnly) {
      this.streamOnly = true;
      this.#response.writeHead(200, [...streamHeaders, 'x-unwrap-id', id]);
    }
    this.#response.write(signOfLife(this.#operation?.stream ?? 'none'));
  }

  /** Ends what has begun with the failure: an event of the client's protocol, or the connection's end where there are no events. */
  breakOff(failure: Failure, attempts: number): void {
    if (this.#operation !== null && (this.#events || this.streamOnly)) {
      this.#response.end(errorEvents(this.#operation.stream, failure, attempts));
    } else {
      this.#response.destroy();
    }
  }
}
