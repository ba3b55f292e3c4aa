import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, it } from 'node:test';

import fc from 'fast-check';

import { readInspectLine } from '../../harness/inspect/lines.ts';
import type { InspectLine } from '../../harness/inspect/protocol.ts';
import { Launcher } from '../../harness/measure/launcher.ts';
import { passRequest } from '../../harness/trial/driven-passes.ts';
import { connectMockServer, MockServerError } from '../../mock-server/client.ts';
import { bent, damaged } from '../support/damage.ts';
import { assertSound, fuzz } from '../support/fuzz.ts';
import { END, LAUNCHED, linesOf, PASS, recordOf } from '../support/launched-trial.ts';
import { nodeCommand } from '../support/programs/commands.ts';

const TRAITS = { name: 'm', summary: 's', kind: 'model', variantOf: 'other' } as const;
const INSPECTED: readonly InspectLine[] = [
  { type: 'kind', kind: 'model' },
  { type: 'model', traits: { ...TRAITS, isolation: 'thread', number: 3 } },
  {
    type: 'workload',
    traits: {
      ...{ name: 'w', summary: '', form: 'simple', usesMockServer: false, shares: true },
      ...{ params: { size: 3, text: 'x' }, listed: 12 },
    },
  },
  {
    type: 'reference',
    reference: {
      expected: {
        ...{ items: 3, digest: 'abc', itemMs: { median: 1, max: 2 } },
        http: { requests: 3, bodyBytes: 300, maxInFlight: 2 },
      },
      sharedBytes: null,
      ...{ bareFailures: { status: 1 }, lostMs: 0 },
    },
  },
  { type: 'progress', done: 1, of: 3, again: false },
  { type: 'problem', code: 'bad-model', message: 'm.ts: no' },
  { type: 'hung', item: 'a' },
];

describe('what a trial says', () => {
  it('becomes a record that can be read again', async (context) => {
    const cases = damaged(JSON.stringify([PASS, END])).map((text) => {
      const [pass, end, ...more] = linesIn(text);
      return { report: [pass, end, ...more].filter((line) => line !== undefined).join('') };
    });
    await fuzz(context, 300, cases, ({ report }) => {
      const { status } = recordOf({ launched: { report } });
      return status === 'completed' ? null : status;
    });
  });

  it('is a record also after what the launcher has seen of it', async (context) => {
    const cases = bent(LAUNCHED).map((launched) => ({ ...launched, exitCode: 0 }));
    await fuzz(context, 300, cases, (launched) => {
      const { status } = recordOf({ launched });
      return status === 'completed' ? null : status;
    });
  });
});

describe('what an inspection says', () => {
  it('is a line of its program or none', async (context) => {
    const cases = fc.constantFrom(...INSPECTED).chain((line) => damaged(JSON.stringify(line)));
    await fuzz(context, 300, cases, (text) => {
      const line = readInspectLine(text);
      if (line === null) return 'foreign';
      assert.ok(INSPECTED.some(({ type }) => type === line.type));
      assert.deepEqual(readInspectLine(JSON.stringify(line)), line);
      return null;
    });
  });
});

describe('what the harness asks of a driven trial', () => {
  it('is a pass with items, or an error', async (context) => {
    const request = JSON.stringify({ first: 3, count: 40, worsening: { cpuMs: 3 } });
    await fuzz(context, 300, damaged(request), (text) => {
      try {
        const { first, count } = passRequest(text);
        assert.ok(first >= 0 && count >= 1);
        return null;
      } catch (error) {
        if (error instanceof TypeError || error instanceof SyntaxError) return 'refused';
        throw error;
      }
    });
  });
});

describe('what the launcher is asked', () => {
  it('is a trial that ended, or an error that says what is wrong', async (context) => {
    await using launcher = await Launcher.start();
    const command = { ...nodeCommand([]), executable: '/bin/true', timeoutMs: 5000 };
    await fuzz(context, 60, bent({ ...command, env: { A: 'b' } }), async (asked) => {
      try {
        const { spawnError, timedOut } = await launcher.launch(asked);
        if (spawnError !== null) return 'not started';
        return timedOut ? 'timed out' : null;
      } catch (error) {
        // No user can ask for that: it is a bug, and the launcher goes on.
        assert.match(String(error), /ERR_INVALID_ARG|ERR_OUT_OF_RANGE/);
        return 'refused';
      }
    });
  });
});

describe('what a mock server answers', () => {
  const ABOUT = {
    ...{ name: 'concurrency-bench-mock', formatVersion: 1, latencyMs: 50, jitter: 0.2, seed: 1 },
    dataset: { source: 'generated', version: '1', sha256: 'ab', documents: 3, bytes: 900 },
  };
  const COUNTERS = {
    ...{ requests: 3, byStatus: { 200: 3 }, bodyBytes: 300, maxInFlight: 2, connections: 2 },
    ...{ elapsedMs: 900, cpuUserMs: 7, cpuSystemMs: 2, loopUtilization: 0.05 },
  };

  for (const [what, answers] of Object.entries({ about: ABOUT, counters: COUNTERS })) {
    it(`to /-/${what} is taken, or refused in one line`, async (context) => {
      let answer = '';
      const server = createServer(({ url }, response) => {
        response.end(url === `/-/${what}` ? answer : JSON.stringify(ABOUT));
      }).listen(0, '127.0.0.1');
      await once(server, 'listening');
      const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
      try {
        await fuzz(context, 300, damaged(JSON.stringify(answers)), async (text) => {
          answer = text;
          try {
            const mock = await connectMockServer(url);
            assertSound(what === 'about' ? mock.about : await mock.counters());
            return null;
          } catch (error) {
            if (!(error instanceof MockServerError)) throw error;
            assert.match(error.message, /^\P{Cc}{1,600}$/u);
            return 'refused';
          }
        });
      } finally {
        server.closeAllConnections();
        server.close();
      }
    });
  }
});

/** Each element of a list as a line of JSON; a text that is no list as it is. */
function linesIn(text: string): readonly string[] {
  try {
    const value: unknown = JSON.parse(text);
    if (Array.isArray(value)) return value.map((line: object) => linesOf(line));
  } catch {
    // No JSON: then it is a line itself.
  }
  return [text, '\n'];
}
