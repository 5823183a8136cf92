import { Injectable } from '@nestjs/common';
import type { SelectQueryBuilder } from 'typeorm';
import { productScope } from '../../identity/permissions/caller';
import { Clock } from '../../common/clock';
import { defined } from '../../common/fields/fields-of';
import { onUniqueViolation } from '../../platform/database/on-unique-violation';
import { type Page, type PageRequest } from '../../common/pagination/page-request';
import { idOrName, idOrNameSql } from '../../platform/database/id-or-name';
import { searchPattern } from '../../platform/database/like-pattern';
import { readPage } from '../../platform/database/read-page';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import type { CompleteFile, StoredFile } from '../../platform/files/stored-file.entity';
import { StoredFilesService } from '../../platform/files/stored-files.service';
import { AppBundle } from './app-bundle.entity';
import { problem } from '../../common/errors/domain-error';
import type { OneOrMore } from '../../common/pagination/any-of';
import { whereAnyOf } from '../../platform/database/any-of';
/** An app bundle to create: its bundle ID and expiry date are required. */
export type NewAppBundle = Pick<AppBundle, 'appBundleId' | 'expiresAt'> & AppBundleChange & { createdBy?: string };
/** New values of an app bundle; a field that is left out stays. */
export type AppBundleChange = Partial<
  Pick<
    AppBundle,
    'appBundleId' | 'status' | 'expiresAt' | 'features' | 'version' | 'platform' | 'description' | 'updatedBy'
  >
>;
export type AppBundleFilter = Partial<Record<'appBundleId' | 'status' | 'platform', OneOrMore<string>>> & {
  /** Text in the app_bundle_id or the description. */
  readonly q?: string;
};

/** An app bundle's uid or app_bundle_id; or `appBundleId`, its app_bundle_id alone. */
export type AppBundleName = string | { readonly appBundleId: string };

/** Creates, lists, changes and deletes app bundles. An unknown name is refused with APP_BUNDLE_NOT_FOUND. */
@Injectable()
export class AppBundlesService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly files: StoredFilesService,
    private readonly clock: Clock,
  ) {}

  async create(input: NewAppBundle): Promise<AppBundle> {
    refuseScopedKeys();
    const stamp = { createdAt: this.clock.now(), updatedAt: this.clock.now() };
    const bundle = this.work.manager.create(AppBundle, { status: 'active', ...defined(input), ...stamp });
    return refuseDuplicateName(this.work.create('app_bundle.created', bundle));
  }

  async list(page: PageRequest, { q, ...filter }: AppBundleFilter = {}): Promise<Page<AppBundle>> {
    refuseScopedKeys();
    const query = this.work.manager.createQueryBuilder(AppBundle, 'bundle');
    if (q !== undefined) {
      query.andWhere('(bundle.appBundleId ILIKE :q OR bundle.description ILIKE :q)', { q: searchPattern(q) });
    }
    return readPage(whereAnyOf(query, filter), page);
  }

  async get(name: AppBundleName): Promise<AppBundle> {
    refuseScopedKeys();
    return found(await this.query(name).getOne());
  }

  async change(name: AppBundleName, change: AppBundleChange): Promise<AppBundle> {
    refuseScopedKeys();
    return this.work.run(async () => {
      const changed = { ...defined(change), updatedAt: this.clock.now() };
      return refuseDuplicateName(this.work.update('app_bundle.updated', await this.getLocked(name), changed));
    });
  }

  /** Also deletes its license file. */
  async delete(name: AppBundleName): Promise<void> {
    refuseScopedKeys();
    await this.work.run(async () => {
      const bundle = await this.getLocked(name);
      await this.work.remove('app_bundle.deleted', AppBundle, bundle);
      await this.deleteFile(bundle.licenseFileId);
    });
  }

  /** Deletes the previous file. */
  async replaceLicenseFile(name: AppBundleName, file: StoredFile, updatedBy: string): Promise<CompleteFile> {
    refuseScopedKeys();
    return this.work.run(async () => {
      const bundle = await this.getLocked(name);
      const previous = bundle.licenseFileId;
      const complete = await this.files.complete(file);
      const changed = { licenseFile: file.name, licenseFileId: file.id, updatedBy, updatedAt: this.clock.now() };
      await this.work.update('app_bundle.license_file_replaced', bundle, changed);
      await this.deleteFile(previous);
      return complete;
    });
  }

  private async deleteFile(id: number | null): Promise<void> {
    if (id !== null) {
      await this.files.delete(id);
    }
  }

  /** Serializes changes of an app bundle to prevent lost updates. */
  private async getLocked(name: AppBundleName): Promise<AppBundle> {
    return found(await this.query(name).setLock('for_no_key_update').getOne());
  }

  private query(name: AppBundleName): SelectQueryBuilder<AppBundle> {
    const query = this.work.manager.createQueryBuilder(AppBundle, 'bundle');
    return typeof name === 'string' ? query.where(HAS_ID, idOrName('id', name)) : query.where(name);
  }
}

const HAS_ID = `bundle.id = ${idOrNameSql({ table: 'app_bundles', nameColumn: 'app_bundle_id' }, 'id')}`;

/** App bundles do not belong to a product, so product-scoped API keys have no access. */
function refuseScopedKeys(): void {
  if (productScope() !== undefined) {
    throw problem('APP_BUNDLES_FORBIDDEN');
  }
}

function refuseDuplicateName(saving: Promise<AppBundle>): Promise<AppBundle> {
  return onUniqueViolation(saving, 'APP_BUNDLE_ID_TAKEN', {
    constraint: 'app_bundles_app_bundle_id_unique',
    field: 'app_bundle_id',
  });
}

function found(bundle: AppBundle | null): AppBundle {
  if (!bundle) {
    throw problem('APP_BUNDLE_NOT_FOUND');
  }
  return bundle;
}
