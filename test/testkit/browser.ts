export * from '../../src/testkit/browser';
