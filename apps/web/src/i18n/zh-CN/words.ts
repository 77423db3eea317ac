/** Words of the trade used on every page (docs/glossary.md). */
export default {
  state: { online: '在线', offline: '离线', degraded: '异常', unknown: '未知', maintenance: '检修', disabled: '停用', 'not-commissioned': '未投用', flapping: '抖动' },
  reason: {
    timeout: '超时', refused: '拒绝连接', unreachable: '不可达', auth: '口令失效', tls: '加密握手失败', protocol: '协议应答错误',
    'no-frame': '有流无画面', clock: '校时偏差', 'our-fault': '平台自身原因',
  },
  evidence: { E0: '仅凭申报', E1: '网络应答', E2: '已认证应答', E3: '码流可解', E4: '画面可用', E5: '录像达标' },
  pointClass: { '1': '一类', '2': '二类', '3': '三类', '4': '四类' },
  outageState: { open: '未恢复', recovering: '恢复中', closed: '已恢复', grouped: '已归并', planned: '计划内', excused: '不计考核' },
  role: {
    'command-operator': '值班员', 'shift-lead': '值班长', 'station-operator': '派出所值班', 'governance-viewer': '综治查看', 'grid-worker': '网格员', 'site-owner': '场所单位', crew: '维护员', 'contractor-lead': '维护负责人',
    inspector: '督查员', 'system-admin': '系统管理员', 'security-admin': '安全管理员', 'audit-admin': '审计管理员',
  },
  unit: { cameras: '路', sites: '场所' },
} as const;
