import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

import { programInput, reportFigures } from '../shared/program.ts';
import type { ForeignSpec } from './foreign-units.ts';
import { privateMemory } from './private-memory.ts';

// A program in another language starts them, says how many, and ends when its input does. What this
// process costs is the same however many there are.
const { count, executable, args } = programInput<ForeignSpec>();

const child = spawn(executable, [...args, String(count)], { stdio: ['pipe', 'pipe', 'inherit'] });
const ended = once(child, 'exit');
const said = once(createInterface({ input: child.stdout }), 'line') as Promise<[string]>;
const tooEarly = ended.then(() => Promise.reject(new Error(`${executable} ended too early`)));
const [started] = await Promise.race([said, tooEarly]);
const memory = privateMemory([child.pid ?? 0]);
tooEarly.catch(() => undefined);
child.stdin.end();
await ended;
reportFigures({ started: Number(started), ...memory });
