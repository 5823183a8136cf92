import { UntrustedError } from '../signed';
import { fieldsOf } from '../http/unknown';
import type { FileAddress, UpdateTarget } from './calls';
import type { LicenseServer } from './license-server';
import type { DownloadProgress } from './download';
import { MismatchError, untrustedAnswer, usageError } from './problems';
import type { RefusalReason } from './state';
import { isNewer } from './version-order';

const UPDATE = 'keyward-update+jws';

export interface UpdateFile {
  readonly type: string;
  readonly name: string;
  /** In bytes. */
  readonly size: number;
  /** In lower-case hex. `downloadUpdate` compares it before it hands the file over. */
  readonly sha256: string;
  /** Platform and processor, of a file that is made for one. */
  readonly platform: string | undefined;
  readonly arch: string | undefined;
  /** Tells files of one platform, processor and type apart. */
  readonly label: string | undefined;
  /**
   * Where it is downloaded with `Authorization: License <key>`; undefined if this license may not. Signed only if the file lies
   * outside of the license server, where no license key is sent.
   */
  readonly url: string | undefined;
}

/** A newer version, as the server signed it. */
export interface Update {
  readonly isAvailable: true;
  readonly version: string;
  readonly channel: string;
  readonly releasedAt: Date | null;
  readonly files: readonly UpdateFile[];
  /** The signed manifest, for an installer that verifies it again. */
  readonly manifest: string;
  /** Not signed. */
  readonly isMandatory: boolean;
  /** Not signed. */
  readonly summary: string | null;
  /** Not signed. */
  readonly changelog: string | null;
}

/** A newer version that this license may not have, so that the program can offer a renewal. */
export interface UpdateOutOfReach {
  readonly isAvailable: false;
  readonly version: string;
  /**
   * `UPDATES_ENDED`: it was released after the license's updates ended; `LICENSE_REQUIRED`: no license key is known; else the code of
   * the refusal, such as `EXPIRED`.
   */
  readonly reason: RefusalReason;
  /** Not signed. */
  readonly channel: string | null;
  /** Not signed. */
  readonly summary: string | null;
}

export interface DownloadOptions {
  /** One of the update's files; that of type `main` by default. */
  readonly file?: Pick<UpdateFile, 'type' | 'name'> | undefined;
  /** Called for each piece that arrives. */
  readonly onProgress?: ((progress: DownloadProgress) => void) | undefined;
  /** Interrupts the download. */
  readonly signal?: AbortSignal | undefined;
}

interface UpdateQuery {
  readonly product: string;
  readonly licenseKey: string | undefined;
  readonly currentVersion: string;
  readonly target: UpdateTarget;
}

/** The newest update; if there is none that this program may have, one that it may not; null if there is none at all. */
export async function findUpdate(server: LicenseServer, query: UpdateQuery): Promise<Update | UpdateOutOfReach | null> {
  const { claims, reply } = await server.checkForUpdate(query.licenseKey, query.currentVersion, query.target);
  if (claims.product !== query.product || claims.current_version !== query.currentVersion) {
    throw untrustedAnswer(new MismatchError('version', 'It is about another version or product'));
  }
  if (claims.available !== true || reply.manifest === null || reply.manifest === undefined) {
    return outOfReach(fieldsOf(claims.out_of_reach), fieldsOf(reply.out_of_reach), query);
  }
  const manifest = await readManifest(server, reply.manifest, query);
  if (manifest.version !== claims.version) {
    throw untrustedAnswer(new MismatchError('version', 'The manifest is that of another version'));
  }
  return {
    isAvailable: true,
    ...manifest,
    files: withAddresses(manifest.files, reply.files),
    isMandatory: reply.is_mandatory === true,
    summary: textOrNone(reply.summary) ?? null,
    changelog: textOrNone(reply.changelog) ?? null,
  };
}

/** @param beside what was sent beside the claims */
function outOfReach(
  { version, reason }: Partial<Record<string, unknown>>,
  beside: Partial<Record<string, unknown>>,
  { currentVersion }: UpdateQuery,
): UpdateOutOfReach | null {
  const number = textOrNone(version);
  const code = textOrNone(reason);
  if (number === undefined || code === undefined || !isNewer(number, currentVersion)) {
    return null;
  }
  const described = { channel: textOrNone(beside.channel) ?? null, summary: textOrNone(beside.summary) ?? null };
  return { isAvailable: false, version: number, reason: code, ...described };
}

