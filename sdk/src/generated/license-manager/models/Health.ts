/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type Health = {
    /**
     * Always true: the server answers.
     */
    status: 'ok';
};

