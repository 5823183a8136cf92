/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { TermStart } from './TermStart';
import type { TrialStatus } from './TrialStatus';
import type { VerdictCode } from './VerdictCode';
export type RequestedTrial = {
    /**
     * ID of the trial.
     */
    id: string;
    /**
     * Progress of the trial.
     */
    status: TrialStatus;
    /**
     * Key of the trial license; null until it is granted.
     */
    license_key: string | null;
    /**
     * ID of the activation; null until the trial is granted.
     */
    activation_id: string | null;
    /**
     * Result code of the activation; null until the trial is granted.
     */
    code: VerdictCode | null;
    /**
     * End of the trial; null if it never ends. ISO 8601.
     */
    valid_until: string | null;
    /**
     * Event that starts the term. Only present while it has not started: `valid_until` is still null.
     */
    starts_on?: TermStart | undefined;
    /**
     * Codes of the features of the trial license; empty until it is granted.
     */
    features: Array<string>;
};

