/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type UpdateLicense = {
    /**
     * At most 2,000 characters.
     */
    machine_note?: string | null | undefined;
    /**
     * New status. 1: enabled, 2: disabled. A used license never becomes unused again.
     */
    status?: number | undefined;
};

