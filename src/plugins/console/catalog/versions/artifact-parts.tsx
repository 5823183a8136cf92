import type { VNode } from 'preact';
import { type Product, type ProductVersion, targetTitle, type VersionArtifact } from '../../../../core/catalog';
import { ARCHS, KINDS, PLATFORMS } from '../../../../core/catalog/internal';
import { formatBytes, texts } from '../../../../core/i18n';
import { addLink, ButtonLink } from '../../../../pages/components/button';
import { Select, TextArea, TextField } from '../../../../pages/components/fields';
import { type Column, NoValue, RowTitle } from '../../../../pages/components/table';
import type { FormState } from '../../../../pages/kit/form-state';
import { TableSection } from '../../../../pages/components/record-parts';
import { versionPath } from './version-parts';

interface ArtifactSectionProps {
  readonly product: Product;
  readonly version: ProductVersion;
  readonly artifacts: readonly VersionArtifact[];
  readonly canWrite: boolean;
}

export const artifactsPath = (product: string, version: string): string => `${versionPath(product, version)}/artifacts`;

/** The files of a version by platform, on its page. */
export function ArtifactSection({ product, version, artifacts, canWrite }: ArtifactSectionProps): VNode {
  const t = texts('artifacts');
  const path = artifactsPath(product.uid, version.uid);
  return (
    <TableSection
      id="artifacts"
      title={t.title}
      note={t.note}
      add={canWrite && addLink(t.add, `${path}/new`)}
      rows={artifacts}
      columns={[...columns(path), canWrite && actions(path)]}
      empty={t.empty}
    />
  );
}

function columns(path: string): Column<VersionArtifact>[] {
  const t = texts('artifacts');
  return [
    {
      head: t.file,
      width: 30,
      onCard: 'title',
      cell: ({ uid, name, url, fromVersion }) => (
        <RowTitle
          href={url ?? `${path}/${uid}/download`}
          title={name}
          note={fromVersion === '' ? undefined : t.from({ version: fromVersion })}
        />
      ),
    },
    { head: t.platform, onCard: 'left', cell: systemText },
    { head: t.arch, onCard: 'left', cell: ({ arch }) => targetTitle(arch, t.archs) },
    { head: t.kind, onCard: 'wide', cell: kindText },
    { head: t.signed, onCard: 'wide', cell: (artifact) => signaturesOf(artifact) },
    { head: t.size, onCard: 'right', isRight: true, cell: ({ size }) => formatBytes(size) },
  ];
}

/** The platform, and its oldest version that the file runs on. */
export function systemText({ platform, minOsVersion }: VersionArtifact): string {
  const t = texts('artifacts');
  const name = targetTitle(platform, t.platforms);
  return minOsVersion === null ? name : t.andNewer({ platform: name, version: minOsVersion });
}

/** The kind, with the label of files that have one. */
export function kindText({ kind, label }: VersionArtifact): string {
  return [texts('artifacts').kinds[kind], label].filter(Boolean).join(', ');
}

function actions(path: string): Column<VersionArtifact> {
  const t = texts('artifacts');
  return {
    head: t.actions,
    onCard: 'wide',
    isRight: true,
    cell: ({ uid, name }) => (
      <>
        <ButtonLink isSmall look="quiet" icon="pencil" href={`${path}/${uid}/edit`} label={t.editFile({ name })} />
        <ButtonLink isSmall look="quiet" icon="trash-2" href={`${path}/${uid}/delete`} label={t.removeFile({ name })} />
      </>
    ),
  };
}

function signaturesOf({ ed25519Signature, minisignSignature }: VersionArtifact): VNode | string {
  const names = [ed25519Signature !== null && 'Sparkle', minisignSignature !== null && 'Tauri'].filter(Boolean);
  return names.length === 0 ? <NoValue /> : names.join(', ');
}

/** The fields beside the file. */
export function ArtifactFields({ form }: { readonly form: FormState }): VNode {
  const t = texts('artifacts');
  const guess = { value: '', title: t.guess };
  return (
    <>
      <TextField
        form={form}
        name="platform"
        label={t.platform}
        hint={t.targetHint}
        suggestions={PLATFORMS}
        isOptional
        isMono
      />
      <TextField form={form} name="arch" label={t.arch} hint={t.targetHint} suggestions={ARCHS} isOptional isMono />
      <Select
        form={form}
        name="kind"
        label={t.kind}
        choices={[guess, ...KINDS.map((value) => ({ value, title: t.kinds[value] }))]}
      />
      <TextField form={form} name="label" label={t.fileLabel} hint={t.fileLabelHint} isOptional isMono />
      <TextField form={form} name="min_os_version" label={t.minOs} hint={t.minOsHint} isOptional isMono />
      <TextField form={form} name="from_version" label={t.fromVersion} hint={t.fromVersionHint} isOptional />
      <TextField
        form={form}
        name="ed25519_signature"
        label={t.sparkleSignature}
        hint={t.sparkleSignatureHint}
        isOptional
        isMono
      />
      <TextArea form={form} name="minisign_signature" label={t.tauriSignature} hint={t.tauriSignatureHint} isOptional />
      <TextArea form={form} name="metadata" label={t.metadata} hint={t.metadataHint} isOptional />
    </>
  );
}
