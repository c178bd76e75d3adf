import type * as vscode from 'vscode';
import type { Logger } from '../../core/ports/host';

/** The extension's log as the services know it. */
export function channelLogger(channel: vscode.LogOutputChannel): Logger {
  return {
    info: (message) => channel.info(message),
    warn: (message) => channel.warn(message),
    error: (message, cause) =>
      channel.error(
        cause === undefined
          ? message
          : `${message} ${cause instanceof Error ? (cause.stack ?? cause.message) : JSON.stringify(cause)}`,
      ),
  };
}
