import { isPolicyError, PolicyError } from '../core/kernel/errors';

/** Runs a file call and turns the host's error number into a catalogued error that names the path. */
export function withFileErrors<T>(path: string, call: () => T): T {
  try {
    return call();
  } catch (error) {
    throw toFileError(path, error);
  }
}

/** The catalogued error for what a call of `node:fs` threw; what is catalogued already stays as it is. */
export function toFileError(path: string, error: unknown): PolicyError {
  if (isPolicyError(error)) return error;
  const options = { cause: error };
  switch (errorNumber(error)) {
    case 'ENOENT':
    case 'ENOTDIR':
      return new PolicyError('file-not-found', { path }, options);
    case 'EACCES':
    case 'EPERM':
      return new PolicyError('file-access-denied', { path }, options);
    case 'EROFS':
      return new PolicyError('file-read-only', { path }, options);
    case 'EBUSY':
    case 'ETXTBSY':
      return new PolicyError('file-busy', { path }, options);
    case 'ENOSPC':
    case 'EDQUOT':
      return new PolicyError('file-disk-full', { path }, options);
    case 'EEXIST':
    case 'ENOTEMPTY':
      return new PolicyError('file-exists', { path }, options);
    default:
      return new PolicyError(
        'file-failed',
        { path, reason: error instanceof Error ? error.message : String(error) },
        options,
      );
  }
}

/** The host's error number: ENOENT, EACCES …; undefined for anything else. */
export function errorNumber(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
