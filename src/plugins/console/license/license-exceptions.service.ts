import { Injectable } from '@nestjs/common';
import { type BehaviorFields, behaviorFields, type Policy } from '../../../core/catalog';
import { type RateLimits } from '../../../core/catalog/internal';
import { RecordsService } from '../../../core/events/internal';
import { formatDate, textFor, texts } from '../../../core/i18n';
import type { License } from '../../../core/licenses';
import type { AuditEntry } from '../../../core/platform';
import { actorOf, reasonOf } from '../../../pages/kit/actor-of';
import type { FormField } from '../../../pages/kit/form-table';
import { fieldsOf, fieldText, GROUPS, type NamedField } from '../policies/policy-fields';
import { valueOf } from '../policies/policy-sentences';
import { rateLimitLines, rateLimitsIn } from '../policies/rate-limit-lines';
import type { OwnValue } from './own-values';

/** The newest changes of a license, among which those of its exceptions are found. */
const READ_CHANGES = 100;

type Rule = NamedField & { readonly name: keyof BehaviorFields };

/** Reads in which rules a license differs from its policy. */
@Injectable()
export class LicenseExceptionsService {
  constructor(private readonly records: RecordsService) {}

  /** Each rule of the policy. Its limits are copied into licenses, and are among their terms. */
  async of(license: License): Promise<OwnValue[]> {
    const { policy, policyOverrides } = license;
    if (!policy) {
      throw new Error('The policy of this license was not loaded');
    }
    const own: Readonly<Record<string, unknown>> = behaviorFields(policyOverrides);
    const setBy = Object.keys(own).length === 0 ? new Map<string, string>() : await this.settersOf(license);
    return GROUPS.flatMap((group) =>
      rulesIn(group, policy).map((rule) => ({
        name: rule.name,
        group,
        ...fieldText(rule.name),
        policy: valueOf(rule, behaviorFields(policy)[rule.name]),
        own: Object.hasOwn(own, rule.name) ? valueOf(rule, own[rule.name]) : undefined,
        setBy: setBy.get(rule.name),
        fields: [fieldOf(rule, behaviorFields(license.behavior)[rule.name])],
        wordsOf: (input) => valueOf(rule, input[rule.name]),
      })),
    );
  }

  /** The user who gave a rule its value, by the name of the rule. */
  private async settersOf({ uid }: License): Promise<Map<string, string>> {
    const target = { type: 'licenses', id: uid };
    const { rows } = await this.records.auditEntries({ target, isBrief: true }, { limit: READ_CHANGES });
    const setters = rows.flatMap((entry) =>
      changedRules(entry).map((rule): [string, string] => [rule, setterOf(entry)]),
    );
    // The newest of a rule comes last.
    return new Map(setters.reverse());
  }
}

function rulesIn(group: (typeof GROUPS)[number], policy: Policy): Rule[] {
  const behavior: object = behaviorFields(policy);
  return fieldsOf(group).filter(
    (field): field is Rule => Object.hasOwn(behavior, field.name) && field.isOfPolicies !== true,
  );
}

function changedRules({ before, after }: AuditEntry): string[] {
  const [old, now] = [before, after].map((values) => overridesIn({ ...values }));
  return Object.keys({ ...now }).filter((rule) => JSON.stringify(old?.[rule]) !== JSON.stringify(now?.[rule]));
}

function overridesIn(values: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const { policy_overrides: overrides } = values;
  return typeof overrides === 'object' && overrides !== null ? behaviorFields({ ...overrides }) : {};
}

function setterOf(entry: AuditEntry): string {
  return [actorOf(entry), formatDate(entry.at), reasonOf(entry)].filter((part) => part !== undefined).join(', ');
}

/** The control of a rule. */
function fieldOf({ name, kind, choices = [] }: Rule, value: BehaviorFields[keyof BehaviorFields]): FormField {
  const t = texts('licenseExceptions');
  const { title, unit } = fieldText(name);
  const field = {
    name,
    label: unit === undefined ? title : `${title} (${unit})`,
    problem: name === 'allowed_countries' || name === 'denied_countries' ? t.badCountry : t.badValue,
  };
  switch (kind) {
    case 'flag': {
      const { yes, no } = texts('words');
      const answers = [
        { value: '1', title: yes },
        { value: '0', title: no },
      ];
      return { ...field, kind: 'select', choices: answers, value: value === true ? '1' : '0', read: flagOf };
    }
    case 'choice': {
      const titles = texts('policyBehaviors').choices;
      const titled = choices.map((choice) => ({ value: choice, title: textFor(titles, choice) ?? choice }));
      return { ...field, kind: 'select', choices: titled, value };
    }
    case 'limit':
      return { ...field, kind: 'number', value, hint: t.emptyLimit };
    case 'number':
      return { ...field, kind: 'number', value };
    case 'list':
      return { ...field, kind: 'list', value, hint: t.lists };
    case 'rate-limits':
      return { ...field, kind: 'area', value: rateLimitLines(value as RateLimits).join('\n'), read: rateLimitsIn };
    case 'text':
    case 'instant':
    case 'optional-text':
    case 'entitlements':
    case 'meters':
    case 'credits':
    case 'rates':
    case 'next_rates':
      return { ...field, value, empty: null };
  }
}

const flagOf = (text: string): boolean => text === '1';
