import type { VNode } from 'preact';
import { formatNumber, texts } from '../../../core/i18n';
import { Banner } from '../../../pages/components/banner';
import { Button, ButtonLink } from '../../../pages/components/button';
import { detailPage } from '../../../pages/components/detail-page';
import { TextField } from '../../../pages/components/fields';
import { ErrorSummary, Form, FormFoot, HiddenFields } from '../../../pages/components/form';
import { formPage } from '../../../pages/components/form-page';
import { Section } from '../../../pages/components/page-parts';
import { PostForm } from '../../../pages/components/post-form';
import { ReasonFields } from '../../../pages/components/reason-fields';
import { Table } from '../../../pages/components/table';
import { DescriptionList, MaybeTime, Time } from '../../../pages/components/text';
import type { FormState } from '../../../pages/kit/form-state';
import type { Page } from '../../../pages/kit/page';
import type { KnownPerson } from '../people.service';
import type { PersonErasure } from '../person-erasure.entity';
import { erasePath, erasurePath, exportPath, PEOPLE_PATH } from './person-paths';

const CUSTOMERS_PATH = '/console/customers';

interface Rows {
  readonly table: string;
  readonly rows: number;
  readonly reason?: string;
}

/** The form that asks for an address, and the newest erasures. */
export function findPage(form: FormState, erasures: readonly PersonErasure[]): Page {
  const t = texts('personalData');
  return formPage({
    title: t.title,
    lead: t.lead,
    crumbs: [],
    form,
    action: PEOPLE_PATH,
    fields: <TextField form={form} name="email" type="email" label={t.email} hasFocus />,
    verb: t.find,
    icon: 'search',
    cancel: CUSTOMERS_PATH,
    below: erasures.length > 0 && <Erasures erasures={erasures} />,
  });
}

/** The page of a person's data, with its export and its erasure. */
export function personPage(email: string, { held, erasures }: KnownPerson, form: FormState): Page {
  const t = texts('personalData');
  return detailPage({
    title: t.personTitle,
    crumbs: crumbs(),
    lead: email,
    main: (
      <>
        <ErrorSummary form={form} title={texts('components').nothingChanged} />
        <Section id="held" title={t.held} note={t.heldNote}>
          {held.length > 0 ? <RowTable label={t.held} rows={held} /> : <p>{t.nothing}</p>}
          {/* A file can be downloaded as often as one likes: without an id, the form is another one each time. */}
          <PostForm action={exportPath} formId="">
            <HiddenFields fields={{ email }} />
            <FormFoot>
              <Button icon="download" text={t.export} />
            </FormFoot>
          </PostForm>
        </Section>
        <EraseForm email={email} form={form} />
        {erasures.length > 0 && <Erasures erasures={erasures} />}
      </>
    ),
  });
}

/** The protocol of an erasure. */
export function erasurePage(erasure: PersonErasure): Page {
  const t = texts('personalData');
  const { uid, state, addressHash, actor, reason, reference, createdAt, finishedAt, rows, kept } = erasure;
  const changed = Object.entries(rows).map(([table, count]) => ({ table, rows: count }));
  return detailPage({
    title: t.erasureTitle,
    crumbs: crumbs(),
    above: state === 'running' && <Banner tone="neutral" id="running" icon="info" title={t.running} />,
    main: (
      <>
        <DescriptionList
          items={[
            { term: t.id, value: uid },
            { term: t.hash, value: addressHash },
            { term: t.actor, value: actor },
            { term: texts('changeReason').reason, value: reason },
            { term: texts('changeReason').reference, value: reference },
            { term: t.requestedAt, value: <Time at={createdAt} /> },
            { term: t.finishedAt, value: finishedAt && <Time at={finishedAt} /> },
          ]}
        />
        {changed.length > 0 && (
          <Section id="rows" title={t.changed} note={t.changedNote}>
            <RowTable label={t.changed} rows={changed} />
          </Section>
        )}
        {kept.length > 0 && (
          <Section id="kept" title={t.kept} note={t.keptNote}>
            <RowTable label={t.kept} rows={kept} />
          </Section>
        )}
      </>
    ),
  });
}

function EraseForm({ email, form }: { readonly email: string; readonly form: FormState }): VNode {
  const t = texts('personalData');
  return (
    <Section id="erase" title={t.eraseTitle} note={t.eraseNote}>
      <Form action={erasePath}>
        <HiddenFields fields={{ email }} />
        <ReasonFields form={form} isDestructive />
        <TextField form={form} name="typed" label={t.typed} />
        <FormFoot>
          <Button look="danger-solid" text={t.erase} />
          <ButtonLink href={PEOPLE_PATH} text={t.keep} />
        </FormFoot>
      </Form>
    </Section>
  );
}

function RowTable({ label, rows }: { readonly label: string; readonly rows: readonly Rows[] }): VNode {
  const t = texts('personalData');
  const hasReasons = rows.some(({ reason }) => reason !== undefined);
  return (
    <Table<Rows>
      label={label}
      rows={rows}
      columns={[
        { head: t.table, cell: ({ table }) => table, onCard: 'title' },
        { head: t.rows, cell: (row) => formatNumber(row.rows), isRight: true, onCard: 'right' },
        ...(hasReasons ? [{ head: t.why, cell: ({ reason }: Rows) => reason, onCard: 'wide' as const }] : []),
      ]}
    />
  );
}

function Erasures({ erasures }: { readonly erasures: readonly PersonErasure[] }): VNode {
  const t = texts('personalData');
  return (
    <Section id="erasures" title={t.erasures}>
      <Table<PersonErasure>
        label={t.erasures}
        rows={erasures}
        columns={[
          {
            head: t.requestedAt,
            cell: ({ uid, createdAt }) => (
              <a href={erasurePath(uid)}>
                <Time at={createdAt} />
              </a>
            ),
            onCard: 'title',
          },
          { head: t.actor, cell: ({ actor }) => actor, onCard: 'left' },
          { head: texts('changeReason').reason, cell: ({ reason }) => reason, onCard: 'wide' },
          {
            head: t.finishedAt,
            cell: ({ finishedAt }) => <MaybeTime at={finishedAt} none={t.isRunning} />,
            onCard: 'right',
          },
        ]}
      />
    </Section>
  );
}

function crumbs() {
  return [{ title: texts('personalData').title, href: PEOPLE_PATH }];
}
