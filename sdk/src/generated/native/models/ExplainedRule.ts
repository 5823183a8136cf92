/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { Refusal } from './Refusal';
import type { RuleResult } from './RuleResult';
export type ExplainedRule = {
    /**
     * Code of the refusal.
     */
    code: Refusal;
    /**
     * `reported`: would refuse, and is not enforced yet. `not_checked`: the call names nothing that the rule could judge, or the rule is not for this operation.
     */
    result: RuleResult;
    /**
     * Values that the rule compared, by name; null for values that are not set or unlimited.
     */
    facts: Record<string, unknown>;
    /**
     * The first rule that refuses: its code is the code of the result.
     */
    decides: boolean;
    /**
     * Requirement of the rule.
     */
    rule: string;
};

