/** Their folders are lanes: rooms of the core, plug-ins, APIs. */
const GROUPS = ['core', 'plugins', 'apis'];

/** Beside the lane of the leaf that was changed: start, schema, documents, pages, texts and boundaries of the whole server. */
const SMOKE = [
  'src/core/events/records/catalogue.spec.ts',
  'src/core/i18n/messages.spec.ts',
  'src/core/openapi/error-codes.spec.ts',
  'test/apis/kit/contract-endpoints.spec.ts',
  'test/apis/v2/license.spec.ts',
  'test/core/common/error-tables.spec.ts',
  'test/core/identity/routes.spec.ts',
  'test/core/migrations/migrations.spec.ts',
  'test/core/openapi/document-walk.spec.ts',
  'test/core/openapi/documents.spec.ts',
  'test/core-with-v2/core-with-v2.spec.ts',
  'test/core/verification/first-license.spec.ts',
  'test/plugins/console/routes.spec.ts',
  'test/plugins/console/words.spec.ts',
  'test/repository/boundaries.spec.ts',
  'test/repository/lanes.spec.ts',
];

/** The folder of `src` or `test` that a spec file tests, and the group of that folder: names of `npm test -- --lane NAME`. */
function lanesOf(path) {
  const [first, second] = path.replace(/^(src|test)\//, '').split('/');
  return [...(GROUPS.includes(first) ? [second, first] : [first]), ...(SMOKE.includes(path) ? ['smoke'] : [])];
}

module.exports = { GROUPS, SMOKE, lanesOf };
