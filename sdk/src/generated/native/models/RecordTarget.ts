/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type RecordTarget = {
    /**
     * Kind of what was changed, as in the paths of this API.
     */
    type: string;
    /**
     * ID of it, as the other calls take it.
     */
    id: string;
};

