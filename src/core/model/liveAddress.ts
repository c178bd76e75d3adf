import { parseDomainAddress, type DomainAddress } from './ids';

/** Which domain controller answers for a live domain: the PDC emulator, any, or one by its host name. */
export type ControllerWish =
  { readonly kind: 'pdc' } | { readonly kind: 'any' } | { readonly kind: 'named'; readonly name: string };

/** What the address of a live domain says. */
export interface LiveAddress {
  /** Lower case. */
  readonly dnsName: string;
  readonly controller: ControllerWish;
}

const dnsNamePattern =
  /^(?=.{1,255}$)[\p{L}\p{N}_](?:[\p{L}\p{N}_-]{0,62})(?:\.[\p{L}\p{N}_](?:[\p{L}\p{N}_-]{0,62}))*$/u;

/** Whether `text` can be the DNS name of a domain or of a computer. */
export function isDnsName(text: string): boolean {
  return dnsNamePattern.test(text);
}

/** `gpmc:contoso.com`, with `?dc=any` or `?dc=dc1.contoso.com` for another controller than the PDC emulator. */
export function liveAddress({ dnsName, controller }: LiveAddress): DomainAddress {
  const choice =
    controller.kind === 'pdc' ? '' : `?dc=${controller.kind === 'any' ? 'any' : controller.name.toLowerCase()}`;
  return `gpmc:${dnsName.toLowerCase()}${choice}` as DomainAddress;
}

/** The parts of a live domain's address; undefined when `text` is none. */
export function parseLiveAddress(text: string): LiveAddress | undefined {
  const parsed = parseDomainAddress(text);
  if (parsed?.kind !== 'gpmc') return undefined;
  const [dnsName = '', choice, ...more] = parsed.location.split('?');
  if (!isDnsName(dnsName) || more.length > 0) return undefined;
  const controller = choice === undefined ? { kind: 'pdc' as const } : controllerOf(choice);
  return controller === undefined ? undefined : { dnsName: dnsName.toLowerCase(), controller };
}

function controllerOf(choice: string): ControllerWish | undefined {
  const name = /^dc=(.+)$/i.exec(choice)?.[1]?.toLowerCase();
  if (name === 'any') return { kind: 'any' };
  return name !== undefined && isDnsName(name) ? { kind: 'named', name } : undefined;
}
