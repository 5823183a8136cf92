import fastify from 'fastify';
import { ContextVariable } from '../async-context';
import { useRequestSpans } from './request-spans';
import { currentSpan, traced, tracedTogether, tracing } from './tracing';

afterEach(() => {
  jest.restoreAllMocks();
});

describe('while tracing is off', () => {
  it('a check reads no context and makes no further promise', () => {
    expect(tracing.tracer).toBeUndefined();
    const reads = jest.spyOn(ContextVariable.prototype, 'current', 'get');
    const runs = jest.spyOn(ContextVariable.prototype, 'run');
    // A check joins a batch of lookups and one of log rows.
    const spans = [currentSpan(), currentSpan()];
    const work = Promise.resolve();
    expect(traced('check', {}, () => work)).toBe(work);
    expect(tracedTogether('batch', spans, {}, () => work)).toBe(work);
    expect([spans, reads.mock.calls, runs.mock.calls]).toEqual([[undefined, undefined], [], []]);
  });

  it('requests have no hook', () => {
    const server = fastify();
    const added = jest.spyOn(server, 'addHook');
    useRequestSpans(server);
    expect(added).not.toHaveBeenCalled();
  });
});
