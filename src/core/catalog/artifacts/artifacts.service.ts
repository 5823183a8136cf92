import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { refuseDotSegments } from '../../common/validation/dot-segment';
import { type Metadata, mergedMetadata } from '../../common/validation/metadata';
import type { EntityManager, SelectQueryBuilder } from 'typeorm';
import { Clock } from '../../common/clock';
import { defined } from '../../common/fields/fields-of';
import { problem } from '../../common/errors/domain-error';
import { onUniqueViolation } from '../../platform/database/on-unique-violation';
import { differs } from '../../platform/database/change-record';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import type { StoredFile } from '../../platform/files/stored-file.entity';
import { StoredFilesService } from '../../platform/files/stored-files.service';
import { DeclaredEntitlementsService } from '../definitions/declared-entitlements.service';
import { ProductsService } from '../products/products.service';
import type { ProductId } from '../products/visible-products';
import type { ProductVersion } from '../versions/product-version.entity';
import type { SentFile } from '../versions/version-files.service';
import { type VersionId, VersionsService } from '../versions/versions.service';
import { type Signatures, storedSignatures, verifySignatures } from './artifact-signatures';
import {
  archNamed,
  type ArtifactTarget,
  compareTargets,
  guessTarget,
  type Platform,
  platformNamed,
} from '../versions/artifact-target';
import { VersionArtifact } from '../versions/artifact.entity';
import type { ARTIFACT_EVENTS } from './artifact.events';

/** The most files by platform that a version has. */
const MAX_ARTIFACTS = 200;

/** A new file; omitted fields are guessed from its name. */
export type NewArtifact = Partial<ArtifactTarget> &
  Signatures & {
    readonly fromVersion?: string;
    readonly minOsVersion?: string | null;
    readonly requiredEntitlements?: string[];
    readonly metadata?: Metadata;
  };

/** Omitted fields are unchanged. */
export type ArtifactChange = Partial<Pick<VersionArtifact, 'minOsVersion' | 'requiredEntitlements'>> & {
  /** Fields that change; null removes a field. */
  readonly metadata?: Metadata;
};

/** A stored upload, which stays invisible until it is added. */
export interface ArtifactUpload {
  readonly file: StoredFile;
  readonly sha1: string;
  readonly sha512: string;
  readonly blake2b: Buffer;
}

/** A file outside. */
export type ArtifactLink = Pick<VersionArtifact, 'name' | 'size' | 'sha256'> & {
  readonly url: string;
  readonly sha512?: string;
};

type Content = Pick<VersionArtifact, 'name' | 'size' | 'sha1' | 'sha256' | 'sha512' | 'fileId' | 'url'>;

