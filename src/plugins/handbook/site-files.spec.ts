import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { SiteFiles } from './site-files';

let folder: string;
let files: SiteFiles;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'keyward-site-'));
  files = new SiteFiles(join(folder, 'site'));
  mkdirSync(join(folder, 'site', 'tasks'), { recursive: true });
  mkdirSync(join(folder, 'site', 'assets'));
  writeFileSync(join(folder, 'secret.txt'), 'not of the site');
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(name: string, content: string | Buffer): void {
  writeFileSync(join(folder, 'site', name), content);
}

const textAt = async (path: string, basePath = '') => (await files.find(path, basePath, false))?.bytes.toString();

it('finds pages by their paths without an ending, and the first page of a folder', async () => {
  write('index.html', 'front');
  write('tasks/index.html', 'tasks');
  write('tasks/model.html', 'model');
  write('tasks/model.md', '# Model');
  expect(await Promise.all(['', 'tasks/', 'tasks/model', 'tasks/model.md'].map((path) => textAt(path)))).toEqual([
    ...['front', 'tasks', 'model', '# Model'],
  ]);
});

it.each(['../secret.txt', '..%2fsecret.txt', 'tasks/../../secret.txt', 'tasks', 'index.html.gz', '/etc/passwd'])(
  'finds nothing at %s',
  async (path) => {
    write('index.html', 'front');
    write('index.html.gz', gzipSync('front'));
    expect(await files.find(path, '', true)).toBeUndefined();
  },
);

it('is found once it was built, while the server runs', async () => {
  expect([files.isBuilt, await files.find('', '', false)]).toEqual([false, undefined]);
  write('index.html', 'front');
  expect([files.isBuilt, await textAt('')]).toEqual([true, 'front']);
});

it('leads below the path of a proxy', async () => {
  write('index.html', '<a href="/handbook/tasks/">');
  expect(await textAt('', '/licenses')).toBe('<a href="/licenses/handbook/tasks/">');
});

it('sends the compressed copy to who accepts it, and tells files with a hash in their name', async () => {
  write('index.html', 'front');
  write('assets/app.1a2b.js', 'run()');
  write('assets/app.1a2b.js.gz', gzipSync('run()'));
  expect(await files.find('assets/app.1a2b.js', '', true)).toMatchObject({ isCompressed: true, isHashed: true });
  expect(await files.find('assets/app.1a2b.js', '', false)).toMatchObject({ isCompressed: false, isHashed: true });
  expect(await files.find('', '', true)).toMatchObject({ isCompressed: false, isHashed: false });
});

it('unpacks a file that is there as a compressed copy alone, for who accepts none, and below a proxy', async () => {
  write('index.html.gz', gzipSync('<a href="/handbook/tasks/">'));
  expect([files.isBuilt, await textAt('')]).toEqual([true, '<a href="/handbook/tasks/">']);
  expect(await textAt('', '/licenses')).toBe('<a href="/licenses/handbook/tasks/">');
  expect(await files.find('', '', true)).toMatchObject({ isCompressed: true });
  expect(await files.find('index.html.gz', '', true)).toBeUndefined();
});
