import { Injectable } from '@nestjs/common';
import { MAX_PARTS, partsOf } from '../../catalog/grants/credit-amount';
import {
  type CreditTerms,
  type FeatureRates,
  type StoredCredit,
  storedCredit,
} from '../../catalog/grants/credit-terms';
import type { EntitlementValue, GrantChange } from '../../catalog/grants/grants';
import type { EntitlementType } from '../../catalog/definitions/entitlement.entity';
import type { MeterTerms } from '../../catalog/grants/meter-terms';
import type { FieldProblem } from '../../common/errors/problem';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { fieldProblem } from '../../common/errors/domain-error';
import { InvalidRequest } from '../../common/http/request-validation.pipe';

/** A shared policy grants a code in each product that declares it; this many declarations at most. */
const MAX_DECLARATIONS = 1_000;

/** A grant of a declaration, as stored. */
export interface DeclaredGrant {
  readonly entitlement_id: number | null;
  readonly meter_id: number | null;
  readonly value: EntitlementValue | MeterTerms | StoredCredit | null;
  readonly expires_at: Date | null;
}

interface Declaration {
  readonly id: number;
  readonly code: string;
}

interface DeclaredEntitlement extends Declaration {
  readonly type: EntitlementType;
  readonly choices: readonly string[];
}

interface DeclaredCredit extends Declaration {
  readonly decimals: number;
}

/** Declarations by code; a shared policy or a bundle has one of each product that declares the code. */
export class Declarations {
  constructor(
    private readonly entitlements: readonly DeclaredEntitlement[],
    private readonly meters: readonly Declaration[],
    private readonly credits: readonly DeclaredCredit[],
  ) {}

  /** Why grants are not declared or do not fit. */
  problemsOf({
    entitlements = {},
    meters = {},
    credits = {},
    rates = {},
    next_rates: next,
  }: GrantChange): FieldProblem[] {
    return [
      ...undeclared('entitlements', entitlements, this.entitlements),
      ...this.entitlements.flatMap((one) =>
        Object.hasOwn(entitlements, one.code) ? misfit(one, entitlements[one.code]?.value ?? null) : [],
      ),
      ...undeclared('meters', meters, this.meters),
      ...undeclared('credits', credits, this.credits),
      ...namedBy(credits, this.credits).flatMap((one) => wrongAmounts(one, credits[one.code] ?? null)),
      ...wrongRates('rates', rates, credits, this.credits),
      ...wrongRates('next_rates.rates', next?.rates ?? {}, credits, this.credits),
    ];
  }

  grantsOf({ entitlements = {}, meters = {}, credits = {}, rates, next_rates = null }: GrantChange): DeclaredGrant[] {
    const lists = rates && { rates, next_rates };
    return [
      ...namedBy(entitlements, this.entitlements).map(({ id, code }) => {
        const { value = null, expires_at = null } = entitlements[code] ?? {};
        return { entitlement_id: id, meter_id: null, value, expires_at };
      }),
      ...namedBy(meters, this.meters).map(({ id, code }) => {
        return { entitlement_id: null, meter_id: id, value: meters[code] ?? null, expires_at: null };
      }),
      ...namedBy(credits, this.credits).map(({ id, code, decimals }) => {
        const terms = credits[code];
        const value = terms ? storedCredit(terms, code, decimals, lists) : null;
        return { entitlement_id: null, meter_id: id, value, expires_at: null };
      }),
    ];
  }
}

/** Finds the declarations that grants name, and refuses grants that do not fit them. */
@Injectable()
export class DeclaredGrantsService {
  constructor(private readonly work: UnitOfWork) {}

  /** @param productIds null for a shared policy; a grant is for each of these products that declares the code */
  async of(change: GrantChange, productIds: readonly number[] | null): Promise<DeclaredGrant[]> {
    const declarations = await this.declarationsOf([change], productIds);
    refuse(declarations.problemsOf(change));
    return declarations.grantsOf(change);
  }

  /** Definitions that the changes name, locked until the transaction ends: none changes or goes while it is granted. */
  async declarationsOf(changes: readonly GrantChange[], productIds: readonly number[] | null): Promise<Declarations> {
    return new Declarations(
      await this.lock<DeclaredEntitlement>(LOCK_ENTITLEMENTS, 'entitlements', changes, productIds),
      await this.lock<Declaration>(LOCK_METERS, 'meters', changes, productIds),
      await this.lock<DeclaredCredit>(LOCK_CREDITS, 'credits', changes, productIds),
    );
  }

