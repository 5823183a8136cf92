export * from '../../src/testkit/until';
