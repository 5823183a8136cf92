/**
 * Mutants of StrykerJS that no test can notice, by the code that they replace.
 * @type {{ file: string, code: string, replacement: string, reason: string }[]}
 */
const EQUIVALENT = [];

module.exports = { EQUIVALENT };
