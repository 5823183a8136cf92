import type { ComponentChildren } from 'preact';
import type { Customer } from '../../../core/customers';
import { texts } from '../../../core/i18n';
import { UNSUBSCRIBE_PATH } from '../../../core/mail/internal';
import { Button } from '../../../pages/components/button';
import { Form } from '../../../pages/components/form';
import { Page } from '../../../pages/kit/page';

/** @param customer null for a link that is invalid */
export function questionPage(customer: Customer | null, token: string): Page {
  const t = texts('unsubscribe');
  if (customer?.newsOptedOutAt !== null) {
    return donePage(customer !== null);
  }
  return bare(
    t.title,
    <>
      <p class="bare-lead">{t.lead}</p>
      <Form action={`${UNSUBSCRIBE_PATH}/${token}`}>
        <Button look="primary" text={t.verb} />
      </Form>
    </>,
  );
}

/** @param isKnown whether the link is valid */
export function donePage(isKnown: boolean): Page {
  const t = texts('unsubscribe');
  return isKnown
    ? bare(t.doneTitle, <p class="bare-lead">{t.doneText}</p>)
    : bare(t.unknownTitle, <p class="bare-lead">{t.unknownText}</p>, 404);
}

function bare(title: string, children: ComponentChildren, status = 200): Page {
  const body = (
    <>
      <h1>{title}</h1>
      {children}
    </>
  );
  return new Page({ title, isBare: true, body }, status, { 'cache-control': 'no-store' });
}
