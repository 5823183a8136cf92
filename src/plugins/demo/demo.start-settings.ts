import { pluginApis } from '../../core/common/internal';
import { Settings } from '../../core/platform';
import { type AdjustSettings } from '../../core/platform/internal';
import { refusePublicSecret } from './public-secret';
import { TEST_JWT_SECRET } from './sample-data';

function openable(): string[] {
  return pluginApis()
    .flatMap(({ dialect }) => (dialect.isOpenable ? [dialect.name] : []))
    .sort();
}

/** DEMO uses the documented JWT secret unless one is set, and opens all dialects. Without DEMO, the public secret is rejected. */
export const withDemo: AdjustSettings = (settings) => {
  if (!settings.DEMO) {
    refusePublicSecret(settings);
    return settings;
  }
  return Object.freeze(
    Object.assign(new Settings(), settings, {
      JWT_SECRET: settings.JWT_SECRET ?? TEST_JWT_SECRET,
      OPEN_DIALECTS: openable(),
    }),
  );
};
