/** A statement that each connection parses and plans once. Its name stands for its text, on all connections. */
export interface PreparedStatement {
  readonly name: string;
  readonly text: string;
}
