import { Logger } from '@nestjs/common';
import { workerLogger } from './worker-log';

it.each([
  ['error', 'error'],
  ['warn', 'warn'],
  ['info', 'debug'],
  ['debug', 'debug'],
] as const)('logs what the worker sends with %s by %s, without its payload', (from, to) => {
  const logger = new Logger();
  const levels = (['error', 'warn', 'log', 'debug'] as const).map((name) =>
    jest.spyOn(logger, name).mockImplementation(() => undefined),
  );
  workerLogger(logger)[from]('A job failed', { job: { payload: 'secret' } });
  expect(logger[to]).toHaveBeenCalledWith('A job failed');
  expect(levels.flatMap(({ mock }) => mock.calls)).toHaveLength(1);
});
