/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type RolloutStep = {
    /**
     * Share of the devices to which the version is offered from then on. 1 to 100.
     */
    percent: number;
    /**
     * When the step begins; null for a step that is taken by hand. A date alone is its first second in `TIME_ZONE`. ISO 8601.
     */
    at?: string | null | undefined;
};

