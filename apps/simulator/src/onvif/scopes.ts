import { hasMedia2 } from './answer.js';
import { type LiveDevice } from '../live/live-host.js';

const part = (value: string): string => encodeURIComponent(value);

/** What a device claims about itself (protocols/onvif.md §1, scope grammar). The lying one claims another model and a profile it does not have. */
export function scopesOf(host: LiveDevice): string[] {
  const { device, brand } = host;
  const lying = host.personality === 'lying';
  const at = 'onvif://www.onvif.org';
  return [
    `${at}/type/video_encoder`,
    ...(device.ptz || lying ? [`${at}/type/ptz`] : []),
    `${at}/Profile/Streaming`,
    ...(hasMedia2(host) || lying ? [`${at}/Profile/T`] : []),
    `${at}/hardware/${part(lying ? 'SUPER-8K-AI' : device.model)}`,
    `${at}/name/${part(lying ? 'HAIWEI 8K%' : brand.key === 'plain' ? host.plan.name : `${brand.manufacturer} ${device.model}`)}`,
    `${at}/location/country/china`,
    ...(brand.key === 'haiwei' ? [`${at}/MAC/${device.mac.toLowerCase()}`] : []),
    ...(lying ? [`${at}/location/%E4%BD%`] : []), // a broken percent escape, as seen in the field
  ];
}
