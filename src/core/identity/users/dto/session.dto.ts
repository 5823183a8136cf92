import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { PageOf } from '../../../common/pagination/page.dto';
import { BY_CREATION, SortedPage } from '../../../common/pagination/sorting';
import { IsSearchFilter } from '../../../common/validation/search-text';
import type { UserSession } from '../user-session.entity';

export class ListSessionsDto extends SortedPage(BY_CREATION, 'CreationSort') {
  @IsSearchFilter('IP address or the user agent')
  q?: string;
}

@ApiSchema({ name: 'UserSession' })
export class UserSessionDto {
  /** UUID. */
  @ApiProperty({ format: 'uuid' })
  id!: string;

  /** IP address from which the session was started; null if unknown. */
  @ApiProperty({ type: String, nullable: true, example: '203.0.113.7' })
  ip!: string | null;

  /** User-Agent of the browser or app that started the session; null if it sent none. */
  @ApiProperty({ type: String, nullable: true, example: 'Mozilla/5.0' })
  user_agent!: string | null;

  /** Whether the token of the session can only read. */
  read_only!: boolean;

  /** When the user logged in. */
  created_at!: Date;

  /** When the session ends unless it is ended before. */
  expires_at!: Date;

  /** Whether this request uses the session. */
  current!: boolean;

  static from(session: UserSession, current: Pick<UserSession, 'id'>): UserSessionDto {
    return {
      id: session.id,
      ip: session.ip,
      user_agent: session.userAgent,
      read_only: session.isReadOnly,
      created_at: session.createdAt,
      expires_at: session.expiresAt,
      current: session.id === current.id,
    };
  }
}

@ApiSchema({ name: 'UserSessionPage' })
export class UserSessionPageDto extends PageOf(UserSessionDto) {}
