import { PAGES as account } from './account';
import { PAGES as administration } from './administration';
import { PAGES as archive } from './archive';
import { PAGES as catalog } from './catalog';
import type { ConsolePage } from './console-page';
import { PAGES as customers } from './customers';
import { PAGES as explain } from './explain';
import { PAGES as exports } from './exports';
import { PAGES as groups } from './groups';
import { PAGES as imports } from './imports';
import { PAGES as integrations } from './integrations';
import { PAGES as leads } from './leads';
import { PAGES as license } from './license';
import { PAGES as licenseList } from './license-list';
import { PAGES as mails } from './mails';
import { PAGES as orders } from './orders';
import { PAGES as overview } from './overview';
import { PAGES as people } from './people';
import { PAGES as policies } from './policies';
import { PAGES as relays } from './relays';
import { PAGES as sessions } from './sessions';
import { PAGES as shops } from './shops';
import { PAGES as trials } from './trials';

/** Every page of the console that a user can open with GET. */
export const CONSOLE_PAGES: readonly ConsolePage[] = [
  ...overview,
  ...licenseList,
  ...license,
  ...sessions,
  ...trials,
  ...groups,
  ...customers,
  ...orders,
  ...shops,
  ...policies,
  ...explain,
  ...exports,
  ...catalog,
  ...leads,
  ...mails,
  ...integrations,
  ...administration,
  ...imports,
  ...people,
  ...relays,
  ...account,
  ...archive,
];
