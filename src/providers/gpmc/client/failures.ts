import { ResponseError } from 'vscode-jsonrpc/node';
import { isPolicyError, PolicyError } from '../../../core/kernel/errors';
import type { FailureData } from '../protocol';
import { messagesOf, type Method } from './answers';
import { isObject } from './shape';

/** What a request was about, for the errors that name it. */
export interface RequestSubject {
  readonly method: Method;
  /** DNS name. */
  readonly domain: string;
  readonly params: Readonly<Record<string, unknown>>;
}

const failureKinds: readonly FailureData['kind'][] = [
  'hresult',
  'cancelled',
  'not-found',
  'links-changed',
  'not-open',
  'name-taken',
  'unavailable',
  'unexpected',
];

/** What the script says of a failure; undefined where the request never got as far. */
export function failureData(error: unknown): FailureData | undefined {
  if (!(error instanceof ResponseError)) return undefined;
  const data: unknown = error.data;
  if (!isObject(data)) return undefined;
  const kind = failureKinds.find((candidate) => candidate === data['kind']);
  if (kind === undefined) return undefined;
  return {
    kind,
    hresult: typeof data['hresult'] === 'number' ? data['hresult'] : 0,
    messages: messagesOf(data['messages']),
    call: typeof data['call'] === 'string' ? data['call'] : '',
  };
}

/** A failed request as an error of the catalogue; one that is of it already stays. */
export function requestFailure(error: unknown, subject: RequestSubject): PolicyError {
  if (isPolicyError(error)) return error;
  const data = failureData(error);
  const detail = error instanceof Error ? error.message : String(error);
  if (data === undefined) return new PolicyError('unexpected', { detail: `${subject.method}: ${detail}` });
  switch (data.kind) {
    case 'cancelled':
      return new PolicyError('cancelled', {});
    case 'not-found':
      return notFound(subject);
    case 'links-changed':
      return new PolicyError('plan-changed-since', { what: param(subject, 'som'), planned: '', found: '' });
    case 'name-taken':
      return new PolicyError('gpo-name-taken', { name: param(subject, 'name'), domain: subject.domain, id: '' });
    case 'not-open':
      return new PolicyError('session-ended', { detail });
    case 'unavailable':
      return new PolicyError('gpmc-not-installed', { detail });
    case 'hresult':
      return hresultFailure(data, subject, detail);
    case 'unexpected':
      return new PolicyError('unexpected', { detail: `${subject.method}, ${data.call}: ${detail}` });
  }
}

/** REGDB_E_CLASSNOTREG and CO_E_CLASSSTRING: no such class, no such ProgID. */
const notInstalled: readonly number[] = [0x80040154 | 0, 0x800401f3 | 0];
/** ERROR_CANCELLED and E_ABORT: what a server may answer after Cancel (gpmc-object-model.md 3.5). */
const aborted: readonly number[] = [0x800704c7 | 0, 0x80004004 | 0];
/** No such object, object not found: the directory does not have it on this controller. */
const missing: readonly number[] = [0x80072030 | 0, 0x8007208d | 0];

function hresultFailure(
  { hresult, call, messages }: FailureData,
  subject: RequestSubject,
  detail: string,
): PolicyError {
  if (aborted.includes(hresult)) return new PolicyError('cancelled', {});
  if (notInstalled.includes(hresult)) return new PolicyError('gpmc-not-installed', { detail });
  if (missing.includes(hresult)) return notFound(subject);
  const said = messages.map((message) => message.text).filter((text) => text !== '');
  return new PolicyError('gpmc-failed', { call, hresult, subject: subjectName(subject), messages: said, detail });
}

function notFound(subject: RequestSubject): PolicyError {
  const { method, domain } = subject;
  if (method === 'domain/open') return new PolicyError('live-domain-not-found', { domain: param(subject, 'domain') });
  if (method === 'gpo/restore' || method === 'backup/report')
    return new PolicyError('backup-not-found', { backup: param(subject, 'backup'), folder: param(subject, 'folder') });
  if (method.startsWith('som/')) return new PolicyError('som-not-found', { som: param(subject, 'som'), domain });
  if (method === 'gpo/create')
    return new PolicyError('starter-gpo-not-found', { starter: param(subject, 'starter'), domain });
  return new PolicyError('gpo-not-found', { gpo: param(subject, 'gpo'), domain });
}

function subjectName(subject: RequestSubject): string {
  for (const name of ['gpo', 'som', 'backup', 'name']) if (param(subject, name) !== '') return param(subject, name);
  return subject.domain;
}

function param({ params }: RequestSubject, name: string): string {
  const value = params[name];
  return typeof value === 'string' ? value : '';
}
