import { createHash } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.md': 'text/markdown; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
};

/** The path for which the site was built, where it begins an address or a path in a script. */
const BUILT_FOR = '/handbook/';
/** The build puts a hash of the content into the names of these. */
const HASHED = 'assets/';
const COMPRESSED = '.gz';

const gunzipped = promisify(gunzip);

export interface SiteFile {
  readonly bytes: Buffer;
  readonly type: string;
  readonly etag: string;
  readonly isCompressed: boolean;
  /** Whether the name has a hash of the content, so that it never changes. */
  readonly isHashed: boolean;
}

/** The files of a built site. Only what was there at the first request is read: no path leads out of the folder. */
export class SiteFiles {
  /** Paths of the stored files. */
  private stored: ReadonlySet<string> | undefined;
  private readonly etags = new Map<string, string>();

  constructor(private readonly folder: string) {}

  /** Whether the site was built. */
  get isBuilt(): boolean {
    return this.has('index.html');
  }

  /**
   * The file at a path of the site, such as `tasks/model` or `tasks/`; undefined if there is none.
   * @param basePath path of a proxy in front of the server, below which the addresses in the file then lead
   */
  async find(path: string, basePath: string, acceptsGzip: boolean): Promise<SiteFile | undefined> {
    const name = [path, `${path}.html`, `${path}index.html`].find((each) => this.has(each));
    return name === undefined || name.endsWith(COMPRESSED) ? undefined : this.read(name, basePath, acceptsGzip);
  }

  private async read(name: string, basePath: string, acceptsGzip: boolean): Promise<SiteFile> {
    const type = TYPES[extname(name)] ?? 'application/octet-stream';
    const isText = type !== TYPES['.png'];
    const isCompressed = acceptsGzip && basePath === '' && this.known().has(name + COMPRESSED);
    const read = await (isCompressed ? this.readStored(name + COMPRESSED) : this.readPlain(name));
    const bytes = isText && basePath !== '' ? below(basePath, read) : read;
    const etag = this.etagOf(`${basePath}:${name}:${isCompressed}`, bytes);
    return { bytes, type, etag, isCompressed, isHashed: name.startsWith(HASHED) && basePath === '' };
  }

  private has(name: string): boolean {
    return this.known().has(name) || this.known().has(name + COMPRESSED);
  }

  /** A package has nothing but the compressed copies of texts. */
  private async readPlain(name: string): Promise<Buffer> {
    return this.known().has(name) ? this.readStored(name) : gunzipped(await this.readStored(name + COMPRESSED));
  }

  private readStored(name: string): Promise<Buffer> {
    return readFile(join(this.folder, name));
  }

  private etagOf(key: string, bytes: Buffer): string {
    const known = this.etags.get(key);
    if (known !== undefined) {
      return known;
    }
    const etag = `W/"${createHash('sha256').update(bytes).digest('base64url')}"`;
    // Proxies may send any base path.
    if (this.etags.size < 2 * this.known().size) {
      this.etags.set(key, etag);
    }
    return etag;
  }

  /** Read again until there is a site: it may be built while the server runs. */
  private known(): ReadonlySet<string> {
    if (this.stored !== undefined && this.stored.size > 0) {
      return this.stored;
    }
    const names = existsSync(this.folder) ? readdirSync(this.folder, { recursive: true, encoding: 'utf8' }) : [];
    this.stored = new Set(names.map((name) => name.replaceAll(sep, '/')).filter((name) => extname(name) !== ''));
    return this.stored;
  }
}

function below(basePath: string, bytes: Buffer): Buffer {
  return Buffer.from(bytes.toString('utf8').replaceAll(`"${BUILT_FOR}`, `"${basePath}${BUILT_FOR}`));
}
