import type { HostPorts } from '../../core/ports/hostPorts';
import type { Disposable } from '../../core/kernel/disposable';
import type { Session } from './session/session';

/** How paths of this process and of the session's process, which may see another file system, become each other. */
export interface SessionPaths {
  toSession(path: string): string;
  fromSession(path: string): string;
}

/** One file system for both. */
export const samePaths: SessionPaths = { toSession: (path) => path, fromSession: (path) => path };

/** What the provider of live domains needs of its host. */
export interface GpmcDeps extends HostPorts {
  /** A session that has not started yet; asked for when the first domain is opened. @throws powershell-not-found */
  readonly newSession: () => Session;
  readonly paths: SessionPaths;
  /** Absolute path of the folder for temporary files. */
  readonly workFolder: string;
  /** Lets the files below a domain controller's share be read until that ends: the user named the domain. */
  readonly allowUnc: (path: string) => Disposable;
}
