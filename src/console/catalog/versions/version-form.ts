import type { ProductVersion } from '../../../catalog/versions/product-version.entity';
import { STABLE } from '../../../catalog/versions/release-channel';
import type { FormValues } from '../../../common/http/form-fields';
import { texts } from '../../../i18n/texts';
import { flagIn, optionalIn, textIn } from '../../kit/form-input';

/** The fields of the API in a form. */
export function versionFieldsIn(body: FormValues) {
  return {
    version: textIn(body, 'version').trim(),
    reference: optionalIn(body, 'reference'),
    channel: optionalIn(body, 'channel'),
    summary: textIn(body, 'summary'),
    changelog: textIn(body, 'changelog'),
    released_at: optionalIn(body, 'released_at'),
    is_mandatory: flagIn(body, 'is_mandatory'),
    download_url: optionalIn(body, 'download_url') ?? null,
  };
}

export const NEW_VERSION: FormValues = { channel: STABLE };

/** The initial values of the form of a version. */
export function versionValues(version: ProductVersion): FormValues {
  return {
    version: version.version,
    reference: version.reference,
    channel: version.channel,
    summary: version.summary,
    changelog: version.changelog,
    released_at: version.releasedAt,
    is_mandatory: version.isMandatory ? '1' : '',
    download_url: version.downloadUrl ?? '',
  };
}

export function versionMessages() {
  const t = texts('versions');
  return {
    version: t.versionWrong,
    reference: t.referenceWrong,
    channel: t.channelWrong,
    released_at: t.releasedWrong,
    download_url: t.urlWrong,
  };
}
