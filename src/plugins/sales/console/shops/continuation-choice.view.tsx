import type { VNode } from 'preact';
import { formatDate, texts } from '../../../../core/i18n';
import type { ContinuationChoice } from '../../shops/continue-sales.service';
import { Button } from '../../../../pages/components/button';
import { PostForm } from '../../../../pages/components/post-form';
import { licensePath } from '../../../../pages/kit/record-paths';
import { Key } from '../../../../pages/components/text';

/** The value of the button that makes a new license. */
export const NEW_LICENSE = 'new';
/** Licenses with a button: the newest. */
const LISTED = 10;

/** A button for each license that a sale could continue, and one for a new license. */
export function Choice({ choice, action }: { readonly choice: ContinuationChoice; readonly action: string }): VNode {
  const t = texts('shops');
  const { licenses, product } = choice;
  return (
    <PostForm class="choices" action={action}>
      <p>{t.chooseLicense({ count: licenses.length, product: product.name })}</p>
      <ul>
        {licenses.slice(0, LISTED).map(({ uid, key, expiresAt }) => (
          <li key={uid}>
            <a href={licensePath(uid)}>
              <Key value={key} isCut />
            </a>
            <span class="row-note">{expiresAt ? t.endsOn({ date: formatDate(expiresAt) }) : t.termNotStarted}</span>
            <Button isSmall name="license" value={uid} label={t.continueKey({ key })} text={t.continueLicense} />
          </li>
        ))}
      </ul>
      <Button isSmall icon="plus" name="license" value={NEW_LICENSE} text={t.newLicense} />
    </PostForm>
  );
}