  private async lock<T extends Declaration>(
    statement: string,
    field: 'entitlements' | 'meters' | 'credits',
    changes: readonly GrantChange[],
    productIds: readonly number[] | null,
  ): Promise<T[]> {
    const codes = [...new Set(changes.flatMap((change) => Object.keys(change[field] ?? {})))];
    if (codes.length === 0) {
      return [];
    }
    const declared = await this.work.manager.query<T[]>(statement, [codes, productIds, MAX_DECLARATIONS + 1]);
    if (declared.length > MAX_DECLARATIONS) {
      refuse([fieldProblem('GRANTS_TOO_MANY', { field, max: MAX_DECLARATIONS })]);
    }
    return declared;
  }
}

const declarationsWith = (columns: string, table: string, condition = 'true'): string => `
  SELECT ${columns} FROM ${table}
  WHERE code = ANY ($1) AND ($2::bigint[] IS NULL OR product_id = ANY ($2)) AND ${condition}
  ORDER BY id LIMIT $3 FOR SHARE
`;

const LOCK_ENTITLEMENTS = declarationsWith('id, code, type, choices', 'entitlements');
const LOCK_METERS = declarationsWith('id, code', 'meters', 'decimals IS NULL');
const LOCK_CREDITS = declarationsWith('id, code, decimals', 'meters', 'decimals IS NOT NULL');

function refuse(problems: readonly FieldProblem[]): void {
  if (problems.length > 0) {
    throw new InvalidRequest(problems, 'unprocessable');
  }
}

function misfit({ code, type, choices }: DeclaredEntitlement, value: EntitlementValue | null): FieldProblem[] {
  const isChoice = typeof value === 'string' && choices.includes(value);
  const expected = {
    flag: [typeof value === 'boolean', 'GRANT_NOT_FLAG'],
    number: [typeof value === 'number', 'GRANT_NOT_NUMBER'],
    text: [typeof value === 'string', 'GRANT_NOT_TEXT'],
    choice: [isChoice, 'GRANT_NOT_CHOICE'],
  } as const;
  const [fits, error] = expected[type];
  const details = { field: `entitlements.${code}`, code, choices: choices.join(', ') };
  return fits || value === null ? [] : [fieldProblem(error, details)];
}

/** Amounts of a credit that have more decimals than it, or are too large. */
function wrongAmounts({ code, decimals }: DeclaredCredit, terms: CreditTerms | null): FieldProblem[] {
  const { limit, limit_per_device, limit_per_user, rollover } = terms ?? {};
  const amounts = { limit, limit_per_device, limit_per_user, 'rollover.max': rollover?.max };
  return Object.entries(amounts).flatMap(([field, amount]) =>
    typeof amount === 'string' && partsOf(amount, decimals) === undefined
      ? [wrongAmount(`credits.${code}.${field}`, code, decimals)]
      : [],
  );
}

function wrongRates(
  field: string,
  rates: FeatureRates,
  credits: object,
  declared: readonly DeclaredCredit[],
): FieldProblem[] {
  return Object.entries(rates).flatMap(([feature, { credit, amount }]) => {
    if (!Object.hasOwn(credits, credit)) {
      return [fieldProblem('RATE_WITHOUT_CREDIT', { field: `${field}.${feature}`, feature, code: credit })];
    }
    const misfit = declared.find(({ code, decimals }) => code === credit && partsOf(amount, decimals) === undefined);
    return misfit ? [wrongAmount(`${field}.${feature}`, credit, misfit.decimals)] : [];
  });
}

function wrongAmount(field: string, code: string, decimals: number): FieldProblem {
  return fieldProblem('CREDIT_AMOUNT_WRONG', { field, code, decimals, digits: String(MAX_PARTS).length });
}

function undeclared(field: string, grants: object, declared: readonly Declaration[]): FieldProblem[] {
  return Object.keys(grants)
    .filter((code) => !declared.some((one) => one.code === code))
    .map((code) => fieldProblem('GRANT_UNDECLARED', { field: `${field}.${code}`, code }));
}

function namedBy<T extends Declaration>(grants: object, declared: readonly T[]): T[] {
  return declared.filter(({ code }) => Object.hasOwn(grants, code));
}
