import { parseAddress } from '../../common/http/addresses';
import { DomainSet, normalizeDomain } from './domains';
import { PREVIEW_HOSTS, PREVIEW_NAMES } from './preview-hosts';

/** Labels of hosts that are not in production, also with a number: `staging.example.com`, `dev2.example.com`. */
const STAGING_LABEL = /^(?:dev|develop|development|staging|stage|stg|test|testing|qa|uat|preview|sandbox)-?\d{0,3}$/;
/** Second-level domains below which names are registered: `test.co.uk` is the domain of somebody. */
const SHARED_SUFFIX = /^(?:ac|co|com|edu|gov|ne|net|or|org)\.[a-z]{2}$/;
const DEVICE_ID = '.hwid';
/** An entry of a vendor's list for a label of hosts of any domain: `acceptance.*`. */
const LABEL_ENTRY = /^([a-z\d_-]+)\.\*$/;

const PREVIEWS = new DomainSet(PREVIEW_HOSTS);

/** Whether a host is one for staging, development, tests or previews, by its labels or its hoster. */
export function isStagingHost(text: string): boolean {
  const name = nameOf(text);
  return (
    name !== null &&
    (ownLabels(name).some((label) => STAGING_LABEL.test(label)) ||
      PREVIEWS.has(name) ||
      PREVIEW_NAMES.some((pattern) => pattern.test(name)))
  );
}

/**
 * Whether a host is on a vendor's list.
 * @param list domains, `*.` and a domain for all below it, or a label and `.*` for hosts of any domain; others match nothing
 */
export function isListedHost(list: readonly string[], text: string): boolean {
  const name = list.length === 0 ? null : nameOf(text);
  if (name === null) {
    return false;
  }
  const labels = list.flatMap((entry) => LABEL_ENTRY.exec(entry.toLowerCase())?.[1] ?? []);
  return labels.some((label) => ownLabels(name).includes(label)) || new DomainSet(list).has(name);
}

/** Null for addresses and device ids. */
function nameOf(text: string): string | null {
  const name = normalizeDomain(text);
  return name === null || name.endsWith(DEVICE_ID) || parseAddress(name) ? null : name;
}

/** The labels before the domain that its owner registered. */
function ownLabels(name: string): string[] {
  const labels = name.split('.');
  return labels.slice(0, SHARED_SUFFIX.test(labels.slice(-2).join('.')) ? -3 : -2);
}
