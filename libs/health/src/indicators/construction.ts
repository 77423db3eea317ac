import { rateOf, type Rate } from './rate.js';

export interface PlannedSite { readonly accepted: boolean; readonly plannedCameras: number; readonly acceptedCameras: number }

/** 建设完成率 by estates and by cameras. More cameras than planned do not make up for an estate that lacks some. */
export function constructionCompletion(sites: Iterable<PlannedSite>): { readonly sites: Rate; readonly cameras: Rate } {
  let [accepted, planned, cameras, wanted] = [0, 0, 0, 0];
  for (const site of sites) {
    planned += 1;
    if (site.accepted) accepted += 1;
    wanted += site.plannedCameras;
    cameras += Math.min(site.acceptedCameras, site.plannedCameras);
  }
  return { sites: rateOf(accepted, planned), cameras: rateOf(cameras, wanted) };
}

/** 覆盖率: planned spots with at least one accepted camera. 联网率: cameras that the upper platform can reach. */
export function coverageRate(acceptedPerSpot: Iterable<number>, cameras: Iterable<{ readonly reachable: boolean }>): { readonly spots: Rate; readonly network: Rate } {
  let [covered, spots, reachable, all] = [0, 0, 0, 0];
  for (const accepted of acceptedPerSpot) {
    spots += 1;
    if (accepted > 0) covered += 1;
  }
  for (const camera of cameras) {
    all += 1;
    if (camera.reachable) reachable += 1;
  }
  return { spots: rateOf(covered, spots), network: rateOf(reachable, all) };
}
