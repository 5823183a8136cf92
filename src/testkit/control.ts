/** Requests of a test to the process of its server. */
export interface Control {
  advance(milliseconds: number): Promise<void>;
  holdAt(moment: string): Promise<void>;
  resetClock(): Promise<void>;
  runJob(name: string, payload: object): Promise<void>;
  runQueued(name: string): Promise<number>;
  query(sql: string, parameters: readonly unknown[]): Promise<unknown[]>;
}

/** A server that listens. */
export interface Started {
  readonly url: string;
  readonly databaseUrl: string;
  readonly systemKey: string;
}

/** A message to the process of the server. */
export interface Question {
  readonly id: number;
  readonly name: keyof Control;
  readonly parameters: readonly never[];
}

/** A message from it. The first one, with the id 0, has `Started` or says why the server did not start. */
export interface Reply {
  readonly id: number;
  readonly value?: unknown;
  readonly error?: string;
}
