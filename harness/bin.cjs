#!/usr/bin/env node
require('./old-node.cjs');
import('../dist/harness/cli.js');