/** Files of versions for platforms. */
@Injectable()
export class ArtifactsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly products: ProductsService,
    private readonly versions: VersionsService,
    private readonly files: StoredFilesService,
    private readonly declared: DeclaredEntitlementsService,
    private readonly clock: Clock,
  ) {}

  /** Those of a version, by platform. */
  async list(product: ProductId, version: VersionId): Promise<VersionArtifact[]> {
    return this.ofVersions([await this.versions.get(product, version)]);
  }

  /** Those of versions, by platform, with their stored files. */
  async ofVersions(versions: readonly Pick<ProductVersion, 'id'>[]): Promise<VersionArtifact[]> {
    return (await this.query(versions).getMany()).sort((one, other) => compareTargets(one, other) || one.id - other.id);
  }

  async get(product: ProductId, version: VersionId, uid: string): Promise<VersionArtifact> {
    return this.ofVersion(await this.versions.get(product, version), uid);
  }

  async ofVersion(version: Pick<ProductVersion, 'id'>, uid: string): Promise<VersionArtifact> {
    const artifact = await this.query([version]).andWhere('artifact.uid = :uid', { uid }).getOne();
    if (!artifact) {
      throw problem('ARTIFACT_NOT_FOUND');
    }
    return artifact;
  }

  /** Throws ARTIFACT_NOT_FOUND for a file outside, too. */
  async storedFile(product: ProductId, version: VersionId, uid: string): Promise<StoredFile> {
    const { file } = await this.get(product, version, uid);
    if (!file) {
      throw problem('ARTIFACT_NOT_FOUND');
    }
    return file;
  }

  /** Stores an upload, which stays invisible until `upload`. */
  async store(product: ProductId, version: VersionId, { name, contentType, bytes }: SentFile): Promise<ArtifactUpload> {
    await this.versions.get(product, version);
    const hashes = { sha1: createHash('sha1'), sha512: createHash('sha512'), blake2b: createHash('blake2b512') };
    const file = await this.files.write(hashed(bytes, Object.values(hashes)), { name, contentType });
    if (file.size === 0) {
      await this.files.discard(file);
      throw problem('FIELD_EMPTY', { field: 'file' });
    }
    const { sha1, sha512, blake2b } = hashes;
    return { file, sha1: sha1.digest('hex'), sha512: sha512.digest('hex'), blake2b: blake2b.digest() };
  }

  discard({ file }: ArtifactUpload): Promise<void> {
    return this.files.discard(file);
  }

  /** Adds a stored upload, which is discarded on failure. Its signatures must match the product's public keys. */
  async upload(
    id: ProductId,
    version: VersionId,
    input: NewArtifact,
    upload: ArtifactUpload,
  ): Promise<VersionArtifact> {
    const { file, sha1, sha512, blake2b } = upload;
    try {
      const { name, size, sha256 } = file;
      await verifySignatures(await this.products.get(id), input, { blake2b, read: () => this.files.read(file) });
      return await this.add(id, version, input, { name, size, sha1, sha256, sha512, fileId: file.id, url: null }, file);
    } catch (error) {
      await this.files.discard(file);
      throw error;
    }
  }

  /** Adds a file outside. Its signatures cannot be verified here. */
  link(
    id: ProductId,
    version: VersionId,
    input: NewArtifact,
    { sha512, ...link }: ArtifactLink,
  ): Promise<VersionArtifact> {
    return this.add(id, version, input, { ...link, sha1: null, sha512: sha512 ?? null, fileId: null });
  }

  async change(
    product: ProductId,
    versionId: VersionId,
    uid: string,
    { metadata, ...change }: ArtifactChange,
  ): Promise<VersionArtifact> {
    return this.work.run(async (manager) => {
      const version = await this.versions.getLocked(product, versionId);
      const artifact = await this.ofVersion(version, uid);
      const fields = metadata && mergedMetadata(artifact.metadata, metadata);
      const columns = defined({ ...change, metadata: fields });
      if (!differs(artifact, columns)) {
        return artifact;
      }
      refuseSystemWithoutPlatform(artifact.platform, columns.minOsVersion ?? null);
      await this.declared.check(version.productId, columns.requiredEntitlements);
      const changed = Object.assign(new VersionArtifact(), artifact, columns);
      await manager.update(VersionArtifact, artifact.id, columns);
      await this.record('version.file_changed', version, artifact, changed);
      return changed;
    });
  }

  /** Also deletes its bytes. */
  async remove(product: ProductId, versionId: VersionId, uid: string): Promise<void> {
    await this.work.run(async (manager) => {
      const version = await this.versions.getLocked(product, versionId);
      const artifact = await this.ofVersion(version, uid);
      await manager.delete(VersionArtifact, artifact.id);
      if (artifact.fileId !== null) {
        await this.files.delete(artifact.fileId);
      }
      await this.record('version.file_removed', version, artifact, null);
    });
  }

  private query(versions: readonly Pick<ProductVersion, 'id'>[]): SelectQueryBuilder<VersionArtifact> {
    return this.work.manager
      .createQueryBuilder(VersionArtifact, 'artifact')
      .leftJoinAndSelect('artifact.file', 'file')
      .where('artifact.versionId = ANY (:ids)', { ids: versions.map(({ id }) => id) });
  }

  private add(
    product: ProductId,
    versionId: VersionId,
    input: NewArtifact,
    content: Content,
    file: StoredFile | null = null,
  ): Promise<VersionArtifact> {
    refuseDotSegments({ name: content.name });
    const target = targetOf(input, content.name);
    const { minOsVersion = null, requiredEntitlements = [], metadata = {} } = input;
    refuseSystemWithoutPlatform(target.platform, minOsVersion);
    const signatures = storedSignatures(input);
    return this.work.run(async (manager) => {
      const version = await this.versions.getLocked(product, versionId);
      await refuseTooMany(manager, version);
      await this.declared.check(version.productId, requiredEntitlements);
      const now = this.clock.now();
      const artifact = manager.create(VersionArtifact, {
        ...content,
        ...target,
        ...signatures,
        minOsVersion,
        requiredEntitlements,
        metadata: mergedMetadata({}, metadata),
        createdAt: now,
      });
      artifact.versionId = version.id;
      artifact.file = file && (await this.files.complete(file));
      await onUniqueViolation(manager.insert(VersionArtifact, artifact), 'ARTIFACT_EXISTS', {
        constraint: 'version_artifacts_target_unique',
        field: 'kind',
      });
      await this.record('version.file_added', version, null, artifact);
      return artifact;
    });
  }

  /** A file that is added has nothing before, one that is removed nothing after. */
  private async record(
    event: keyof typeof ARTIFACT_EVENTS,
    version: ProductVersion,
    before: VersionArtifact | null,
    after: VersionArtifact | null,
  ): Promise<void> {
    const { productId: product_id, reference } = version;
    const change = { updatedAt: this.clock.now() };
    const file = recordedFile(after ?? before);
    const changes = { before: recordedFile(before), after: recordedFile(after) };
    await this.work.update(event, version, change, { product_id, reference, ...file }, changes);
  }
}

