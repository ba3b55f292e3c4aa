// Makes dist/ of the sources. Types are not checked, and a file that does not compile harms only
// those who load it: all others are built.
const { spawnSync } = require('node:child_process');
const {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  rmSync,
  writeFileSync,
} = require('node:fs');
const { dirname, join } = require('node:path');

/** Data, and JavaScript for any Node: the compiler leaves them behind. */
const DATA_FILES = [
  'harness/old-node.cjs',
  'harness/init/workflows/check.yml',
  'harness/init/workflows/comment.yml',
  'harness/drawing/page.css',
  'harness/drawing/page.js',
  'mock-server/data/species.json.br',
  'mock-server/data/species.md',
];
/** As in `scenarios/models/mine.ts(3,7): error TS1005: ';' expected.` */
const COMPLAINT = /^(.+)\.ts\(\d+,\d+\): error .+$/gm;
/** tsc's DiagnosticsPresent_OutputsGenerated. */
const BUILT_WITH_COMPLAINTS = 2;

const { BUILT_FROM, sourcesDigest } = require('../built-from.ts');

const root = join(__dirname, '../..');
const dist = join(root, 'dist');
const builtFrom = join(dist, BUILT_FROM);

if (!existsSync(join(dist, '.tsbuildinfo'))) {
  process.stderr.write('building concurrency-bench, which takes some 20 seconds the first time\n');
}
// Read before anything is compiled: a file that is changed meanwhile makes dist/ stale.
const digest = sourcesDigest(root);
rmSync(builtFrom, { force: true });
const complaints = compile();
prune();
copyData();
for (const [source, complaint] of complaints) replaceByError(source, complaint);
writeFileSync(builtFrom, digest);

/** First complaint about each source that is not even valid syntax, by its path without extension. */
function compile() {
  const compiler = join(root, 'node_modules/typescript/bin/tsc');
  const args = [compiler, '--project', 'tsconfig.build.json', '--noCheck', '--pretty', 'false'];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: root,
    encoding: 'utf8',
  });
  process.stderr.write(stdout + stderr);
  if (status !== 0 && status !== BUILT_WITH_COMPLAINTS) process.exit(2);
  const all = [...stdout.matchAll(COMPLAINT)].reverse();
  return new Map(all.map(([complaint, source]) => [source, complaint]));
}

/**
 * The compiler leaves what it once made of a source that is gone, and every file in
 * scenarios/models/ is a model: without this a deleted model would go on being measured.
 */
function prune() {
  for (const path of readdirSync(dist, { recursive: true })) {
    const source = path.replace(/\.(js(\.map)?|d\.ts)$/, '.ts');
    if (source !== path && !existsSync(join(root, source))) rmSync(join(dist, path));
  }
}

function copyData() {
  for (const path of DATA_FILES) {
    mkdirSync(dirname(join(dist, path)), { recursive: true });
    copyFileSync(join(root, path), join(dist, path));
  }
}

/** The compiler guesses what was meant and emits that, which is not what would be measured. */
function replaceByError(source, complaint) {
  writeFileSync(
    join(dist, `${source}.js`),
    `throw new SyntaxError(${JSON.stringify(complaint)});\n`,
  );
}
