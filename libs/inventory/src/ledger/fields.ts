/** A code and what it says. */
export interface FieldOption { readonly value: string; readonly zh: string; readonly en: string }

/** One field of the camera's file: its name on paper, its type, and whether the file is incomplete without it. */
export interface CameraField {
  readonly key: string;
  readonly zh: string;
  readonly en: string;
  readonly group: 'identity' | 'place' | 'kind' | 'security' | 'network' | 'recording' | 'management';
  readonly type: 'text' | 'int' | 'number' | 'bool' | 'date' | 'code' | 'list';
  /** R required, C required when it applies, O optional (one camera, one file). */
  readonly need: 'R' | 'C' | 'O';
  /** A column of the camera's table; every other field lies in its file. */
  readonly column?: string;
  /** Other headings under which spreadsheets bring it. */
  readonly also?: readonly string[];
  readonly options?: readonly (string | FieldOption)[];
}

/** Codes 1, 2, 3 … in the order of GB/T 28181 annex J (catalogue item) and their words. */
const coded = (...words: [zh: string, en: string][]): FieldOption[] => words.map(([zh, en], at) => ({ value: String(at + 1), zh, en }));

const f = (key: string, zh: string, en: string, group: CameraField['group'], type: CameraField['type'], need: CameraField['need'], more: Partial<CameraField> = {}): CameraField => ({ key, zh, en, group, type, need, ...more });

