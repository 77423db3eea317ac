import { type Truth, type CameraTruth } from './truth.js';

type Row = Record<string, string>;
type Wrong = (row: Row, other: Row) => void;

/** Column names of the ledger sheet, in order (domain.md §3; the import's mapping guesses by them). */
export const ledgerColumns = [
  '点位名称', '国标编码', '场所', '安装地址', 'IP', '端口', '通道', '厂商', '型号', '序列号', 'MAC', '固件版本', '经度', '纬度', '坐标系', '点位分类', '重点公共区域', '监视方位', '室内外', '结构类型', '补光',
  '所属网络', '取电方式', '保存天数', '管理单位', '承建单位', '项目', '验收日期', '启用日期', '质保到期', '备案号', 'RTSP路径', 'ONVIF端口', '分辨率', '编码', '生命周期',
] as const;

/** One mistake of each kind that an import must find, told apart by row and cell. */
const mistakes: readonly Wrong[] = [
  (row) => { row['国标编码'] = (row['国标编码'] ?? '').slice(0, 19); },
  (row, other) => { row['国标编码'] = other['国标编码'] ?? ''; },
  (row) => { row['IP'] = '10.300.1.2'; },
  (row) => { row['点位名称'] = ''; },
  (row) => { [row['经度'], row['纬度']] = [row['纬度'] ?? '', row['经度'] ?? '']; },
  (row) => { row['端口'] = '70000'; },
  (row) => { row['场所'] = '不存在的小区'; },
  (row) => { row['国标编码'] = `999999${(row['国标编码'] ?? '').slice(6)}`; },
  (row) => { row['点位分类'] = '9'; },
  (row) => { row['启用日期'] = '2019-02-30'; },
  (row) => { row['MAC'] = 'GG:00:11:22:33:44'; },
  (row) => { row['通道'] = '0'; },
  (row) => { row['点位名称'] = '=HYPERLINK("http://x","点我")'; },
];

export interface LedgerOptions {
  /** Ids or names of sites; all when absent. */
  readonly sites?: readonly string[];
  /** How many rows carry a mistake, kinds in turn. */
  readonly errors?: number;
}

/** The district as the ledger that a maintenance company would hand over. */
export function ledgerRows(truth: Truth, options: LedgerOptions = {}): Row[] {
  const sites = truth.sites.filter((site) => !options.sites || options.sites.includes(site.id) || options.sites.includes(site.name));
  const names = new Map(sites.map((site) => [site.id, site.name]));
  const rows = truth.cameras.filter((camera) => names.has(camera.siteId)).map((camera) => ledgerRow(camera, names.get(camera.siteId) ?? ''));
  const wrong = Math.min(options.errors ?? 0, rows.length);
  for (let n = 0; n < wrong; n++) {
    // Spread over the sheet, never the row whose code is copied.
    const row = rows[Math.min(rows.length - 1, Math.floor(((n + 0.5) * rows.length) / wrong))];
    const other = rows[0];
    if (row && other) mistakes[n % mistakes.length]?.(row, other);
  }
  return rows;
}

function ledgerRow(camera: CameraTruth, site: string): Row {
  const file = camera.file;
  const said = (key: string): string => (file[key] === undefined ? '' : String(file[key]));
  return {
    点位名称: camera.name, 国标编码: camera.gbCode, 场所: site, 安装地址: said('address'), IP: camera.ip, 端口: String(camera.rtspPort), 通道: String(camera.channel),
    厂商: camera.manufacturerZh, 型号: camera.model, 序列号: camera.serial, MAC: camera.mac, 固件版本: camera.firmware,
    经度: camera.longitude.toFixed(6), 纬度: camera.latitude.toFixed(6), 坐标系: 'WGS-84', 点位分类: String(camera.pointClass), 重点公共区域: camera.keyArea ? '是' : '否',
    监视方位: said('directionType'), 室内外: said('roomType'), 结构类型: said('ptzType'), 补光: said('supplyLight'), 所属网络: said('network'), 取电方式: said('powerSource'), 保存天数: said('retentionDays'),
    管理单位: said('managingUnit'), 承建单位: said('builtBy'), 项目: said('project'), 验收日期: said('acceptedAt'), 启用日期: said('commissionedAt'), 质保到期: said('warrantyEnd'), 备案号: said('filingNo'),
    RTSP路径: camera.rtspPath, ONVIF端口: String(camera.onvifPort), 分辨率: said('resolution'), 编码: camera.codec.main.toUpperCase(), 生命周期: said('lifecycle'),
  };
}

const cell = (value: string): string => (/[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);

/** RFC 4180 with a byte order mark, which is how spreadsheets recognise UTF-8. */
export const ledgerCsv = (rows: readonly Row[]): string =>
  `\ufeff${[ledgerColumns.map(cell), ...rows.map((row) => ledgerColumns.map((column) => cell(row[column] ?? '')))].map((cells) => cells.join(',')).join('\r\n')}\r\n`;
