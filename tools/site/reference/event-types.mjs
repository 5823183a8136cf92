import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT } from '../source/paths.mjs';
import { cell, table } from './markdown.mjs';
import { Schemas } from './schemas.mjs';

/** A page with the type and the data of each event, of the schema `Event`. */
export function eventTypes() {
  const document = JSON.parse(readFileSync(join(PROJECT, 'openapi.json'), 'utf8'));
  const schemas = new Schemas(document);
  const events = document.components.schemas.Event.oneOf.map((part) => eventOf(schemas.resolve(part)));
  const groups = new Map();
  for (const event of events) {
    const [noun] = event.type.split('.');
    groups.set(noun, [...(groups.get(noun) ?? []), event]);
  }
  const sections = [...groups].map(([noun, all]) => sectionOf(schemas, noun, all));
  return `# Event types\n\n${events.length} types, from the schema \`Event\` of the API document. How to follow them: [events](../docs/events.md), by [webhook](../docs/webhooks.md).\n\n${sections.join('\n')}`;
}

function eventOf({ description, allOf = [] }) {
  const { type, data } = allOf.find(({ properties }) => properties?.type !== undefined).properties;
  return { type: type.enum[0], description, data };
}

function sectionOf(schemas, noun, events) {
  const rows = events.map(({ type, description, data }) => [`\`${type}\``, cell(description), fieldsOf(schemas, data)]);
  return `## ${noun}\n\n${table(['type', 'recorded when', 'fields of `data`'], rows)}`;
}

function fieldsOf(schemas, part) {
  const schema = schemas.resolve(part) ?? {};
  const names = [...Object.keys(schema.properties ?? {}).map((name) => `\`${name}\``)];
  const further = [...(schema.allOf ?? []), ...(schema.oneOf ?? [])]
    .map((each) => fieldsOf(schemas, each))
    .filter(Boolean);
  return [...names, ...further].join(', ');
}
