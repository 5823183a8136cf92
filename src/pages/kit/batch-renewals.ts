/** Leads to the renewals of a batch of licenses: a service in the folder `console` of a plug-in. */
export abstract class BatchRenewals {
  /** Null if the viewer may not see them. */
  abstract path(batch: string): string | null;
}
