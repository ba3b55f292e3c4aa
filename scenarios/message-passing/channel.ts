import { type EventEmitter, on } from 'node:events';

/** The parent's end of the channel to a process or thread that it has started. */
export interface Child<Sent extends object, Received> {
  /** Messages of the child in order; ends when the child closes its channel. */
  readonly messages: AsyncIterable<Received>;
  send(message: Sent): void;
  /** Resolves when the child has ended well, rejects when it has not. */
  ended(): Promise<void>;
}

/** The child's end of the channel. */
export interface Parent<Sent extends object, Received> {
  /** Resolves when the message is written, so a slow parent can hold the child back. */
  send(message: Sent): Promise<void>;
  /** The parent's next message. */
  receive(): Promise<Received>;
}

/** What `source` receives from now on, until it says `close`; nothing is lost between two reads. */
export function messagesOf(source: EventEmitter, close: string): AsyncIterable<unknown> {
  return payloads(on(source, 'message', { close: [close] }));
}

async function* payloads(events: AsyncIterable<unknown[]>): AsyncGenerator {
  for await (const [message] of events) yield message;
}
