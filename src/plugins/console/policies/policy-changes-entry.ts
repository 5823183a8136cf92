import { isDeepStrictEqual } from 'node:util';
import type { Policy } from '../../../core/catalog';
import { texts } from '../../../core/i18n';
import type { AuditEntry } from '../../../core/platform';
import { withQuery } from '../../../pages/components/filters';
import type { TimelineEntry } from '../../../pages/components/lists';
import { actorOf, reasonOf } from '../../../pages/kit/actor-of';
import { FIELDS, fieldText } from './policy-fields';
import { valueOf } from './policy-sentences';

/** The changes of a policy in the audit log. */
export const auditPath = ({ uid }: Policy): string => withQuery('/console/audit', { target: `policies:${uid}` });

/** A change of a policy in one line: its first value, and the number of the others. */
export function changeEntry(entry: AuditEntry): TimelineEntry {
  const { id, at, before } = entry;
  const t = texts('policies');
  const text = before === null ? t.madeEntry : (publishedIn(entry) ?? changesIn(entry));
  return {
    key: id,
    icon: before === null ? 'plus' : 'pencil',
    text,
    at,
    evidence: actorOf(entry),
    reason: reasonOf(entry),
  };
}

/** A version that was published, in words; undefined for another change. */
function publishedIn({ action, after }: AuditEntry): string | undefined {
  const { published_version: version }: Readonly<Record<string, unknown>> = { ...after };
  return action === 'policy.version_published' ? texts('policyVersions').done({ version: Number(version) }) : undefined;
}

function changesIn({ before, after }: AuditEntry): string {
  const t = texts('policies');
  const [old, now] = [before, after].map((values): Readonly<Record<string, unknown>> => ({ ...values }));
  const [first, ...others] = FIELDS.filter(({ name }) => !isDeepStrictEqual(old?.[name], now?.[name]));
  if (!first) {
    return t.otherEntry;
  }
  const change = t.changeOf({
    field: fieldText(first.name).title,
    before: valueOf(first, old?.[first.name]),
    after: valueOf(first, now?.[first.name]),
  });
  return others.length === 0 ? change : `${change} · ${t.moreFields({ count: others.length })}`;
}
