/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type AdvanceRollout = {
    /**
     * Share of the devices to which the version is offered from now on. 1 to 100.
     */
    percent: number;
};

