import { EventEmitter, once } from 'node:events';
import { channelPair } from '../../../../test/support/channel-pair';

it('sends the questions of one turn together, and their answers', async () => {
  const sent: object[] = [];
  const [worker, primary] = channelPair((messages) => sent.push(messages));
  primary.answer('double', (value: number) => 2 * value);
  await expect(Promise.all([1, 2, 3].map((value) => worker.ask('double', value)))).resolves.toEqual([2, 4, 6]);
  expect(sent).toMatchObject([{ length: 3 }, { length: 3 }]);
});

it('answers questions in both directions, with what the answerer returns or throws', async () => {
  const [worker, primary] = channelPair();
  primary.answer('sum', (a: number, b: number) => Promise.resolve(a + b));
  worker.answer('name', () => {
    throw new Error('unknown');
  });
  await expect(Promise.all([worker.ask('sum', 1, 2), worker.ask('sum', 3, 4)])).resolves.toEqual([3, 7]);
  await expect(primary.ask('name')).rejects.toThrow('unknown');
});

it('fails what is asked before and after the other process has ended', async () => {
  const [worker, primary] = channelPair();
  const never = new EventEmitter();
  worker.answer('metrics', () => once(never, 'end'));
  const asked = primary.ask('metrics');
  primary.close();
  await expect(asked).rejects.toThrow('has ended');
  await expect(primary.ask('metrics')).rejects.toThrow('has ended');
});
