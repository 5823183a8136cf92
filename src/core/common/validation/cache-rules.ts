import type { getMetadataStorage } from 'class-validator';

type Storage = ReturnType<typeof getMetadataStorage>;
type Rules = ReturnType<Storage['getTargetValidationMetadatas']>;

/**
 * Makes class-validator look up the rules of a class once, until more rules are declared. For each validation it would ask
 * whether the class inherits from any of the thousand classes that have rules.
 */
export function cacheRules(storage: Storage): void {
  const declare = storage.addValidationMetadata.bind(storage);
  const lookUp = storage.getTargetValidationMetadatas.bind(storage);
  const known = new Map<unknown, Rules>();

  storage.addValidationMetadata = (rule) => {
    known.clear();
    declare(rule);
  };
  storage.getTargetValidationMetadatas = (target, schema, always, strictGroups, groups) => {
    // A request may have a field `constructor`.
    if (typeof target !== 'function' || schema || always || strictGroups || groups) {
      return lookUp(target, schema, always, strictGroups, groups);
    }
    const rules = known.get(target) ?? lookUp(target, schema, always, strictGroups, groups);
    known.set(target, rules);
    return rules;
  };
}
