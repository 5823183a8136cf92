import fc from 'fast-check';
import { cases } from '../../../../test/testkit/sample';
import { LimitWindows } from './limit-windows';

const LENGTH = 60_000;

interface Model {
  ends: number;
  hits: number;
}

it('counts as a map of windows does, while names come, return and end', () => {
  const step = fc.record({ name: fc.integer({ min: 0, max: 3_000 }), passes: fc.integer({ min: 0, max: 200 }) });
  fc.assert(
    fc.property(fc.array(step, { minLength: 2_000, maxLength: 8_000 }), (steps) => {
      const windows = new LimitWindows();
      const model = new Map<string, Model>();
      let now = 1;
      for (const { name: number, passes } of steps) {
        const name = `native:device\n${number}`;
        now += passes;
        const known = model.get(name);
        const expected = known && known.ends > now ? known : { ends: now + LENGTH, hits: 0 };
        const isRunning = windows.running(name, now) !== undefined;
        expected.hits += 1;
        model.set(name, expected);
        const place = windows.begun(name, LENGTH, now);
        const counted = { isRunning, hits: windows.add(place, 1), ends: windows.endOf(place) };
        // Matchers would take most of the time.
        if (
          counted.isRunning !== (expected === known) ||
          counted.hits !== expected.hits ||
          counted.ends !== expected.ends
        ) {
          expect(counted).toEqual({ isRunning: expected === known, ...expected });
        }
      }
      const running = [...model].filter(([, { ends }]) => ends > now);
      expect(running.every(([name]) => windows.running(name, now) !== undefined)).toBe(true);
    }),
    cases(5),
  );
});

it('takes no more room for windows of an hour than for those that run', () => {
  const windows = new LimitWindows();
  for (let second = 0; second < 3_600; second++) {
    for (let name = 0; name < 20; name++) {
      windows.begun(`${second} ${name}`, LENGTH, 1 + second * 1_000);
    }
  }
  expect(windows.size).toBeLessThan(5_000);
});
