// The form in which mocha's command line takes a reporter: the class itself is what the module exports.
require('tsx/cjs');
module.exports = require('./collectingReporter.ts').CollectingReporter;
