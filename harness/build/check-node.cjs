// Plain JavaScript for any Node: it must run, and say what to do, on one that is too old.
const { existsSync } = require('node:fs');
const { join } = require('node:path');
const { devDependencies } = require('../../package.json');

const packages = join(__dirname, '../../node_modules');
const pinned = devDependencies.node;
const found = process.versions.node;
const advice = adviceFor(found === pinned);
if (advice !== null) {
  console.error(
    `concurrency-bench measures on Node ${pinned}, and this is Node ${found}: ${advice}`,
  );
  process.exit(2);
}

/** Null where all that a build needs is there; `npm ci` alone helps only where npm was not told to omit it. */
function adviceFor(isPinned) {
  const lacks = (path) => !existsSync(join(packages, path));
  const omits =
    process.env.NODE_ENV === 'production' || /\bdev\b/.test(process.env.npm_config_omit || '');
  if (lacks('typescript/package.json') || (!isPinned && lacks('node/package.json'))) {
    return omits
      ? 'the development packages are not installed, as NODE_ENV=production or omit=dev asks. Run `npm ci --include=dev`.'
      : 'the development packages are not installed. Run `npm ci`.';
  }
  if (isPinned) return null;
  if (lacks('node/bin')) {
    return (
      'the pinned Node was not unpacked, since install scripts are off (ignore-scripts). ' +
      'Run `npm rebuild node --ignore-scripts=false`.'
    );
  }
  if (require('../../node_modules/node/package.json').version !== pinned) {
    return 'another version of the pinned Node is installed. Run `npm ci`.';
  }
  return 'start with `npm run` or `npm test`, which take the pinned one from node_modules.';
}
