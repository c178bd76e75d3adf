#!/usr/bin/env node
// Given to @vscode/test-electron as the VS Code executable where there is no desktop; see standIn.ts.
require('tsx/cjs');
require('./standIn.ts');
