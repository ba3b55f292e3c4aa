#!/usr/bin/env node
// Syntax of old Nodes: it must run, and say what to do, on one that is too old for the rest.
var engines = require('../package.json').engines;

var needed = engines.node.replace('>=', '');
if (isOlder(process.versions.node, needed)) {
  console.error(
    'concurrency-bench: this is Node ' +
      process.versions.node +
      ', but Node ' +
      needed +
      ' or newer is needed: install one, or run `npx -p node@24 -p concurrency-bench concurrency-bench`.',
  );
  process.exit(2);
}
import('../dist/harness/cli.js');

function isOlder(found, least) {
  var have = found.split('.').map(Number);
  var want = least.split('.').map(Number);
  return have[0] === want[0] ? have[1] < want[1] : have[0] < want[0];
}
