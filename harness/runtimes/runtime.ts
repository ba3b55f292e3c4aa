/** Programs that execute JavaScript; an npm package of each name carries its executable. */
export const KINDS = ['node', 'bun', 'deno'] as const;

export type RuntimeKind = (typeof KINDS)[number];

/** Name of what a runtime lacks whose processes share no clock. */
export const SYSTEM_CLOCK = 'process.hrtime of the system';

/** What a probe learns of a runtime by running in it (probe.ts). */
export interface Probed {
  readonly kind: RuntimeKind;
  readonly version: string;
  /** What executes JavaScript in it, such as `V8 14.6`. */
  readonly engine: string;
  /** The file that runs in the end, where a script stands in PATH. */
  readonly executable: string;
  /** Parts of Node that trials or models use and that it has not, by name. */
  readonly lacks: readonly string[];
}

/** One that is on this machine, together with its flags. */
export interface Runtime extends Probed {
  /** Distinguishes it in a run: `bun 1.4.5 --smol`. */
  readonly name: string;
  /** What stands between the executable and the path of a program. */
  readonly args: readonly string[];
  /** `own` is the Node that this program runs on, `folder` the one of `runtimes add`. */
  readonly place: 'own' | 'folder' | 'PATH' | 'named';
}

/** What makes it run a program of this harness; nothing is fetched, asked or written beside it. */
export const PREFIX: Readonly<Record<RuntimeKind, readonly string[]>> = {
  node: [],
  bun: ['--no-install'],
  deno: ['run', '--quiet', '--allow-all', '--no-lock'],
};
