/** What can go wrong before the shop runs. Each has one message that says what to do about it. */
export type LauncherErrorCode =
  | 'ALREADY_RUNNING'
  | 'BINARIES_MISSING'
  | 'BUILD_FAILED'
  | 'CANCELLED'
  | 'DATABASE_UNREACHABLE'
  | 'DATA_FOLDER_NOT_WRITABLE'
  | 'DATA_FOLDER_VERSION'
  | 'DISK_FULL'
  | 'NO_ACCOUNT'
  | 'NODE_TOO_OLD'
  | 'PASSWORD_REFUSED'
  | 'PORT_TAKEN'
  | 'POSTGRES_FAILED'
  | 'PROCESS_FAILED'
  | 'REFUSED'
  | 'SETTING_INVALID';

/** A failure whose message is written for the person at the terminal: what happened, and what to do. */
export class LauncherError extends Error {
  override readonly name = 'LauncherError';
  readonly code: LauncherErrorCode;

  constructor(code: LauncherErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** The `code` of a Node system error (`ENOENT`, …) or of a PostgreSQL error (SQLSTATE), if it has one. */
export function errorCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

/** The text of anything thrown. */
export function errorText(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Says that the disk under `folder` is full and how to go on. */
export function diskFull(folder: string, cause?: unknown): LauncherError {
  return new LauncherError(
    'DISK_FULL',
    `The disk is full: there is no space left for ${folder}.\n` +
      'Free some space (a new shop needs about 150 MB) or put the data on another disk:\n' +
      '  DATA_DIR=/path/with/space npm start',
    { cause },
  );
}

/** Says that `folder` cannot be written and how to go on. */
export function notWritable(folder: string, cause?: unknown): LauncherError {
  return new LauncherError(
    'DATA_FOLDER_NOT_WRITABLE',
    `The data folder ${folder} cannot be written by this user.\n` +
      'Make it yours (chown) or choose another one:\n' +
      '  DATA_DIR=/path/you/own npm start',
    { cause },
  );
}

/** Turns a failed file operation on the data folder into a message for people; other errors pass as they are. */
export function explainFileError(error: unknown, folder: string): unknown {
  switch (errorCode(error)) {
    case 'ENOSPC':
    case 'EDQUOT':
      return diskFull(folder, error);
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
    case 'ENOENT':
      return notWritable(folder, error);
    case 'ENOTDIR':
    case 'EEXIST':
      return new LauncherError(
        'DATA_FOLDER_NOT_WRITABLE',
        `The data folder ${folder} cannot be made: a file of that name is in the way.\n` +
          'Choose another one:\n  DATA_DIR=/path/you/own npm start',
        { cause: error },
      );
    default:
      return error;
  }
}
