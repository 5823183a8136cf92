import type { VNode } from 'preact';
import type { Group } from '../../customers/groups/group.entity';
import { LICENSE_TYPES, type License } from '../../licenses/licenses/license.entity';
import { Banner } from '../components/banner';
import { Button, ButtonLink } from '../components/button';
import { Radios, Select, TextArea, TextField } from '../components/fields';
import { ErrorSummary, FieldRow, Form, FormFoot, FormGroup } from '../components/form';
import { PageHeader } from '../components/page-parts';
import type { FormState } from '../kit/form-state';
import { Page } from '../kit/page';
import { texts } from '../../i18n/texts';
import { crumbsOf } from './license-confirmation.view';
import { auditPath, licensePath, verbPath } from './license-paths';

interface ChangeData {
  readonly license: License;
  readonly form: FormState;
  /** The newest groups, and that of the license. */
  readonly groups: readonly Group[];
  /** Zone of the days. */
  readonly zone: string;
}

export function changePage({ license, form, groups, zone }: ChangeData): Page {
  const t = texts('licenseChange');
  const { uid, key } = license;
  const isOutdated = form.problemOf('revision') !== undefined;
  const body = (
    <>
      <PageHeader title={t.title} crumbs={crumbsOf(uid, key)} />
      {isOutdated ? <ChangedMeanwhile id={uid} /> : <ErrorSummary form={form} title={t.notSaved} />}
      <Form action={verbPath(uid, 'change')}>
        <input
          type="hidden"
          name="revision"
          value={isOutdated ? license.updatedAt.toISOString() : form.value('revision')}
        />
        <Kind form={form} />
        <Term form={form} zone={zone} />
        <Limits form={form} />
        <Where form={form} />
        <More form={form} groups={groups} />
        <FormFoot>
          <Button look="primary">{t.save}</Button>
          <ButtonLink look="quiet" href={licensePath(uid)}>
            {texts('licenseActions').cancel}
          </ButtonLink>
        </FormFoot>
      </Form>
    </>
  );
  return new Page({ title: t.title, width: 'form', body });
}

interface GroupProps {
  readonly form: FormState;
}

function ChangedMeanwhile({ id }: { readonly id: string }): VNode {
  const t = texts('licenseChange');
  const action = <a href={auditPath(id)}>{t.showChange}</a>;
  return (
    <Banner tone="bad" id="errors" title={t.changedTitle} action={action} isAlert>
      {t.changedText}
    </Banner>
  );
}

function Kind({ form }: GroupProps): VNode {
  const t = texts('licenseChange');
  const types = texts('licenseTypes');
  const choices = LICENSE_TYPES.map((value) => ({ value, title: types[value] }));
  return (
    <FormGroup id="kind" title={t.kind} note={t.kindNote}>
      <Radios form={form} name="type" label={t.type} choices={choices} />
      <TextField form={form} name="type_label" label={t.typeLabel} isOptional />
    </FormGroup>
  );
}

function Term({ form, zone }: GroupProps & { readonly zone: string }): VNode {
  const t = texts('licenseChange');
  return (
    <FormGroup id="term" title={t.term} note={t.termNote({ zone })}>
      <FieldRow>
        <TextField form={form} name="starts_at" label={t.starts} type="date" hint={t.startsHint} />
        <TextField form={form} name="expires_at" label={t.expires} type="date" hint={t.expiresHint} />
      </FieldRow>
      <FieldRow>
        <TextField form={form} name="updates_until" label={t.updates} type="date" hint={t.untilHint} />
        <TextField form={form} name="support_until" label={t.support} type="date" hint={t.untilHint} />
      </FieldRow>
    </FormGroup>
  );
}

function Limits({ form }: GroupProps): VNode {
  const t = texts('licenseChange');
  const number = { form, type: 'number', placeholder: t.noLimit } as const;
  return (
    <FormGroup id="limits" title={t.limits} note={t.limitsNote}>
      <FieldRow>
        <TextField {...number} name="max_activations" label={t.seats} hint={t.seatsHint} />
        <TextField {...number} name="uses_limit" label={t.uses} hint={t.usesHint} />
      </FieldRow>
      <FieldRow>
        <TextField {...number} name="max_users" label={t.users} />
        <TextField {...number} name="max_sessions" label={t.sessions} />
      </FieldRow>
    </FormGroup>
  );
}

function Where({ form }: GroupProps): VNode {
  const t = texts('licenseChange');
  return (
    <FormGroup id="where" title={t.where} note={t.whereNote}>
      <TextArea form={form} name="allowed_domains" label={t.domains} hint={t.domainsHint} isOptional />
      <TextArea form={form} name="allowed_ips" label={t.addresses} hint={t.addressesHint} isOptional />
      <FieldRow hasTexts>
        <TextField form={form} name="restricted_to_email" label={t.email} hint={t.emailHint} type="email" isOptional />
        <TextField form={form} name="restricted_to_client_name" label={t.client} isOptional />
      </FieldRow>
    </FormGroup>
  );
}

function More({ form, groups }: GroupProps & Pick<ChangeData, 'groups'>): VNode {
  const t = texts('licenseChange');
  const choices = [{ value: '', title: t.noGroup }, ...groups.map(({ uid, name }) => ({ value: uid, title: name }))];
  return (
    <FormGroup id="more" title={t.more}>
      <Select form={form} name="group" label={t.group} hint={t.groupHint} choices={choices} />
      <TextArea form={form} name="features" label={t.features} hint={t.featuresHint} isOptional />
      <TextArea form={form} name="description" label={t.notes} hint={t.notesHint} isOptional />
      <TextArea form={form} name="metadata" label={t.metadata} hint={t.metadataHint} rows={5} isOptional />
    </FormGroup>
  );
}
