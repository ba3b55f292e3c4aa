import { z } from 'zod';

import { FORMAT_VERSION, runFile } from './format.ts';

/**
 * The JSON Schema of the run file. It cannot say what parts of a run say of one another: that is in
 * docs/run-file.md and results/consistency.ts. Fields it does not name are allowed, as they are to
 * our reader.
 */
export function runFileSchema(): object {
  return {
    $id: `urn:concurrency-bench:run-file:${FORMAT_VERSION}`,
    title: `Run file of concurrency-bench, format version ${FORMAT_VERSION}`,
    description: 'everything measured and everything needed to repeat it, nothing derived',
    ...z.toJSONSchema(runFile, { io: 'input', target: 'draft-2020-12' }),
  };
}

if (import.meta.main) console.log(JSON.stringify(runFileSchema(), null, 2));
