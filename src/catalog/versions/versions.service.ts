import { Injectable } from '@nestjs/common';
import type { SelectQueryBuilder } from 'typeorm';
import { Clock } from '../../common/clock';
import { defined } from '../../common/defined';
import { isForeignKeyViolation } from '../../platform/database/database-error';
import { problem } from '../../common/errors/domain-error';
import { onUniqueViolation } from '../../platform/database/on-unique-violation';
import { type Page, type PageRequest } from '../../common/pagination/page-request';
import { idOrName, idOrNameSql, type NamedTable } from '../../platform/database/id-or-name';
import { readPage } from '../../platform/database/read-page';
import { likePattern, searchPattern } from '../../platform/database/like-pattern';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import type { StoredFile } from '../../platform/files/stored-file.entity';
import { StoredFilesService } from '../../platform/files/stored-files.service';
import { idOrReferenceIn } from '../products/names';
import { ProductVersion } from './product-version.entity';
import type { Product } from '../products/product.entity';
import { type ProductId, ProductsService } from '../products/products.service';
import { STABLE, toChannel } from './release-channel';
import { conditionsOf, type VersionReach } from './version-reach';
import { versionParts } from './version-order';
import { VersionReferencesService } from './version-references.service';

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
    | 'downloadUrl'
  >
>;
export type VersionChange = VersionFields & VersionFiles;
/** If omitted, the reference is generated and unique on the server. */
export type NewVersion = Pick<ProductVersion, 'version'> & VersionChange;

export interface VersionFilter {
  /** Text in the reference or the version. */
  readonly q?: string;
  /** Case-insensitive part of the reference or of the version. */
  readonly search?: string;
  readonly channel?: string;
  readonly isActive?: boolean;
}

export type PublishedVersion = Pick<ProductVersion, 'version' | 'releasedAt'>;

/** A version's uid, reference or unambiguous number; or `idOrReference` as in `ProductId`. */
export type VersionId = string | { readonly idOrReference: string | number };

