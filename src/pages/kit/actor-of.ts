import { texts } from '../../core/i18n';
import type { AuditEntry } from '../../core/platform';

/** The originator of a change, in words. */
export function actorOf({ actorType, actor }: AuditEntry): string {
  const t = texts('licenseHistory');
  switch (actorType) {
    case 'user':
    case 'customer':
      return actor;
    case 'api-key':
      return t.apiKey({ name: actor });
    case 'client':
      return t.program;
    case 'system':
      return 'Keyward';
  }
}

/** The reason and the reference of a change: `“Chargeback” · order-1001`. */
export function reasonOf({ reason, reference }: AuditEntry): string | undefined {
  const quoted = reason === null ? null : texts('licenseHistory').reason({ reason });
  return [quoted, reference].filter((part) => part !== null).join(' · ') || undefined;
}
