import { missingDefaults } from '../../../../core/platform/database/missing-defaults';
import { type Check, type Finding, findingIf, required } from './check';
import type { Context } from './context';

export const DATABASE_DEFAULTS_CHECK: Check = {
  name: 'database-defaults',
  finds: 'defaults of the database or the role that sessions behind the pooler of `DATABASE_URL` must not have',
  run: defaultsBehindPooler,
};

async function defaultsBehindPooler({ settings }: Context): Promise<readonly Finding[]> {
  required(settings.DATABASE_DIRECT_URL, 'DATABASE_DIRECT_URL');
  const statements = await missingDefaults(required(settings.DATABASE_URL, 'DATABASE_URL'));
  return findingIf(
    statements.length > 0,
    'Sessions behind the pooler of DATABASE_URL have defaults with which Keyward would read wrong values.',
    `${statements.join('; ')}; and restart the pooler.`,
  );
}
