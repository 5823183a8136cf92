import { Post } from '@nestjs/common';
import { IsString } from 'class-validator';
import { Authorized, plugins } from '../../../core/common';
import { Permission } from '../../../core/identity';
import type { License } from '../../../core/licenses';
import {
  LicenseLifecycleService,
  LicensesService,
  type LicenseWithUsage,
  RotateKeyService,
} from '../../../core/licensing';
import { RotateKeyDto } from '../../../core/licensing/internal';
import { DeactivateActivationService } from '../../../core/verification';
import { formatDate, texts } from '../../../core/i18n';
import { undoLink } from '../../../pages/archive/undo-link';
import { Button, ButtonLink } from '../../../pages/components/button';
import { ConfirmForm } from '../../../pages/components/confirmation';
import type { Consequence } from '../../../pages/components/lists';
import { ConsoleController } from '../../../pages/frame/console-controller.decorator';
import { FormRoute } from '../../../pages/kit/form-route';
import { refusedField } from '../../../pages/kit/form-state';
import { SeeOther } from '../../../pages/kit/page';
import { licensePath } from '../../../pages/kit/record-paths';
import { crumbsOf, LICENSES_PATH, type LicenseVerb, verbPath } from './license-paths';
import { PathLicense } from './path-license';

/** Only the end of a longer key must be typed. */
const LONGEST_TYPED = 40;
const TYPED_END = 8;

export class ConfirmKeyDto {
  @IsString()
  key!: string;
}

type Done = 'disabled' | 'enabled' | 'blocked' | 'unblocked' | 'checkedIn' | 'transfersReset' | 'revoked' | 'allFreed';

/** Actions on a license: those that can be undone are done at once, the others ask first. */
@ConsoleController('license/edit/:id')
@Authorized(Permission.LicensesWrite)
export class LicenseVerbsController {
  constructor(
    private readonly licenses: LicensesService,
    private readonly lifecycle: LicenseLifecycleService,
    private readonly deactivation: DeactivateActivationService,
    private readonly rotation: RotateKeyService,
  ) {}

  @Post('disable')
  disableLicense(@PathLicense() used: LicenseWithUsage): Promise<SeeOther> {
    return done(used, (id) => this.lifecycle.disable(id), 'disabled', 'enable');
  }

  @Post('enable')
  enableLicense(@PathLicense() used: LicenseWithUsage): Promise<SeeOther> {
    return done(used, (id) => this.lifecycle.enable(id), 'enabled', 'disable');
  }

  @Post('unblock')
  unblockLicense(@PathLicense() used: LicenseWithUsage): Promise<SeeOther> {
    return done(used, (id) => this.lifecycle.unblock(id), 'unblocked', 'block');
  }

  @Post('check-in')
  checkInLicense(@PathLicense() used: LicenseWithUsage): Promise<SeeOther> {
    return done(used, (id) => this.lifecycle.checkIn(id), 'checkedIn');
  }

  @Post('reset-transfers')
  resetTransfers(@PathLicense() used: LicenseWithUsage): Promise<SeeOther> {
    return done(used, (id) => this.lifecycle.resetTransfers(id), 'transfersReset');
  }

  @FormRoute('block')
  blockLicense(@PathLicense() used: LicenseWithUsage): ConfirmForm {
    const t = texts('licenseActions');
    return new ConfirmForm({
      ...aboutOf(used, 'block'),
      title: t.blockTitle,
      undo: { isPossible: true, text: t.blockUndo },
      consequences: [...refusedWith(used, 'BLOCKED'), { icon: 'users', text: t.blockKeeps }],
      verb: t.block,
      submit: () => done(used, (id) => this.lifecycle.block(id), 'blocked', 'unblock'),
    });
  }

  @FormRoute('revoke')
  revokeLicense(@PathLicense() used: LicenseWithUsage): ConfirmForm<ConfirmKeyDto> {
    const t = texts('licenseActions');
    const { uid, key, disabledAt } = used.license;
    return new ConfirmForm({
      ...aboutOf(used, 'revoke'),
      ...keyField(used.license),
      title: t.revokeTitle,
      undo: { isPossible: false, text: t.revokeUndo },
      consequences: [
        ...refusedWith(used, 'REVOKED'),
        { icon: 'unlink', text: t.seatsKept },
        { icon: 'file-key', text: t.filesHold },
      ],
      verb: t.revoke,
      instead: !disabledAt && <Button look="quiet" formAction={verbPath(uid, 'disable')} text={t.disableInstead} />,
      submit: (input) => {
        confirmKey(key, input.key);
        return done(used, (id) => this.lifecycle.revoke(id), 'revoked');
      },
    });
  }

