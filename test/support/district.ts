import type { DataSource } from 'typeorm';
import { importOrganisation } from '#inventory';
import { newId } from '#kernel';

export interface TestSite { readonly id: string; readonly name: string; readonly cameras: readonly { readonly id: string; readonly ip: string }[] }

/** Sites with cameras, entered by the room's own steps where there is one, else as plain rows. */
export async function enterDistrict(source: DataSource, sites: number, camerasEach: number): Promise<TestSite[]> {
  const { sites: ids } = await importOrganisation(source, {
    nodes: [{ tree: 'police', code: 'p1', parentCode: null, kind: 'station', name: '滨河所' }],
    sites: Array.from({ length: sites }, (_, n) => ({ code: `s${n}`, name: `小区${n}`, siteKind: 'old-estate', police: 'p1', governance: null, maintenance: null, network: null, address: '', lng: null, lat: null, cidrs: [`10.1.${n}.0/24`], gateway: null, plannedCameras: camerasEach, ports: [] })),
  });
  const made: TestSite[] = [];
  for (let n = 0; n < sites; n++) {
    const siteId = ids[`s${n}`] ?? '';
    const cameras: { id: string; ip: string }[] = [];
    for (let c = 1; c <= camerasEach; c++) {
      const camera = { id: newId(), ip: `10.1.${n}.${c}` };
      const deviceId = newId();
      await source.query("insert into device (id, kind, site_id, name, ip, rtsp_port) values ($1,'camera',$2,$3,$4,554)", [deviceId, siteId, `设备${c}`, camera.ip]);
      await source.query("insert into camera (id, device_id, site_id, name, ip, rtsp_port, commissioned_at) values ($1,$2,$3,$4,$5,554, now() - interval '40 days')", [camera.id, deviceId, siteId, `小区${n}-${c}`, camera.ip]);
      cameras.push(camera);
    }
    made.push({ id: siteId, name: `小区${n}`, cameras });
  }
  return made;
}
