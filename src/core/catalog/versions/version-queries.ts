import type { EntityManager, SelectQueryBuilder } from 'typeorm';
import { ProductVersion } from './product-version.entity';

/** Selects versions with the metadata of their files. */
export function selectVersions(manager: EntityManager): SelectQueryBuilder<ProductVersion> {
  return manager
    .createQueryBuilder(ProductVersion, 'version')
    .leftJoinAndSelect('version.mainFile', 'main_file')
    .leftJoinAndSelect('version.sqlFile', 'sql_file');
}

/** The pattern `q` is in the reference or the version. */
export const CONTAINS = '(version.reference ILIKE :q OR version.version ILIKE :q)';