@Injectable()
export class VersionsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly products: ProductsService,
    private readonly files: StoredFilesService,
    private readonly references: VersionReferencesService,
    private readonly clock: Clock,
  ) {}

  /** Creates the version and its files atomically. */
  create(product: ProductId, { mainFile, sqlFile, ...input }: NewVersion): Promise<ProductVersion> {
    return this.work.run(async (manager) => {
      const { id: productId } = await this.products.get(product);
      const now = this.clock.now();
      const version = manager.create(ProductVersion, {
        releasedAt: now.toISOString().slice(0, 10),
        ...defined(input),
        reference: input.reference ?? (await this.references.generate(productId, input.version)),
        productId,
        parts: versionParts(input.version),
        mainFile: null,
        sqlFile: null,
        ...(await this.completed({ mainFile, sqlFile })),
        createdAt: now,
        updatedAt: now,
      });
      return onForeignKeyViolation(refuseDuplicateReference(this.work.create('version.published', version)));
    });
  }

  async list(
    product: ProductId,
    page: PageRequest,
    { q, search, channel, isActive }: VersionFilter = {},
  ): Promise<Page<ProductVersion>> {
    const { id: productId } = await this.products.get(product);
    const query = this.query().where('version.productId = :productId', { productId });
    if (q !== undefined) {
      query.andWhere(CONTAINS, { q: searchPattern(q) });
    }
    if (search !== undefined) {
      query.andWhere('(version.reference ILIKE :search OR version.version ILIKE :search)', {
        search: likePattern(search),
      });
    }
    if (channel !== undefined) {
      query.andWhere('version.channel = :channel', { channel: toChannel(channel) });
    }
    if (isActive !== undefined) {
      query.andWhere('version.isActive = :isActive', { isActive });
    }
    return readPage(query, page);
  }

  async get(product: ProductId, id: VersionId): Promise<ProductVersion> {
    return this.find(await this.products.get(product), id);
  }

  async find({ id: productId }: Pick<Product, 'id'>, id: VersionId): Promise<ProductVersion> {
    const query = this.query().where('version.productId = :productId', { productId });
    return found(
      await (
        typeof id === 'object'
          ? query.andWhere(IS_NAMED, idOrReferenceIn(id.idOrReference))
          : query.andWhere(HAS_ID, idOrName('id', id))
      ).getOne(),
    );
  }

  /** Deletes replaced and removed files. */
  change(product: ProductId, id: VersionId, { mainFile, sqlFile, ...change }: VersionChange): Promise<ProductVersion> {
    return this.work.run(async () => {
      const version = await this.getLocked(product, id);
      const { mainFileId, sqlFileId } = version;
      const changed = await refuseDuplicateReference(
        this.work.update('version.updated', version, {
          ...defined(change),
          parts: versionParts(change.version ?? version.version),
          ...(await this.completed({ mainFile, sqlFile })),
          updatedAt: this.clock.now(),
        }),
      );
      await this.deleteFiles([mainFileId, sqlFileId], [changed.mainFileId, changed.sqlFileId]);
      return changed;
    });
  }

  /** Also deletes its files. */
  async delete(product: ProductId, id: VersionId): Promise<void> {
    await this.work.run(async () => {
      const version = await this.getLocked(product, id);
      await this.work.remove('version.deleted', ProductVersion, version);
      await this.deleteFiles([version.mainFileId, version.sqlFileId]);
    });
  }

  /** The latest active version that the program may have, or null. */
  latest(productId: number, reach: VersionReach = {}): Promise<ProductVersion | null> {
    return this.first(productId, reach, 'DESC').getOne();
  }

  /** Latest active versions of the stable channel, keyed by product id, without their files. */
  async latestOfEach(productIds: readonly number[]): Promise<ReadonlyMap<number, PublishedVersion>> {
    const latest = await this.work.manager
      .createQueryBuilder(ProductVersion, 'version')
      .select(['version.id', 'version.productId', 'version.version', 'version.releasedAt'])
      .where(`version.id IN (${LATEST_OF_EACH})`, { productIds })
      .getMany();
    return new Map(latest.map((version) => [version.productId, version]));
  }

  /** The active version that follows the current one, or null. */
  next(productId: number, current: string, reach: VersionReach = {}): Promise<ProductVersion | null> {
    return this.first(productId, { ...reach, after: current }, 'ASC').getOne();
  }

  /** Active versions that the program may have, those that were published last first. */
  async reachable(
    productId: number,
    page: PageRequest,
    reach: VersionReach,
    q?: string,
  ): Promise<Page<ProductVersion>> {
    const { conditions, values } = conditionsOf(reach, 'version');
    const query = this.query().where(`${IN_REACH}${conditions}`, { productId, ...values });
    if (q !== undefined) {
      query.andWhere(CONTAINS, { q: searchPattern(q) });
    }
    return readPage(query, page);
  }

  /** Whether an active version in reach is mandatory. */
  async hasMandatory(productId: number, reach: VersionReach): Promise<boolean> {
    const { conditions, values } = conditionsOf(reach, 'version');
    const found = await this.work.manager
      .createQueryBuilder(ProductVersion, 'version')
      .select('version.id')
      .where(`${IN_REACH} AND version.isMandatory${conditions}`, { productId, ...values })
      .limit(1)
      .getOne();
    return found !== null;
  }

  /** Active versions with this reference, of any active product or the given ones. At most two, to detect ambiguity. */
  activeOf(reference: string, productIds?: readonly number[]): Promise<ProductVersion[]> {
    const query = this.query()
      .innerJoinAndSelect('version.product', 'product')
      .where('version.reference = :reference AND version.isActive AND product.isActive', { reference })
      .orderBy('version.id')
      .limit(2);
    return (
      productIds === undefined ? query : query.andWhere('version.productId = ANY (:productIds)', { productIds })
    ).getMany();
  }

  /** The first in this order of the active versions in reach. Each channel is read from its end of the index. */
  private first(productId: number, reach: VersionReach, order: 'ASC' | 'DESC'): SelectQueryBuilder<ProductVersion> {
    const { conditions, values } = conditionsOf(reach, 'own');
    const by = `parts ${order}, id DESC LIMIT 1`;
    return this.query().where(
      `version.id = (
        SELECT first.id FROM unnest(CAST(:channels AS varchar[])) AS wanted(channel) CROSS JOIN LATERAL (
          SELECT own.id, own.parts FROM product_versions own
          WHERE own.product_id = :productId AND own.channel = wanted.channel AND own.is_active${conditions} ORDER BY ${by}
        ) AS first ORDER BY ${by}
      )`,
      { productId, ...values },
    );
  }

  /** Includes file metadata. */
  private query(): SelectQueryBuilder<ProductVersion> {
    return this.work.manager
      .createQueryBuilder(ProductVersion, 'version')
      .leftJoinAndSelect('version.mainFile', 'main_file')
      .leftJoinAndSelect('version.sqlFile', 'sql_file');
  }

  /** Serializes changes of a version; reads it again under the lock. */
  private async getLocked(product: ProductId, id: VersionId): Promise<ProductVersion> {
    const { id: row } = await this.get(product, id);
    await this.work.manager.query('SELECT id FROM product_versions WHERE id = $1 FOR NO KEY UPDATE', [row]);
    return found(await this.query().where('version.id = :row', { row }).getOne());
  }

  private async completed({ mainFile, sqlFile }: VersionFiles): Promise<Partial<ProductVersion>> {
    return {
      ...(mainFile !== undefined && { mainFile: await this.complete(mainFile), mainFileId: mainFile?.id ?? null }),
      ...(sqlFile !== undefined && { sqlFile: await this.complete(sqlFile), sqlFileId: sqlFile?.id ?? null }),
    };
  }

  private async complete(file: StoredFile | null): Promise<StoredFile | null> {
    return file && this.files.complete(file);
  }

  private async deleteFiles(previous: (number | null)[], kept: (number | null)[] = []): Promise<void> {
    for (const id of previous.filter((id) => id !== null)) {
      if (!kept.includes(id)) {
        await this.files.delete(id);
      }
    }
  }
}

const VERSIONS: NamedTable = {
  table: 'product_versions',
  nameColumn: 'reference',
  within: 'product_id = :productId',
  // Its number, unless several versions of the product have the same, such as one in each channel.
  byOtherName: (version) =>
    `SELECT min(id) FROM product_versions WHERE product_id = :productId AND version = ${version} HAVING count(*) = 1`,
};
const CONTAINS = '(version.reference ILIKE :q OR version.version ILIKE :q)';
const IN_REACH =
  'version.productId = :productId AND version.isActive AND version.channel = ANY (CAST(:channels AS varchar[]))';
const HAS_ID = `version.id = ${idOrNameSql(VERSIONS, 'id')}`;

const IS_NAMED = `version.id = COALESCE(
  (SELECT id FROM product_versions WHERE product_id = :productId AND reference = :reference), CAST(:number AS bigint)
)`;

const LATEST_OF_EACH = `
  SELECT latest.id FROM unnest(CAST(:productIds AS bigint[])) AS wanted(id) CROSS JOIN LATERAL (
    SELECT id FROM product_versions WHERE product_id = wanted.id AND channel = '${STABLE}' AND is_active ORDER BY parts DESC, id DESC LIMIT 1
  ) AS latest
`;

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
