const { basename } = require('node:path');

/** As a file of an older project has it. */
module.exports = {
  list: ['/a/b.txt', 'c', ''],
  run: (path) => ({ name: basename(path) }),
};
