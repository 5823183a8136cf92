import { type SettingWithValue } from '../../../core/platform';
import { texts } from '../../../core/i18n';
import { EmptyState, PageHeader, Section } from '../../../pages/components/page-parts';
import { type Column, RowTitle, Table } from '../../../pages/components/table';
import { Code } from '../../../pages/components/text';
import { Page } from '../../../pages/kit/page';
import { apiOfSetting } from '../../../pages/kit/setting-texts';
import { dialectPath } from '../../../pages/kit/record-paths';
import { pageOf, settingPath, settingsPath } from '../../../pages/settings/setting-places';
import { effectOf, titleOf } from '../../../pages/settings/setting-row.view';
import { valueWithUnit } from '../../../pages/settings/setting-values';
import { SettingSearch } from '../../../pages/settings/settings-page.view';

/** Every setting that has the words: those of pages with a link, the others with the command that changes them. */
export function settingSearchPage(settings: readonly SettingWithValue[], q = ''): Page {
  const t = texts('settings');
  const found = settings.filter((row) => isFound(row, q));
  const onPages = found.filter(({ setting }) => pageOf(setting.name) !== undefined);
  const others = found.filter((row) => !onPages.includes(row));
  const hidden = settings.filter(({ setting }) => pageOf(setting.name) === undefined).length;
  const body = (
    <>
      <PageHeader
        title={t.searchTitle}
        crumbs={[{ title: t.title, href: settingsPath('general') }]}
        lead={t.searchLead({ all: settings.length, hidden })}
      />
      <SettingSearch q={q} />
      <p class="hint" role="status">
        {t.found({ count: found.length, q })}
      </p>
      {found.length === 0 && <EmptyState icon="settings" title={t.nothingFound} />}
      {onPages.length > 0 && (
        <Section id="on-pages" title={t.onPages}>
          <Table label={t.onPages} rows={onPages} columns={columns()} />
        </Section>
      )}
      {others.length > 0 && (
        <Section id="by-api" title={t.byApi} note={t.byApiNote}>
          <Table label={t.byApi} rows={others} columns={columns()} />
          <Code label={t.command} text={commandFor(others)} />
        </Section>
      )}
    </>
  );
  return new Page({ title: t.searchTitle, body });
}

/** Whether a text is in the name, the title or the effect of a setting. */
function isFound({ setting }: SettingWithValue, q: string): boolean {
  const words = [setting.name, setting.alias ?? '', titleOf(setting), effectOf(setting)];
  return words.some((text) => text.toLowerCase().includes(q.toLowerCase()));
}

function columns(): Column<SettingWithValue>[] {
  const t = texts('settings');
  return [
    {
      head: t.setting,
      width: 40,
      onCard: 'title',
      cell: ({ setting }) => {
        const api = apiOfSetting(setting.name);
        const href = pageOf(setting.name) ? settingPath(setting.name) : api && dialectPath(api);
        return href ? (
          <RowTitle href={href} title={titleOf(setting)} note={effectOf(setting)} />
        ) : (
          <>
            <span class="cut">{titleOf(setting)}</span>
            <span class="row-note cut" title={effectOf(setting)}>
              {effectOf(setting)}
            </span>
          </>
        );
      },
    },
    { head: t.name, width: 30, onCard: 'wide', cell: ({ setting }) => <code>{setting.name}</code> },
    { head: t.value, onCard: 'left', cell: ({ setting, value }) => valueWithUnit(setting, value) },
    {
      head: t.byDefault,
      isRight: true,
      onCard: 'right',
      cell: ({ setting }) => valueWithUnit(setting, setting.default),
    },
  ];
}

/** Sets the first of the settings to its value. */
function commandFor([first]: readonly SettingWithValue[]): string {
  const body = first ? JSON.stringify({ [first.setting.name]: first.value }) : '{}';
  return [
    'curl -X PATCH "$KEYWARD/api/v1/settings" -H "Authorization: Bearer $TOKEN" \\',
    `  -H 'Content-Type: application/json' -d '${body.replaceAll("'", String.raw`'\''`)}'`,
  ].join('\n');
}
