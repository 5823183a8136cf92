import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT } from '../source/paths.mjs';
import { line, slug, table } from './markdown.mjs';

const REQUIRED = /permissions? (`[a-z-]+:[a-z-]+`(?:(?:, | and | or )`[a-z-]+:[a-z-]+`)*)/g;

/** A page with the permissions of roles and keys, and the operations that require each. */
export function permissions() {
  const { paths, components } = JSON.parse(readFileSync(join(PROJECT, 'openapi.json'), 'utf8'));
  const operations = Object.values(paths).flatMap((item) => Object.values(item));
  const names = components.schemas.RolePermission.enum;
  const needs = new Map(operations.map((operation) => [operation, permissionsIn(operation.description)]));
  const rows = names.map((name) => [
    `\`${name}\``,
    operations
      .filter((operation) => needs.get(operation).includes(name))
      .map(linkTo)
      .join(', '),
  ]);
  return `# Permissions

${names.length} permissions, which roles and API keys are made of, from the API document. How to make a role, and what the fixed ones may:
[roles](../docs/roles.md); keys: [API keys](../docs/api-keys.md). A permission without an operation is one of pages, or is needed
beside another one.

${table(['permission', 'operations that require it'], rows)}`;
}

function permissionsIn(description = '') {
  const lists = [...description.matchAll(REQUIRED)].map(([, list]) => list);
  return lists.flatMap((list) => [...list.matchAll(/`([^`]+)`/g)].map(([, name]) => name));
}

function linkTo({ summary, tags: [tag] }) {
  const title = line(summary).replace(/\.$/, '');
  return `[${title}](./api/native/${tag.replace(/[^a-z0-9]+/gi, '-').toLowerCase()}.md#${slug(title)})`;
}
