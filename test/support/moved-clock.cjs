'use strict';
// Loaded before a program: its clock is ahead by the milliseconds in the file MOVED_CLOCK, read anew at SIGUSR2.
const { readFileSync } = require('node:fs');

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
  ahead = Number(readFileSync(process.env.MOVED_CLOCK, 'utf8'));
});
