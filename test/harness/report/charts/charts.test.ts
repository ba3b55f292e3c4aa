import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { labelOf, summarize } from '../../../../harness/analysis/summary.ts';
import { runCharts } from '../../../../harness/report/charts/charts.ts';
import { drawCharts } from '../../../../harness/drawing/draw.ts';
import { chartRows, modelColours } from '../../../../harness/report/charts/rows.ts';
import { colour, COLOUR_PAIRS, darkened } from '../../../../harness/drawing/theme.ts';
import type { RunFile } from '../../../../results/format.ts';
import { detailedRun } from '../../../support/detailed-run.ts';
import { liveRun } from '../../../support/live-run.ts';
import { completedTrial, runOf, scenario } from '../../../support/run.ts';
import { wholeRun } from '../../../support/whole-run.ts';

const HOSTILE = `</text></svg><script>alert(1)</script>"'&`;

function widthOf(svg: string): number {
  return Number(/ width="([\d.]+)"/.exec(svg)?.[1]);
}

function names(run: RunFile): readonly string[] {
  return runCharts(summarize(run)).map(({ name }) => name);
}

describe('the charts of a run', () => {
  it('are those it has figures for', () => {
    assert.deepEqual(names(detailedRun()), ['time', 'memory', 'cpu', 'phases', 'latency']);
    assert.deepEqual(names(wholeRun()), ['time', 'cpu', 'phases']);
    assert.deepEqual(names(liveRun()), ['speed-up', 'time', 'cpu', 'phases']);
    assert.deepEqual(names(runOf([scenario('a')], [])), []);
  });

  it('show speed-ups as a job and once up beside what the machine gives', () => {
    const [chart] = runCharts(summarize(liveRun()));
    assert.equal(
      chart?.title,
      'Against single-threaded, as a job: worker-threads 1.29x faster, child-processes 1.13x faster; once up: worker-threads 1.30x faster, child-processes 1.38x faster',
    );
    assert.match(
      chart.subtitle,
      /Whiskers: simultaneous 95 % confidence intervals\. Dashed: 1\.32, /,
    );
    const few = { ...liveRun(), launches: liveRun().launches.slice(0, 4), capacities: [] };
    assert.match(runCharts(summarize(few))[0]?.subtitle ?? '', /Whiskers: the full range\.$/);
  });

  it('are the same bytes every time, in any order', async () => {
    const [first, second] = [
      await drawCharts(runCharts(summarize(detailedRun()))),
      await drawCharts(runCharts(summarize(detailedRun()))),
    ];
    assert.deepEqual(first, second);
  });

  it('have no ids to clash and no inline styles to be refused in one page', async () => {
    for (const { svg, narrowSvg } of await drawCharts(runCharts(summarize(detailedRun())))) {
      assert.doesNotMatch(svg + narrowSvg, / (?:id|style|href)=|url\(/);
    }
  });

  it('show a long name whole, on two lines', async () => {
    const id = 'python-subinterpreters';
    const run = runOf([scenario(id)], [completedTrial(id, 0, {}), completedTrial(id, 1, {})]);
    const drawn = await drawCharts(runCharts(summarize(run)));
    for (const { name, svg, narrowSvg } of drawn.filter(({ name }) => name !== 'memory')) {
      for (const one of [svg, narrowSvg]) {
        assert.match(one, />python-<.*>subinterpreters</, name);
        assert.doesNotMatch(one, /…/, name);
      }
    }
    assert.ok(drawn.length > 0);
  });

  it('draw only colours that have a dark partner', async () => {
    const light = new Set<string>(COLOUR_PAIRS.map(([colour]) => colour));
    for (const { name, svg } of await drawCharts(runCharts(summarize(detailedRun())))) {
      const used = [...svg.matchAll(/(?:fill|stroke)="([^"]+)"/g)].map(
        ([, colour]) => colour ?? '',
      );
      const strangers = used.filter(
        (colour) => !light.has(colour) && colour !== 'none' && colour !== 'transparent',
      );
      assert.deepEqual(strangers, [], name);
      assert.notEqual(darkened(svg), svg);
    }
  });

  it('have colours that are each used for one meaning', () => {
    assert.equal(new Set(COLOUR_PAIRS.map(([light]) => light)).size, COLOUR_PAIRS.length);
  });

  it('are as wide as their layout, whatever stands in them', async () => {
    for (const run of [detailedRun(), liveRun()]) {
      for (const { name, svg, narrowSvg } of await drawCharts(runCharts(summarize(run)))) {
        assert.ok(widthOf(svg) <= 820, `${name}: ${widthOf(svg)}`);
        assert.ok(widthOf(narrowSvg) <= 392, `${name}: ${widthOf(narrowSvg)}`);
      }
    }
  });

  it('have one hue per model, and grey for the floor', () => {
    const mine = { ...scenario('mine'), isolation: 'thread' as const };
    const summary = summarize(runOf([...wholeRun().scenarios, mine], []));
    const colours = modelColours(summary);
    assert.equal(new Set(colours.values()).size, colours.size);
    assert.equal(colours.get('bare-work'), colour('grey'));
    // The hue of a built-in model does not depend on what else was run.
    const alone = modelColours(summarize(runOf([scenario('worker-threads')], [])));
    assert.equal(alone.get('worker-threads'), colours.get('worker-threads'));
  });

  it('show the floor as a line, and as a row only where it is alone', () => {
    const rowsOf = (run: RunFile) => chartRows(summarize(run)).rows.map(labelOf);
    const run = detailedRun();
    assert.ok(!rowsOf(run).includes('bare-work'));
    assert.equal(chartRows(summarize(run)).floor?.scenario.id, 'bare-work');
    const alone = run.scenarios.filter(({ kind }) => kind === 'floor');
    assert.deepEqual(rowsOf({ ...run, scenarios: alone }), ['bare-work']);
  });

  it('let no name become markup', async () => {
    const trials = [completedTrial(HOSTILE, 0, {}), completedTrial(HOSTILE, 1, {})];
    const drawn = await drawCharts(runCharts(summarize(runOf([scenario(HOSTILE)], trials))));
    assert.equal(drawn.length, 3);
    for (const { svg } of drawn) {
      assert.ok(svg.includes('&lt;script&gt;') || svg.includes('&lt;script>'));
      assert.doesNotMatch(svg, /<script/);
      assert.equal(svg.match(/<\/svg>/g)?.length, 1);
    }
  });

  it('say what to see, as far as the rounds tell', () => {
    const title = (run: RunFile) => runCharts(summarize(run))[0]?.title;
    const models = [scenario('slow'), scenario('quick')];
    const rounds = (count: number, slowMs: (round: number) => number) =>
      Array.from({ length: count }, (_, round) => [
        completedTrial('quick', round, { wallMs: 1000 + round }),
        completedTrial('slow', round, { wallMs: slowMs(round) }),
      ]).flat();
    assert.equal(
      title(
        runOf(
          models,
          rounds(10, (round) => 2 * (1000 + round)),
        ),
      ),
      'quick had the lowest time, 1.00 s: slow 2.00x slower',
    );
    assert.equal(
      title(
        runOf(
          models,
          rounds(10, (round) => 1000 + 9 * (round % 2)),
        ),
      ),
      'No difference in time detected between slow and quick',
    );
    assert.equal(
      title(
        runOf(
          models,
          rounds(2, () => 2000),
        ),
      ),
      'Too few rounds to say which model is fastest',
    );
  });

  it('say of memory and CPU too between what no difference was detected', () => {
    const trials = (cpuOfSlow: (round: number) => number) =>
      Array.from({ length: 10 }, (_, round) => [
        completedTrial('quick', round, { cpuMs: 1000 + round }),
        completedTrial('slow', round, { cpuMs: cpuOfSlow(round) }),
      ]).flat();
    const title = (cpuOfSlow: (round: number) => number) => {
      const run = runOf([scenario('slow'), scenario('quick')], trials(cpuOfSlow));
      return runCharts(summarize(run)).find(({ name }) => name === 'cpu')?.title;
    };
    assert.equal(
      title((round) => 2000 + 2 * round),
      'CPU: 1.00 s in quick and 2.01 s in slow',
    );
    assert.equal(
      title((round) => 1000 + ((7 * round) % 10)),
      'CPU: 1.00 s in slow and 1.00 s in quick; no difference detected between slow and quick',
    );
  });
});
