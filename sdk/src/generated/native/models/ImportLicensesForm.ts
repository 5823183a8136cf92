/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type ImportLicensesForm = {
    /**
     * A CSV file, at most 2 MiB and 10,000 rows, separated by commas, semicolons or tabs. Its headings name the columns: `product` and any field of an exported license. Lists are separated by semicolons or JSON, objects are JSON. An empty cell is null, such as no limit; a column that is missing takes the value of the policy. Without a `key`, one is generated. A date without a time is a whole day in the time zone of the installation. `customer_reference` or `customer_email` names the customer instead of `customer_id`. `id`, `number`, `status`, `seats_used`, `uses` and the dates of the record have no effect.
     */
    file: Blob;
};

