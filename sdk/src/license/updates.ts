import { UntrustedError } from '../signed';
import { fieldsOf } from '../http/unknown';
import type { LicenseServer } from './license-server';
import { MismatchError, untrustedAnswer } from './problems';
import { isNewer } from './version-order';

const UPDATE = 'keyward-update+jws';

export interface UpdateFile {
  readonly type: string;
  readonly name: string;
  /** In bytes. */
  readonly size: number;
  /** In lower-case hex. Compare it before the file is used: the address is not signed. */
  readonly sha256: string;
  /** Where it is downloaded with `Authorization: License <key>`; undefined if this license may not. */
  readonly url: string | undefined;
}

/** A newer version, as the server signed it. */
export interface Update {
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

interface UpdateQuery {
  readonly product: string;
  readonly licenseKey: string | undefined;
  readonly currentVersion: string;
}

/** The newest update; null if there is none, or none that this program may have. */
export async function findUpdate(server: LicenseServer, query: UpdateQuery): Promise<Update | null> {
  const reply = await server.checkForUpdate(query.licenseKey, query.currentVersion);
  if (reply.available !== true || reply.manifest === null || reply.manifest === undefined) {
    return null;
  }
  const claims = await server.verified(reply.manifest, UPDATE);
  if (claims.product !== query.product) {
    throw untrustedAnswer(new MismatchError('product', 'It is an update of another product'));
  }
  const version = text(claims.version, 'version');
  if (!isNewer(version, query.currentVersion)) {
    throw untrustedAnswer(new MismatchError('version', `Version ${version} is not newer than ${query.currentVersion}`));
  }
  return {
    version,
    channel: text(claims.channel, 'channel'),
    releasedAt: dateOf(claims.released_at),
    files: filesIn(claims.files, reply.files),
    manifest: text(reply.manifest, 'manifest'),
    isMandatory: reply.is_mandatory === true,
    summary: typeof reply.summary === 'string' ? reply.summary : null,
    changelog: typeof reply.changelog === 'string' ? reply.changelog : null,
  };
}

function filesIn(signed: unknown, offered: unknown): UpdateFile[] {
  const addresses = listOf(offered).map(fieldsOf);
  return listOf(signed).map((item) => {
    const { type, name, size, sha256 } = fieldsOf(item);
    const { url } = addresses.find((address) => address.type === type && address.name === name) ?? {};
    return {
      type: text(type, 'files.type'),
      name: text(name, 'files.name'),
      size: typeof size === 'number' ? size : incomplete('files.size'),
      sha256: text(sha256, 'files.sha256'),
      url: typeof url === 'string' ? url : undefined,
    };
  });
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
