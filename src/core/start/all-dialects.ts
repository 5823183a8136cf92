import { Dialects } from '../common/dialects/dialects';
import { NATIVE } from '../common/dialects/native.dialect';
import { addWebhookFormats } from '../events/webhooks/webhook-format';
import { presentDialects } from '../i18n/dialect-texts';
import { addedPrefixes, pluginApis, plugins } from '../common/plugins/plugins';
import { InvalidSettings, type Settings } from '../platform/config/settings';

/** Every API, and the pages for people. */
export const DIALECTS = new Dialects(
  [
    NATIVE,
    ...pluginApis().map(({ dialect }) => dialect),
    ...plugins().flatMap(({ pages }) => (pages ? [pages.dialect] : [])),
  ],
  NATIVE,
  addedPrefixes(),
);

addWebhookFormats(DIALECTS.all);
presentDialects(DIALECTS.all);

/** Environment variables of single dialects. */
export const DIALECT_ENV = pluginApis().flatMap(({ dialect }) => dialect.env ?? []);

/** The dialects with the hosts that DIALECT_HOSTS assigns to them. */
export function dialectsFor({ DIALECT_HOSTS, OPEN_DIALECTS }: Settings): Dialects {
  const closed = OPEN_DIALECTS.find((name) => !DIALECTS.named(name)?.isOpenable);
  if (closed !== undefined) {
    throw new InvalidSettings(`Settings: OPEN_DIALECTS names ${closed}, which is no dialect that can be opened.`);
  }
  const pairs = DIALECT_HOSTS.map((pair) => pair.split('=', 2) as [string, string]);
  const unknown = pairs.find(([name]) => !DIALECTS.named(name));
  if (unknown) {
    throw new InvalidSettings(`Settings: DIALECT_HOSTS names an unknown dialect, ${unknown[0]}.`);
  }
  return DIALECTS.withHosts(new Map(pairs.map(([name, host]) => [host.toLowerCase(), name])));
}
