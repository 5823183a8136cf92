import type { VNode } from 'preact';
import { texts } from '../../core/i18n';
import { Icon } from './icon';

const STEPS = ['check', 'run', 'result'] as const;
type Step = (typeof STEPS)[number];

/** The three pages of a bulk change. */
export function JobSteps({ current }: { readonly current: Step }): VNode {
  const t = texts('bulk');
  const place = STEPS.indexOf(current);
  return (
    <ol class="job-steps" aria-label={t.steps}>
      {STEPS.map((step, index) => (
        <li key={step} aria-current={index === place ? 'step' : undefined}>
          {index < place && <Icon name="circle-check" />}
          {t[step]}
        </li>
      ))}
    </ol>
  );
}
