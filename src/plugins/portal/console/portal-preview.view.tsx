import type { VNode } from 'preact';
import { formatDate, texts, viewer } from '../../../core/i18n';
import { DAY } from '../../../core/common';
import { Section } from '../../../pages/components/page-parts';
import { idOf } from '../../../pages/components/form';
import type { FormState } from '../../../pages/kit/form-state';
import { PORTAL } from '../frame/portal.settings';
import { vendorColors } from '../frame/vendor-colors';

const YEAR_MS = 365 * DAY;
const BUTTON = { width: 160, height: 32 } as const;

interface PreviewProps {
  readonly form: FormState;
  /** The name of the vendor if the form has none. */
  readonly usualName: string;
}

/** A license as customers see it, with what is in the form. Colors are attributes of drawings: style attributes are forbidden. */
export function PortalPreview({ form, usualName }: PreviewProps): VNode {
  const t = texts('portalSetup');
  const [colorField, nameField] = [idOf(PORTAL.color.name), idOf(PORTAL.vendorName.name)];
  const typed = PORTAL.color.read(form.value(PORTAL.color.name)) || PORTAL.color.default;
  const { accent } = vendorColors(typed);
  const fill = {
    fill: accent,
    'data-shows': colorField,
    'data-attribute': 'fill',
    'data-otherwise': PORTAL.color.default,
  };
  const otherwise = usualName || t.sampleVendor;
  const support = form.value(PORTAL.supportEmail.name);
  return (
    <Section id="portal-preview" title={t.preview}>
      <div class="portal-preview">
        <p>
          <svg width="28" height="28" aria-hidden="true">
            <rect width="28" height="28" rx="6" {...fill} />
          </svg>
          <span data-shows={nameField} data-otherwise={otherwise}>
            {form.value(PORTAL.vendorName.name) || otherwise}
          </span>
        </p>
        <div>
          <b>{t.sampleProduct}</b>
          <span class="hint">{t.sampleState({ date: formatDate(new Date(viewer().now.getTime() + YEAR_MS)) })}</span>
          <code>DEMO-ACTIVE-0001</code>
          <span class="hint">{t.sampleDevices}</span>
          <svg {...BUTTON} role="img" aria-label={t.sampleButton}>
            <rect {...BUTTON} rx="6" {...fill} />
            <text x="80" y="21" text-anchor="middle" font-size="13" fill="#ffffff">
              {t.sampleButton}
            </text>
          </svg>
        </div>
        {support !== '' && (
          <p class="hint">
            {texts('portal').questions} {support}
          </p>
        )}
      </div>
    </Section>
  );
}
