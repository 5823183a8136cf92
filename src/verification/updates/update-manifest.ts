import {
  VERSION_FILES,
  type ProductVersion,
  type VersionFileType,
} from '../../catalog/versions/product-version.entity';
import type { StoredFile } from '../../platform/files/stored-file.entity';

/** Claims of an update manifest (`keyward-update+jws`). */
export interface UpdateManifestClaims {
  /** `PUBLIC_URL`, else the installation's id. */
  readonly iss: string;
  /** In seconds since 1970. */
  readonly iat: number;
  /** Reference of the product. */
  readonly product: string;
  readonly version: string;
  readonly channel: string;
  /** A calendar date, `YYYY-MM-DD`. */
  readonly released_at: string;
  /** All files of the version. */
  readonly files: readonly ManifestFile[];
}

export interface ManifestFile {
  readonly type: VersionFileType;
  readonly name: string;
  /** In bytes. */
  readonly size: number;
  /** In lower-case hex. */
  readonly sha256: string;
}

/** The version must be loaded with its files. */
export function filesOf({ mainFile, sqlFile }: ProductVersion): ManifestFile[] {
  const files: Readonly<Record<VersionFileType, StoredFile | null | undefined>> = { main: mainFile, sql: sqlFile };
  return VERSION_FILES.flatMap((type) => {
    const file = files[type];
    return file ? [{ type, name: file.name, size: file.size, sha256: file.sha256 }] : [];
  });
}
