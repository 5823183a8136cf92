/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type RequestedTrialByEmail = {
    /**
     * Always the same, whether or not the mailbox has had a trial.
     */
    status: 'link_sent';
};

