import { setImmediate } from 'node:timers/promises';
import { ContextVariable } from './async-context';

const request = new ContextVariable<string | undefined>();
const turn = new ContextVariable<number>();

it('is read by the work and by what it started, and by nobody else', async () => {
  const seen: unknown[] = [];
  const read = async (): Promise<void> => {
    await setImmediate();
    seen.push(request.current);
  };
  await Promise.all([request.run('first', read), request.run('second', read), read()]);
  expect(seen).toEqual(['first', 'second', undefined]);
  expect(request.current).toBeUndefined();
});

it('does not hide other variables', () => {
  const both = request.run('outer', () => turn.run(1, () => [request.current, turn.current]));
  expect(both).toEqual(['outer', 1]);
});

it('has the innermost value, also if that is none', () => {
  const values = request.run('outer', () => [request.run(undefined, () => request.current), request.current]);
  expect(values).toEqual([undefined, 'outer']);
});
