/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { TrialStatus } from './TrialStatus';
import type { VerdictCode } from './VerdictCode';
export type RequestedTrial = {
    /**
     * ID of the trial.
     */
    id: string;
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
     * End of the trial; null never ends. ISO 8601.
     */
    valid_until: string | null;
    features: Array<string>;
};

