/** What decorators of class-transformer have declared. The package has types for it in another place. */
declare module 'class-transformer/cjs/storage' {
  export { defaultMetadataStorage } from 'class-transformer/types/storage';
}
