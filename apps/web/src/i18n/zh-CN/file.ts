/** One camera's page: its file, its health. */
export default {
  crumbs: '所在位置',
  tab: { label: '摄像机档案', overview: '概况', facts: '档案', health: '健康', outages: '故障', changes: '变更' },
  gone: { title: '没有这路摄像机，或不在您的范围内', note: '按编号找不到时，请在台账里按名称或地址查找', back: '回到台账' },
  head: {
    noCode: '未填国标编码', lasting: '持续 {{for}}', byParent: '随上级判定', checkedAt: '最近检测 {{at}}', class: '{{name}}点', keyArea: '重点公共区域', net30: '30 天净在线率', net90: '90 天净', gross90: '90 天毛',
    outages: '故障次数 90 天', times: '次', mttr: '平均修复', hours: '小时', minutes: '分钟', score: '档案完整', fraction: '在线 {{num}} 秒 / 应评 {{den}} 秒', noHealth: '没有取到健康数据',
  },
  check: { last: '最近一次检测', result: '刚刚的检测', button: '立即检测', never: '还没有检测过', justNow: '刚刚', waiting: '检测中 {{s}} 秒', failed: '没有检测成' },
  probe: { rtsp: 'L1 RTSP 应答', onvif: 'L1 ONVIF 握手' },
  verdict: { up: '正常', down: '无应答', unknown: '未判定' },
  strip: { title: '90 天', note: '一格一天，高度为该状态占当日时长', label: '近 {{n}} 天的状态，左右键逐日查看', today: '今日', nothing: '没有数据' },
  weekday: { '0': '星期日', '1': '星期一', '2': '星期二', '3': '星期三', '4': '星期四', '5': '星期五', '6': '星期六' },
  latency: { title: '应答时延 · 30 天', middle: '中位 {{n}} ms', label: '应答时延：中位 {{middle}} 毫秒，最高 {{high}} 毫秒', none: '还没有测到应答时延', gap: '未测到', now: '现在' },
  outages: { title: '故障记录', sum: '90 天 {{n}} 次 · 共 {{h}} 小时', none: '近 90 天没有故障', noneNote: '确认离线后才会记为故障', span: '起止', length: '时长', cause: '原因', state: '处理', unknown: '未查明' },
  probes: { title: '最近检测', note: 'L1：连接与握手', none: '还没有检测记录', noneNote: '接入后一分钟内会有第一次检测', at: '时间', kind: '检测', result: '结果', ms: '耗时' },
  changes: { title: '变更记录', note: '只增不改', none: '还没有变更', noneNote: '每次修改都会记下谁、何时、原值、新值和原因', at: '时间', who: '人员', system: '系统', why: '原因' },
  facts: {
    title: '主要信息', device: '设备', model: '厂商型号', firmware: '固件 / 序列号', address: '地址', channel: '通道 {{n}}', recorder: '录像机', place: '位置', where: '安装地址', position: '坐标', uplink: '交换机端口',
    management: '管理', owner: '管理单位', maintainer: '维护单位', warranty: '质保至',
  },
  group: { identity: '身份', place: '位置', kind: '类型', security: '安全', network: '网络', recording: '录像', management: '管理', state: '状态', other: '其他' },
  form: { groups: '字段分组', gaps: '缺 {{n}}', missing: '未填', none: '—', required: '必填', version: '第 {{n}} 版', why: '为什么改（必填，写入变更记录）', save: '保存 {{n}} 处修改' },
  conflict: {
    title: '保存前，别人已改过这份档案', choose: '同一字段两边都改了，请逐项选定', apart: '对方改的是别的字段，可以直接合并', base: '您打开时', theirs: '对方已保存', mine: '您的修改', kept: '对方还改了这些字段，保持不动：',
    left: '还有 {{n}} 项未选', back: '回到表单', save: '按所选保存',
  },
  create: { title: '新增摄像机', site: '所属小区', siteChoose: '选择场所', note: '先填名称和地址即可保存，其余可以以后补齐；缺项会计入档案完整率', save: '建档' },
} as const;
