// Preloaded into a node of the campaign: its clock is as wrong as the file says that CLOCK_FILE names, from a moment after the file
// was changed. `performance` and timers stay right.
const { readFileSync } = require('node:fs');
const { CLOCK_FILE } = process.env;
const READ_EVERY_MS = 10;
const SECOND_MS = 1_000;
const RealDate = Date;
const RIGHT = { since: 0, ahead: 0, rate: 1, leapEvery: 0 };
let state = RIGHT;
let text = '';

function read() {
  try {
    const now = readFileSync(CLOCK_FILE, 'utf8');
    if (now !== text) {
      state = { ...RIGHT, ...JSON.parse(now) };
      text = now;
    }
  } catch {
    // Not written yet, or half written.
  }
}

function shifted() {
  const real = RealDate.now();
  const { since, ahead, rate, leapEvery } = state;
  const elapsed = Math.max(0, real - since);
  const drifted = since === 0 ? 0 : elapsed * (rate - 1);
  const repeated = leapEvery > 0 ? Math.floor(elapsed / leapEvery) * SECOND_MS : 0;
  return Math.round(real + ahead + drifted - repeated);
}

globalThis.Date = class Date extends RealDate {
  constructor(...given) {
    super(...(given.length === 0 ? [shifted()] : given));
  }

  static now() {
    return shifted();
  }
};

if (CLOCK_FILE) {
  read();
  setInterval(read, READ_EVERY_MS).unref();
}
