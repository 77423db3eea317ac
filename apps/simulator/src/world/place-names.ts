/** All invented, in the manner of an old industrial district by a river. No person, no real unit. */
export const districtName = '滨江区';

export const estateNames = [
  '滨河新村', '铁西一村', '纺织厂宿舍', '红星小区', '建设里', '光明新村', '柳林小区', '胜利小区', '机床厂家属院', '化工新村', '和平里', '朝阳小区',
  '幸福里', '向阳院', '工农新村', '东风小区', '西园小区', '南苑小区', '北辰小区', '桃园里', '杏花村小区', '梅园新村', '兰亭小区', '竹园小区',
  '松鹤里', '安康小区', '长宁里', '永安里', '福民小区', '惠民小区', '丰收里', '新华里', '文化里', '育才小区', '书香里', '粮食局宿舍',
  '供电局家属院', '邮电新村', '铁路新村', '轴承厂宿舍', '水泥厂家属院', '印染厂宿舍', '望江小区', '临河里', '石桥小区', '古槐里',
] as const;

export type SiteKind = 'old-estate' | 'school' | 'road' | 'crowded-place' | 'park' | 'transport' | 'hospital' | 'government' | 'enterprise';

export const publicSites: readonly (readonly [SiteKind, string])[] = [
  ['road', '人民路'], ['school', '滨河小学'], ['crowded-place', '人民广场'], ['road', '解放路'], ['park', '滨河公园'], ['school', '铁西中学'],
  ['transport', '长途客运站'], ['road', '滨河大道'], ['crowded-place', '红星市场'], ['hospital', '区人民医院'], ['school', '柳林小学'], ['road', '工业北路'],
  ['government', '区政务服务中心'], ['crowded-place', '滨河广场'], ['school', '望江实验学校'], ['road', '纺织路'], ['park', '望江公园'], ['enterprise', '滨河产业园'],
  ['road', '石桥老街'], ['school', '红星幼儿园'], ['crowded-place', '柳林农贸市场'], ['transport', '铁西公交枢纽'], ['park', '植物园'], ['school', '区职教中心'],
];

export const siteKindNames: Readonly<Record<SiteKind, string>> = {
  'old-estate': '老旧小区', school: '学校', road: '道路', 'crowded-place': '人员密集场所', park: '公园', transport: '交通场站', hospital: '医院', government: '政务场所', enterprise: '企业园区',
};

/** Three columns by two rows of the district, west to east, north to south. */
export const stationNames = ['铁西所', '红星所', '柳林所', '滨河所', '望江所', '石桥所'] as const;
/** Four columns by two rows: the streets' borders are not the stations' borders. */
export const streetNames = ['铁西街道', '建设街道', '红星街道', '柳林街道', '滨河街道', '纺织街道', '望江街道', '石桥街道'] as const;
export const communityNames = ['东苑', '西苑', '南里', '北里', '新风', '和顺'] as const;

export const contractors: readonly (readonly [string, readonly string[]])[] = [
  ['江安视频运维公司', ['江安一班', '江安二班', '江安三班']],
  ['恒通弱电工程公司', ['恒通东线班', '恒通西线班']],
  ['滨江网络服务公司', ['滨江网络班']],
];

const sides = ['东侧', '西侧', '南侧', '北侧'] as const;
const gates = ['北门', '南门', '东门', '西门'] as const;
const crossings = ['建设街口', '胜利街口', '光明巷口', '河沿街口', '和平街口', '育才巷口', '新华街口', '桥头'] as const;

/** Where the n-th camera of a site hangs: a place a crew can find, never what or whom it watches. Unique within the site. */
export function spotName(kind: SiteKind, index: number): string {
  const from = (list: readonly string[], rest: (n: number) => string): string => list[index] ?? rest(index - list.length);
  switch (kind) {
    case 'old-estate':
      return from([...gates, '中心广场', '主干道', '停车场入口', '车棚'], (n) => `${Math.floor(n / 4) + 1}号楼${sides[n % 4]}`);
    case 'school':
      return from(['校门口', '校门东侧路', '围墙北', '围墙西', '操场外围'], (n) => `外围${n + 1}号杆`);
    case 'road':
      return from(crossings, (n) => `${n + 1}号灯杆`);
    case 'park':
      return from([...gates, '环湖路', '广场'], (n) => `园路${n + 1}号杆`);
    case 'transport':
      return from(['进站口', '出站口', '站前广场东', '站前广场西'], (n) => `站台${n + 1}`);
    case 'hospital':
      return from(['正门', '急诊楼前', '停车场'], (n) => `院内道路${n + 1}`);
    case 'government':
      return from(['正门', '停车场', '办事大厅入口'], (n) => `外围${n + 1}`);
    case 'crowded-place':
      return from([...gates, '中央'], (n) => `${n + 1}区通道`);
    case 'enterprise':
      return from([...gates], (n) => `${n + 1}号厂房外`);
  }
}
