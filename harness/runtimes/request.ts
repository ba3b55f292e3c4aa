import { nearest } from '../../mock-server/nearest.ts';
import { HarnessError } from '../errors.ts';
import { KINDS, type RuntimeKind } from './runtime.ts';

/** A runtime as a user names it: `bun`, `node@22`, `./build/node --jitless`. */
export type RuntimeRequest = (NamedRuntime | { readonly path: string }) & {
  readonly flags: readonly string[];
};

/** By the name of its npm package. */
export interface NamedRuntime {
  readonly kind: RuntimeKind;
  /** As many parts as the user gave: `22`, `22.19`, `22.19.0`; null for any. */
  readonly version: string | null;
}

const NAMED = /^([a-z]+)(?:@(\d+(?:\.\d+){0,2}))?$/;

/** The parts of `node@22,bun --smol`. A comma also stands within flags, as in `deno --v8-flags=--a,--b`. */
export function splitRuntimes(text: string): readonly string[] {
  return text.split(/,(?!\s*-)/).map((part) => part.trim());
}

/** Throws HarnessError. */
export function runtimeRequests(words: readonly string[]): readonly RuntimeRequest[] {
  const twice = words.find((word, index) => words.indexOf(word) !== index);
  if (twice !== undefined) throw new HarnessError('bad-value', `--runtimes names ${twice} twice`);
  return words.map((word) => {
    const [first = '', ...flags] = word.split(/\s+/);
    if (/[/\\]/.test(first)) return { path: first, flags };
    return { ...namedRuntime(first), flags };
  });
}

/** Throws HarnessError. */
export function namedRuntime(word: string): NamedRuntime {
  const [, name = '', version = null] = NAMED.exec(word) ?? [];
  const kind = KINDS.find((one) => one === name);
  if (kind !== undefined) return { kind, version };
  const hint = nearest(name, KINDS);
  const help =
    hint === null
      ? 'name node, bun or deno, with a version as in node@22, or a path with a slash'
      : `did you mean ${hint}?`;
  throw new HarnessError('bad-value', `no runtime is called "${word}"; ${help}`);
}

export function requestText(request: RuntimeRequest): string {
  return [isNamed(request) ? nameText(request) : request.path, ...request.flags].join(' ');
}

export function nameText({ kind, version }: NamedRuntime): string {
  return version === null ? kind : `${kind}@${version}`;
}

export function isNamed(request: RuntimeRequest): request is NamedRuntime & RuntimeRequest {
  return 'kind' in request;
}

/** Whether 22.19.0 is what was named as 22. */
export function isVersion(version: string, asked: string | null): boolean {
  return asked === null || version === asked || version.startsWith(`${asked}.`);
}
