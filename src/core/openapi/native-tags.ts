import type { INestApplication } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import type { OpenAPIObject } from '@nestjs/swagger';
import { DESCRIBED_TAG, type DescribedTag } from '../common/openapi/api-tag.decorator';
import { plugins } from '../common/plugins/plugins';
import { operationsOf } from './operations';

/** Tags of the core in the order in which a reader needs them: calls of apps first. */
const CORE_TAGS = [
  ...['client', 'license-sessions', 'trials', 'signing-keys', 'licenses', 'license users'],
  ...['seat reservations', 'license-files'],
  ...['activations', 'key-pools', 'products', 'policies', 'customers', 'groups', 'app-bundles'],
  ...[
    'update-signing-keys',
    'audit',
    'webhooks',
    'mails',
    'monitoring',
    'auth',
    'users',
    'roles',
    'api-keys',
    'settings',
  ],
];

/** With those of plug-ins. Others follow by name. */
const FIRST_TAGS = plugins()
  .flatMap(({ tags = {} }) => Object.entries(tags))
  .sort(([one], [other]) => (one < other ? -1 : 1))
  .reduce((order, [tag, before]) => order.toSpliced(order.indexOf(before), 0, tag), CORE_TAGS);

/** The descriptions of tags by all controllers of the server: a document of a plug-in alone uses tags that others describe. */
export function tagDescriptions(app: INestApplication): Map<string, string> {
  const controllers = [...app.get(ModulesContainer).values()].flatMap((module) => [...module.controllers.values()]);
  const described = controllers.flatMap(({ metatype }) =>
    typeof metatype === 'function'
      ? ((Reflect.getMetadata(DESCRIBED_TAG, metatype) as DescribedTag | undefined) ?? [])
      : [],
  );
  return new Map(described.map(({ name, description }) => [name, description]));
}

/** Describes the tags of the operations, as one controller of each does. */
export function describeTags(document: OpenAPIObject, known: ReadonlyMap<string, string>): void {
  const used = new Set(operationsOf(document).flatMap(({ operation }) => operation.tags ?? []));
  document.tags = Array.from(used, (name) => {
    const description = known.get(name);
    if (description === undefined) {
      throw new Error(`No controller describes the tag ${name} with @ApiTag`);
    }
    return { name, description };
  }).sort((one, other) => placeOf(one.name) - placeOf(other.name) || (one.name < other.name ? -1 : 1));
}

function placeOf(tag: string): number {
  const place = FIRST_TAGS.indexOf(tag);
  return place < 0 ? FIRST_TAGS.length : place;
}
