import type { AppBundle } from '../../../catalog/app-bundles/app-bundle.entity';
import type { FormValues } from '../../../common/http/form-fields';
import { isCalendarDate } from '../../../common/validation/fields';
import { texts } from '../../../i18n/texts';
import { listIn, textIn } from '../../kit/form-input';

/** The fields of the API in a form. A date lasts until its end. */
export function bundleFieldsIn(body: FormValues) {
  const expires = textIn(body, 'expires_at').trim();
  return {
    app_bundle_id: textIn(body, 'app_bundle_id').trim(),
    status: textIn(body, 'status'),
    expires_at: isCalendarDate(expires) ? `${expires}T23:59:59Z` : expires,
    features: listIn(body, 'features'),
    version: textIn(body, 'version').trim(),
    platform: textIn(body, 'platform').trim(),
    description: textIn(body, 'description'),
  };
}

/** A change in which an unchanged date keeps its time of the day. */
export function changedFieldsIn(body: FormValues, { expiresAt }: AppBundle) {
  const fields = bundleFieldsIn(body);
  return textIn(body, 'expires_at').trim() === dayOf(expiresAt) ? { ...fields, expires_at: undefined } : fields;
}

export const NEW_BUNDLE: FormValues = { status: 'active' };

export function bundleValues(bundle: AppBundle): FormValues {
  return {
    app_bundle_id: bundle.appBundleId,
    status: bundle.status,
    expires_at: dayOf(bundle.expiresAt),
    features: bundle.features.join(', '),
    version: bundle.version,
    platform: bundle.platform,
    description: bundle.description,
  };
}

export function bundleMessages() {
  const t = texts('appBundles');
  return {
    app_bundle_id: t.bundleIdWrong,
    status: t.statusWrong,
    expires_at: t.expiresWrong,
    features: t.featuresWrong,
  };
}

function dayOf(instant: Date): string {
  return instant.toISOString().slice(0, 10);
}
