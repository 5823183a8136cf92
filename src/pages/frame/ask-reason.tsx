import type { FastifyRequest } from 'fastify';
import type { DomainError, FormValues } from '../../core/common';
import { texts } from '../../core/i18n';
import { confirmation } from '../components/confirmation';
import { ReasonFields } from '../components/reason-fields';
import { REASON_FIELD, REFERENCE_FIELD } from '../kit/change-reason';
import { FormState } from '../kit/form-state';
import type { Page } from '../kit/page';
import { HOME_PATH, pagePath } from '../kit/sign-in-path';

/** Asks for the reason of a change that a form without such a field has sent, and sends it again. */
export function askReason(error: DomainError, request: FastifyRequest<{ Body?: FormValues }>): Page {
  const t = texts('changeReason');
  const form = FormState.refused(request.body ?? {}, error);
  const sent = Object.entries(request.body ?? {}).filter(([name]) => name !== REASON_FIELD && name !== REFERENCE_FIELD);
  return confirmation({
    title: t.askTitle,
    lead: t.askText,
    crumbs: [],
    form,
    about: [],
    action: request.url,
    verb: t.confirm,
    keep: { title: t.keep, href: pagePath(request) ?? HOME_PATH },
    children: (
      <>
        {sent.flatMap(([name, value]) =>
          typeof value === 'string' ? (
            <input key={name} type="hidden" name={name} value={value} />
          ) : (
            value.map((one, index) => <input key={`${name}-${index}`} type="hidden" name={`${name}[]`} value={one} />)
          ),
        )}
        <ReasonFields form={form} isDestructive />
      </>
    ),
  }).refused(422);
}
