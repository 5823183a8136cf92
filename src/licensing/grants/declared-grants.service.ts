import { Injectable } from '@nestjs/common';
import { type EntitlementValue, type GrantChange, InvalidGrants } from '../../catalog/entitlements/grants';
import type { EntitlementType } from '../../catalog/entitlements/entitlement.entity';
import type { MeterTerms } from '../../catalog/meters/meter-terms';
import type { FieldProblem } from '../../common/errors/problem';
import { UnitOfWork } from '../../platform/database/unit-of-work';

/** A shared policy grants a code in each product that declares it; this many declarations at most. */
const MAX_DECLARATIONS = 1_000;

/** A grant of a declaration, as stored. */
export interface DeclaredGrant {
  readonly entitlement_id: number | null;
  readonly meter_id: number | null;
  readonly value: EntitlementValue | MeterTerms | null;
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

/** Finds the declarations that grants name, and refuses grants that do not fit them. */
@Injectable()
export class DeclaredGrantsService {
  constructor(private readonly work: UnitOfWork) {}

  /** @param productIds null for a shared policy; a grant is for each of these products that declares the code */
  async of({ entitlements, meters }: GrantChange, productIds: readonly number[] | null): Promise<DeclaredGrant[]> {
    return [
      ...(entitlements ? await this.entitlements(entitlements, productIds) : []),
      ...(meters ? await this.meters(meters, productIds) : []),
    ];
  }

  private async entitlements(
    grants: NonNullable<GrantChange['entitlements']>,
    productIds: readonly number[] | null,
  ): Promise<DeclaredGrant[]> {
    const declared = await this.lock<DeclaredEntitlement>(LOCK_ENTITLEMENTS, 'entitlements', grants, productIds);
    refuse(declared.flatMap((one) => misfit(one, grants[one.code]?.value ?? null)));
    return declared.flatMap(({ id, code }) => {
      const { value = null, expires_at = null } = grants[code] ?? {};
      return { entitlement_id: id, meter_id: null, value, expires_at };
    });
  }

  private async meters(
    grants: NonNullable<GrantChange['meters']>,
    productIds: readonly number[] | null,
  ): Promise<DeclaredGrant[]> {
    const declared = await this.lock<Declaration>(LOCK_METERS, 'meters', grants, productIds);
    return declared.map(({ id, code }) => ({
      entitlement_id: null,
      meter_id: id,
      value: grants[code] ?? null,
      expires_at: null,
    }));
  }

  /** Until the transaction ends, so that a declaration cannot change or go while it is granted. */
  private async lock<T extends Declaration>(
    statement: string,
    field: string,
    grants: object,
    productIds: readonly number[] | null,
  ): Promise<T[]> {
    const codes = Object.keys(grants);
    if (codes.length === 0) {
      return [];
    }
    const declared = await this.work.manager.query<T[]>(statement, [codes, productIds, MAX_DECLARATIONS + 1]);
    const known = new Set(declared.map(({ code }) => code));
    refuse(codes.filter((code) => !known.has(code)).map((code) => undeclared(field, code)));
    if (declared.length > MAX_DECLARATIONS) {
      refuse([problem(field, 'too_many', `${field} name more than ${MAX_DECLARATIONS} declarations of products`)]);
    }
    return declared;
  }
}

const declarationsWith = (columns: string, table: string): string => `
  SELECT ${columns} FROM ${table} WHERE code = ANY ($1) AND ($2::bigint[] IS NULL OR product_id = ANY ($2))
  ORDER BY id LIMIT $3 FOR SHARE
`;

const LOCK_ENTITLEMENTS = declarationsWith('id, code, type, choices', 'entitlements');
const LOCK_METERS = declarationsWith('id, code', 'meters');

function refuse(problems: readonly FieldProblem[]): void {
  if (problems.length > 0) {
    throw new InvalidGrants(problems);
  }
}

function misfit({ code, type, choices }: DeclaredEntitlement, value: EntitlementValue | null): FieldProblem[] {
  const isChoice = typeof value === 'string' && choices.includes(value);
  const expected = {
    flag: [typeof value === 'boolean', 'true or false'],
    number: [typeof value === 'number', 'a number'],
    text: [typeof value === 'string', 'a text'],
    choice: [isChoice, `one of ${choices.join(', ')}`],
  } as const;
  const [fits, wanted] = expected[type];
  return fits || value === null
    ? []
    : [problem(`entitlements.${code}`, 'invalid', `The entitlement ${code} must be ${wanted}`)];
}

function undeclared(field: string, code: string): FieldProblem {
  return problem(`${field}.${code}`, 'unknown', `The product does not declare ${code}`);
}

function problem(field: string, reason: string, message: string): FieldProblem {
  return { field, reason, message };
}
