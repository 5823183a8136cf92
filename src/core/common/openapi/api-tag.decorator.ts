import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiExtension, ApiTags } from '@nestjs/swagger';

/** Marker that becomes the description of the tag when the document is built. */
export const TAG_DESCRIPTION = 'x-tag-description';

/** Metadata of a controller that describes its tag. */
export const DESCRIBED_TAG = 'keyward:described-tag';

export interface DescribedTag {
  readonly name: string;
  readonly description: string;
}

/** Gives the operations of a controller their tag and describes it. Further controllers with the tag have `@ApiTags`. */
export function ApiTag(name: string, description: string): ClassDecorator {
  const described: DescribedTag = { name, description };
  return applyDecorators(
    ApiTags(name),
    ApiExtension(TAG_DESCRIPTION, description),
    SetMetadata(DESCRIBED_TAG, described),
  );
}
