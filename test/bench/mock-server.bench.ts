/**
 * How much slower is the mock than a bare node:http server that writes the same bytes?
 *
 *     npm run build && node test/bench/mock-server.bench.ts [rounds] [seconds] [folder of the build]
 *
 * Both servers run in their own process, the mock from compiled JavaScript and the bare one, which
 * differs from its compiled form only in blanks, from its source. wrk asks both for all documents
 * in turn, at latency 0, in alternating order. Needs wrk (Debian: apt-get install wrk) and Linux.
 */
import { fork, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { median } from 'simple-statistics';

interface Subject {
  readonly name: 'mock' | 'bare';
  readonly url: string;
  readonly child: ChildProcess;
}

interface Load {
  readonly requestsPerSecond: number;
  readonly cpuMicrosecondsPerRequest: number;
}

const CONNECTIONS = 100;
/** Ticks per second of the times in /proc/<pid>/stat, the same on every Linux of today. */
const TICKS_PER_SECOND = 100;

const ROOT = join(import.meta.dirname, '..', '..');
const [rounds = '7', seconds = '2', build = join(ROOT, 'dist')] = process.argv.slice(2);
const scratch = mkdtempSync(join(tmpdir(), 'mock-server-bench-'));

async function main(): Promise<void> {
  if (spawnSync('wrk', ['-v']).error !== undefined) {
    console.error('mock-server.bench: wrk is not installed (Debian: apt-get install wrk)');
    process.exitCode = 2;
    return;
  }
  console.log(
    `${cpus()[0]?.model ?? '?'}, ${availableParallelism()} cores, Node ${process.version}`,
  );
  for (const encoding of ['gzip', 'identity']) await compare(encoding);
}

async function compare(encoding: string): Promise<void> {
  const mock = await start('mock', resolve(build, 'mock-server', 'cli.js'), [
    ...['--port=0', '--latency=0', `--cache-dir=${join(ROOT, '.cache')}`],
  ]);
  const targets = await documentTargets(mock.url);
  const bare = await start('bare', join(import.meta.dirname, 'bare-server.ts'), [
    ...[mock.url, encoding, ...targets],
  ]);
  const script = writeScript(encoding, targets);
  const loads: Record<Subject['name'], Load[]> = { mock: [], bare: [] };
  // Round 0 warms both up and is not counted.
  for (let round = 0; round <= Number(rounds); round++) {
    for (const subject of round % 2 === 0 ? [mock, bare] : [bare, mock]) {
      const load = press(subject, script);
      if (round > 0) loads[subject.name].push(load);
    }
  }
  for (const { child } of [mock, bare]) child.disconnect();
  report(encoding, loads);
}

async function start(name: Subject['name'], program: string, flags: string[]): Promise<Subject> {
  const child = fork(program, flags);
  const [message] = (await once(child, 'message')) as [{ ready: { url: string } }];
  return { name, url: message.ready.url, child };
}

async function documentTargets(url: string): Promise<string[]> {
  const list = await fetch(`${url}/api/v2/pokemon?limit=1000`);
  const { results } = (await list.json()) as { results: { name: string }[] };
  return results.map(({ name }) => `/api/v2/pokemon/${name}`);
}

/** wrk's side: every request prepared before the clock starts, and one line of JSON at the end. */
function writeScript(encoding: string, targets: readonly string[]): string {
  const path = join(scratch, `${encoding}.lua`);
  const script = `
    local requests, last = {}, 0
    function init()
      wrk.headers["Accept-Encoding"] = "${encoding}"
      for target in ("${targets.join(' ')}"):gmatch("%S+") do
        requests[#requests + 1] = wrk.format("GET", target)
      end
    end
    function request()
      last = last % #requests + 1
      return requests[last]
    end
    function done(summary)
      local e = summary.errors
      local errors = e.connect + e.read + e.write + e.status + e.timeout
      print(string.format('{"requests":%d,"microseconds":%d,"errors":%d}', summary.requests, summary.duration, errors))
    end`;
  writeFileSync(path, script);
  return path;
}

function press({ url, child }: Subject, script: string): Load {
  const before = cpuSeconds(child);
  const flags = ['-t1', `-c${CONNECTIONS}`, `-d${seconds}s`, '-s', script, url];
  const { stdout } = spawnSync('wrk', flags, { encoding: 'utf8' });
  const line = stdout.trim().split('\n').at(-1) ?? '';
  const { requests, microseconds, errors } = JSON.parse(line) as Record<string, number>;
  if (!requests || !microseconds || errors !== 0) throw new Error(`wrk failed: ${stdout}`);
  return {
    requestsPerSecond: (requests / microseconds) * 1e6,
    cpuMicrosecondsPerRequest: ((cpuSeconds(child) - before) / requests) * 1e6,
  };
}

/** User and system time of all threads: fields 14 and 15, counted after the name in brackets. */
function cpuSeconds({ pid = 0 }: ChildProcess): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
}

function report(encoding: string, { mock, bare }: Record<Subject['name'], Load[]>): void {
  const ratios = (of: (load: Load) => number) =>
    mock.map((load, round) => of(load) / of(bare[round] ?? load));
  const line = (label: string, values: number[], digits: number) => {
    const [low, middle, high] = [Math.min(...values), median(values), Math.max(...values)];
    const figures = [middle, low, high].map((value) => value.toFixed(digits).padStart(8));
    console.log(`  ${label.padEnd(24)}${figures.join('')}`);
  };
  const perSecond = (load: Load) => load.requestsPerSecond;
  const cpu = (load: Load) => load.cpuMicrosecondsPerRequest;
  console.log(`\n${encoding}, ${mock.length} rounds of ${seconds} s    median     min     max`);
  line('mock, requests/s', mock.map(perSecond), 0);
  line('bare, requests/s', bare.map(perSecond), 0);
  line('ratio', ratios(perSecond), 3);
  line('mock, µs CPU/request', mock.map(cpu), 1);
  line('bare, µs CPU/request', bare.map(cpu), 1);
  line('ratio', ratios(cpu), 3);
}

try {
  await main();
} finally {
  rmSync(scratch, { recursive: true });
}
