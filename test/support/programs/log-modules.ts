import { appendFileSync } from 'node:fs';
import { registerHooks } from 'node:module';

// Preloaded by `--import`: writes the URL of each module that a process or thread loads.
registerHooks({
  load(url, context, nextLoad) {
    appendFileSync(process.env['MODULE_LOG'] ?? '', `${url}\n`);
    return nextLoad(url, context);
  },
});
