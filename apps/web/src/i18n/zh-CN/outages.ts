export default {
  title: '故障', views: '视图', open: '按根因', singles: '单台', closed: '已恢复', site: '场所', allSites: '全部', kindAll: '全部',
  kind: { camera: '单台', site: '场所', observer: '探测器' },
  cause: '根因', where: '场所', affected: '影响', lasting: '持续', state: '状态', since: '首次失败', recoveredAt: '恢复',
  ofTotal: '{{total}} 路中 {{affected}} 路', singlesTitle: '单台故障', singlesNote: '无共同上联，{{n}} 路；按持续时间', closedSingles: '已恢复的单台',
  none: '没有未恢复的故障', noneNote: '离线要连续探测失败并复核后才成为故障', noneClosed: '还没有已恢复的故障', noneHere: '这一处没有故障', clearSite: '看全部场所',
  choose: '选一条故障，看它的经过与证据',
  detail: {
    offline: '路离线 / 覆盖 {{total}}', unknown: '路未知 / 覆盖 {{total}}', single: '单台', lasting: '持续', lasted: '历时', first: '首次失败', share: '影响在线率', course: '经过', evidence: '证据', cameras: '受影响摄像机', ledger: '在台账中打开', file: '打开档案', all: '其余 {{n}} 路在台账中',
    together: '{{total}} 路中 {{n}} 路在 {{s}} 秒内相继失败', apart: '首次失败分布在 {{span}} 内，{{n}} 路', time: '时间', target: '对象', layer: '层', result: '结果', prober: '观测点', noEvidence: '没有留存的探测记录', noTimeline: '没有经过记录',
  },
  what: {
    'first-fail': '首次探测失败', firstFail: '首次探测失败', confirmed: '确认离线', grouped: '归并为 1 组', opened: '故障成立', notified: '通知', recovering: '开始恢复', recovered: '恢复', closed: '关闭', planned: '计划内', excused: '不计考核', blind: '探测器断网', 'first-ok': '首次应答',
  },
  whatNote: { 'first-fail': '回溯起点', firstFail: '回溯起点' },
  pending: { recovered: '恢复', recoveredNote: '等待连续探测成功', closed: '关闭', closedNote: '由复测决定，不由人工点选' },
  result: { timeout: '超时无应答', refused: '拒绝连接', unreachable: '不可达', auth: '口令失效', tls: '加密握手失败', protocol: '协议应答错误', 'no-frame': '有流无画面', clock: '校时偏差', 'our-fault': '平台自身原因', up: '有应答', down: '无应答', ok: '正常', unknown: '未知' },
} as const;
