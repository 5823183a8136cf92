import type { VNode } from 'preact';
import { type DialectDefinition, plugins } from '../../../../core/common';
import type { SettingWithValue } from '../../../../core/platform';
import type { OutcomeCount } from '../../../../core/licensing/internal';
import { isUsableCode } from '../../../../core/verification';
import { formatNumber, textFor, texts } from '../../../../core/i18n';
import { presentedDialect } from '../../../../core/i18n/internal';
import { Tags } from '../../../../pages/components/badge';
import { Banner } from '../../../../pages/components/banner';
import { type ActionLink, Button } from '../../../../pages/components/button';
import { detailPage } from '../../../../pages/components/detail-page';
import { withQuery } from '../../../../pages/components/filters';
import { Fold, QuietFold } from '../../../../pages/components/fold';
import { EnterButton, ErrorSummary, Form, FormFoot } from '../../../../pages/components/form';
import { Section } from '../../../../pages/components/page-parts';
import { ReasonFields } from '../../../../pages/components/reason-fields';
import { type Column, Table } from '../../../../pages/components/table';
import { CopyButton, DescriptionList, Figures, Time } from '../../../../pages/components/text';
import { VerdictView } from '../../../../pages/components/verdict';
import { REASON_FIELD } from '../../../../pages/kit/change-reason';
import type { FormState } from '../../../../pages/kit/form-state';
import type { Page } from '../../../../pages/kit/page';
import { DIALECTS_PATH, dialectPath } from '../../../../pages/kit/record-paths';
import { isUnsaved, SettingRow, titleOf } from '../../../../pages/settings/setting-row.view';
import { valueWithUnit } from '../../../../pages/settings/setting-values';
import type { DialectDetails, DialectOverview } from './dialect-overviews.service';

export const tryPath = (name: string, operation?: string): string =>
  withQuery(`${dialectPath(name)}/try`, { operation });

/** The apps that an API serves. */
export function aboutDialect({ name, description }: DialectDefinition): string {
  return presentedDialect(name)?.about ?? textFor(texts('aboutDialects'), name) ?? description;
}

interface DialectView {
  /** The address of the server. */
  readonly base: string;
  /** The form of its settings. */
  readonly form: FormState;
  /** Whether the user may send requests, and see and change settings. */
  readonly canTry: boolean;
  readonly canRead: boolean;
  readonly canWrite: boolean;
}

export function dialectPage(details: DialectDetails, view: DialectView): Page {
  const t = texts('dialects');
  const { dialect, operations, isOpen } = details;
  const { name, title } = dialect;
  const swagger = withQuery('/docs', { 'urls.primaryName': title });
  return detailPage({
    title,
    crumbs: [{ title: t.title, href: DIALECTS_PATH }],
    lead: aboutDialect(dialect),
    actions: [
      { title: t.details.swagger, icon: 'external-link', href: swagger },
      ...linksOf(dialect),
      view.canTry && operations.length > 0 && { title: t.tryIt, look: 'primary', icon: 'send', href: tryPath(name) },
    ],
    above: isOpen && (
      <Banner tone="warn" icon="lock-open" title={t.openTitle}>
        {t.openText}
      </Banner>
    ),
    main: (
      <>
        <Address {...details} base={view.base} />
        <TrafficFigures {...details} />
        <Section id="refusals" title={t.outcomes.title} note={t.outcomes.note}>
          <Refusals {...details} />
        </Section>
        {view.canRead && details.settings.length > 0 && (
          <Section id="settings" title={t.settings} note={t.settingsNote}>
            <SettingsForm {...view} settings={details.settings} path={dialectPath(name)} />
          </Section>
        )}
      </>
    ),
  });
}

interface SettingsFormProps extends Pick<DialectView, 'form' | 'canWrite'> {
  readonly settings: DialectDetails['settings'];
  readonly path: string;
}

function SettingsForm({ settings, form, canWrite, path }: SettingsFormProps): VNode {
  const { save } = texts('people');
  const rows = <SettingRows settings={settings} form={form} />;
  if (!canWrite) {
    return (
      <fieldset class="form-all" disabled>
        {rows}
      </fieldset>
    );
  }
  return (
    <>
      <ErrorSummary form={form} title={texts('settings').notSaved} />
      <Form action={path}>
        <EnterButton>{save}</EnterButton>
        {rows}
        {form.problemOf(REASON_FIELD) !== undefined && <ReasonFields form={form} />}
        <FormFoot>
          <Button look="primary" text={save} />
        </FormFoot>
      </Form>
    </>
  );
}