  @FormRoute('delete')
  deleteLicense(@PathLicense() used: LicenseWithUsage): ConfirmForm<ConfirmKeyDto> {
    const t = texts('licenseActions');
    const { uid, key, revokedAt } = used.license;
    return new ConfirmForm({
      ...aboutOf(used, 'delete'),
      ...keyField(used.license),
      title: t.deleteTitle,
      undo: { isPossible: true, text: t.deleteUndo },
      consequences: [
        { icon: 'ban', tone: 'bad', text: t.keyUnknown },
        { icon: 'monitor', tone: 'bad', text: t.devicesDeleted({ n: used.use.uses }) },
        ...plugins()
          .flatMap(({ console }) => console?.licenseDeletion ?? [])
          .map(({ icon, text }) => ({
            icon,
            text: text(),
          })),
        { icon: 'file-text', text: t.auditKept },
      ],
      verb: t.delete,
      instead: !revokedAt && <ButtonLink look="quiet" href={verbPath(uid, 'revoke')} text={t.revokeInstead} />,
      submit: async (input) => {
        confirmKey(key, input.key);
        await this.licenses.delete(uid);
        return SeeOther.done(LICENSES_PATH, t.deleted({ key }), undoLink(LICENSES_PATH, uid));
      },
    });
  }

  @FormRoute('free-seats')
  @Authorized(Permission.ActivationsWrite)
  freeSeats(@PathLicense() used: LicenseWithUsage): ConfirmForm {
    const t = texts('licenseActions');
    return new ConfirmForm({
      ...aboutOf(used, 'free-seats'),
      title: t.freeTitle,
      undo: { isPossible: true, text: t.freeUndo },
      consequences: [
        { icon: 'monitor', tone: 'bad', text: t.seatsFreed({ n: used.use.seats }) },
        { icon: 'gauge', text: t.usesStay },
        { icon: 'zap', text: t.webhooksTold },
      ],
      verb: t.free,
      submit: () => done(used, () => this.deactivation.deactivateAll(used.license), 'allFreed'),
    });
  }

  @FormRoute('rotate-key')
  rotateKey(@PathLicense() used: LicenseWithUsage): ConfirmForm<RotateKeyDto> {
    const t = texts('licenseActions');
    const { uid } = used.license;
    return new ConfirmForm({
      ...aboutOf(used, 'rotate-key'),
      title: t.rotateTitle,
      undo: { isPossible: false, text: t.rotateUndo },
      consequences: [
        { icon: 'key-round', text: t.oldKeyHolds },
        { icon: 'zap', text: t.webhooksTold },
      ],
      verb: t.rotate,
      texts: t,
      groups: [
        {
          rows: [
            [{ name: 'overlap_days', kind: 'number', textKey: 'overlap', value: 7, read: Number }],
            { name: 'key', textKey: 'newKey', empty: 'missing', isOptional: true, isMono: true },
          ],
        },
      ],
      input: RotateKeyDto,
      submit: async ({ key, overlap_days }) => {
        const { retired } = await this.rotation.rotate(uid, overlap_days, key);
        return SeeOther.done(licensePath(uid), t.rotated({ until: formatDate(retired.validUntil) }));
      },
    });
  }
}

/** Makes a change, and leads to the license with a button that undoes it. */
async function done(
  { license: { uid } }: LicenseWithUsage,
  change: (id: string) => Promise<unknown>,
  text: Done,
  undo?: LicenseVerb,
): Promise<SeeOther> {
  const t = texts('licenseActions');
  await change(uid);
  return SeeOther.done(licensePath(uid), t[text], undo && { text: t.undo, path: verbPath(uid, undo), isPost: true });
}

function aboutOf({ license, use }: LicenseWithUsage, verb: LicenseVerb) {
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

/** The field in which the key is typed to confirm an action. */
function keyField({ key }: License) {
  const t = texts('licenseActions');
  const part = typedPart(key);
  const label = part === key ? t.confirmKey({ key: part }) : t.confirmEnd({ end: part });
  return { groups: [{ rows: [{ name: 'key', label, hint: t.confirmHint, isMono: true }] }], input: ConfirmKeyDto };
}

/** Throws if it is not the key, and names the difference. Keys distinguish upper and lower case. */
function confirmKey(key: string, typed: string): void {
  const expected = typedPart(key);
  if (typed !== expected) {
    throw refusedField('key', differenceOf(expected, typed), 'other_key');
  }
}

function typedPart(key: string): string {
  return key.length > LONGEST_TYPED ? key.slice(-TYPED_END) : key;
}

function differenceOf(expected: string, typed: string): string {
  const t = texts('licenseActions');
  const groups = expected.split('-');
  const typedGroups = typed.split('-');
  const place = groups.findIndex((group, index) => group !== typedGroups[index]);
  const group = groups[place];
  if (typed === '') {
    return t.missingKey;
  }
  return place <= 0 || group === undefined ? t.isNotKey : t.groupIs({ place: place + 1, group });
}
