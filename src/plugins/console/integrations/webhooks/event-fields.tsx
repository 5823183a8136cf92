import type { VNode } from 'preact';
import { EVENT_NAMES } from '../../../../core/events';
import { patternOf, selectedEvents } from '../../../../core/events/internal';
import type { EventRates } from './event-rates.service';
import { texts } from '../../../../core/i18n';
import type { EventName } from '../../../../core/platform';
import { Button } from '../../../../pages/components/button';
import { Fold, Folds } from '../../../../pages/components/fold';
import { FormGroup, HiddenFields, HintAndError, idOf } from '../../../../pages/components/form';
import { Icon } from '../../../../pages/components/icon';
import { JsonCode } from '../../../../pages/components/json-code';
import type { FormState } from '../../../../pages/kit/form-state';
import {
  EVENT_GROUPS,
  type EventGroup,
  eventsMatching,
  familiesCovering,
  isFamily,
  PRESET_NAMES,
  presetOf,
  presetSize,
  sentenceOf,
} from './webhook-events';

/** The count of a group names this many families at most. */
const NAMED_FAMILIES = 3;

export interface EventFieldsProps {
  readonly form: FormState;
  /** The address of the form. */
  readonly action: string;
  readonly rates: EventRates;
  /** The event whose sample is open, with the sample. */
  readonly sample?: { readonly event: EventName; readonly body: string };
}

/** The events of a webhook: presets, chosen patterns, and all events by group. */
export function EventFields(props: EventFieldsProps): VNode {
  const t = texts('webhooks').form;
  const patterns = props.form.list('events');
  return (
    <FormGroup id="what" title={t.what} note={t.whatNote}>
      <Presets patterns={patterns} />
      <Tokens form={props.form} patterns={patterns} rates={props.rates} />
      <Search form={props.form} patterns={patterns} />
      <Groups {...props} />
    </FormGroup>
  );
}

function Presets({ patterns }: { readonly patterns: readonly string[] }): VNode {
  const t = texts('webhooks').form;
  const current = presetOf(patterns);
  return (
    <fieldset class="field presets">
      <legend>{t.startWith}</legend>
      <div class="preset-row">
        {PRESET_NAMES.map((name) => (
          <button
            key={name}
            class="preset"
            type="submit"
            name="preset"
            value={name}
            aria-pressed={name === current ? 'true' : 'false'}
          >
            <span>{t.presets[name]}</span>
            <span class="preset-note">{texts('webhooks').eventCount({ count: presetSize(name) })}</span>
          </button>
        ))}
      </div>
      <p class="hint">{t.presetsHint}</p>
    </fieldset>
  );
}

interface TokensProps {
  readonly form: FormState;
  readonly patterns: readonly string[];
  readonly rates: EventRates;
}

/** Chosen patterns, each with a button that removes it, and an input for more. A chosen name is the checkbox of its event. */
function Tokens({ form, patterns, rates }: TokensProps): VNode {
  const t = texts('webhooks').form;
  const id = idOf('events');
  const problem = form.problems.find(({ field }) => field === 'events' || field.startsWith('events.'));
  const selected = selectedEvents(patterns);
  const perDay = selected.reduce((sum, event) => sum + (rates.perDay.get(event) ?? 0), 0);
  form.setLabel('events', t.events);
  return (
    <div class="field token-field">
      <label for={id}>{t.events}</label>
      <div class="tokens">
        {patterns.map((pattern) => (
          <span class="token" key={pattern}>
            <code>{pattern}</code>
            {!isEvent(pattern) && <input type="hidden" name="events[]" value={pattern} />}
            <button type="submit" name="remove" value={pattern} aria-label={t.removeEvent({ pattern })}>
              <Icon name="x" size={14} />
            </button>
          </span>
        ))}
        <input
          id={id}
          class="mono"
          type="text"
          name="add"
          value={form.value('add')}
          placeholder={t.addEvent}
          autoComplete="off"
          aria-describedby={`${id}-hint`}
          aria-invalid={problem ? 'true' : undefined}
        />
      </div>
      <HintAndError
        id={id}
        hint={t.chosenCount({
          count: selected.length,
          all: EVENT_NAMES.length,
          perDay: Math.round(perDay),
          days: Math.max(1, Math.round(rates.days)),
        })}
        problem={problem}
      />
    </div>
  );
}

