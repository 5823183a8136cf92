/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
/**
 * `reported`: would refuse, and is not enforced yet. `not_checked`: the call names nothing that the rule could judge, or the rule is not for this operation.
 */
export type RuleResult = 'passed' | 'refused' | 'reported' | 'not_checked';
