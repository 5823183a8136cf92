import { createReadStream, lstatSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { createHash } from 'node:crypto';
import { join, normalize } from 'node:path';
import { run } from './run.mjs';

/** Serves a folder on a free port of the loopback interface, as the registries that are nothing but files do. */
export async function serveFolder(folder) {
  const server = createServer((request, response) => {
    const path = join(folder, normalize(decodeURIComponent(new URL(request.url, 'http://localhost').pathname)));
    const isFile = statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
    response.writeHead(isFile ? 200 : 404);
    if (isFile && request.method !== 'HEAD') {
      createReadStream(path).pipe(response);
    } else {
      response.end();
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    end: () => new Promise((resolve) => server.close(resolve)),
  };
}

/** Bytes of all files below a folder, or of one file. Links are not followed. */
export function sizeOf(path) {
  const status = lstatSync(path);
  if (!status.isDirectory()) {
    return status.size;
  }
  return readdirSync(path).reduce((total, name) => total + sizeOf(join(path, name)), 0);
}

export function sha256Of(path) {
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}

/** The files below a folder as a zip file, the same bytes for the same files. */
export function zip(folder, archive) {
  return run('python3', ['-c', ZIP, archive], { cwd: folder });
}

const ZIP = `
import pathlib, sys, zipfile
with zipfile.ZipFile(sys.argv[1], 'w', zipfile.ZIP_DEFLATED) as archive:
    for path in sorted(pathlib.Path('.').rglob('*')):
        if path.is_file():
            archive.writestr(zipfile.ZipInfo(str(path)), path.read_bytes(), zipfile.ZIP_DEFLATED)
`;
