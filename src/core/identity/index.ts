/** Plug-ins may use these names of the room. */
export { ApiKey } from './api-keys/api-key.entity';
export { ApiKeysModule } from './api-keys/api-keys.module';
export { ApiKeysService } from './api-keys/api-keys.service';
export { describeKey } from './api-keys/key-value';
export { SampleApiKey } from './api-keys/sample-api-key';
export { LogInService } from './log-in/log-in.service';
export {
  type Caller,
  CurrentCaller,
  currentCaller,
  isPermitted,
  type LoggedIn,
  onlyProduct,
  productScope,
  scoped,
} from './permissions/caller';
export { PERMISSIONS_OF_ROLE, ROLE_PERMISSIONS, PERMISSIONS_OF_KIND } from './permissions/granted-permissions';
export {
  type ApiKeyKind,
  isFixedRole,
  type ModulePermissions,
  Permission,
  roleKey,
  ROLES,
  type Role,
} from './permissions/permission';
export type { VisibleView } from './saved-views/saved-views.service';
export { CreateRoleDto } from './users/dto/role.dto';
export { OwnRole } from './users/own-role.entity';
export { RolesService } from './users/roles.service';
export { type LogIn, SessionsService } from './users/sessions.service';
export { User } from './users/user.entity';
export { UsersModule } from './users/users.module';
export { CreateUserDto } from './users/dto/user.dto';
