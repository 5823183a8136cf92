/** Plug-ins may use these names of the room. */
export { ApiKeyRefusal } from './api-keys/api-key-refusal.entity';
export { ApiKeyUse } from './api-keys/api-key-use.entity';
export { ApiKeyUsesService } from './api-keys/api-key-uses.service';
export { ApiKey } from './api-keys/api-key.entity';
export { ApiKeysModule } from './api-keys/api-keys.module';
export { type ApiKeyFilter, ApiKeysService, type ApiKeyWithSecret, type NewApiKey } from './api-keys/api-keys.service';
export { CreateApiKeyDto, MAX_OVERLAP_SECONDS } from './api-keys/dto/api-key.dto';
export { describeKey, freshKey, hashKey, importedHash } from './api-keys/key-value';
export { SampleApiKey } from './api-keys/sample-api-key';
export { AuthModule } from './log-in/auth.module';
export { ChangePasswordDto, LogInDto } from './log-in/dto/auth.dto';
export { LogInService, type PendingLogIn } from './log-in/log-in.service';
export { OwnPasswordService } from './log-in/own-password.service';
export { OpenIdLogInService } from './openid/openid-log-in.service';
export { CALLBACK_PATH, OPENID_PATH, OpenIdProviderService } from './openid/openid-provider.service';
export {
  actorOf,
  type Caller,
  CurrentCaller,
  currentCaller,
  isPermitted,
  type LoggedIn,
  onlyProduct,
  type ProductScope,
  productScope,
  scoped,
} from './permissions/caller';
export { PERMISSIONS_OF_ROLE, permissionsAvailableTo, ROLE_PERMISSIONS } from './permissions/granted-permissions';
export { requireAllOfKey } from './permissions/own-permissions';
export { ownedOrAll, seesAll } from './permissions/owned-or-all';
export {
  API_KEY_KINDS,
  type ApiKeyKind,
  isFixedRole,
  type ModulePermissions,
  Permission,
  type Role,
  ROLES,
} from './permissions/permission';
export { SavedViewsModule } from './saved-views/saved-views.module';
export { SavedViewsService, type VisibleView } from './saved-views/saved-views.service';
export { BeginSecondFactorDto, ProveSecondFactorDto } from './second-factors/dto/second-factor.dto';
export { OwnSecondFactorService, type SecondFactorStatus } from './second-factors/own-second-factor.service';
export { type NewSecondFactor, SecondFactorsService } from './second-factors/second-factors.service';
export { AccessTokensService, OPENID_FLOW_LIFETIME, PENDING_LOG_IN_LIFETIME } from './users/access-tokens.service';
export { IsPassword } from './users/dto/is-password';
export { CreateRoleDto, MAX_PRODUCTS, ROLE_ID } from './users/dto/role.dto';
export { CreateUserDto, IsRole } from './users/dto/user.dto';
export { roleKey } from './users/find-role';
export { OwnRole } from './users/own-role.entity';
export { hashPassword } from './users/passwords';
export { type ListedRole, RolesService } from './users/roles.service';
export { CONSOLE_SESSION_LIFETIME, type LogIn, SessionsService } from './users/sessions.service';
export { SignInRulesService } from './users/sign-in-rules.service';
export { UserSession } from './users/user-session.entity';
export { User } from './users/user.entity';
export { UsersModule } from './users/users.module';
export { type UserFilter, UsersService } from './users/users.service';
