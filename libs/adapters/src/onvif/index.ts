import type { Clock } from '#kernel';
import type { Prober } from '#health';
import type { Discoverer, Identifier } from '#inventory';
import { onvifDiscoverer } from './discoverer.js';
import { onvifIdentifier } from './identifier.js';
import { onvifProber } from './onvif.prober.js';

export interface OnvifOptions { readonly clock: Clock; readonly discoveryPort?: number; readonly loopback?: boolean }

/** ONVIF devices: found by WS-Discovery, identified and probed over SOAP. */
export function onvif({ clock, discoveryPort, loopback }: OnvifOptions): { name: 'onvif'; discoverer: Discoverer; identifier: Identifier; prober: Prober } {
  return {
    name: 'onvif',
    discoverer: onvifDiscoverer({ clock, ...(discoveryPort === undefined ? {} : { port: discoveryPort }), ...(loopback === undefined ? {} : { loopback }) }),
    identifier: onvifIdentifier({ clock }),
    prober: onvifProber({ clock }),
  };
}
