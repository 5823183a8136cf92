import { Injectable } from '@nestjs/common';
import { refuseDotSegments } from '../../common/validation/dot-segment';
import { Clock } from '../../common/clock';
import { defined } from '../../common/fields/fields-of';
import { isForeignKeyViolation } from '../../platform/database/database-error';
import { problem } from '../../common/errors/domain-error';
import { onUniqueViolation } from '../../platform/database/on-unique-violation';
import { type Metadata, mergedMetadata } from '../../common/validation/metadata';
import { type Page, type PageRequest } from '../../common/pagination/page-request';
import { idOrName, idOrNameSql, type NamedTable } from '../../platform/database/id-or-name';
import { readPage } from '../../platform/database/read-page';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import type { EventName } from '../../platform/records/event-catalogue';
import type { StoredFile } from '../../platform/files/stored-file.entity';
import { StoredFilesService } from '../../platform/files/stored-files.service';
import { DeclaredEntitlementsService } from '../definitions/declared-entitlements.service';
import { idOrReferenceIn } from '../products/names';
import { ProductVersion } from './product-version.entity';
import type { Product } from '../products/product.entity';
import { ProductsService } from '../products/products.service';
import type { ProductId } from '../products/visible-products';
import { NOT_STOPPED } from './rollout';
import { applyFilter, selectVersions, type VersionFilter } from './version-queries';
import { versionParts } from './version-order';
import { VersionReferencesService } from './version-references.service';

/** Largest file of a version, in bytes: 2 GiB. */
export const MAX_VERSION_FILE_BYTES = 2 * 1024 ** 3;

/** Stored files that are not completed yet; null removes a file. If the change fails, the caller discards them. */
export interface VersionFiles {
  readonly mainFile?: StoredFile | null;
  readonly sqlFile?: StoredFile | null;
}

type VersionFields = Partial<
  Pick<
    ProductVersion,
    | 'reference'
    | 'version'
    | 'channel'
    | 'summary'
    | 'changelog'
    | 'releasedAt'
    | 'isActive'
    | 'isMandatory'
    | 'requiredEntitlements'
    | 'downloadUrl'
  >
> & {
  /** New metadata or, for an existing version, the fields that change; null removes a field. */
  readonly metadata?: Metadata;
};
/** New values and files of a version; a field that is left out stays. */
export type VersionChange = VersionFields & VersionFiles;
/** A version to create. A reference that is left out is generated, and unique on the server. */
export type NewVersion = Pick<ProductVersion, 'version'> & VersionChange;

/** Number of versions in a channel. */
export interface ChannelCount {
  readonly channel: string;
  readonly count: number;
}

const MAX_CHANNELS = 10;

/** A version's uid, reference or unambiguous number; or `idOrReference` as in `ProductId`. */
export type VersionId = string | { readonly idOrReference: string | number };

