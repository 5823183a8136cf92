import type { OpenAPIObject } from '@nestjs/swagger';
import { declarationsOf, declarationsOfPluginsOff } from '../common/declarations/declarations';
import { SETTING_VALUES } from '../platform/settings/dto/setting.dto';
import { type KnownSettings, underAllNames } from '../platform/settings/known-settings';

type Schemas = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>;
type Schema = Exclude<Schemas[string], { $ref: string }>;

/** Kinds of declarations whose names documents list. */
const KINDS = ['permissions', 'events', 'mail-kinds'];

/** The document without the permissions, events, mails and settings of plug-ins that are off. */
export function withDeclaredNames(document: OpenAPIObject, settings: KnownSettings): OpenAPIObject {
  const kept = withoutNames(document, namesOff());
  const values = kept.components?.schemas?.[SETTING_VALUES];
  if (values && !('$ref' in values)) {
    const known = new Set(settings.all.flatMap(underAllNames).map(({ name }) => name));
    const properties = Object.entries(values.properties ?? {}).filter(([name]) => known.has(name));
    values.properties = Object.fromEntries(properties);
  }
  return kept;
}

/** Names that only plug-ins that are off declare. */
function namesOff(): ReadonlySet<string> {
  const on = new Set(KINDS.flatMap((kind) => declarationsOf<object>(kind)).flatMap(Object.keys));
  const off = KINDS.flatMap((kind) => declarationsOfPluginsOff<object>(kind)).flatMap(Object.keys);
  return new Set(off.filter((name) => !on.has(name)));
}

/** A copy without these values of enums, members of unions, and entries of lists in sentences. */
function withoutNames(document: OpenAPIObject, names: ReadonlySet<string>): OpenAPIObject {
  const inList = new RegExp(`(?:, | or )\`?(?:${[...names].map(escaped).join('|')})\`?(?![\\w:.-])`, 'g');
  const copy = JSON.parse(JSON.stringify(document), (key, value: unknown) => {
    if (typeof value === 'string') {
      return names.size > 0 ? value.replaceAll(inList, '') : value;
    }
    return key === 'enum' && Array.isArray(value) ? value.filter((one) => !names.has(String(one))) : value;
  }) as OpenAPIObject;
  for (const schema of Object.values(copy.components?.schemas ?? {})) {
    if (!('$ref' in schema)) {
      dropMembers(schema, names);
    }
  }
  return copy;
}

/** The union of all events has a member for each. */
function dropMembers({ oneOf = [], discriminator }: Schema, names: ReadonlySet<string>): void {
  const { mapping = {} } = discriminator ?? {};
  for (const name of Object.keys(mapping).filter((one) => names.has(one))) {
    const place = oneOf.findIndex((member) => '$ref' in member && member.$ref === mapping[name]);
    oneOf.splice(place, 1);
    Reflect.deleteProperty(mapping, name);
  }
}

function escaped(name: string): string {
  return name.replaceAll('.', '[.]');
}
