import { NATIVE_VERSIONS } from '../../../../core/common/internal';
import { texts } from '../../../../core/i18n';
import type { Choice } from '../../../../pages/components/fields';

/** Sentences about what a version has changed. */
export function changesOf(names: readonly { readonly name: string }[]): string[] {
  const sentences: Readonly<Record<string, string>> = texts('apiVersions').changes;
  return names.map(({ name }) => sentences[name] ?? name);
}

/** The versions of the API, newest first, each with what would differ from the present one. */
export function versionChoices(present: string): Choice[] {
  return NATIVE_VERSIONS.dates
    .toReversed()
    .map((value) => ({ value, title: value, note: differences(present, value) }));
}

function differences(present: string, other: string): string {
  const t = texts('apiVersions');
  const [older, newer] = present < other ? [present, other] : [other, present];
  const later = new Set(NATIVE_VERSIONS.changesAfter(newer));
  const changes = changesOf(NATIVE_VERSIONS.changesAfter(older).filter((change) => !later.has(change))).join(' ');
  if (changes === '') {
    return t.asNow;
  }
  return present < other ? t.gains({ changes }) : t.losesChanges({ changes });
}
