import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/**
 * Requests that one connection may have sent without having been answered. Each takes some 10 KB, and a
 * client that sends without end and reads nothing would take all memory; the models send one at a
 * time, and load generators some hundreds.
 */
const MOST_UNANSWERED = 1000;

/** Counts the unanswered requests of each connection, and closes one that has too many. */
export class Pipelines {
  readonly #unanswered = new WeakMap<Socket, number>();

  /** False where the connection has been closed; nothing is to be answered then. */
  admit({ socket }: IncomingMessage, response: ServerResponse): boolean {
    // Requests that were read together come one by one, also after the connection was closed.
    if (socket.destroyed) return false;
    const count = (this.#unanswered.get(socket) ?? 0) + 1;
    if (count > MOST_UNANSWERED) {
      socket.destroy();
      return false;
    }
    this.#unanswered.set(socket, count);
    response.on('close', () => {
      this.#unanswered.set(socket, (this.#unanswered.get(socket) ?? 1) - 1);
    });
    return true;
  }
}