/** The whole file, in the order of the sheet. Import headings, export columns, the edit form and the archive score are all read off this list. */
export const cameraFields: readonly CameraField[] = [
  f('name', '点位名称', 'Name', 'identity', 'text', 'R', { column: 'name', also: ['名称', '摄像机名称', '点位', 'name', 'camera name'] }),
  f('gbCode', '国标编码', 'GB code', 'identity', 'code', 'C', { column: 'gb_code', also: ['国标编号', '设备编码', '编码ID', 'gb code', 'deviceid'] }),
  f('site', '场所', 'Site', 'place', 'text', 'R', { column: 'site_id', also: ['小区', '场所名称', '所属小区', 'site'] }),
  f('address', '安装地址', 'Address', 'place', 'text', 'R', { also: ['地址', 'address'] }),
  f('ip', 'IP', 'IP address', 'identity', 'text', 'R', { column: 'ip', also: ['IP地址', 'ip address', '设备IP'] }),
  f('port', '端口', 'Port', 'identity', 'int', 'R', { column: 'rtsp_port', also: ['RTSP端口', 'port'] }),
  f('channel', '通道', 'Channel', 'identity', 'int', 'R', { column: 'channel', also: ['通道号', 'channel'] }),
  f('manufacturer', '厂商', 'Manufacturer', 'identity', 'text', 'R', { column: 'manufacturer', also: ['品牌', '生产厂商', 'manufacturer', 'vendor'] }),
  f('model', '型号', 'Model', 'identity', 'text', 'R', { column: 'model', also: ['设备型号', 'model'] }),
  f('serial', '序列号', 'Serial', 'identity', 'text', 'R', { column: 'serial', also: ['SN', 'serial', 'serial number'] }),
  f('mac', 'MAC', 'MAC', 'identity', 'text', 'R', { column: 'mac', also: ['MAC地址', 'mac address'] }),
  f('firmware', '固件版本', 'Firmware', 'identity', 'text', 'R', { also: ['固件', 'firmware'] }),
  f('longitude', '经度', 'Longitude', 'place', 'number', 'R', { column: 'lng', also: ['lng', 'lon', 'longitude'] }),
  f('latitude', '纬度', 'Latitude', 'place', 'number', 'R', { column: 'lat', also: ['lat', 'latitude'] }),
  f('coordSystem', '坐标系', 'Coordinate system', 'place', 'code', 'O', { column: 'coord_source', also: ['坐标系统', 'datum'], options: ['WGS-84', 'GCJ-02', 'BD-09', 'CGCS2000'] }),
  f('pointClass', '点位分类', 'Point class', 'kind', 'int', 'R', { column: 'point_class', also: ['分类', '点类', 'class'], options: ['1', '2', '3'] }),
  f('keyArea', '重点公共区域', 'Key public area', 'place', 'bool', 'R', { column: 'key_area', also: ['重点区域'] }),
  f('directionType', '监视方位', 'Direction', 'place', 'int', 'R', { also: ['方位'], options: coded(['东', 'East'], ['西', 'West'], ['南', 'South'], ['北', 'North'], ['东南', 'South-east'], ['东北', 'North-east'], ['西南', 'South-west'], ['西北', 'North-west']) }),
  f('roomType', '室内外', 'Indoors or outdoors', 'place', 'int', 'R', { also: ['室外/室内'], options: coded(['室外', 'Outdoors'], ['室内', 'Indoors']) }),
  f('ptzType', '结构类型', 'Structure', 'kind', 'int', 'R', { also: ['云台类型', '摄像机类型'], options: coded(['球机', 'Dome'], ['半球', 'Half-dome'], ['固定枪机', 'Fixed'], ['遥控枪机', 'Remote bullet'], ['遥控半球', 'Remote half-dome'], ['全景', 'Panoramic'], ['分割通道', 'Split channel']) }),
  f('supplyLight', '补光', 'Supply light', 'kind', 'int', 'R', { also: ['补光属性'], options: [...coded(['无补光', 'None'], ['红外', 'Infrared'], ['白光', 'White light'], ['激光', 'Laser']), { value: '9', zh: '其他', en: 'Other' }] }),
  f('network', '所属网络', 'Network', 'network', 'code', 'R', { also: ['网络', 'network'], options: [{ value: 'video-private', zh: '视频专网', en: 'Video private network' }, { value: 'government', zh: '政务外网', en: 'Government network' }, { value: 'internet-vpn', zh: '互联网专线', en: 'Internet VPN' }, { value: 'public', zh: '互联网', en: 'Public internet' }] }),
  f('powerSource', '取电方式', 'Power source', 'network', 'text', 'R', { also: ['供电方式'] }),
  f('retentionDays', '保存天数', 'Retention days', 'recording', 'int', 'R', { also: ['录像保存天数'] }),
  f('managingUnit', '管理单位', 'Managing unit', 'management', 'text', 'R'),
  f('builtBy', '承建单位', 'Built by', 'management', 'text', 'R'),
  f('project', '项目', 'Project', 'management', 'text', 'R', { also: ['建设项目'] }),
  f('acceptedAt', '验收日期', 'Accepted on', 'management', 'date', 'R'),
  f('commissionedAt', '启用日期', 'Commissioned on', 'management', 'date', 'R', { column: 'commissioned_at', also: ['启用时间'] }),
  f('warrantyEnd', '质保到期', 'Warranty until', 'management', 'date', 'R', { also: ['质保截止'] }),
  f('filingNo', '备案号', 'Filing number', 'management', 'text', 'C'),
  f('rtspPath', 'RTSP路径', 'RTSP path', 'network', 'text', 'O', { column: 'rtsp_path' }),
  f('onvifPort', 'ONVIF端口', 'ONVIF port', 'network', 'int', 'O', { column: 'onvif_port' }),
  f('resolution', '分辨率', 'Resolution', 'kind', 'text', 'R'),
  f('codec', '编码', 'Codec', 'kind', 'text', 'R', { also: ['编码格式', 'codec'] }),
  f('fps', '帧率', 'Frame rate', 'kind', 'number', 'R'),
  f('bitrateKbps', '码率', 'Bit rate', 'kind', 'int', 'R'),
  f('lifecycle', '生命周期', 'Life cycle', 'management', 'code', 'R', { column: 'lifecycle', options: ['planned', 'installing', 'trial', 'in-service', 'suspended', 'replaced', 'retired'] }),
  f('height', '安装高度', 'Height', 'place', 'number', 'O'), f('bearing', '方位角', 'Bearing', 'place', 'int', 'O'), f('fov', '视角', 'Field of view', 'place', 'number', 'O'),
  f('civilCode', '行政区划', 'Civil code', 'place', 'code', 'R'), f('areaNote', '监视区域说明', 'Area note', 'place', 'text', 'O'), f('privacyMasks', '隐私遮挡', 'Privacy masks', 'place', 'list', 'C'), f('signPosted', '提示标识', 'Sign posted', 'place', 'bool', 'R'),
  f('protocols', '接入协议', 'Protocols', 'network', 'list', 'R'), f('useType', '用途', 'Use', 'kind', 'code', 'O'), f('audio', '音频', 'Audio', 'kind', 'bool', 'R'), f('secrecy', '保密属性', 'Secrecy', 'kind', 'int', 'R'),
  f('safetyWay', '信令安全', 'Signalling security', 'security', 'int', 'O'), f('certNum', '证书编号', 'Certificate', 'security', 'text', 'O'), f('certEnd', '证书到期', 'Certificate until', 'security', 'date', 'O'),
  f('gb35114Level', 'GB 35114 级别', 'GB 35114 level', 'security', 'code', 'O', { options: ['none', 'A', 'B', 'C'] }), f('defaultPasswordChangedAt', '口令修改日期', 'Default password changed', 'security', 'date', 'R'), f('weakPassword', '弱口令', 'Weak password', 'security', 'bool', 'R'),
  f('uplinkId', '上联', 'Uplink', 'network', 'text', 'C'), f('switchPort', '交换机端口', 'Switch port', 'network', 'text', 'C'), f('onuId', '光猫', 'ONU', 'network', 'text', 'C'), f('cabinetId', '机箱', 'Cabinet', 'network', 'text', 'C'), f('poleId', '立杆', 'Pole', 'network', 'text', 'C'),
  f('recordWhere', '存储位置', 'Recorded where', 'recording', 'text', 'R'), f('recordPlan', '录像计划', 'Recording plan', 'recording', 'text', 'R'),
  f('managingContact', '责任人', 'Contact', 'management', 'text', 'R'), f('policeOrg', '公安归属', 'Police organisation', 'management', 'text', 'R'), f('governanceOrg', '综治归属', 'Governance organisation', 'management', 'text', 'R'), f('gridId', '网格', 'Grid', 'management', 'text', 'R'),
  f('maintainer', '维护单位', 'Maintainer', 'management', 'text', 'R'), f('contractId', '合同', 'Contract', 'management', 'text', 'R'), f('fundedBy', '资金来源', 'Funded by', 'management', 'text', 'R'), f('costYuan', '造价', 'Cost', 'management', 'number', 'O'),
  f('filedAt', '备案日期', 'Filed on', 'management', 'date', 'C'), f('sharing', '共享范围', 'Sharing', 'management', 'code', 'R', { options: ['none', 'status-only', 'live-on-request', 'live', 'live+playback'] }), f('replaces', '替换关系', 'Replaces', 'management', 'text', 'C'), f('photos', '现场照片', 'Photos', 'management', 'list', 'R'),
];

export const fieldOf = new Map(cameraFields.map((field) => [field.key, field]));
const required = cameraFields.filter((field) => field.need === 'R').map((field) => field.key);

/** Percent of required fields that are filled, one decimal. Address and organisation count as filled when the site brings them. */
export function archiveScore(filled: ReadonlySet<string>): number {
  return Math.round((1000 * required.filter((key) => filled.has(key)).length) / required.length) / 10;
}

const norm = (text: string) => text.trim().toLowerCase().replace(/[\s_（）()*：:]/g, '');

/** Which field a heading means; each field once. */
export function guessMapping(headings: readonly string[]): Record<string, string> {
  const names = new Map(cameraFields.flatMap((field) => [field.zh, field.en, field.key, ...(field.also ?? [])].map((name) => [norm(name), field.key] as const)));
  const guess: Record<string, string> = {};
  headings.forEach((heading, column) => { const key = names.get(norm(heading)); if (key && !Object.values(guess).includes(key)) guess[letterOf(column)] = key; });
  return guess;
}

/** 0 → A, 25 → Z, 26 → AA. */
export function letterOf(column: number): string {
  return (column >= 26 ? letterOf(Math.floor(column / 26) - 1) : '') + String.fromCharCode(65 + (column % 26));
}