/** Creates, lists and changes versions of products. An unknown one is refused with PRODUCT_VERSION_NOT_FOUND. */
@Injectable()
export class VersionsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly products: ProductsService,
    private readonly files: StoredFilesService,
    private readonly references: VersionReferencesService,
    private readonly declared: DeclaredEntitlementsService,
    private readonly clock: Clock,
  ) {}

  /** Creates the version and its files atomically. */
  create(product: ProductId, { mainFile, sqlFile, metadata = {}, ...input }: NewVersion): Promise<ProductVersion> {
    return this.work.run(async (manager) => {
      refuseDotSegments({ reference: input.reference, version: input.version });
      const { id: productId } = await this.products.get(product);
      await this.declared.check(productId, input.requiredEntitlements);
      const now = this.clock.now();
      const version = manager.create(ProductVersion, {
        releasedAt: now.toISOString().slice(0, 10),
        ...defined(input),
        reference: input.reference ?? (await this.references.generate(productId, input.version)),
        productId,
        metadata: mergedMetadata({}, metadata),
        parts: versionParts(input.version),
        rolloutSteps: null,
        rolloutChannels: [],
        rolloutLicenses: [],
        ...NOT_STOPPED,
        mainFile: null,
        sqlFile: null,
        ...(await this.completed({ mainFile, sqlFile })),
        createdAt: now,
        updatedAt: now,
      });
      const event = input.isActive === false ? 'version.created' : 'version.published';
      return onForeignKeyViolation(refuseDuplicateReference(this.work.create(event, version)));
    });
  }

  async list(product: ProductId, page: PageRequest, filter: VersionFilter = {}): Promise<Page<ProductVersion>> {
    const { id: productId } = await this.products.get(product);
    const query = selectVersions(this.work.manager).where('version.productId = :productId', { productId });
    applyFilter(query, filter);
    return readPage(query, page);
  }

  /** The channels with the most versions of a product. */
  channelsOf({ id }: Pick<Product, 'id'>): Promise<ChannelCount[]> {
    return this.work.manager.query(CHANNELS, [id, MAX_CHANNELS]);
  }

  async get(product: ProductId, id: VersionId): Promise<ProductVersion> {
    return this.find(await this.products.get(product), id);
  }

  async find({ id: productId }: Pick<Product, 'id'>, id: VersionId): Promise<ProductVersion> {
    const query = selectVersions(this.work.manager).where('version.productId = :productId', { productId });
    return found(
      await (
        typeof id === 'object'
          ? query.andWhere(IS_NAMED, idOrReferenceIn(id.idOrReference))
          : query.andWhere(HAS_ID, idOrName('id', id))
      ).getOne(),
    );
  }

  /** Deletes replaced and removed files. */
  change(
    product: ProductId,
    id: VersionId,
    { mainFile, sqlFile, metadata, ...change }: VersionChange,
  ): Promise<ProductVersion> {
    return this.work.run(async () => {
      refuseDotSegments({ reference: change.reference, version: change.version });
      const version = await this.getLocked(product, id);
      await this.declared.check(version.productId, change.requiredEntitlements);
      const { mainFileId, sqlFileId } = version;
      const publishes = !version.isActive && (change.isActive ?? false);
      const changed = await refuseDuplicateReference(
        this.work.update(
          publishes ? 'version.published' : 'version.updated',
          version,
          {
            ...defined(change),
            ...(metadata && { metadata: mergedMetadata(version.metadata, metadata) }),
            ...(publishes && NOT_STOPPED),
            parts: versionParts(change.version ?? version.version),
            ...(await this.completed({ mainFile, sqlFile })),
            updatedAt: this.clock.now(),
          },
          publishes ? namesOf({ ...version, ...defined(change) }) : { product_id: version.productId },
        ),
      );
      await this.deleteFiles([mainFileId, sqlFileId], [changed.mainFileId, changed.sqlFileId]);
      return changed;
    });
  }

  /** Changes a version under its row lock and records the event; null changes nothing. */
  changeLocked(
    product: ProductId,
    id: VersionId,
    event: EventName,
    change: (version: ProductVersion, now: Date) => Partial<ProductVersion> | null,
  ): Promise<ProductVersion> {
    return this.work.run(async () => {
      const version = await this.getLocked(product, id);
      const now = this.clock.now();
      const columns = change(version, now);
      return columns === null
        ? version
        : this.work.update(event, version, { ...columns, updatedAt: now }, namesOf(version));
    });
  }

  /** Also deletes its files. */
  async delete(product: ProductId, id: VersionId): Promise<void> {
    await this.work.run(async () => {
      const version = await this.getLocked(product, id);
      const artifacts = await this.work.manager.query<{ id: number | null }[]>(ARTIFACT_FILES, [version.id]);
      await this.work.remove('version.deleted', ProductVersion, version);
      await this.deleteFiles([version.mainFileId, version.sqlFileId, ...artifacts.map(({ id }) => id)]);
    });
  }

  /** Serializes changes of a version; reads it again under the lock. */
  async getLocked(product: ProductId, id: VersionId): Promise<ProductVersion> {
    const { id: row } = await this.get(product, id);
    await this.work.manager.query('SELECT id FROM product_versions WHERE id = $1 FOR NO KEY UPDATE', [row]);
    return found(await selectVersions(this.work.manager).where('version.id = :row', { row }).getOne());
  }

  private async completed({ mainFile, sqlFile }: VersionFiles): Promise<Partial<ProductVersion>> {
    return {
      ...(mainFile !== undefined && {
        mainFile: mainFile && (await this.files.complete(mainFile)),
        mainFileId: mainFile?.id ?? null,
      }),
      ...(sqlFile !== undefined && {
        sqlFile: sqlFile && (await this.files.complete(sqlFile)),
        sqlFileId: sqlFile?.id ?? null,
      }),
    };
  }

  private async deleteFiles(previous: (number | null)[], kept: (number | null)[] = []): Promise<void> {
    for (const id of previous.filter((id) => id !== null)) {
      if (!kept.includes(id)) {
        await this.files.delete(id);
      }
    }
  }
}

const ARTIFACT_FILES = 'SELECT file_id AS id FROM version_artifacts WHERE version_id = $1';
const CHANNELS = `
  SELECT channel, count(*)::integer AS count FROM product_versions WHERE product_id = $1
  GROUP BY channel ORDER BY count DESC, channel LIMIT $2`;

/** Names a version in events that have only what changed. */
function namesOf({ productId, reference, version, channel }: ProductVersion) {
  return { product_id: productId, reference, version, channel };
}

const VERSIONS: NamedTable = {
  table: 'product_versions',
  nameColumn: 'reference',
  within: 'product_id = :productId',
  // Its number, unless several versions of the product have the same, such as one in each channel.
  byOtherName: (version) =>
    `SELECT min(id) FROM product_versions WHERE product_id = :productId AND version = ${version} HAVING count(*) = 1`,
};
const HAS_ID = `version.id = ${idOrNameSql(VERSIONS, 'id')}`;

const IS_NAMED = `version.id = COALESCE(
  (SELECT id FROM product_versions WHERE product_id = :productId AND reference = :reference), CAST(:number AS bigint)
)`;

function refuseDuplicateReference(saving: Promise<ProductVersion>): Promise<ProductVersion> {
  return onUniqueViolation(saving, 'VERSION_REFERENCE_TAKEN', {
    constraint: 'product_versions_reference_unique',
    field: 'reference',
  });
}

/** The product can be deleted while a version is created. */
async function onForeignKeyViolation(saving: Promise<ProductVersion>): Promise<ProductVersion> {
  try {
    return await saving;
  } catch (error) {
    throw isForeignKeyViolation(error) ? problem('PRODUCT_NOT_FOUND') : error;
  }
}

function found(version: ProductVersion | null): ProductVersion {
  if (!version) {
    throw problem('PRODUCT_VERSION_NOT_FOUND');
  }
  return version;
}
