import { rangeIn } from './byte-range';

it.each([
  ['bytes=0-0', { from: 0, to: 1 }],
  ['bytes=0-9', { from: 0, to: 10 }],
  ['bytes=2-4', { from: 2, to: 5 }],
  ['bytes=9-9', { from: 9, to: 10 }],
  ['bytes=4-', { from: 4, to: 10 }],
  ['bytes=4-99', { from: 4, to: 10 }],
  ['bytes=0-99999999999999999999', { from: 0, to: 10 }],
  ['bytes=-3', { from: 7, to: 10 }],
  ['bytes=-99', { from: 0, to: 10 }],
  ['Bytes= 1-2', { from: 1, to: 3 }],
  ['bytes=10-', null],
  ['bytes=10-12', null],
  ['bytes=-0', null],
  ['', undefined],
  ['bytes=', undefined],
  ['bytes=-', undefined],
  ['bytes=5-2', undefined],
  ['bytes=a-b', undefined],
  ['bytes=0x1-2', undefined],
  ['bytes=1.5-2', undefined],
  ['bytes=-1-2', undefined],
  ['bytes=0-1,4-5', undefined],
  ['lines=0-1', undefined],
])('takes %j of ten bytes for %j', (header, range) => {
  expect(rangeIn(header, 10)).toEqual(range);
});

it.each([
  ['bytes=0-', null],
  ['bytes=0-0', null],
  ['bytes=-1', undefined],
])('takes %j of no bytes for %j', (header, range) => {
  expect(rangeIn(header, 0)).toEqual(range);
});
