import type { Arch, ArtifactKind, Platform } from '../../catalog/versions/artifact-target';
import { shownMetadata } from '../../common/validation/metadata';
import type { VersionArtifact } from '../../catalog/versions/artifact.entity';
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
  /** The object `public` of the metadata of the version; left out if it is empty. */
  readonly metadata?: object;
  /** The files that are listed beside the manifest. */
  readonly files: readonly (ManifestFile | ManifestArtifact)[];
}

export interface ManifestFile {
  readonly type: VersionFileType;
  readonly name: string;
  /** In bytes. */
  readonly size: number;
  /** In lower-case hex. */
  readonly sha256: string;
}

/** A file for a platform, in an answer and its manifest. */
export interface ManifestArtifact extends Omit<ManifestFile, 'type'> {
  /** Kind of the file. */
  readonly type: ArtifactKind;
  readonly platform: Platform;
  readonly arch: Arch;
  /** Tells files of one platform, processor and kind apart. */
  readonly label?: string;
  /** The object `public` of the metadata of the file. */
  readonly metadata?: object;
  /** The version that a delta changes. */
  readonly from_version?: string;
  /** Oldest version of the system that the file runs on. */
  readonly min_os_version?: string;
  /** In lower-case hex. */
  readonly sha512?: string;
  /** Address of a file outside of this server: programs load files from other hosts only if this names them. */
  readonly url?: string;
}

/** A version, and whether a program asked for files of another kind. */
export interface OfferedFiles {
  readonly version: ProductVersion;
  readonly isOfArtifacts?: boolean;
}

export function manifestArtifact(artifact: VersionArtifact): ManifestArtifact {
  const { kind: type, name, size, sha256, platform, arch, label, fromVersion, minOsVersion, sha512, url } = artifact;
  const metadata = shownMetadata(artifact.metadata, 'programs');
  return {
    type,
    name,
    size,
    sha256,
    platform,
    arch,
    ...(label !== '' && { label }),
    ...(Object.keys(metadata).length > 0 && { metadata }),
    ...(fromVersion !== '' && { from_version: fromVersion }),
    ...(minOsVersion !== null && { min_os_version: minOsVersion }),
    ...(sha512 !== null && { sha512 }),
    ...(url !== null && { url }),
  };
}

/** Files of the whole version, which must be loaded with them. */
export function filesOf({ version: { mainFile, sqlFile }, isOfArtifacts = false }: OfferedFiles): ManifestFile[] {
  if (isOfArtifacts) {
    return [];
  }
  const files: Readonly<Record<VersionFileType, StoredFile | null | undefined>> = { main: mainFile, sql: sqlFile };
  return VERSION_FILES.flatMap((type) => {
    const file = files[type];
    return file ? [{ type, name: file.name, size: file.size, sha256: file.sha256 }] : [];
  });
}
