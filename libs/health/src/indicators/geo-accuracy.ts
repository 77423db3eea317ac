import { rateOf, type Rate } from './rate.js';

export interface Place { readonly longitude: number; readonly latitude: number }
/** Coordinates as they were written: 110.123400 has six decimals, the number 110.1234 has four. WGS-84. */
export interface PlacedCamera { readonly longitude: string | null; readonly latitude: string | null; readonly site: Place | null }

export interface GeoRule { readonly decimals: number; readonly sharedBy: number; readonly fromSiteM: number }
const defaults: GeoRule = { decimals: 6, sharedBy: 8, fromSiteM: 100 };

/**
 * 经纬度准确率 over all cameras: inside the district, written finely enough, not one spot for a whole estate (more than `sharedBy` others),
 * and near its site. A camera without coordinates or without a placed site is not accurate.
 */
export function geoAccuracy(cameras: readonly PlacedCamera[], district: readonly Place[], rule: GeoRule = defaults): Rate {
  const spots = new Map<string, number>();
  for (const camera of cameras) spots.set(spotOf(camera), (spots.get(spotOf(camera)) ?? 0) + 1);
  const right = cameras.filter((camera) => {
    const place = placeOf(camera, rule.decimals);
    return place !== undefined && camera.site !== null && (spots.get(spotOf(camera)) ?? 0) - 1 <= rule.sharedBy
      && inside(place, district) && metresBetween(place, camera.site) <= rule.fromSiteM;
  });
  return rateOf(right.length, cameras.length);
}

const spotOf = ({ longitude, latitude }: PlacedCamera): string => `${Number(longitude)},${Number(latitude)}`;

function placeOf({ longitude, latitude }: PlacedCamera, decimals: number): Place | undefined {
  if (longitude === null || latitude === null || !fine(longitude, decimals) || !fine(latitude, decimals)) return undefined;
  return { longitude: Number(longitude), latitude: Number(latitude) };
}

const fine = (written: string, decimals: number): boolean => /^-?\d{1,3}\.\d+$/.test(written) && written.split('.')[1]!.length >= decimals;

/** Counts the district's edges to the east of the place: odd is inside. */
export function inside({ longitude, latitude }: Place, ring: readonly Place[]): boolean {
  let odd = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [a, b] = [ring[i]!, ring[j]!];
    if ((a.latitude > latitude) === (b.latitude > latitude)) continue;
    if (longitude < a.longitude + (latitude - a.latitude) / (b.latitude - a.latitude) * (b.longitude - a.longitude)) odd = !odd;
  }
  return odd;
}

/** Great circle on a sphere of 6,371 km: within 0.5 %, far finer than a hundred metres need. */
export function metresBetween(a: Place, b: Place): number {
  const radians = Math.PI / 180;
  const [dLat, dLng] = [(b.latitude - a.latitude) * radians, (b.longitude - a.longitude) * radians];
  const h = Math.sin(dLat / 2) ** 2 + Math.cos(a.latitude * radians) * Math.cos(b.latitude * radians) * Math.sin(dLng / 2) ** 2;
  return 2 * 6_371_000 * Math.asin(Math.min(1, Math.sqrt(h)));
}
