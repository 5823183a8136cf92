// Preloaded into a relay of a test: its clock is as many milliseconds off as CLOCK_OFFSET says, and jumps by CLOCK_JUMP at each
// SIGUSR2, forth and back.
const { CLOCK_OFFSET = '0', CLOCK_JUMP = '0' } = process.env;
let offset = Number(CLOCK_OFFSET);
let jump = Number(CLOCK_JUMP);
const RealDate = Date;

globalThis.Date = class Date extends RealDate {
  constructor(...given) {
    super(...(given.length === 0 ? [RealDate.now() + offset] : given));
  }

  static now() {
    return RealDate.now() + offset;
  }
};

process.on('SIGUSR2', () => {
  offset += jump;
  jump = -jump;
});
