import { LoadShedder } from './load-shedder';

let now: number;
let shedder: LoadShedder;
beforeEach(() => {
  now = 0;
  shedder = new LoadShedder(() => now);
});

const admitted = (count: number): number =>
  Array.from({ length: count }, () => shedder.tryAcquire()).filter(Boolean).length;
const leave = (count: number): void => Array.from({ length: count }).forEach(() => shedder.release());

it('admits a burst of any size', () => {
  expect(admitted(900)).toBe(900);
  now = 199;
  expect(admitted(10)).toBe(10);
});

it('refuses what is beyond the limit while the load lasts', () => {
  admitted(480);
  now = 200;
  expect(admitted(10)).toBe(0);
  leave(480 - 192 + 3);
  expect(admitted(10)).toBe(3);
  now = 10_000;
  expect(admitted(1)).toBe(0);
});

it('admits a burst again after the load has fallen to a half, and none was refused for a second', () => {
  admitted(480);
  now = 200;
  expect(admitted(1)).toBe(0);
  leave(480 - 95);
  now = 1_199;
  expect(admitted(900)).toBe(192 - 95);
  leave(192 - 95);
  now = 2_198;
  expect(admitted(900)).toBe(192 - 95);
  leave(192 - 95);
  now = 3_198;
  expect(admitted(900)).toBe(900);
});

it('takes a burst that has passed for no load that lasts', () => {
  admitted(480);
  now = 199;
  leave(480 - 95);
  now = 250;
  expect(admitted(900)).toBe(900);
});

it('never refuses below the limit', () => {
  for (let round = 0; round < 10; round++) {
    now += 1_000;
    expect(admitted(192)).toBe(192);
    leave(192);
  }
});
