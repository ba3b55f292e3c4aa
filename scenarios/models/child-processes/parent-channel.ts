import type { Parent } from '../../message-passing/channel.ts';

/** The child's end of Node's own channel between processes. */
export function parentChannel<Sent extends object, Received>(): Parent<Sent, Received> {
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
export function childStart(): unknown {
  return JSON.parse(process.argv[2] ?? '');
}
