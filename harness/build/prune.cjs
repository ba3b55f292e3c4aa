// The compiler leaves in dist/ what it once made of a source that is gone, and every file in
// scenarios/models/ is a model: without this a deleted model would go on being measured.
const { existsSync, readdirSync, rmSync } = require('node:fs');
const { join } = require('node:path');

const root = join(__dirname, '../..');
for (const path of readdirSync(join(root, 'dist'), { recursive: true })) {
  const source = path.replace(/\.js(\.map)?$/, '.ts');
  if (source !== path && !existsSync(join(root, source))) rmSync(join(root, 'dist', path));
}
