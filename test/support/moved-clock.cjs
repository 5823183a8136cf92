'use strict';
// Loaded before a program: its clock is ahead by the milliseconds in the file MOVED_CLOCK, read anew at SIGUSR2.
// Then it copies the file to MOVED_CLOCK.read, for whoever waits until the clock has moved.
const { copyFileSync, readFileSync } = require('node:fs');

const RealDate = Date;
let ahead = 0;

globalThis.Date = class extends RealDate {
  constructor(...parts) {
    if (parts.length === 0) {
      super(RealDate.now() + ahead);
    } else {
      super(...parts);
    }
  }

  static now() {
    return RealDate.now() + ahead;
  }

  static [Symbol.hasInstance](value) {
    return value instanceof RealDate;
  }
};

process.on('SIGUSR2', () => {
  const file = process.env.MOVED_CLOCK;
  ahead = Number(readFileSync(file, 'utf8'));
  copyFileSync(file, `${file}.read`);
});
