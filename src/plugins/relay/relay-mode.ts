import { REPORT_NAMES, type ReportNames } from './report-claims';

/** Whether this process is a relay: `keyward relay start` says so to the server that it becomes. */
export const IS_RELAY = process.env.KEYWARD_RELAY === '1';

/** Path of the relay file that the start imports; undefined to go on with the one that the data folder has. */
export const START_FILE = process.env.KEYWARD_RELAY_FILE || undefined;

/** Address of the other relay of a pair, without a slash at its end; undefined for none. */
export const PARTNER_URL = process.env.KEYWARD_RELAY_PARTNER || undefined;

/** The witness of a pair that is the vendor's server. */
export const VENDOR = 'vendor';

/** Address of the witness of a pair, without a slash at its end, or `vendor`; undefined for none. */
export const WITNESS_URL = process.env.KEYWARD_RELAY_WITNESS || undefined;

/** Seconds for which a relay with a witness serves after a contact. */
export const LEASE_S = Number(process.env.KEYWARD_RELAY_LEASE || 30);

/** Whether programs find the relay by multicast DNS. */
export const ANNOUNCES = process.env.KEYWARD_RELAY_ANNOUNCE === '1';

/** Names of users and devices in the reports that a connected relay sends by itself. */
export const REPORT_NAMES_SENT: ReportNames =
  REPORT_NAMES.find((names) => names === process.env.KEYWARD_RELAY_REPORT_NAMES) ?? 'none';

/** Days for which a relay keeps its logs: those that a report can have, so that none of its figures is lost. */
export const LOG_DAYS = Number(process.env.KEYWARD_RELAY_LOG_DAYS || 400);

/** File in the data folder, with the number of starts: restored data have an earlier one. */
export const COUNTER = 'relay.starts';
