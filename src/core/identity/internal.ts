/** One plug-in of this repository alone uses each of these names: they are no part of the package. */
export { ApiKeyRefusal } from './api-keys/api-key-refusal.entity';
export { ApiKeyUse } from './api-keys/api-key-use.entity';
export { ApiKeyUsesService } from './api-keys/api-key-uses.service';
export type { ApiKeyFilter, ApiKeyWithSecret, NewApiKey } from './api-keys/api-keys.service';
export { CreateApiKeyDto, MAX_OVERLAP_SECONDS } from './api-keys/dto/api-key.dto';
export { freshKey, hashKey, importedHash } from './api-keys/key-value';
export { AuthModule } from './log-in/auth.module';
export { ChangePasswordDto, LogInDto } from './log-in/dto/auth.dto';
export type { PendingLogIn } from './log-in/log-in.service';
export { OwnPasswordService } from './log-in/own-password.service';
export { OpenIdLogInService } from './openid/openid-log-in.service';
export { CALLBACK_PATH, OPENID_PATH, OpenIdProviderService } from './openid/openid-provider.service';
export { actorOf, type ProductScope } from './permissions/caller';
export {
  grantsOf,
  PERMISSIONS_OF_KIND,
  permissionsAvailableTo,
  PRODUCT_ROLE_PERMISSIONS,
} from './permissions/granted-permissions';
export { requireAllOfKey } from './permissions/own-permissions';
export { ownedOrAll, seesAll } from './permissions/owned-or-all';
export { API_KEY_KINDS, type Role } from './permissions/permission';
export { SavedView } from './saved-views/saved-view.entity';
export { SavedViewsModule } from './saved-views/saved-views.module';
export { SavedViewsService } from './saved-views/saved-views.service';
export { BeginSecondFactorDto, ProveSecondFactorDto } from './second-factors/dto/second-factor.dto';
export { OwnSecondFactorService, type SecondFactorStatus } from './second-factors/own-second-factor.service';
export { type NewSecondFactor, SecondFactorsService } from './second-factors/second-factors.service';
export { AccessTokensService, OPENID_FLOW_LIFETIME, PENDING_LOG_IN_LIFETIME } from './users/access-tokens.service';
export { IsPassword } from './users/dto/is-password';
export { MAX_PRODUCTS, ROLE_ID } from './users/dto/role.dto';
export { CreateUserDto, IsRole } from './users/dto/user.dto';
export { hashPassword } from './users/passwords';
export type { ListedRole } from './users/roles.service';
export { CONSOLE_SESSION_LIFETIME } from './users/sessions.service';
export { SignInRulesService } from './users/sign-in-rules.service';
export { UserSession } from './users/user-session.entity';
export { type UserFilter, UsersService } from './users/users.service';
export { InviteUserDto, UserInvitationDto } from './invitations/dto/invitation.dto';
export { INVITATION_PATH, InvitationsService } from './invitations/invitations.service';
