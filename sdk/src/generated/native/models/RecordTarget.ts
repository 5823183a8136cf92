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
     * ID of the object, as other calls of this API take it.
     */
    id: string;
};

