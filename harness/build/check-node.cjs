// Plain JavaScript for any Node: it must run, and say what to do, on one that is too old.
const { devDependencies } = require('../../package.json');

const pinned = devDependencies.node;
const found = process.versions.node;
if (found !== pinned) {
  console.error(
    `concurrency-bench measures on Node ${pinned}, but this is Node ${found}: ` +
      'run `npm ci` to install the pinned one, then start with `npm run` or `npm test`.',
  );
  process.exit(2);
}
