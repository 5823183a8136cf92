import { LoadShedder } from './load-shedder';

let now: number;
let shedder: LoadShedder;
beforeEach(() => {
  now = 0;
  shedder = new LoadShedder(() => now);
});

const acquired = (count: number): number =>
  Array.from({ length: count }, () => shedder.tryAcquire()).filter(Boolean).length;
const release = (count: number): void => Array.from({ length: count }).forEach(() => shedder.release());

it('accepts a burst of any size', () => {
  expect(acquired(900)).toBe(900);
  now = 199;
  expect(acquired(10)).toBe(10);
});

it('refuses requests beyond the limit while the load lasts', () => {
  acquired(480);
  now = 200;
  expect(acquired(10)).toBe(0);
  release(480 - 192 + 3);
  expect(acquired(10)).toBe(3);
  now = 10_000;
  expect(acquired(1)).toBe(0);
});

it('accepts a burst again after the load has fallen to a half, and none was refused for a second', () => {
  acquired(480);
  now = 200;
  expect(acquired(1)).toBe(0);
  release(480 - 95);
  now = 1_199;
  expect(acquired(900)).toBe(192 - 95);
  release(192 - 95);
  now = 2_198;
  expect(acquired(900)).toBe(192 - 95);
  release(192 - 95);
  now = 3_198;
  expect(acquired(900)).toBe(900);
});

it('does not count a burst that has passed as a lasting load', () => {
  acquired(480);
  now = 199;
  release(480 - 95);
  now = 250;
  expect(acquired(900)).toBe(900);
});

it('never refuses below the limit', () => {
  for (let round = 0; round < 10; round++) {
    now += 1_000;
    expect(acquired(192)).toBe(192);
    release(192);
  }
});
