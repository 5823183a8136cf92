import type { DataSource, ObjectLiteral } from 'typeorm';
import type { Type } from '@nestjs/common';

/** An entity, without relations, from its row: by RETURNING, or as JSON by `to_jsonb`. */
export function entityOfRow<T extends ObjectLiteral>(
  dataSource: DataSource,
  type: Type<T>,
  row: Readonly<Record<string, unknown>>,
): T {
  const entity = new type();
  for (const column of dataSource.getMetadata(type).columns) {
    column.setEntityValue(entity, dataSource.driver.prepareHydratedValue(row[column.databaseName], column));
  }
  return entity;
}
