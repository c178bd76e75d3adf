import { t } from '@vscode/l10n';

/** Account, audit, event log and system access policies in the words of Windows' own editor, by their constants. */
export function securityPolicyNames(): Readonly<Record<string, string>> {
  return {
    MinimumPasswordAge: t('Minimum password age'),
    MaximumPasswordAge: t('Maximum password age'),
    MinimumPasswordLength: t('Minimum password length'),
    MinimumPasswordLengthAudit: t('Minimum password length audit'),
    RelaxMinimumPasswordLengthLimits: t('Relax minimum password length limits'),
    PasswordComplexity: t('Password must meet complexity requirements'),
    PasswordHistorySize: t('Enforce password history'),
    ClearTextPassword: t('Store passwords using reversible encryption'),
    LockoutBadCount: t('Account lockout threshold'),
    LockoutDuration: t('Account lockout duration'),
    ResetLockoutCount: t('Reset account lockout counter after'),
    AllowAdministratorLockout: t('Allow Administrator account lockout'),
    MaxTicketAge: t('Maximum lifetime for user ticket'),
    MaxRenewAge: t('Maximum lifetime for user ticket renewal'),
    MaxServiceAge: t('Maximum lifetime for service ticket'),
    MaxClockSkew: t('Maximum tolerance for computer clock synchronization'),
    TicketValidateClient: t('Enforce user logon restrictions'),
    AuditAccountLogon: t('Audit account logon events'),
    AuditAccountManage: t('Audit account management'),
    AuditDSAccess: t('Audit directory service access'),
    AuditLogonEvents: t('Audit logon events'),
    AuditObjectAccess: t('Audit object access'),
    AuditPolicyChange: t('Audit policy change'),
    AuditPrivilegeUse: t('Audit privilege use'),
    AuditProcessTracking: t('Audit process tracking'),
    AuditSystemEvents: t('Audit system events'),
    MaximumLogSize: t('Maximum log size'),
    AuditLogRetentionPeriod: t('Retention method'),
    RetentionDays: t('Retention period'),
    RestrictGuestAccess: t('Prevent local guests group from accessing the log'),
    LSAAnonymousNameLookup: t('Network access: Allow anonymous SID/Name translation'),
    EnableGuestAccount: t('Accounts: Guest account status'),
    EnableAdminAccount: t('Accounts: Administrator account status'),
    ForceLogoffWhenHourExpire: t('Network security: Force logoff when logon hours expire'),
    NewAdministratorName: t('Accounts: Rename administrator account'),
    NewGuestName: t('Accounts: Rename guest account'),
  };
}

/** Units of the numbers among them. */
export function securityPolicyUnits(): Readonly<Record<string, string>> {
  return {
    MinimumPasswordAge: t('days'),
    MaximumPasswordAge: t('days'),
    MinimumPasswordLength: t('characters'),
    PasswordHistorySize: t('passwords remembered'),
    LockoutBadCount: t('invalid logon attempts'),
    LockoutDuration: t('minutes'),
    ResetLockoutCount: t('minutes'),
    MaxTicketAge: t('hours'),
    MaxRenewAge: t('days'),
    MaxServiceAge: t('minutes'),
    MaxClockSkew: t('minutes'),
    MaximumLogSize: t('kilobytes'),
    RetentionDays: t('days'),
  };
}