function isEvent(pattern: string): boolean {
  return (EVENT_NAMES as readonly string[]).includes(pattern);
}

function Search({ form, patterns }: Pick<TokensProps, 'form' | 'patterns'>): VNode {
  const t = texts('webhooks').form;
  const view = form.value('view');
  return (
    <div class="event-search">
      <HiddenFields fields={{ shown_q: form.value('q'), shown_view: view }} />
      <input
        class="input"
        id="field-q"
        type="search"
        name="q"
        value={form.value('q')}
        placeholder={t.searchEvents}
        aria-label={t.searchEvents}
        autoComplete="off"
      />
      <Button icon="search" name="step" value="search" label={t.searchEvents} />
      <div class="event-views" role="group" aria-label={t.eventViews}>
        <button type="submit" name="view" value="all" aria-pressed={view === 'chosen' ? 'false' : 'true'}>
          {t.allEvents({ count: EVENT_NAMES.length })}
        </button>
        <button type="submit" name="view" value="chosen" aria-pressed={view === 'chosen' ? 'true' : 'false'}>
          {t.chosenEvents({ count: selectedEvents(patterns).length })}
        </button>
      </div>
    </div>
  );
}

function Groups({ form, action, sample }: EventFieldsProps): VNode {
  const t = texts('webhooks').form;
  const patterns = form.list('events');
  const q = form.value('q').trim();
  const chosen = new Set(selectedEvents(patterns));
  const found = eventsMatching(q);
  const isShown = (event: EventName): boolean =>
    found.has(event) && (form.value('view') !== 'chosen' || chosen.has(event));
  const isNothingShown = !EVENT_NAMES.some(isShown);
  return (
    <>
      {isNothingShown && <p class="hint">{t.noEvent}</p>}
      <Folds>
        {EVENT_GROUPS.map((group) => {
          const covering = familiesCovering(group, patterns);
          const count = group.events.filter((event) => chosen.has(event)).length;
          const all = group.events.length;
          const hasOwn = group.events.some((event) => patterns.includes(event) && isFree(event, patterns));
          return (
            <div key={group.name} hidden={!group.events.some(isShown)}>
              <Fold
                id={`events-${group.name}`}
                title={t.groups[group.name]}
                line={t.groupLines[group.name]}
                count={
                  covering.length > 0 && covering.length <= NAMED_FAMILIES
                    ? t.countedBy({ count, all, patterns: covering.join(', ') })
                    : t.counted({ count, all })
                }
                isOpen={q !== '' || hasOwn || (sample !== undefined && group.events.includes(sample.event))}
              >
                <EventRows group={group} patterns={patterns} isShown={isShown} action={action} sample={sample} />
              </Fold>
            </div>
          );
        })}
      </Folds>
    </>
  );
}

/** No family covers the event: its checkbox decides. */
function isFree(event: EventName, patterns: readonly string[]): boolean {
  return !isFamily(patternOf(event, patterns) ?? '');
}

interface EventRowsProps extends Pick<EventFieldsProps, 'action' | 'sample'> {
  readonly group: EventGroup;
  readonly patterns: readonly string[];
  readonly isShown: (event: EventName) => boolean;
}

/** Events that are not shown keep their checkboxes, so that they stay chosen. */
function EventRows({ group, patterns, isShown, action, sample }: EventRowsProps): VNode {
  const t = texts('webhooks').form;
  return (
    <ul class="event-rows">
      {group.events.map((event) => {
        const isOpen = sample?.event === event;
        const id = `event-${event.replace('.', '-')}`;
        return (
          <li key={event} id={id} hidden={!isShown(event)}>
            <label class="checkbox">
              <input
                type="checkbox"
                name="events[]"
                value={event}
                checked={patternOf(event, patterns) !== undefined}
                disabled={!isFree(event, patterns)}
              />
              <code>{event}</code>
            </label>
            <span class="event-text">{sentenceOf(event)}</span>
            <button
              class="link-button"
              type="submit"
              name="sample"
              value={isOpen ? '' : event}
              formaction={`${action}#${id}`}
              aria-label={isOpen ? t.hideSampleOf({ event }) : t.sampleOf({ event })}
            >
              {isOpen ? t.hideSample : t.sample}
            </button>
            {isOpen && <JsonCode label={t.sampleOf({ event })} body={sample.body} />}
          </li>
        );
      })}
    </ul>
  );
}
