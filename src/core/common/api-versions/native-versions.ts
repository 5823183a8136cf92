import { ApiVersions } from './api-versions';
import { renamedField } from './version-change';

/** Name of the header with which a request chooses its version, and an answer names its own. */
export const VERSION_HEADER = 'keyward-version';

/** `low_water` did not say that it is a number of keys and that it warns. */
const WARNING_THRESHOLD = renamedField({
  name: 'warningThreshold',
  from: 'low_water',
  to: 'warning_threshold',
  requests: ['createKeyPool', 'updateKeyPool'],
  answers: ['createKeyPool', 'getKeyPool', 'updateKeyPool'],
  lists: ['listKeyPools'],
  events: ['key_pool.created', 'key_pool.updated', 'key_pool.deleted', 'key_pool.keys_imported', 'key_pool.low'],
  schemas: [
    'CreateKeyPool',
    'UpdateKeyPool',
    'KeyPool',
    'KeyPoolRecord',
    'KeyPoolChanges',
    'KeyPoolKeysImportedEventData',
  ],
});

/**
 * The versions of the native API, oldest first. A change of the document that a client would notice is a change of the newest
 * version; after a release, it needs a version of its own. `npm run lint:openapi` finds those that are missing here.
 */
export const NATIVE_VERSIONS = new ApiVersions([
  {
    date: '2026-11-01',
    deprecatedAt: new Date('2026-12-01T00:00:00Z'),
    sunsetAt: new Date('2027-12-01T00:00:00Z'),
    changes: [],
  },
  { date: '2026-12-01', changes: [WARNING_THRESHOLD] },
]);
