import type { VNode } from 'preact';
import type { ProgramModule } from '../../../../core/catalog/internal';
import { formatBytes, texts } from '../../../../core/i18n';
import { ButtonLink } from '../../../../pages/components/button';
import { TextField } from '../../../../pages/components/fields';
import { type Column, Cut, RowTitle } from '../../../../pages/components/table';
import { Time } from '../../../../pages/components/text';
import type { FormState } from '../../../../pages/kit/form-state';
import { TableSection } from '../../../../pages/components/record-parts';
import { productPath } from '../../../../pages/kit/record-paths';

interface ProgramModuleSectionProps {
  /** Reference of the product. */
  readonly product: string;
  readonly rows: readonly ProgramModule[];
  readonly canWrite: boolean;
}

export const modulesPath = (product: string): string => `${productPath(product)}/modules`;

/** The modules that programs of a product load, on its page. */
export function ProgramModuleSection({ product, rows, canWrite }: ProgramModuleSectionProps): VNode {
  const t = texts('programModules');
  const path = modulesPath(product);
  return (
    <TableSection
      id="modules"
      title={t.title}
      note={t.note}
      add={canWrite && { title: t.upload, href: `${path}/new` }}
      rows={rows}
      columns={[...columns(path), canWrite && deletion(path)]}
      empty={t.empty}
    />
  );
}

function columns(path: string): Column<ProgramModule>[] {
  const t = texts('programModules');
  return [
    {
      head: t.name,
      width: 30,
      onCard: 'title',
      cell: ({ name, minimumVersion }) => (
        <RowTitle
          href={`${path}/${name}/download`}
          title={name}
          note={minimumVersion === null ? undefined : t.from({ version: minimumVersion })}
        />
      ),
    },
    { head: t.version, onCard: 'left', cell: ({ version }) => <Cut text={version} /> },
    { head: t.uploaded, onCard: 'wide', cell: ({ updatedAt }) => <Time at={updatedAt} as="date" /> },
    { head: t.size, onCard: 'right', isRight: true, cell: ({ size }) => formatBytes(size) },
  ];
}

function deletion(path: string): Column<ProgramModule> {
  const t = texts('programModules');
  return {
    head: t.remove,
    onCard: 'wide',
    isRight: true,
    cell: ({ name }) => (
      <ButtonLink
        isSmall
        look="quiet"
        icon="trash-2"
        href={`${path}/${name}/delete`}
        label={t.removeModule({ name })}
      />
    ),
  };
}

/** The fields beside the file of a module. */
export function ProgramModuleFields({ form }: { readonly form: FormState }): VNode {
  const t = texts('programModules');
  return (
    <>
      <TextField form={form} name="name" label={t.name} hint={t.nameHint} isMono />
      <TextField form={form} name="version" label={t.version} hint={t.versionHint} />
      <TextField form={form} name="minimum_version" label={t.minimumVersion} hint={t.minimumVersionHint} isOptional />
    </>
  );
}
