import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { execa } from 'execa';

import { ROOT } from './support/command.ts';

const FOLDER = join(ROOT, 'examples/starters');
const FILES = readdirSync(FOLDER);
const ofKind = (kind: string) => FILES.filter((file) => file.endsWith(`-${kind}.mjs`));

function start(file: string, args: readonly string[]) {
  return execa(process.execPath, [join(FOLDER, file), ...args], { reject: false, timeout: 60_000 });
}

describe('the programs to start with', { concurrency: 2 }, () => {
  let answered = 0;
  const server = createServer(({ url }, response) => {
    answered++;
    response.statusCode = url === '/missing' ? 404 : 200;
    response.end('{}');
  });
  let origin = '';

  before(async () => {
    await once(server.listen(0, '127.0.0.1'), 'listening');
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  after(async () => {
    server.closeAllConnections();
    await server[Symbol.asyncDispose]();
  });

  it('are one per model and kind of work, and short', () => {
    for (const kind of ['functions', 'requests']) assert.equal(ofKind(kind).length, 3);
    assert.equal(FILES.length, 6);
    for (const file of FILES) {
      const lines = readFileSync(join(FOLDER, file), 'utf8').split('\n').length - 1;
      assert.ok(lines <= 40, `${file}: ${lines} lines`);
    }
  });

  for (const file of ofKind('functions')) {
    it(`do every item: ${file}`, async () => {
      const { stdout, stderr } = await start(file, []);
      assert.equal(stdout, '1000 results', stderr);
    });
  }

  for (const file of ofKind('requests')) {
    it(`ask for every URL: ${file}`, async () => {
      const before = answered;
      const urls = Array.from({ length: 25 }, (_, index) => `${origin}/${index}`);
      const { stdout, stderr } = await start(file, urls);
      assert.equal(stdout, '25 results', stderr);
      assert.ok(answered >= before + 25);
    });

    it(`fail where a request fails: ${file}`, async () => {
      const { exitCode, stdout, stderr } = await start(file, [`${origin}/missing`]);
      assert.notEqual(exitCode, 0);
      assert.equal(stdout, '');
      assert.match(stderr, /\/missing: status 404/);
    });
  }
});