/** The file of an update to download, as the server signed it, and where it is. */
export async function fileToDownload(
  server: LicenseServer,
  update: Update | UpdateOutOfReach,
  asked: Pick<UpdateFile, 'type' | 'name'> | undefined,
  query: ManifestQuery,
): Promise<{ file: UpdateFile; address: FileAddress; sha256: string }> {
  const signed = update.isAvailable ? (await readManifest(server, update.manifest, query)).files : [];
  const file = asked ? signed.find((one) => isSame(one, asked)) : (signed.find(isMain) ?? signed[0]);
  const address = file && (file.url ?? addressOnServer(addressIn('files' in update && update.files, file)));
  if (file === undefined || address === undefined) {
    throw usageError('This license may not download this file, or the update has no such file', 'DOWNLOAD_NOT_ALLOWED');
  }
  return { file, address, sha256: file.sha256 };
}

type ManifestQuery = Pick<UpdateQuery, 'product'> & { readonly currentVersion: string | undefined };
type Manifest = Pick<Update, 'version' | 'channel' | 'releasedAt' | 'files' | 'manifest'>;

async function readManifest(
  server: LicenseServer,
  manifest: unknown,
  { product, currentVersion }: ManifestQuery,
): Promise<Manifest> {
  const claims = await server.verified(manifest, UPDATE);
  if (claims.product !== product) {
    throw untrustedAnswer(new MismatchError('product', 'It is an update of another product'));
  }
  const version = text(claims.version, 'version');
  if (currentVersion !== undefined && !isNewer(version, currentVersion)) {
    const cause = new MismatchError('version', `Version ${version} is not newer than ${currentVersion}`);
    throw untrustedAnswer(cause, 'UPDATE_NOT_NEWER');
  }
  return {
    version,
    channel: text(claims.channel, 'channel'),
    releasedAt: dateOf(claims.released_at),
    files: filesIn(claims.files),
    manifest: text(manifest, 'manifest'),
  };
}

/**
 * Path and query on the server that the program knows: an address is not signed, and the license key goes with the request.
 */
function addressOnServer(url: string | undefined): FileAddress | undefined {
  if (url === undefined) {
    return undefined;
  }
  const { pathname, searchParams } = new URL(url, 'http://localhost');
  const [path] = /\/api\/v1\/updates\/.*$/.exec(pathname) ?? [];
  return path === undefined ? undefined : { path, query: Object.fromEntries(searchParams) };
}

function isMain({ type }: UpdateFile): boolean {
  return type === 'main';
}

/** Whether it is the same file, by what the other one tells; its sum may have been forged. */
function isSame(file: UpdateFile, other: { readonly [Field in keyof UpdateFile]?: unknown }): boolean {
  const isForTarget = TARGET.every((field) => !(field in other) || textOrNone(other[field]) === file[field]);
  return file.type === other.type && file.name === other.name && isForTarget;
}

const TARGET = ['platform', 'arch', 'label'] as const;

function filesIn(signed: unknown): UpdateFile[] {
  return listOf(signed).map((item) => {
    const { type, name, size, sha256, platform, arch, label, url } = fieldsOf(item);
    return {
      type: text(type, 'files.type'),
      name: text(name, 'files.name'),
      size: typeof size === 'number' ? size : incomplete('files.size'),
      sha256: text(sha256, 'files.sha256'),
      platform: textOrNone(platform),
      arch: textOrNone(arch),
      label: textOrNone(label),
      url: textOrNone(url),
    };
  });
}

/** With the addresses that came beside, where none is signed. */
function withAddresses(files: readonly UpdateFile[], offered: unknown): UpdateFile[] {
  return files.map((file) => ({ ...file, url: file.url ?? addressIn(offered, file) }));
}

function addressIn(offered: unknown, file: UpdateFile): string | undefined {
  const { url } =
    listOf(offered)
      .map(fieldsOf)
      .find((one) => isSame(file, one)) ?? {};
  return textOrNone(url);
}

function textOrNone(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** Seconds since 1970, or a date as text. */
function dateOf(value: unknown): Date | null {
  if (typeof value === 'number') {
    return new Date(value * 1000);
  }
  return typeof value === 'string' ? new Date(value) : null;
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function text(value: unknown, name: string): string {
  return typeof value === 'string' && value !== '' ? value : incomplete(name);
}

function incomplete(name: string): never {
  throw untrustedAnswer(new UntrustedError('malformed', `The claim ${name} is missing or not of its type`));
}
