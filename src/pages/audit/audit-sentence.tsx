import type { ComponentChildren, VNode } from 'preact';
import { textFor, texts } from '../../core/i18n';
import { elementsOf } from '../../core/i18n/internal';
import { type AuditEntry } from '../../core/platform';
import { isDestructive } from '../../core/platform/internal';
import { BULK_ACTIONS, CHECK_IMPORT, kindOf } from '../../core/licensing';
import { RUN_IMPORT } from '../../core/licensing';
import { Key } from '../components/text';
import { jobPath } from '../../pages/kit/record-paths';
import { settingTitle } from '../kit/setting-texts';
import { figureOf } from './audit-figures';
import { type Subject, subjectKey, subjectName, type Subjects } from '../../core/events';
import { subjectPath } from './subject-names';

/** An entry as a sentence: who did what to which thing of whom, and the figure that changed. */
export function sentenceOf(entry: AuditEntry, subjects: Subjects): ComponentChildren {
  const { action } = entry;
  const [actor, thing] = [<b>{actorOf(entry)}</b>, thingOf(entry, subjects)];
  const values = { actor, thing, device: deviceOf(entry), figure: figureOf(entry) };
  return (
    elementsOf('auditSentences', action, values) ??
    texts('audit').otherAction({ actor, event: <code>{action}</code>, thing })
  );
}

function actorOf({ actorType, actor }: AuditEntry): string {
  switch (actorType) {
    case 'user':
    case 'api-key':
    case 'customer':
      return actor;
    case 'client':
      return texts('audit').program;
    case 'system':
      return 'Keyward';
  }
}

/** The thing with links; the last name of a deleted one without. */
function thingOf(entry: AuditEntry, subjects: Subjects): ComponentChildren {
  const { targetType: type, targetId: id, before, after } = entry;
  if (type === 'alerts') {
    return <a href={subjectPath(type, id)}>{alertName(after ?? before)}</a>;
  }
  const subject = subjects.get(subjectKey(type, id));
  if (!subject || subject.isDeleted) {
    return <LastName type={type} id={id} name={subjectName(after, before) ?? subject?.name ?? id} />;
  }
  const t = texts('audit');
  const name = <Thing type={type} subject={subject} />;
  const thing = subject.licenseId === undefined ? name : t.thingOn({ thing: name, license: licenseOf(subject) });
  return subject.customerId ? t.thingOf({ thing, customer: customerOf(subject) }) : thing;
}

function Thing({ type, subject: { id, name } }: { readonly type: string; readonly subject: Subject }): VNode {
  const href = subjectPath(type, id);
  const text = nameOf(type, name ?? id);
  const shown = type === 'licenses' ? <Key value={text} isCut /> : text;
  return href === undefined ? <b>{texts('audit').quoted({ text })}</b> : <a href={href}>{shown}</a>;
}

/** Says in words what is wrong; the code of an alert that has no words. */
function alertName(alert: object | null): string {
  const { type = '' }: Readonly<Record<string, unknown>> = { ...alert };
  return textFor(texts('attention').alerts, String(type)) ?? String(type);
}

/** The name of a subject in words: a job has that of what it does. */
export function nameOf(type: string, name: string): string {
  return type === 'background_jobs' ? jobName(name) : name;
}

function jobName(kind: string): string {
  const { check, run } = texts('audit').imports;
  if (kind === CHECK_IMPORT || kind === RUN_IMPORT) {
    return kind === CHECK_IMPORT ? check : run;
  }
  const action = BULK_ACTIONS.find((one) => kindOf(one) === kind);
  return action === undefined ? kind : texts('bulk').name[action];
}

/** Settings are found by their names. */
function LastName({
  type,
  id,
  name = id,
}: {
  readonly type: string;
  readonly id: string;
  readonly name?: string;
}): VNode {
  if (type === 'settings') {
    return <a href={subjectPath(type, id)}>{settingTitle(id)}</a>;
  }
  return type === 'licenses' ? <Key value={name} isCut /> : <span>{name}</span>;
}

function licenseOf({ licenseId = '', license = '' }: Subject): VNode {
  return (
    <a href={subjectPath('licenses', licenseId)}>
      <Key value={license} isCut />
    </a>
  );
}

function customerOf({ customerId, customer }: Subject): VNode {
  const id = customerId ?? '';
  return <a href={subjectPath('customers', id)}>{customer ?? id}</a>;
}

function deviceOf({ before, after }: AuditEntry): ComponentChildren {
  const t = texts('audit');
  const { name, fingerprint }: Readonly<Record<string, unknown>> = { ...before, ...after };
  const text = [name, fingerprint].find((value) => typeof value === 'string' && value !== '');
  return typeof text === 'string' ? <b>{t.quoted({ text })}</b> : t.aDevice;
}

/** `“Chargeback” · order-1001`. */
export function reasonOf(entry: AuditEntry): string | undefined {
  const t = texts('audit');
  const { reason, reference, actorType, action, before } = entry;
  const parts = [reason === null ? null : t.quoted({ text: reason }), reference].filter((part) => part !== null);
  const isByPerson = actorType === 'user' || actorType === 'api-key';
  if (parts.length === 0 && isByPerson && isDestructive({ event: action, before })) {
    return t.noReason;
  }
  return parts.join(' · ') || undefined;
}

/** From where the change came. */
export function sourceOf({ actorType, actor, jobId }: AuditEntry): ComponentChildren {
  const t = texts('audit');
  if (jobId !== null) {
    return <a href={jobPath(jobId)}>{t.job}</a>;
  }
  return actorType === 'api-key' ? t.apiKeyNamed({ name: actor }) : t.sources[actorType];
}
