import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { listPage } from '../../mock-server/page.ts';
import { tinyDataset } from '../support/tiny-dataset.ts';

interface Page {
  readonly count: number;
  readonly next: string | null;
  readonly previous: string | null;
  readonly results: readonly { readonly name: string; readonly url: string }[];
}

const PATH = '/api/v2/pokemon';
const dataset = tinyDataset();
const allNames = dataset.documents.map(({ name }) => name);

function page(query: string, path = PATH): Page {
  return JSON.parse(listPage(dataset, path, new URLSearchParams(query))) as Page;
}

function link(offset: number, limit: number): string {
  return `https://pokeapi.co${PATH}?offset=${offset}&limit=${limit}`;
}

describe('listPage', () => {
  it('has the keys of the live API in their order, and links to the live API', () => {
    const first = page('limit=1');
    assert.deepEqual(Object.keys(first), ['count', 'next', 'previous', 'results']);
    assert.equal(first.count, 45);
    assert.deepEqual(first.results, [
      { name: 'bulbasaur', url: 'https://pokeapi.co/api/v2/pokemon/1/' },
    ]);
  });

  /** Query; links; first and last name, or none. */
  const cases: [string, string | null, string | null, [number, number] | null][] = [
    ['', link(20, 20), null, [0, 19]],
    ['limit=0', link(20, 20), null, [0, 19]],
    ['limit=ten&offset=some', link(20, 20), null, [0, 19]],
    ['limit=40', link(40, 5), null, [0, 39]],
    ['limit=45', null, null, [0, 44]],
    ['limit=100000', null, null, [0, 44]],
    ['limit=10&offset=40', null, link(30, 10), [40, 44]],
    ['limit=10&offset=5', link(15, 10), link(0, 5), [5, 14]],
    ['offset=45', null, link(25, 20), null],
    ['limit=-1', null, null, [0, 43]],
    ['offset=-5', link(15, 20), null, null],
    ['limit=1e3', link(1, 1), null, [0, 0]],
    ['limit=3&limit=9', link(3, 3), null, [0, 2]],
    ['Limit=3', link(20, 20), null, [0, 19]],
  ];
  for (const [query, next, previous, range] of cases) {
    it(`answers "${query}" as the live API does`, () => {
      const answer = page(query);
      assert.deepEqual([answer.next, answer.previous], [next, previous]);
      const expected = range === null ? [] : allNames.slice(range[0], range[1] + 1);
      assert.deepEqual(
        answer.results.map(({ name }) => name),
        expected,
      );
    });
  }

  it('keeps the slash of the path in its links and lowers its case', () => {
    assert.equal(
      page('', `${PATH.toUpperCase()}/`).next,
      `https://pokeapi.co${PATH}/?offset=20&limit=20`,
    );
  });

  it('leads through the whole list and back, whatever the page size', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), (limit) => {
        const pages = follow(page(`limit=${limit}`), ({ next }) => next);
        assert.deepEqual(
          pages.flatMap(({ results }) => results.map(({ name }) => name)),
          allNames,
        );
        const back = follow(pages[pages.length - 1] ?? page(''), ({ previous }) => previous);
        assert.deepEqual(back.at(-1)?.results[0]?.name, allNames[0]);
      }),
    );
  });
});

function follow(first: Page, linkOf: (page: Page) => string | null): Page[] {
  const pages = [first];
  for (let url = linkOf(first); url !== null;) {
    const reached = page(new URL(url).search);
    pages.push(reached);
    url = linkOf(reached);
  }
  return pages;
}
