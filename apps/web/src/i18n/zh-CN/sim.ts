/** The simulator's page; only there in a demonstration. */
export default {
  title: '模拟器', note: '演示用的一片区域，由软件扮演', banner: '这里拔的是模拟设备的插头；其余页面上的检测、判定和统计都是真的在跑。',
  notDemo: '这不是演示环境', notDemoNote: '正式环境没有模拟器', noAnswer: '模拟器没有应答', district: '整个区域', counts: '{{total}} 路，通 {{online}}，断 {{dark}}',
  powerCut: '全区停电', powerBack: '全区来电', cutProber: '切断探测器的网络', proberBack: '恢复探测器的网络', cutNote: '断了探测器的网，平台应判为“未知”，而不是把摄像机都记成离线。',
  faults: '正在生效的故障', noFaults: '没有人为故障', noFaultsNote: '开机时就离线的几路是“老毛病”，用来练手', mend: '恢复', affected: '影响 {{n}} 路', since: '已 {{for}}',
  sites: '场所与网络', site: '场所', pullSite: '整片断网', mendSite: '恢复整片', nodes: '交换机与录像机（点击断开）', mendNode: '恢复 {{name}}', noSites: '模拟器没有给出场所',
  cameras: '摄像机', all: '全部', search: '名称或地址', noCameras: '没有匹配的摄像机', personality: '脾气', pull: '拔线', plug: '插回', other: '其他…', otherOf: '对 {{name}} 做别的',
  kind: {
    'unplug-camera': '摄像机拔线', 'unplug-switch': '交换机断开', 'unplug-recorder': '录像机断开', 'unplug-site': '整片断网', 'power-cut': '全区停电', 'prober-network': '探测器断网', 'change-password': '改掉口令', 'move-camera': '换个地址', 'repair-camera': '修好老毛病',
  },
  personalityName: {
    healthy: '正常', 'changed-password': '口令已改', 'clock-minutes': '时钟差 7 分', 'clock-8h': '时钟差 8 小时', slow: '应答慢', silent: '接通不应答', garbage: '应答乱码', drip: '逐字节应答', dead: '无电', html: '应答网页', 'h265-only': '仅 H.265', lying: '信息不实',
    'duplicate-serial': '序列号重复', 'digest-only': '仅 Digest', 'wsse-only': '仅 WSSE',
  },
} as const;
