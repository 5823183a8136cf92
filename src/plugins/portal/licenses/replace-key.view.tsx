import { DAY } from '../../../core/common';
import { formatDate, texts, viewer } from '../../../core/i18n';
import type { KeyReplacements } from '../../../core/licensing';
import { Button, ButtonLink } from '../../../pages/components/button';
import { PostForm } from '../../../pages/components/post-form';
import { Page } from '../../../pages/kit/page';
import { Card, KeyText, PortalHead } from '../frame/portal-parts';
import { licensePath } from './license-words';
import type { OwnedLicense } from './portal-licenses.service';

/** Whether the policy lets customers replace the key, and the license can be used. */
export function canReplaceKey({ behavior, state, user }: OwnedLicense): boolean {
  return behavior.portalKeyReplacements > 0 && state.isUsable && user === null;
}

export const replaceKeyPath = (uid: string): string => `${licensePath(uid)}/replace-key`;

/** Says what follows, and asks. */
export function replaceKeyPage(
  { license, product, behavior, devices }: OwnedLicense,
  replacements: KeyReplacements,
): Page {
  const t = texts('portalLicense');
  const { uid, key } = license;
  const { replacedKeyDays: days, replacedKeyOnKnownDevices: goesOn } = behavior;
  const isKept = goesOn && devices > 0;
  const { left, nextAt } = replacements;
  const date = formatDate(new Date(viewer().now.getTime() + days * DAY));
  const body = (
    <>
      <PortalHead title={t.replaceTitle} lead={t.replaceLead} back={{ path: licensePath(uid), title: product.name }} />
      <Card id="replace" title={product.name}>
        <KeyText text={key} />
        <ul class="portal-consequences">
          <li>{t.replaceNew}</li>
          <li>{endOf(days, isKept, date)}</li>
          <li>{isKept ? t.replaceKnown : t.replaceEnter({ count: devices })}</li>
          <li>{left > 0 ? t.replaceLeft({ count: left }) : nextAt && t.replaceNone({ date: formatDate(nextAt) })}</li>
        </ul>
        <PostForm class="portal-buttons" action={replaceKeyPath(uid)}>
          <input type="hidden" name="key" value={key} />
          {left > 0 && <Button look="primary" text={t.replaceTitle} />}
          <ButtonLink href={licensePath(uid)} text={t.replaceBack} />
        </PostForm>
      </Card>
    </>
  );
  return new Page({ title: t.replaceTitle, body });
}

function endOf(days: number, isKept: boolean, date: string): string {
  const t = texts('portalLicense');
  if (days === 0) {
    return isKept ? t.replaceNowElsewhere : t.replaceNow;
  }
  return isKept ? t.replaceLaterElsewhere({ date }) : t.replaceLater({ date });
}
