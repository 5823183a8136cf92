import { ReplicaAge } from './replica-age';

let age: ReplicaAge;
beforeEach(() => {
  age = new ReplicaAge();
});

it('is unknown before the first measurement, and for a replica that is behind all samples', () => {
  expect(age.at(1_000)).toBe(Infinity);
  age.addSample(1_000, 10);
  age.reach(10);
  age.reach(9);
  expect(age.at(1_000)).toBe(Infinity);
});

it('counts from the last position of the primary that the replica has', () => {
  age.addSample(1_000, 10);
  age.addSample(2_000, 20);
  age.addSample(3_000, 30);
  age.reach(29);
  expect(age.at(3_500)).toBe(1_500);
});

it('stays young while the primary has no changes', () => {
  age.addSample(1_000, 10);
  age.addSample(90_000, 10);
  age.reach(10);
  expect(age.at(90_000)).toBe(0);
});

it('grows while neither of the two can be asked', () => {
  age.addSample(1_000, 10);
  age.reach(10);
  expect(age.at(61_000)).toBe(60_000);
});
