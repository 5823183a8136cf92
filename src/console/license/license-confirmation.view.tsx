import type { VNode } from 'preact';
import type { LicenseWithUsage } from '../../licensing/licenses/licenses.service';
import { Button, ButtonLink } from '../components/button';
import { confirmation } from '../components/confirmation';
import { TextField } from '../components/fields';
import { FieldRow } from '../components/form';
import type { Consequence } from '../components/lists';
import type { Detail } from '../components/text';
import type { FormState } from '../kit/form-state';
import type { Page } from '../kit/page';
import { texts } from '../../i18n/texts';
import { typedPart } from './confirm-key';
import { shortKey } from './license-page.view';
import { LICENSES_PATH, licensePath, verbPath } from './license-paths';

export function blockPage(used: LicenseWithUsage): Page {
  const t = texts('licenseActions');
  const { uid } = used.license;
  return confirmation({
    ...commonOf(used),
    title: t.blockTitle,
    undo: { isPossible: true, text: t.blockUndo },
    consequences: [...refusedWith(used, 'BLOCKED'), { icon: 'users', text: t.blockKeeps }],
    action: verbPath(uid, 'block'),
    verb: t.block,
  });
}

export function revokePage(used: LicenseWithUsage, form: FormState): Page {
  const t = texts('licenseActions');
  const { uid, key, disabledAt } = used.license;
  return confirmation({
    ...commonOf(used),
    title: t.revokeTitle,
    form,
    undo: { isPossible: false, text: t.revokeUndo },
    consequences: [
      ...refusedWith(used, 'REVOKED'),
      { icon: 'unlink', text: t.seatsKept },
      { icon: 'file-key', text: t.filesHold },
    ],
    action: verbPath(uid, 'revoke'),
    verb: t.revoke,
    instead: !disabledAt && (
      <Button look="quiet" formAction={verbPath(uid, 'disable')}>
        {t.disableInstead}
      </Button>
    ),
    children: <KeyField form={form} licenseKey={key} />,
  });
}

export function deletePage(used: LicenseWithUsage, form: FormState): Page {
  const t = texts('licenseActions');
  const { uid, key, revokedAt } = used.license;
  return confirmation({
    ...commonOf(used),
    title: t.deleteTitle,
    form,
    undo: { isPossible: false, text: t.deleteUndo },
    consequences: [
      { icon: 'ban', tone: 'bad', text: t.keyUnknown },
      { icon: 'monitor', tone: 'bad', text: t.devicesDeleted({ n: used.use.uses }) },
      { icon: 'globe', text: t.resourcesReleased },
      { icon: 'file-text', text: t.auditKept },
    ],
    action: verbPath(uid, 'delete'),
    verb: t.delete,
    instead: !revokedAt && (
      <ButtonLink look="quiet" href={verbPath(uid, 'revoke')}>
        {t.revokeInstead}
      </ButtonLink>
    ),
    children: <KeyField form={form} licenseKey={key} />,
  });
}

export function freeSeatsPage(used: LicenseWithUsage): Page {
  const t = texts('licenseActions');
  return confirmation({
    ...commonOf(used),
    title: t.freeTitle,
    undo: { isPossible: true, text: t.freeUndo },
    consequences: [
      { icon: 'monitor', tone: 'bad', text: t.seatsFreed({ n: used.use.seats }) },
      { icon: 'gauge', text: t.usesStay },
      { icon: 'zap', text: t.webhooksTold },
    ],
    action: verbPath(used.license.uid, 'free-seats'),
    verb: t.free,
  });
}

export function rotateKeyPage(used: LicenseWithUsage, form: FormState): Page {
  const t = texts('licenseActions');
  return confirmation({
    ...commonOf(used),
    title: t.rotateTitle,
    form,
    undo: { isPossible: false, text: t.rotateUndo },
    consequences: [
      { icon: 'key-round', text: t.oldKeyHolds },
      { icon: 'zap', text: t.webhooksTold },
    ],
    action: verbPath(used.license.uid, 'rotate-key'),
    verb: t.rotate,
    children: (
      <>
        <FieldRow>
          <TextField form={form} name="overlap_days" label={t.overlap} type="number" hint={t.overlapHint} />
        </FieldRow>
        <TextField form={form} name="key" label={t.newKey} hint={t.newKeyHint} isOptional isMono />
      </>
    ),
  });
}

function KeyField({ form, licenseKey }: { readonly form: FormState; readonly licenseKey: string }): VNode {
  const t = texts('licenseActions');
  const part = typedPart(licenseKey);
  const label = part === licenseKey ? t.confirmKey({ key: part }) : t.confirmEnd({ end: part });
  return <TextField form={form} name="key" label={label} hint={t.confirmHint} isMono />;
}

function commonOf({ license, use }: LicenseWithUsage) {
  const t = texts('licenseActions');
  const { uid, key, product, customer, maxActivations } = license;
  const about: Detail[] = [
    { term: t.product, value: product?.name },
    { term: t.customer, value: customer?.name },
    { term: t.seats, value: t.taken({ seats: use.seats, limit: maxActivations }) },
  ];
  return { about, crumbs: crumbsOf(uid, key), keep: { title: t.keepLicense, href: licensePath(uid) } };
}

export function crumbsOf(uid: string, key: string) {
  return [
    { title: texts('licenseActions').licenses, href: LICENSES_PATH },
    { title: shortKey(key), href: licensePath(uid) },
  ];
}

function refusedWith({ use }: LicenseWithUsage, code: string): Consequence[] {
  const t = texts('licenseActions');
  return [
    { icon: 'monitor', tone: 'bad', text: t.devicesRefused({ n: use.seats, code }) },
    { icon: 'zap', text: t.webhooksTold },
  ];
}
