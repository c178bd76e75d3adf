import { t } from '@vscode/l10n';

/** What an HRESULT says to people; `next` is empty where there is nothing sensible to do. */
export interface HresultText {
  /** The name in Windows' headers; empty for one that is not known here. */
  readonly symbol: string;
  readonly meaning: string;
  readonly next: string;
}

type Row = readonly [code: number, symbol: string, meaning: () => string, next?: () => string];

const retryLater = (): string => t('Try again in a few minutes.');
const checkNetwork = (): string => t('Check the network, the VPN and the name, then try again.');
const readAgain = (): string => t('Refresh the domain and look at the GPO before you try again.');
const secondHop = (): string => t('Run it on this computer itself, signed in with the account that has the rights.');

/** The codes that an administrator meets with GPMC; numbers and names are those of winerror.h. */
const rows: readonly Row[] = [
  [
    0x80070002,
    'ERROR_FILE_NOT_FOUND',
    () => t('A file is missing.'),
    () => t('Check the backup, or wait until SYSVOL has been replicated.'),
  ],
  [0x80070003, 'ERROR_PATH_NOT_FOUND', () => t('A folder is missing.'), () => t('Make the folder first.')],
  [
    0x80070005,
    'E_ACCESSDENIED',
    () => t('Access was denied.'),
    () => t('You need rights on the GPO, its SYSVOL folder and the backup folder; ask who delegates them.'),
  ],
  [
    0x8007000d,
    'ERROR_INVALID_DATA',
    () => t('The data is not valid.'),
    () => t('Try again once; then check the backup or the files of the GPO.'),
  ],
  [0x80070020, 'ERROR_SHARING_VIOLATION', () => t('A file is in use by another program.'), retryLater],
  [0x80070021, 'ERROR_LOCK_VIOLATION', () => t('A file is in use by another program.'), retryLater],
  [0x80070032, 'ERROR_NOT_SUPPORTED', () => t('This cannot be changed in this way.')],
  [0x80070035, 'ERROR_BAD_NETPATH', () => t('The computer cannot be reached by SMB (TCP 445).'), checkNetwork],
  [0x80070037, 'ERROR_DEV_NOT_EXIST', () => t('The network share was lost in the middle.'), readAgain],
  [0x80070040, 'ERROR_NETNAME_DELETED', () => t('The connection was lost; what was done is not known.'), readAgain],
  [0x80070043, 'ERROR_BAD_NET_NAME', () => t('There is no such share.'), checkNetwork],
  [0x80070050, 'ERROR_FILE_EXISTS', () => t('The file exists already.'), () => t('Choose another file or folder.')],
  [
    0x80070052,
    'ERROR_CANNOT_MAKE',
    () => t('The file or folder cannot be made.'),
    () => t('Choose another file or folder.'),
  ],
  [
    0x80070057,
    'E_INVALIDARG',
    () => t('GPMC did not accept an argument.'),
    () => t('This is a defect of Group Policy as Code: report it with the log.'),
  ],
  [0x80070070, 'ERROR_DISK_FULL', () => t('The disk is full.'), () => t('Free some space, then try again.')],
  [0x8007007b, 'ERROR_INVALID_NAME', () => t('The path is not valid.'), () => t('Choose another folder.')],
  [
    0x800700ce,
    'ERROR_FILENAME_EXCED_RANGE',
    () => t('The path is too long.'),
    () => t('Use a folder with a shorter path.'),
  ],
  [0x80070091, 'ERROR_DIR_NOT_EMPTY', () => t('A folder is in use or being replicated.'), retryLater],
  [0x800700b7, 'ERROR_ALREADY_EXISTS', () => t('It exists already.'), () => t('Refresh the domain.')],
  [0x800703e3, 'ERROR_OPERATION_ABORTED', () => t('It was aborted; what was done is not known.'), readAgain],
  [0x80070490, 'ERROR_NOT_FOUND', () => t('It was not found.'), () => t('Refresh the domain.')],
  [
    0x800704bc,
    'ERROR_INVALID_DOMAINNAME',
    () => t('This is not the name of a domain.'),
    () => t('Give the full DNS name of the domain.'),
  ],
  [
    0x800704c3,
    'ERROR_SESSION_CREDENTIAL_CONFLICT',
    () => t('The share is already connected with another account.'),
    () => t('Disconnect the share first (net use /delete).'),
  ],
  [0x800704c6, 'ERROR_NO_NETWORK', () => t('There is no network.'), checkNetwork],
  [0x800704c7, 'ERROR_CANCELLED', () => t('It was cancelled.')],
  [0x8007051f, 'ERROR_NO_LOGON_SERVERS', () => t('No domain controller is available to sign in.'), checkNetwork],
  [0x80070520, 'ERROR_NO_SUCH_LOGON_SESSION', () => t('This session cannot pass your credentials on.'), secondHop],
  [
    0x80070522,
    'ERROR_PRIVILEGE_NOT_HELD',
    () => t('A privilege is missing.'),
    () => t('Start VS Code or the terminal as administrator.'),
  ],
  [0x80070525, 'ERROR_NO_SUCH_USER', () => t('A user or group does not exist.')],
  [0x80070534, 'ERROR_NONE_MAPPED', () => t('A user or group cannot be resolved.')],
  [0x8007052e, 'ERROR_LOGON_FAILURE', () => t('The user name or password is wrong.')],
  [
    0x80070547,
    'ERROR_CANT_ACCESS_DOMAIN_INFO',
    () => t('Information about the domain cannot be read from the controller.'),
    checkNetwork,
  ],
  [
    0x8007054b,
    'ERROR_NO_SUCH_DOMAIN',
    () => t('The domain is not known or cannot be reached.'),
    () => t('Check the name, DNS and the VPN, then try again.'),
  ],
  [
    0x80070576,
    'ERROR_TIME_SKEW',
    () => t('The clocks of this computer and of the controller differ too much.'),
    () => t('Set the clock, then try again.'),
  ],
  [0x800705b4, 'ERROR_TIMEOUT', () => t('It took too long.'), retryLater],
  [0x800706ba, 'RPC_S_SERVER_UNAVAILABLE', () => t('The RPC server is not available.'), checkNetwork],
  [0x800706be, 'RPC_S_CALL_FAILED', () => t('The call to the other computer broke off.'), readAgain],
  [0x800706fc, 'ERROR_TRUSTED_DOMAIN_FAILURE', () => t('The trust between the domains is broken.')],
  [0x800706fd, 'ERROR_TRUSTED_RELATIONSHIP_FAILURE', () => t('The trust of this computer and its domain is broken.')],
  [0x80070774, 'ERROR_DOMAIN_CONTROLLER_NOT_FOUND', () => t('No domain controller was found.'), checkNetwork],
  [0x8007200e, 'ERROR_DS_BUSY', () => t('The directory is busy.'), retryLater],
  [0x8007200f, 'ERROR_DS_UNAVAILABLE', () => t('The directory is not available yet.'), retryLater],
  [0x80072020, 'ERROR_DS_OPERATIONS_ERROR', () => t('This session does not pass your credentials on.'), secondHop],
  [0x80072029, 'ERROR_DS_INAPPROPRIATE_AUTH', () => t('The directory refused this kind of sign-in.')],
  [0x8007202b, 'ERROR_DS_REFERRAL', () => t('The object belongs to another domain.')],
  [0x8007202f, 'ERROR_DS_CONSTRAINT_VIOLATION', () => t('The directory refused the value.')],
  [
    0x80072030,
    'ERROR_DS_NO_SUCH_OBJECT',
    () => t('The controller has no such object.'),
    () => t('Wait until it has been replicated, or choose another controller.'),
  ],
  [0x80072032, 'ERROR_DS_INVALID_DN_SYNTAX', () => t('This is not a distinguished name.')],
  [0x80072035, 'ERROR_DS_UNWILLING_TO_PERFORM', () => t('The directory refused the operation.')],
  [0x8007203a, 'ERROR_DS_SERVER_DOWN', () => t('The controller cannot be reached by LDAP (389, 3268).'), checkNetwork],
  [0x8007208d, 'ERROR_DS_OBJ_NOT_FOUND', () => t('The object was not found.'), () => t('Refresh the domain.')],
  [
    0x80072098,
    'ERROR_DS_INSUFF_ACCESS_RIGHTS',
    () => t('You lack rights in Active Directory.'),
    () => t('Ask who delegates rights on this object.'),
  ],
  [0x80040154, 'REGDB_E_CLASSNOTREG', () => t('Group Policy Management is not installed.')],
  [0x80041003, 'WBEM_E_ACCESS_DENIED', () => t('WMI denied access.')],
  [0x80004004, 'E_ABORT', () => t('It was aborted.')],
  [
    0x8001010d,
    'RPC_E_CANTCALLOUT_ININPUTSYNCCALL',
    () => t('The COM objects were used on a wrong thread.'),
    () => t('This is a defect of Group Policy as Code: report it with the log.'),
  ],
  [
    0x80010106,
    'RPC_E_CHANGED_MODE',
    () => t('The COM objects were used on a wrong thread.'),
    () => t('This is a defect of Group Policy as Code: report it with the log.'),
  ],
];

const byCode = new Map(rows.map((row) => [row[0], row]));

/** What an HRESULT (signed or not) says; its meaning is empty where it is not known here. */
export function hresultText(hresult: number): HresultText {
  const [, symbol = '', meaning, next] = byCode.get(hresult >>> 0) ?? [];
  return { symbol, meaning: meaning?.() ?? '', next: next?.() ?? '' };
}

/** `0x80070005 E_ACCESSDENIED`. */
export function hresultName(hresult: number): string {
  const hex = `0x${(hresult >>> 0).toString(16).toUpperCase().padStart(8, '0')}`;
  const { symbol } = hresultText(hresult);
  return symbol === '' ? hex : `${hex} ${symbol}`;
}
