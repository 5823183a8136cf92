import { Settings } from '../config/settings';
import { TEST_JWT_SECRET } from './sample-data';

/** With DEMO on: the documented secret unless there is another, and every dialect as open as its contract has it. */
export function withDemo(settings: Readonly<Settings>): Readonly<Settings> {
  if (!settings.DEMO) {
    return settings;
  }
  return Object.freeze(
    Object.assign(new Settings(), settings, {
      JWT_SECRET: settings.JWT_SECRET ?? TEST_JWT_SECRET,
      OPEN_DIALECTS: ['progran3', 'smbeauty'],
    }),
  );
}
