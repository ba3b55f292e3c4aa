import type { ChildStart } from './messages.ts';

/** The child's end of the channel: what it sends is copied by structured clone. */
export interface ParentChannel<Sent extends object, Received> {
  /** Resolves when the message is written, so a slow parent holds the child back. */
  send(message: Sent): Promise<void>;
  /** The parent's next message. */
  receive(): Promise<Received>;
}

export function parentChannel<Sent extends object, Received>(): ParentChannel<Sent, Received> {
  return {
    send: (message) =>
      new Promise((resolve, reject) => {
        process.send?.(message, undefined, undefined, (error) => {
          if (error === null) resolve();
          else reject(error);
        });
      }),
    receive: () => new Promise((resolve) => process.once('message', resolve)),
  };
}

/** What the parent said on the command line. */
export function childStart(): ChildStart {
  return JSON.parse(process.argv[2] ?? '') as ChildStart;
}
