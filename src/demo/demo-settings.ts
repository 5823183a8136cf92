import { InvalidSettings, Settings } from '../platform/config/settings';
import { TEST_JWT_SECRET } from './sample-data';

/**
 * With DEMO on: the documented secret unless there is another, and every dialect as open as its contract has it. With DEMO
 * off, everybody could sign tokens with that secret.
 */
export function withDemo(settings: Readonly<Settings>): Readonly<Settings> {
  if (!settings.DEMO) {
    if (settings.JWT_SECRET === TEST_JWT_SECRET) {
      throw new InvalidSettings(`Settings: JWT_SECRET must be another than ${TEST_JWT_SECRET}, which everybody knows.`);
    }
    return settings;
  }
  return Object.freeze(
    Object.assign(new Settings(), settings, {
      JWT_SECRET: settings.JWT_SECRET ?? TEST_JWT_SECRET,
      OPEN_DIALECTS: ['progran3', 'smbeauty'],
    }),
  );
}
