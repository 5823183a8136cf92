/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type UpdateOrder = {
    /**
     * Fields that change; null removes one. Other fields are unchanged.
     */
    metadata?: Record<string, any> | undefined;
};

