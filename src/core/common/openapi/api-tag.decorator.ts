import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';

/** Metadata of a controller that describes its tag. */
export const DESCRIBED_TAG = 'keyward:described-tag';

export interface DescribedTag {
  readonly name: string;
  readonly description: string;
}

/** Gives the operations of a controller their tag and describes it. Further controllers with the tag have `@ApiTags`. */
export function ApiTag(name: string, description: string): ClassDecorator {
  const described: DescribedTag = { name, description };
  return applyDecorators(ApiTags(name), SetMetadata(DESCRIBED_TAG, described));
}
