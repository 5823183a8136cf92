/** Plug-ins may use these names of the room. */
export { ApiKey } from './api-keys/api-key.entity';
export { ApiKeysModule } from './api-keys/api-keys.module';
export { ApiKeysService } from './api-keys/api-keys.service';
export { describeKey } from './api-keys/key-value';
export { SampleApiKey } from './api-keys/sample-api-key';
export { LogInService } from './log-in/log-in.service';
export {
  type Caller,
  currentCaller,
  CurrentCaller,
  isPermitted,
  type LoggedIn,
  onlyProduct,
  productScope,
} from './permissions/caller';
export { ROLE_PERMISSIONS } from './permissions/granted-permissions';
export { isFixedRole, Permission, ROLES } from './permissions/permission';
export { scoped } from './permissions/scoped';
export type { VisibleView } from './saved-views/saved-views.service';
export { IsPassword } from './users/dto/is-password';
export { CreateRoleDto } from './users/dto/role.dto';
export { CreateUserDto } from './users/dto/user.dto';
export { roleKey } from './users/find-role';
export { OwnRole } from './users/own-role.entity';
export { RolesService } from './users/roles.service';
export { type LogIn, SessionsService } from './users/sessions.service';
export { User } from './users/user.entity';
export { UsersModule } from './users/users.module';
