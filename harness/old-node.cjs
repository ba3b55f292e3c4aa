// Syntax of old Nodes: it must run, and say what to do, on one that is too old for the rest.
var existsSync = require('fs').existsSync;
var join = require('path').join;

// Of the package: this file lies in harness/, and in dist/harness/ once it is built.
var manifest = [join(__dirname, '../package.json'), join(__dirname, '../../package.json')];
var needed = require(manifest.filter(existsSync)[0]).engines.node.replace('>=', '');
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

function isOlder(found, least) {
  var have = found.split('.').map(Number);
  var want = least.split('.').map(Number);
  return have[0] === want[0] ? have[1] < want[1] : have[0] < want[0];
}
