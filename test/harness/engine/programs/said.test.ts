import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { breach, saidLines } from '../../../../harness/engine/programs/said.ts';

const READY = '{"type":"ready"}';
const DONE = '{"type":"done"}';

/** What is said of a program that wrote these lines. */
function said(...lines: readonly string[]): string | null {
  return breach(saidLines([{ atMs: 1, text: lines.map((line) => `${line}\n`).join('') }]));
}

describe('saidLines', () => {
  it('stamps a line with the arrival of its end, however it was torn', () => {
    const parts = [
      { atMs: 1, text: '{"type":"re' },
      { atMs: 2, text: 'ady"}' },
      { atMs: 3, text: `\n{"type":"counters","counters":{"猫":1}}\n{"type":` },
      { atMs: 4, text: '"done"}\r\n\n' },
    ];
    const lines = saidLines(parts).map(({ number, atMs, line }) => [number, atMs, line?.type]);
    assert.deepEqual(lines, [
      [1, 3, 'ready'],
      [2, 3, 'counters'],
      [3, 4, 'done'],
    ]);
  });

  it('reads a last line without its newline', () => {
    assert.equal(saidLines([{ atMs: 1, text: DONE }]).length, 1);
  });
});

describe('a program that breaks a rule of the protocol', () => {
  const broken: Readonly<Record<string, readonly [lines: readonly string[], problem: RegExp]>> = {
    'no rule': [[READY, '{"type":"result","first":0,"lines":["a",null]}', DONE], /^null$/],
    'a word': [[READY, 'hello', DONE], /^line 2 .*hello.*stderr/],
    'a type of its own': [['{"type":"log"}', DONE], /^line 1 .*log/],
    'a line that is a number': [
      [READY, '{"type":"result","first":0,"lines":[1]}', DONE],
      /^line 2 .*lines\[0\]/,
    ],
    'a kind of its own': [
      [READY, '{"type":"failure","item":"a","kind":"odd","message":""}', DONE],
      /^line 2 .*kind/,
    ],
    'a counter that is a text': [
      [READY, '{"type":"counters","counters":{"a":"1"}}', DONE],
      /^line 2 .*counters\.a/,
    ],
    'a result before ready': [
      ['{"type":"result","first":0,"lines":[]}', READY, DONE],
      /^line 1 .*ready/,
    ],
    'ready twice': [[READY, READY, DONE], /^line 2 .*"ready" again/],
    'counters twice': [
      [READY, '{"type":"counters","counters":{}}', '{"type":"counters","counters":{}}', DONE],
      /^line 3 .*"counters" again/,
    ],
    'no done': [[READY], /done/],
    'something after done': [[READY, DONE, '{"type":"result","first":0,"lines":[]}'], /done/],
    nothing: [[], /done/],
  };
  for (const [what, [lines, problem]] of Object.entries(broken)) {
    it(what, () => {
      assert.match(String(said(...lines)), problem);
    });
  }
});
