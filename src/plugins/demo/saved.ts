import type { DeepPartial, EntityManager, EntityTarget, ObjectLiteral } from 'typeorm';

export function saved<T extends ObjectLiteral>(
  manager: EntityManager,
  entity: EntityTarget<T>,
  values: DeepPartial<T>,
): Promise<T> {
  return manager.save(manager.create(entity, values));
}
