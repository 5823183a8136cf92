import type { VNode } from 'preact';
import { ASSETS } from '../../../pages/kit/assets';
import { textFor, texts } from '../../../core/i18n';
import { QuietFold } from '../../../pages/components/fold';
import { HintAndError, idOf } from '../../../pages/components/form';
import { SegmentedChoice } from '../../../pages/components/segmented';
import type { FormState } from '../../../pages/kit/form-state';
import { type AccessScope, fieldOf, levelIn, levelsOf, PRESETS, presetOf, resourcesOf } from './access';

/** Resources that are always in sight. */
const FIRST = 4;

interface AccessMatrixProps {
  readonly form: FormState;
  readonly scope: AccessScope;
  /** Undefined if nothing was chosen yet. */
  readonly permissions: readonly string[] | undefined;
  readonly isOfProducts: boolean;
}

/** Access to all resources at once or, below it, to each of them: none, read or write. */
export function AccessMatrix(props: AccessMatrixProps): VNode {
  const { form, scope, permissions, isOfProducts } = props;
  const t = texts('access');
  const resources = resourcesOf(scope);
  const preset = form.value('access') || presetOf(permissions, isOfProducts ? scope.ofProducts : scope.all);
  const rows = resources.map((resource) => ({ resource, level: shownLevel(props, resource) }));
  const rest = rows.slice(FIRST);
  const isOpen = rest.some(
    ({ resource, level }) => level !== 'none' || form.problemOf(fieldOf(resource)) !== undefined,
  );
  form.setLabel('access', t.access);
  const row = ({ resource, level }: (typeof rows)[number]) => (
    <ResourceRow key={resource} form={form} scope={scope} resource={resource} level={level} />
  );
  return (
    <>
      <div class="field" id={idOf('access')} tabIndex={-1}>
        <SegmentedChoice
          name="access"
          label={t.access}
          value={preset}
          choices={PRESETS.map((value) => ({ value, title: t.presets[value] }))}
        />
        <HintAndError id={idOf('access')} problem={form.shownProblemOf('access')} />
      </div>
      <div class="access-rows" data-custom={t.customCount({ count: '{count}', all: '{all}' })}>
        {rows.slice(0, FIRST).map(row)}
        {rest.length > 0 && (
          <QuietFold title={t.more} isOpen={isOpen}>
            {rest.map(row)}
          </QuietFold>
        )}
      </div>
    </>
  );
}

function shownLevel({ form, scope, permissions = [] }: AccessMatrixProps, resource: string): string {
  return form.value(fieldOf(resource)) || levelIn(resource, permissions, scope);
}

interface ResourceRowProps extends Pick<AccessMatrixProps, 'form' | 'scope'> {
  readonly resource: string;
  readonly level: string;
}

/** Only a level that does not include to read is offered beside the usual three if the row has it. */
function ResourceRow({ form, scope, resource, level }: ResourceRowProps): VNode {
  const t = texts('access');
  const id = idOf(fieldOf(resource));
  const title = textFor(t.resources, resource) ?? resource;
  const note = textFor(t.notes, resource);
  const ofProducts = levelsOf(resource, scope.ofProducts);
  const levels = levelsOf(resource, scope.all).filter((one) => one !== 'write-only' || one === level);
  form.setLabel(fieldOf(resource), title);
  return (
    <div class={ofProducts.length > 1 ? 'access-row' : 'access-row access-of-all'} id={id} tabIndex={-1}>
      <p data-resource={title}>
        {title}
        {note !== undefined && <span class="row-note">{note}</span>}
      </p>
      <SegmentedChoice
        name={fieldOf(resource)}
        label={title}
        value={level}
        choices={levels.map((value) => ({ value, title: t.levels[value] }))}
      />
      <HintAndError id={id} problem={form.shownProblemOf(fieldOf(resource))} />
    </div>
  );
}

/** The sentence in the foot that sums up what is chosen. A script writes it. */
export function AccessSummary(): VNode {
  const t = texts('access');
  const list = '{list}';
  return (
    <>
      <script src={ASSETS.access} defer />
      <p
        class="foot-summary"
        hidden
        data-access-summary
        data-reads={t.sums.reads({ list })}
        data-writes={t.sums.writes({ list })}
        data-everything={t.sums.everything}
        data-all-read={t.sums.allRead}
        data-client={t.sums.client}
        data-products={t.sums.products({ list })}
        data-until={t.sums.until({ date: '{date}' })}
        data-forever={t.sums.forever}
        data-comma={t.sums.comma}
        data-period={t.sums.period}
      />
    </>
  );
}
