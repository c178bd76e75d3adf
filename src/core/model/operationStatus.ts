/**
 * What the server's `IGPMAsyncProgress::Status` call says (gpmgmt.h): the denominator is proportional to the number of
 * extensions in the GPO; numerator equal to denominator means finished. Providers report it per running operation.
 */
export interface OperationStatus {
  readonly numerator: number;
  readonly denominator: number;
  /** 0 when all is well so far. */
  readonly hresult: number;
  readonly messages: readonly StatusMessage[];
}

/** One of GPMC's status messages (IGPMStatusMessage). `text` is the server's own; empty where `code` says it all. */
export interface StatusMessage {
  readonly objectPath: string;
  readonly errorCode: number;
  readonly extensionName: string;
  readonly settingsName: string;
  readonly text: string;
}
