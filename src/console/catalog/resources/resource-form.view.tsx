import type { VNode } from 'preact';
import type { Resource } from '../../../licensing/resources/resource.entity';
import { Button, ButtonLink } from '../../components/button';
import { confirmation } from '../../components/confirmation';
import { TextField } from '../../components/fields';
import { ErrorSummary, Form, FormFoot, FormGroup } from '../../components/form';
import { PageHeader } from '../../components/page-parts';
import type { FormState } from '../../kit/form-state';
import { Page } from '../../kit/page';
import { texts } from '../../../i18n/texts';
import { newResourcePath, resourcePath, RESOURCES_PATH, resourceVerbPath } from './resource-paths';

/** @param resource undefined for a new one */
export function resourceFormPage(form: FormState, types: readonly string[], resource?: Resource): Page {
  const t = texts('resources');
  const title = resource ? t.editTitle({ name: resource.identifier }) : t.newTitle;
  const body = (
    <>
      <PageHeader title={title} crumbs={crumbsOf(resource)} />
      <ErrorSummary form={form} title={texts('catalog').notSaved} />
      <Form action={resource ? resourceVerbPath(resource.uid, 'edit') : newResourcePath}>
        <FormGroup id="resource" title={t.group} note={t.groupNote}>
          <TextField form={form} name="type" label={t.type} hint={t.typeHint} suggestions={types} />
          <TextField form={form} name="identifier" label={t.identifier} hint={t.identifierHint} />
        </FormGroup>
        <Foot
          verb={resource ? texts('catalog').save : t.add}
          cancel={resource ? resourcePath(resource.uid) : RESOURCES_PATH}
        />
      </Form>
    </>
  );
  return new Page({ title, width: 'form', body });
}

export function allocationPage(form: FormState, resource: Resource): Page {
  const t = texts('resources');
  const title = t.allocateTitle({ name: resource.identifier });
  const body = (
    <>
      <PageHeader title={title} crumbs={crumbsOf(resource)} lead={t.allocateLead} />
      <ErrorSummary form={form} title={texts('catalog').notSaved} />
      <Form action={resourceVerbPath(resource.uid, 'allocate')}>
        <TextField form={form} name="license_id" label={t.license} hint={t.licenseHint} isMono hasFocus />
        <Foot verb={t.allocateVerb} cancel={resourcePath(resource.uid)} />
      </Form>
    </>
  );
  return new Page({ title, width: 'form', body });
}

export function deleteResourcePage(form: FormState, resource: Resource): Page {
  const t = texts('resources');
  const title = t.deleteTitle({ name: resource.identifier });
  return confirmation({
    title,
    crumbs: crumbsOf(resource),
    form,
    undo: { isPossible: false, text: t.deleteUndo },
    about: [
      { term: t.type, value: resource.type },
      { term: t.identifier, value: resource.identifier },
    ],
    consequences: [{ icon: 'trash-2', tone: 'bad', text: t.deleteHistory }],
    action: resourceVerbPath(resource.uid, 'delete'),
    verb: t.deleteVerb,
    keep: { title: t.keep, href: resourcePath(resource.uid) },
  });
}

function Foot({ verb, cancel }: { readonly verb: string; readonly cancel: string }): VNode {
  return (
    <FormFoot>
      <Button look="primary">{verb}</Button>
      <ButtonLink look="quiet" href={cancel}>
        {texts('catalog').cancel}
      </ButtonLink>
    </FormFoot>
  );
}

function crumbsOf(resource?: Resource) {
  const list = { title: texts('resources').title, href: RESOURCES_PATH };
  return resource ? [list, { title: resource.identifier, href: resourcePath(resource.uid) }] : [list];
}