function recordedFile(artifact: VersionArtifact | null) {
  const { platform = null, arch = null, kind = null, label = null, size = null, sha256 = null } = artifact ?? {};
  return {
    platform,
    arch,
    kind,
    label,
    metadata: artifact?.metadata ?? null,
    file: artifact?.name ?? null,
    size,
    sha256,
    min_os_version: artifact?.minOsVersion ?? null,
    required_entitlements: artifact?.requiredEntitlements ?? null,
  };
}

/** @throws SYSTEM_WITHOUT_PLATFORM for a file of any platform: a version is one of a certain system */
function refuseSystemWithoutPlatform(platform: Platform, minOsVersion: string | null): void {
  if (platform === 'any' && minOsVersion !== null) {
    throw problem('SYSTEM_WITHOUT_PLATFORM', { field: 'min_os_version' });
  }
}

/** @throws DELTA_WITHOUT_VERSION unless a delta, and nothing else, names a version */
function targetOf({ platform, arch, kind, label = '', fromVersion = '' }: NewArtifact, name: string) {
  const guess = guessTarget(name);
  const target = {
    platform: platformNamed(platform ?? guess.platform),
    arch: archNamed(arch ?? guess.arch),
    kind: kind ?? guess.kind,
    label,
  };
  if ((target.kind === 'delta') !== (fromVersion !== '')) {
    throw problem('DELTA_WITHOUT_VERSION', { field: 'from_version' });
  }
  return { ...target, fromVersion };
}

async function refuseTooMany(manager: EntityManager, { id }: ProductVersion): Promise<void> {
  if ((await manager.countBy(VersionArtifact, { versionId: id })) >= MAX_ARTIFACTS) {
    throw problem('TOO_MANY_ARTIFACTS');
  }
}

async function* hashed(bytes: AsyncIterable<Uint8Array>, hashes: readonly ReturnType<typeof createHash>[]) {
  for await (const piece of bytes) {
    hashes.forEach((hash) => hash.update(piece));
    yield piece;
  }
}
