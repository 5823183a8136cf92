import type { LicenseWithUsage } from '../../licensing/licenses/licenses.service';
import { texts } from '../../i18n/texts';
import { Button, ButtonLink } from '../components/button';
import type { Consequence } from '../components/lists';
import type { FormGroups } from '../kit/form-table';
import { crumbsOf, licensePath, type LicenseVerb, verbPath } from './license-paths';

export function blockQuestion(used: LicenseWithUsage) {
  const t = texts('licenseActions');
  return {
    ...questionOf(used, 'block'),
    title: t.blockTitle,
    undo: { isPossible: true, text: t.blockUndo },
    consequences: [...refusedWith(used, 'BLOCKED'), { icon: 'users', text: t.blockKeeps }] satisfies Consequence[],
    verb: t.block,
  };
}

export function revokeQuestion(used: LicenseWithUsage) {
  const t = texts('licenseActions');
  const { uid, disabledAt } = used.license;
  return {
    ...questionOf(used, 'revoke'),
    title: t.revokeTitle,
    undo: { isPossible: false, text: t.revokeUndo },
    consequences: [
      ...refusedWith(used, 'REVOKED'),
      { icon: 'unlink', text: t.seatsKept },
      { icon: 'file-key', text: t.filesHold },
    ] satisfies Consequence[],
    verb: t.revoke,
    instead: !disabledAt && (
      <Button look="quiet" formAction={verbPath(uid, 'disable')}>
        {t.disableInstead}
      </Button>
    ),
  };
}

export function deleteQuestion(used: LicenseWithUsage) {
  const t = texts('licenseActions');
  const { uid, revokedAt } = used.license;
  return {
    ...questionOf(used, 'delete'),
    title: t.deleteTitle,
    undo: { isPossible: false, text: t.deleteUndo },
    consequences: [
      { icon: 'ban', tone: 'bad', text: t.keyUnknown },
      { icon: 'monitor', tone: 'bad', text: t.devicesDeleted({ n: used.use.uses }) },
      { icon: 'globe', text: t.resourcesReleased },
      { icon: 'file-text', text: t.auditKept },
    ] satisfies Consequence[],
    verb: t.delete,
    instead: !revokedAt && (
      <ButtonLink look="quiet" href={verbPath(uid, 'revoke')}>
        {t.revokeInstead}
      </ButtonLink>
    ),
  };
}

export function freeSeatsQuestion(used: LicenseWithUsage) {
  const t = texts('licenseActions');
  return {
    ...questionOf(used, 'free-seats'),
    title: t.freeTitle,
    undo: { isPossible: true, text: t.freeUndo },
    consequences: [
      { icon: 'monitor', tone: 'bad', text: t.seatsFreed({ n: used.use.seats }) },
      { icon: 'gauge', text: t.usesStay },
      { icon: 'zap', text: t.webhooksTold },
    ] satisfies Consequence[],
    verb: t.free,
  };
}

export function rotateKeyQuestion(used: LicenseWithUsage) {
  const t = texts('licenseActions');
  return {
    ...questionOf(used, 'rotate-key'),
    title: t.rotateTitle,
    undo: { isPossible: false, text: t.rotateUndo },
    consequences: [
      { icon: 'key-round', text: t.oldKeyHolds },
      { icon: 'zap', text: t.webhooksTold },
    ] satisfies Consequence[],
    verb: t.rotate,
    texts: t,
    groups: [
      {
        rows: [
          [{ name: 'overlap_days', kind: 'number', textKey: 'overlap', value: 7, read: Number }],
          { name: 'key', textKey: 'newKey', empty: 'missing', isOptional: true, isMono: true },
        ],
      },
    ] satisfies FormGroups,
  };
}

function questionOf({ license, use }: LicenseWithUsage, verb: LicenseVerb) {
  const t = texts('licenseActions');
  const { uid, product, customer, maxActivations } = license;
  return {
    about: [
      { term: t.product, value: product?.name },
      { term: t.customer, value: customer?.name },
      { term: t.seats, value: t.taken({ seats: use.seats, limit: maxActivations }) },
    ],
    crumbs: crumbsOf(license),
    action: verbPath(uid, verb),
    keep: { title: t.keepLicense, href: licensePath(uid) },
  };
}

function refusedWith({ use }: LicenseWithUsage, code: string): Consequence[] {
  const t = texts('licenseActions');
  return [
    { icon: 'monitor', tone: 'bad', text: t.devicesRefused({ n: use.seats, code }) },
    { icon: 'zap', text: t.webhooksTold },
  ];
}