/** Rate limits stand in a fold: few installations change one. */
function SettingRows({ settings, form }: Pick<SettingsFormProps, 'settings' | 'form'>): VNode {
  const isLimit = ({ setting }: SettingWithValue) => setting.name.startsWith('limits.');
  const limits = settings.filter(isLimit);
  const shown = (row: SettingWithValue) => <SettingRow key={row.setting.name} row={row} form={form} isOfPage />;
  const line = limits.map(({ setting, value }) =>
    texts('issue').named({ name: titleOf(setting, true), value: valueWithUnit(setting, value) }),
  );
  return (
    <>
      {settings.filter((row) => !isLimit(row)).map(shown)}
      {limits.length > 0 && (
        <Fold
          id="limits"
          title={texts('settingNames').settings.limits[0]}
          line={line.join(' · ')}
          isOpen={limits.some((row) => isUnsaved(row, form) || form.problemOf(row.setting.name) !== undefined)}
        >
          {limits.map(shown)}
        </Fold>
      )}
    </>
  );
}

/** Links of plug-ins to their pages about an API of another product. */
function linksOf({ name, label }: DialectDefinition): ActionLink[] {
  const links = label === undefined ? [] : plugins().flatMap(({ console }) => console?.apiLinks ?? []);
  return links.map(({ title, icon, path }) => ({ title: title(), icon, href: path(name) }));
}

function TrafficFigures({ traffic, verdicts }: DialectOverview): VNode {
  const { figures: t } = texts('dialects');
  return (
    <Figures
      items={[
        { label: t.checks, value: formatNumber(verdicts.total), of: t.day },
        { label: t.denied, value: formatNumber(verdicts.refused), of: t.day },
        { label: t.refused, value: formatNumber(traffic.refused), of: t.refusedOf },
        { label: t.failed, value: formatNumber(traffic.failed), of: t.failedOf },
      ]}
    />
  );
}

/** The addresses that apps use. The paths stand in a fold: apps of the other server have them already. */
function Address({ dialect, hosts, document, base, lastCheck }: DialectDetails & Pick<DialectView, 'base'>): VNode {
  const { details: t } = texts('dialects');
  const { headers, isNone } = dialect.credential;
  const credentials = [...(headers.length > 0 ? [t.header({ names: headers.join(', ') })] : []), t.token];
  const own = `${base}/dialects/${dialect.name}`;
  return (
    <div class="section">
      <DescriptionList
        items={[
          ...(hosts.length > 0 ? hosts.map((host) => `https://${host}`) : [base]).map((address) => ({
            term: t.address,
            value: <CopiedAddress value={address} label={t.address} />,
          })),
          { term: t.alias, value: <CopiedAddress value={own} label={t.alias} note={t.aliasNote} /> },
          { term: t.credential, value: isNone ? t.noCredential : credentials.join(', ') },
          {
            term: t.lastRequest,
            value: lastCheck ? (
              <>
                <Time at={lastCheck.at} as="age" /> <VerdictView code={lastCheck.outcome} />
              </>
            ) : (
              <span class="unset">{t.noRequest}</span>
            ),
          },
        ]}
      />
      <QuietFold title={t.paths}>
        <Tags names={dialect.pathPrefixes} />
        <p class="hint">
          {t.document}: <a href={document}>{document}</a>
        </p>
      </QuietFold>
    </div>
  );
}

interface CopiedAddressProps {
  readonly value: string;
  readonly label: string;
  readonly note?: string;
}

function CopiedAddress({ value, label, note }: CopiedAddressProps): VNode {
  return (
    <>
      <code>{value}</code> <CopyButton value={value} what={label} />
      {note !== undefined && <span class="row-note">{note}</span>}
    </>
  );
}

/** The codes of denied checks, with the reason that each stands for. */
function Refusals({ outcomes }: DialectOverview): VNode {
  const { outcomes: t } = texts('dialects');
  const denied = outcomes.filter(({ outcome }) => !isUsableCode(outcome));
  if (denied.length === 0) {
    return <p class="unset">{t.none}</p>;
  }
  const columns: Column<OutcomeCount>[] = [
    {
      head: t.reason,
      onCard: 'title',
      cell: ({ outcome }) => (
        <>
          <VerdictView code={outcome} />
          <span class="row-note">{textFor(texts('verdicts'), outcome)}</span>
        </>
      ),
    },
    { head: t.count, width: 20, isRight: true, onCard: 'status', cell: ({ count }) => formatNumber(count) },
  ];
  return <Table label={t.title} rows={denied} columns={columns} />;
}
