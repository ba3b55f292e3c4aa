import { z } from 'zod';

import { configFormat } from './config.ts';

/** The JSON Schema of the configuration. */
export function configSchema(): object {
  return {
    $id: 'urn:concurrency-bench:config',
    title: 'Configuration of concurrency-bench',
    description:
      'default export of concurrency-bench.config.ts; docs/config.md explains the fields',
    ...z.toJSONSchema(configFormat, { io: 'input', target: 'draft-2020-12' }),
  };
}

if (import.meta.main) console.log(JSON.stringify(configSchema(), null, 2));
