import type { OpenAPIObject } from '@nestjs/swagger';
import { NATIVE_VERSIONS } from '../common/api-versions/native-versions';
import en from '../i18n/en.json';

const SENTENCES: Readonly<Partial<Record<string, string>>> = en.apiVersions.changes;

/** Lists the versions of the native API, newest first, with what each has changed. The document describes the newest one. */
export function withVersions(document: OpenAPIObject): OpenAPIObject & { 'x-api-versions': object[] } {
  return { ...document, 'x-api-versions': NATIVE_VERSIONS.versions.map(shown).reverse() };
}

function shown({ date, deprecatedAt, sunsetAt, changes }: (typeof NATIVE_VERSIONS.versions)[number]): object {
  return {
    version: date,
    deprecated_at: deprecatedAt?.toISOString(),
    sunset_at: sunsetAt?.toISOString(),
    changes: changes.map(({ name, requests, answers, events, schemas }) => ({
      description: SENTENCES[name],
      operations: [...new Set([...Object.keys(requests), ...Object.keys(answers)])].sort(),
      events: Object.keys(events),
      schemas,
    })),
  };
}
