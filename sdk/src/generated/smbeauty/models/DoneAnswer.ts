/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type DoneAnswer = {
    /**
     * Always true: failures are errors.
     */
    success: boolean;
    /**
     * Result in Chinese, for a person.
     */
    message: string;
};

