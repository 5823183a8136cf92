/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ExplainedLicense } from './ExplainedLicense';
import type { ExplainedRule } from './ExplainedRule';
import type { VerdictCode } from './VerdictCode';
export type Explanation = {
    /**
     * Code that the app would get.
     */
    code: VerdictCode;
    /**
     * The license that was found; null if no license has the key.
     */
    license: ExplainedLicense | null;
    /**
     * Every rule, in the order in which they are evaluated.
     */
    rules: Array<ExplainedRule>;
    /**
     * Whether the app would be allowed to go on.
     */
    usable: boolean;
    /**
     * Sentence for the code.
     */
    message: string;
    /**
     * The call would take a seat.
     */
    takes_seat: boolean;
    /**
     * When the rules were evaluated. ISO 8601.
     */
    evaluated_at: string;
};

