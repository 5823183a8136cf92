import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { BasePaths } from './base-path';

function readBy(basePaths: BasePaths, url: string): [basePath: string | undefined, url: string | undefined] {
  const request = Object.assign(new IncomingMessage(new Socket()), { url });
  basePaths.read(request);
  return [request.basePath, request.url];
}

describe('BasePaths', () => {
  const warn = jest.fn();
  afterEach(() => warn.mockClear());

  it.each([
    ['/console?q=1', '/console?q=1'],
    ['/keyward', '/'],
    ['/keyward?q=1', '/?q=1'],
    ['/keyward/', '/'],
    ['/keyward/keyward/x', '/keyward/x'],
    ['/keywards/x', '/keywards/x'],
    ['/x/keyward/y', '/x/keyward/y'],
    ['https://licenses.example/keyward/x', '/x'],
  ])('removes the path of PUBLIC_URL from %s', (url, rest) => {
    expect(readBy(new BasePaths('https://licenses.example/keyward/', [], warn), url)).toEqual(['/keyward', rest]);
  });

  it('never removes a path that begins like one of the server', () => {
    const basePaths = new BasePaths('https://licenses.example/api', [], warn);
    basePaths.addRoute('/api/v1/licenses/:id');
    expect(readBy(basePaths, '/api/v1/licenses/1')).toEqual(['/api', '/api/v1/licenses/1']);
  });

  it.each([undefined, 'https://licenses.example', 'https://licenses.example//'])('is empty with %s', (publicUrl) => {
    expect(readBy(new BasePaths(publicUrl, [], warn), '/x')).toEqual([undefined, '/x']);
    expect(warn).not.toHaveBeenCalled();
  });

  it.each(['//x', '/a%20b', "/it's", `/${'a'.repeat(200)}`])(
    'is empty, with a warning, where PUBLIC_URL has %s',
    (path) => {
      expect(readBy(new BasePaths(`https://licenses.example${path}`, [], warn), '/x')).toEqual([undefined, '/x']);
      expect(warn).toHaveBeenCalledTimes(1);
    },
  );
});
