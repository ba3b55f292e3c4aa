import fc from 'fast-check';
import type { Dataset } from '../../mock-server/dataset.ts';
import { weakEtag } from '../../mock-server/freshness.ts';

export interface OddRequest {
  readonly method: string;
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
}

const METHODS = ['GET', 'GET', 'GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'DELETE', 'PURGE'];
const ODD_SEGMENTS = [
  '',
  'nobody',
  'a.b',
  '%64itto',
  '%',
  '%E0%A4%A',
  "it's&<b>",
  'a%2Fb',
  '99999',
];
const CODINGS = ['gzip', 'GZIP', 'x-gzip', 'br', 'deflate', 'identity', '*', ''];
const WEIGHTS = ['', ';q=0', ';q=0.5', '; q=1', ';q=0.001', ';q=x', ';q', ';level=9;q=0.2'];
const NUMBERS = [
  '0',
  '1',
  '7',
  '20',
  '45',
  '1000',
  '-1',
  '-7',
  '1e3',
  '0x10',
  ' 5',
  'ten',
  '',
  '1e30',
];

/** Requests as a client might send them, right and wrong, to find where two answers differ. */
export function oddRequests(dataset: Dataset): fc.Arbitrary<OddRequest> {
  return fc.record({
    method: fc.constantFrom(...METHODS),
    target: fc.tuple(path(dataset), query()).map((parts) => parts.join('')),
    headers: headers(dataset),
  });
}

function path({ documents }: Dataset): fc.Arbitrary<string> {
  const known = fc
    .constantFrom(...documents)
    .chain(({ id, name }) => fc.constantFrom(name, name.toUpperCase(), `${id}`));
  const resource = fc.oneof({ weight: 3, arbitrary: known }, fc.constantFrom(...ODD_SEGMENTS));
  const endpoint = fc.oneof(
    { weight: 6, arbitrary: fc.constant('pokemon') },
    fc.constantFrom('type', 'Pokemon', 'digimon', ''),
  );
  const extra = fc.constantFrom('encounters', 'moves', '');
  const api = fc
    .tuple(endpoint, resource, extra, fc.constant('more'))
    .chain((segments) => fc.nat(segments.length).map((length) => segments.slice(0, length)))
    .map((segments) => ['/api/v2', ...segments].join('/'));
  const elsewhere = fc.constantFrom('/', '/api/v1/pokemon', '/favicon.ico', '/api/v2x');
  return fc
    .tuple(fc.oneof({ weight: 15, arbitrary: api }, elsewhere), fc.constantFrom('', '/', '//'))
    .map((parts) => parts.join(''));
}

function query(): fc.Arbitrary<string> {
  const value = fc.oneof(
    fc.constantFrom(...NUMBERS),
    fc.integer({ min: -60, max: 60 }).map(String),
  );
  const pair = fc
    .tuple(fc.constantFrom('limit', 'offset', 'Limit', 'page'), value)
    .map(([key, text]) => `${key}=${encodeURIComponent(text)}`);
  return fc
    .array(pair, { maxLength: 3 })
    .map((pairs) => (pairs.length > 0 ? '?' : '') + pairs.join('&'));
}

function headers({ documents }: Dataset): fc.Arbitrary<Record<string, string>> {
  const element = fc.tuple(fc.constantFrom(...CODINGS), fc.constantFrom(...WEIGHTS));
  const etag = fc.constantFrom(...documents).map(({ json }) => weakEtag(json));
  const optional = {
    'accept-encoding': fc
      .array(
        element.map((parts) => parts.join('')),
        { maxLength: 4 },
      )
      .map((elements) => elements.join(', ')),
    'if-none-match': fc.oneof(
      fc.constantFrom('*', '"other"', ''),
      etag,
      etag.map((tag) => `"other", ${tag.slice('W/'.length)}`),
    ),
    'cache-control': fc.constantFrom('no-cache', 'max-age=0', 'max-age=0, no-cache'),
    'if-modified-since': fc.constant('Wed, 21 Oct 2015 07:28:00 GMT'),
    'access-control-request-headers': fc.constantFrom('x-one', 'x-one, x-two'),
  };
  return fc.record(optional, { requiredKeys: [] });
}
