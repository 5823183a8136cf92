import type { VNode } from 'preact';
import { type Policy, PolicyDto } from '../../../core/catalog';
import type { FormValues } from '../../../core/common';
import { texts } from '../../../core/i18n';
import type { CopiedLimit } from '../../../core/licensing/internal';
import { COUNTED_LICENSES, type Harm } from './policy-reach.service';
import { Banner } from '../../../pages/components/banner';
import { Button } from '../../../pages/components/button';
import { Radios } from '../../../pages/components/fields';
import { Form, FormFoot, FormGroup, HiddenFields } from '../../../pages/components/form';
import { Icon } from '../../../pages/components/icon';
import { PageHeader, Section } from '../../../pages/components/page-parts';
import { ReasonGroup } from '../../../pages/components/reason-fields';
import { Coded } from '../../../pages/components/text';
import { REASON_FIELD, REFERENCE_FIELD } from '../../../pages/kit/change-reason';
import { FormState } from '../../../pages/kit/form-state';
import { Page } from '../../../pages/kit/page';
import { policyPath } from '../../../pages/kit/record-paths';
import { changedFields, COPIED, ONLY_NEW } from './policy-change';
import { FIELDS, fieldText, type GrantKind, isGrantKind, type NamedField, POLICIES_PATH } from './policy-fields';
import { sentenceOf } from './policy-sentences';

/** The version of the policy that a form has shown. */
export const SEEN_FIELD = 'seen';
const FOLLOW = 'follow_';
const FOLLOWS = 'follow';

/** Whether the page with the effects of a change was confirmed. */
export const isChecked = (body: FormValues): boolean => body.do === 'save';
/** Whether that page leads back to the form. */
export const isForForm = (body: FormValues): boolean => body.do === 'form';

/** The limits in which issued licenses follow a change. */
export function followedIn(body: FormValues, before: Policy, after: Policy): CopiedLimit[] {
  return changedFields(before, after).flatMap(({ name }) =>
    body[`${FOLLOW}${name}`] === FOLLOWS ? (COPIED[name] ?? []) : [],
  );
}

export interface PolicyCheck {
  readonly policy: Policy;
  readonly after: Policy;
  readonly licenses: number;
  readonly harms: readonly Harm[];
  /** Issued licenses that could follow, by limit. */
  readonly followers: Readonly<Record<CopiedLimit, number>>;
  /** The form that is to be saved. */
  readonly body: FormValues;
}

/** The effects of a change of a policy, before it is saved. */
export function policyCheckPage(check: PolicyCheck): Page {
  const { policy, licenses: count, body } = check;
  const t = texts('policyCheck');
  const path = policyPath(policy.uid);
  const title = t.ask({ name: policy.name, count });
  const crumbs = [
    { title: texts('policies').title, href: POLICIES_PATH },
    { title: policy.name, href: path },
  ];
  return new Page({
    title,
    width: 'form',
    body: (
      <>
        <PageHeader title={t.crumb} heading={<h1>{title}</h1>} crumbs={crumbs} />
        <Form action={`${path}/edit`}>
          <HiddenFields fields={keptFields(body)} />
          <Harms {...check} />
          <Changes {...check} />
          <Issued {...check} />
          <ReasonGroup form={FormState.of(body)} />
          <FormFoot>
            <Button look="primary" name="do" value="save" text={t.verb({ count })} />
            <Button look="quiet" name="do" value="form" text={t.back} />
          </FormFoot>
        </Form>
      </>
    ),
  });
}

const ASKED = ['do', REASON_FIELD, REFERENCE_FIELD];

/** The fields of the form that this page does not ask for. */
function keptFields(body: FormValues): Record<string, string> {
  return Object.fromEntries(
    Object.entries(body).flatMap(([name, value]) =>
      typeof value === 'string' && !ASKED.includes(name) && !name.startsWith(FOLLOW) ? [[name, value]] : [],
    ),
  );
}

function Harms({ harms, licenses }: PolicyCheck): VNode {
  const t = texts('policyCheck');
  return (
    <>
      {harms.map(({ name, count, limit, value = 0 }) => (
        <div key={name} class={limit === undefined ? 'harm' : `harm harm-if-${limit}`}>
          <Banner
            tone={name === 'revived' ? 'neutral' : 'warn'}
            id={`harm-${name}`}
            title={t.harms[name].title({ count, limit: value })}
          >
            <Coded text={t.harms[name].means} />
          </Banner>
        </div>
      ))}
      <p class="hint">{t.counted({ count: Math.min(licenses, COUNTED_LICENSES) })}</p>
    </>
  );
}

function Changes({ policy, after }: PolicyCheck): VNode {
  const t = texts('policyCheck');
  const fields = changedFields(policy, after);
  const [old, now] = [PolicyDto.from(policy), PolicyDto.from(after)];
  const note = texts('policies').countOf({ count: fields.length, all: FIELDS.length });
  return (
    <Section id="changes" title={t.changes} note={note}>
      <ul class="before-after">
        {fields.map((field) => (
          <li key={field.name}>
            <span>{sentenceOf(field, old[field.name])}</span>
            <Icon name="chevron-right" />
            <div>
              <b>{sentenceOf(field, now[field.name])}</b>
              <p>{effectOf(field, policy.publishedVersion !== null)}</p>
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** They hold for all licenses of the policy, of all versions. */
const RATES: readonly GrantKind[] = ['rates', 'next_rates'];

/** Whom the new value of a field reaches, and when. */
function effectOf({ name, kind }: NamedField, hasVersions: boolean): string {
  const t = texts('policyCheck');
  if (COPIED[name] !== undefined) {
    return t.copied;
  }
  if (ONLY_NEW.includes(name)) {
    return t.onlyNew;
  }
  if (isGrantKind(kind) && !RATES.includes(kind)) {
    return hasVersions ? t.nextVersion : t.inBackground;
  }
  return t.atNextCheck;
}

/** Asks for each copied limit whether issued licenses follow. */
function Issued({ policy, after, followers, licenses }: PolicyCheck): VNode | null {
  const t = texts('policyCheck');
  const fields = changedFields(policy, after);
  const copied = fields.flatMap((field) => {
    const limit = COPIED[field.name];
    return limit === undefined ? [] : [{ field, count: followers[limit] }];
  });
  if (copied.length === 0) {
    return null;
  }
  const [old, now] = [PolicyDto.from(policy), PolicyDto.from(after)];
  const note = copied.length < fields.length ? t.issuedNote({ count: licenses }) : undefined;
  return (
    <FormGroup id="issued" title={t.issued} note={note}>
      {copied.map(({ field, count }) => {
        const name = `${FOLLOW}${field.name}`;
        const [stay, follow] = [sentenceOf(field, old[field.name]), sentenceOf(field, now[field.name])];
        const followNote = field.name === 'duration_days' ? t.followTermNote({ count }) : t.followNote({ count });
        return (
          <Radios
            key={field.name}
            form={FormState.of({ [name]: 'stay' })}
            name={name}
            label={t.ofIssued({ field: fieldText(field.name).title })}
            isStacked
            choices={[
              { value: 'stay', title: t.stay({ value: stay }), note: t.stayNote({ value: follow }) },
              { value: FOLLOWS, title: t.follow({ value: follow }), note: followNote },
            ]}
          />
        );
      })}
    </FormGroup>
  );
}
