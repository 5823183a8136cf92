/** The part that tests use; the package has no types. */
declare module 'passport' {
  const passport: { use(strategy: object): void };
  export default passport;
}
