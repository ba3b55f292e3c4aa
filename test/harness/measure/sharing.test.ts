import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { estimatePssBytes, learnSharing, UNREAD } from '../../../harness/measure/sharing.ts';

const MIB = 2 ** 20;

/** A process that maps `text` together with `mappers` processes in all, and has a heap alone. */
function process(text: number, mappers: number, heap: number) {
  const resident = { rssBytes: (text + heap) * MIB, fileRssBytes: text * MIB };
  const rollup = {
    rssBytes: (text + heap) * MIB,
    pssBytes: (text / mappers + heap) * MIB,
    anonymousRssBytes: heap * MIB,
    anonymousPssBytes: heap * MIB,
  };
  return { resident, rollup };
}

describe('sharing', () => {
  it('gives the PSS that was read', () => {
    const tree = [process(40, 5, 10), process(40, 5, 60), process(40, 5, 70)];
    const sharing = learnSharing(tree.map(({ rollup }) => rollup));
    const pss = estimatePssBytes(
      tree.map(({ resident }) => resident),
      sharing,
    );
    assert.equal(pss, (3 * (40 / 5) + 10 + 60 + 70) * MIB);
  });

  it('follows the heaps exactly until the next reading', () => {
    const sharing = learnSharing([process(40, 2, 10).rollup, process(40, 2, 20).rollup]);
    const later = [process(40, 2, 110).resident, process(40, 2, 5).resident];
    assert.equal(estimatePssBytes(later, sharing), (40 + 110 + 5) * MIB);
  });

  it('counts the text of a process that has joined since only once', () => {
    const sharing = learnSharing([process(40, 1, 10).rollup]);
    const later = [process(40, 2, 10).resident, process(40, 2, 15).resident];
    assert.equal(estimatePssBytes(later, sharing), (40 + 10 + 15) * MIB);
  });

  it('takes for its own what a process has loaded since', () => {
    // Libraries that 10 processes of the machine map, and then 30 MiB that only this one does.
    const sharing = learnSharing([process(10, 10, 5).rollup]);
    assert.equal(estimatePssBytes([process(40, 1, 5).resident], sharing), (1 + 30 + 5) * MIB);
  });

  it('leaves out memory shared since a fork', () => {
    // Two processes that share 30 MiB of anonymous memory and have 10 MiB each alone.
    const rollup = {
      rssBytes: 40 * MIB,
      pssBytes: 25 * MIB,
      anonymousRssBytes: 40 * MIB,
      anonymousPssBytes: 25 * MIB,
    };
    const resident = { rssBytes: 40 * MIB, fileRssBytes: 0 };
    const sharing = learnSharing([rollup, rollup]);
    assert.equal(estimatePssBytes([resident, resident], sharing), 50 * MIB);
  });

  it('takes one text for all as long as nothing has been read', () => {
    const tree = [process(40, 1, 10).resident, process(30, 1, 5).resident];
    assert.equal(estimatePssBytes(tree, UNREAD), (40 + 10 + 5) * MIB);
  });
});
