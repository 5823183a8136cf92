/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type CreateResource = {
    /**
     * Kind of resource, one line of free text. Case-sensitive. At most 255 characters.
     */
    type: string;
    /**
     * Identifier, unique among the resources of its type, one line. Case-sensitive. At most 255 characters.
     */
    identifier: string;
};

