import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { WriteStream } from 'node:tty';

import { inked, PIPE, screenOf } from '../../../harness/text/screen.ts';

/** What a terminal has that is so wide. */
function terminal(columns: number): NodeJS.WritableStream {
  const getColorDepth = () => WriteStream.prototype.getColorDepth();
  return Object.assign(new PassThrough(), { isTTY: true, columns, getColorDepth });
}

/** What Node looks at to know whether a terminal has colours. */
const VARIABLES = [
  ...['NO_COLOR', 'FORCE_COLOR', 'NODE_DISABLE_COLORS', 'TERM', 'COLORTERM', 'TERM_PROGRAM'],
  ...['CI', 'TF_BUILD', 'AGENT_NAME', 'TEAMCITY_VERSION', 'TMUX'],
];
let before: NodeJS.ProcessEnv;

beforeEach(() => {
  before = { ...process.env };
  for (const name of VARIABLES) Reflect.deleteProperty(process.env, name);
});

afterEach(() => {
  for (const name of VARIABLES) Reflect.deleteProperty(process.env, name);
  Object.assign(process.env, before);
});

describe('the screen of a stream', () => {
  it('is as wide as the terminal, up to 140 columns', () => {
    const widths = [0, 1, 40, 60, 80, 140, 200].map(
      (columns) => screenOf(terminal(columns), {}).columns,
    );
    assert.deepEqual(widths, [80, 20, 40, 60, 80, 140, 140]);
  });

  it('has COLUMNS or 80 columns where it is a pipe', () => {
    const widths = [undefined, '', 'x', '-5', '0', '60', '500'].map(
      (columns) => screenOf(new PassThrough(), { COLUMNS: columns }).columns,
    );
    assert.deepEqual(widths, [80, 80, 80, 80, 80, 60, 140]);
    assert.deepEqual(screenOf(new PassThrough(), {}), PIPE);
    assert.equal(screenOf(terminal(100), { COLUMNS: '60' }).columns, 100);
  });

  it('is styled on a terminal with colours alone, or by FORCE_COLOR', () => {
    const styled = (stream: NodeJS.WritableStream) => screenOf(stream, {}).styled;
    const both = () => [terminal(80), new PassThrough()].map(styled);
    process.env['TERM'] = 'xterm-256color';
    assert.deepEqual(both(), [true, false]);
    process.env['NO_COLOR'] = '1';
    assert.deepEqual(both(), [false, false]);
    Reflect.deleteProperty(process.env, 'NO_COLOR');
    process.env['TERM'] = 'dumb';
    assert.deepEqual(both(), [false, false]);
    process.env['FORCE_COLOR'] = '1';
    assert.deepEqual(both(), [true, true]);
  });
});

describe('ink', () => {
  it('is there on a screen that is styled, and nowhere else', () => {
    assert.equal(inked('x', 'red', { columns: 80, styled: true }), '\u001b[31mx\u001b[39m');
    assert.equal(inked('x', 'red', PIPE), 'x');
    assert.equal(inked('', 'red', { columns: 80, styled: true }), '');
    assert.equal(inked('x', undefined, { columns: 80, styled: true }), 'x');
  });
});
