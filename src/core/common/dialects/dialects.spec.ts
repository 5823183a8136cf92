import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { defineDialect, type DialectDefinition } from './define-dialect';
import { Dialects } from './dialects';
import { NATIVE } from './native.dialect';

const named = (name: string, prefix: string, matches?: DialectDefinition['matches']): DialectDefinition =>
  defineDialect({ ...NATIVE, name, pathPrefixes: [prefix], matches });

const byToken = named('by-token', '/api/things', ({ headers }) => headers.authorization !== undefined);
const byDefault = named('by-default', '/api/things');
const below = named('below', '/api/things/new');
const elsewhere = named('elsewhere', '/shop', () => true);

const request = (url: string, headers: Record<string, string> = {}) =>
  Object.assign(new IncomingMessage(new Socket()), { url, headers });

describe.each([
  ['in this order', [byToken, byDefault, below, elsewhere]],
  ['in the other order', [elsewhere, below, byDefault, byToken]],
])('dialects that are listed %s', (_order, listed) => {
  const dialects = new Dialects([NATIVE, ...listed], NATIVE);
  const dialectOf = (url: string, headers?: Record<string, string>) => {
    const received = request(url, headers);
    dialects.rewriteUrl(received);
    return received.routingDialect?.name;
  };

  it('share a path by what a request carries', () => {
    expect(dialectOf('/api/things/1?a=b', { authorization: 'Bearer x' })).toBe('by-token');
    expect(dialectOf('/api/things/1')).toBe('by-default');
  });

  it('own the paths below their prefix, unless another prefix is longer', () => {
    expect(dialectOf('/api/things/new/1', { authorization: 'Bearer x' })).toBe('below');
    expect(dialectOf('/api/things/news', { authorization: 'Bearer x' })).toBe('by-token');
  });

  it('are asked about requests on their own paths alone', () => {
    expect(dialectOf('/shop?action=check', { authorization: 'Bearer x' })).toBe('elsewhere');
    expect(dialectOf('/nowhere')).toBe('native');
  });
});
