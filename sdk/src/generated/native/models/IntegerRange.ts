/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type IntegerRange = {
    /**
     * More than this. -2,147,483,647 to 2,147,483,647.
     */
    gt?: number | undefined;
    /**
     * This or more. -2,147,483,647 to 2,147,483,647.
     */
    gte?: number | undefined;
    /**
     * Less than this. -2,147,483,647 to 2,147,483,647.
     */
    lt?: number | undefined;
    /**
     * This or less. -2,147,483,647 to 2,147,483,647.
     */
    lte?: number | undefined;
};

