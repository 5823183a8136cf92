import { DIALECT_ENV, dialectsFor } from '../../../../core/start/all-dialects';
import { adjusted } from '../../../../core/platform/config/adjust-settings';
import { InvalidSettings } from '../../../../core/platform/config/settings';
import { SETTING_NAMES } from '../../../../core/platform/config/read-settings';
import { fileVariables } from '../../../../core/platform/config/secret-files';
import { type Check, type Finding, findingIf } from './check';
import type { Context } from './context';
import { nearName } from './near-names';

const PREFIX = 'KEYWARD_';
/** Variables of the command line, and of the compose file. */
const OTHER_NAMES = ['URL', 'API_KEY', 'TOKEN', 'PORT', 'IMAGE'].map((name) => `${PREFIX}${name}`);

export const SETTINGS_CHECKS: readonly Check[] = [
  {
    name: 'settings-valid',
    finds: 'a setting whose value aborts the start',
    run: (context) =>
      [...context.invalid, ...refusalsOf(context)].map((problem) => ({
        problem: `${problem}.`,
        remedy: 'Correct the variable; docs/settings.md lists the values of each setting.',
      })),
  },
  {
    name: 'settings-known',
    finds: 'a variable whose name is nearly that of a setting: `DATABASE_URI`, `keyward_port`, `KEYWARD_LOG_LEVEL`',
    run: misspelledNames,
  },
  {
    name: 'settings-agree',
    finds: 'settings that contradict each other, or that have no effect beside another one',
    run: contradictions,
  },
];

/** Refusals of a start that are not about a single value. */
function refusalsOf({ settings }: Context): string[] {
  return [dialectsFor, adjusted].flatMap((read) => {
    try {
      read(settings);
      return [];
    } catch (error) {
      if (error instanceof InvalidSettings) {
        return [error.message.replace(/^Settings: |\.$/g, '')];
      }
      throw error;
    }
  });
}

function misspelledNames(context: Context): Finding[] {
  const known = [
    ...SETTING_NAMES.filter((name) => name !== 'DIALECT_ENV'),
    ...DIALECT_ENV.map(({ name }) => name),
    ...fileVariables(DIALECT_ENV),
  ];
  return Object.keys(context.environment).flatMap((name) => {
    if (known.includes(name) || OTHER_NAMES.includes(name) || !context.isGiven(name)) {
      return [];
    }
    const meant = nearName(name, known, PREFIX);
    return meant === undefined || context.isGiven(meant)
      ? []
      : [{ problem: `${name} is no setting and has no effect.`, remedy: `Rename it to ${meant} if that is meant.` }];
  });
}

function contradictions(context: Context): readonly Finding[] {
  const { settings, isEmbedded } = context;
  const { PORT, TLS_PORT, TLS_CERT, DATA_DIR, PG_BIN } = settings;
  const unused = Object.entries({ DATA_DIR, PG_BIN }).flatMap(([name, value]) => (value === undefined ? [] : [name]));
  return [
    ...findingIf(
      TLS_CERT !== undefined && PORT === TLS_PORT && PORT !== 0,
      `PORT and TLS_PORT are both ${PORT}.`,
      'Set one of them to another port.',
    ),
    ...findingIf(
      isEmbedded && settings.DATABASE_DIRECT_URL !== undefined,
      'DATABASE_DIRECT_URL is set without DATABASE_URL: the server uses the embedded database.',
      'Set DATABASE_URL, too, or neither.',
    ),
    ...findingIf(
      !isEmbedded && unused.length > 0,
      `${unused.join(' and ')} ${unused.length > 1 ? 'have' : 'has'} no effect, because DATABASE_URL is set.`,
      `Remove ${unused.join(' and ')}, or DATABASE_URL to use the embedded database.`,
    ),
    ...repeatedKeys('LICENSE_DATA_OLD_KEYS', settings.LICENSE_DATA_KEY, settings.LICENSE_DATA_OLD_KEYS),
    ...repeatedKeys('SECRETS_OLD_KEYS', settings.SECRETS_KEY, settings.SECRETS_OLD_KEYS),
  ];
}

function repeatedKeys(name: string, current: string | undefined, old: readonly string[]): readonly Finding[] {
  return findingIf(
    current !== undefined && old.includes(current),
    `${name} contains the current key.`,
    'Remove it there; keep only keys that are still needed to decrypt.',
  );
}
