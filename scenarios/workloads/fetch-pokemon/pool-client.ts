// The pool alone, not undici's index, which every thread and process would have to load
// (docs/decisions/0003-http-client.md).
import Pool from 'undici/lib/dispatcher/pool.js';

import type { TrialSettings } from '../../../harness/contract.ts';
import type { Client } from './client.ts';
import { fetchBody } from './fetch-body.ts';

export function openPool(settings: TrialSettings, connections: number): Client {
  const pool = new Pool(settings.origin, {
    connections,
    allowH2: false,
    headersTimeout: settings.requestTimeoutMs,
    bodyTimeout: settings.requestTimeoutMs,
    connect: { timeout: settings.requestTimeoutMs },
  });
  return {
    get: (path, encoding) => fetchBody(pool, path, encoding),
    close: () => pool.close(),
  };
}
