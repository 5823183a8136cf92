import { PLUGIN_APIS } from '../../common/plugins/plugins';
import { InvalidSettings, Settings } from '../../platform/config/settings';
import { TEST_JWT_SECRET } from '../../demo/sample-data';

function openable(): string[] {
  return PLUGIN_APIS.flatMap(({ dialect }) => (dialect.isOpenable ? [dialect.name] : [])).sort();
}

/** DEMO uses the documented JWT secret unless one is set, and opens all dialects. Without DEMO, the public secret is rejected. */
export function withDemo(settings: Readonly<Settings>): Readonly<Settings> {
  if (!settings.DEMO) {
    if (settings.JWT_SECRET === TEST_JWT_SECRET) {
      throw new InvalidSettings(`Settings: JWT_SECRET must not be ${TEST_JWT_SECRET}, which is public.`);
    }
    return settings;
  }
  return Object.freeze(
    Object.assign(new Settings(), settings, {
      JWT_SECRET: settings.JWT_SECRET ?? TEST_JWT_SECRET,
      OPEN_DIALECTS: openable(),
    }),
  );
}
