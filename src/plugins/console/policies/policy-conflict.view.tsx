import type { VNode } from 'preact';
import type { Policy } from '../../../core/catalog';
import { texts } from '../../../core/i18n';
import { Banner } from '../../../pages/components/banner';
import { ButtonLink } from '../../../pages/components/button';
import type { FormState } from '../../../pages/kit/form-state';
import { auditPath } from './policy-changes-entry';

/** Says that another person's change came first, and leads to it. */
export function PolicyConflict({ policy, form }: { readonly policy: Policy; readonly form: FormState }): VNode {
  const action = <ButtonLink href={auditPath(policy)} text={texts('policyCheck').theirChange} />;
  return (
    <Banner tone="bad" id="errors" title={texts('policies').notSaved} action={action} isAlert>
      {form.message}
    </Banner>
  );
}
